"""The chapter that somebody means, by its title, its number or a part of its title."""

import pytest

from booktranslate.errors import UsageError
from booktranslate.po_files.chapters import chosen, named

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
    at = chosen(words, TITLES)
    assert (None if at is None else TITLES[at]) == title


def test_what_fits_several_is_refused() -> None:
    with pytest.raises(UsageError, match=r"is in 2 titles\. Choose one of: Partie 1; Partie 12"):
        chosen("Partie", TITLES)


def test_all_that_have_the_words_are_named() -> None:
    assert named("", TITLES) is None
    assert named("anne", TITLES) == {"Anne Exemple", "La marche d’Anne"}
    assert named("1984", TITLES) == {"1984"}
    with pytest.raises(UsageError, match="There are: 1 Anne Exemple; 2 1984; 3 Partie 1; "):
        named("Zoé", TITLES)
