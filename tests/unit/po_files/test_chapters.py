"""The chapter that somebody means, by its title, its number or a part of its title."""

from pathlib import Path

import pytest

from booktranslate.errors import UsageError
from booktranslate.po_files.chapters import chosen, named

BOOK = Path("livre.docx")
TITLES = ["", "Anne Exemple", "1984", "Partie 1", "Partie 12", "La marche d’Anne", "2", ""]


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("1984", "1984"),
        ("2", "2"),  # a title wins
        ("1", "Anne Exemple"),
        ("4", "Partie 12"),
        (" partie  1 ", "Partie 1"),
        ("marche", "La marche d’Anne"),
        ("anne", "Anne Exemple"),  # begins with it
        ("12", "Partie 12"),  # there are not so many chapters
        ("0", None),
        ("84", None),
        ("Zoé", None),
    ],
)
def test_a_chapter_is_chosen(words: str, title: str | None) -> None:
    assert [TITLES[at] for at in chosen(words, TITLES)] == ([] if title is None else [title])


def test_two_chapters_of_one_title_have_a_number_each() -> None:
    titles = ["", "Entretien", "Entretien", "Anne", "Entretien", "Fin"]
    assert chosen("3", titles) == [4]
    assert chosen("4", titles) == [5]
    assert chosen("entretien", titles) == [1, 2, 4]
    with pytest.raises(UsageError, match="There are: 1 Entretien; 2 Anne; 3 Entretien; 4 Fin"):
        named("5", {BOOK: titles})


def test_numbers_count_within_each_document() -> None:
    other = Path("autre.docx")
    documents = {BOOK: ["", "Anne", "Zoé"], other: ["Ida", "Anne et Max"]}
    assert named("2", documents) == {(BOOK, "Zoé"), (other, "Anne et Max")}
    assert named("anne", documents) == {(BOOK, "Anne")}
    assert named("max", documents) == {(other, "Anne et Max")}


def test_what_fits_several_is_refused() -> None:
    with pytest.raises(UsageError, match=r"is in 2 titles\. Choose one of: Partie 1; Partie 12"):
        chosen("Partie", TITLES)


def test_all_that_have_the_words_are_named() -> None:
    assert named("", {BOOK: TITLES}) is None
    assert named("anne", {BOOK: TITLES}) == {(BOOK, "Anne Exemple"), (BOOK, "La marche d’Anne")}
    assert named("1984", {BOOK: TITLES}) == {(BOOK, "1984")}
    with pytest.raises(UsageError, match="There are: 1 Anne Exemple; 2 1984; 3 Partie 1; "):
        named("Zoé", {BOOK: TITLES})
