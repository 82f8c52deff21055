"""What is read from the notes of a unit."""

import pytest

from booktranslate.notes import Change, Notes, Passage, Suggestion, Term, read

LINES = (
    "Chapter: Anne Exemple",
    "Answer by Anne Exemple (style Réponse)",
    "Term: mixité → gender balance (not: diversity)",
    "Changed: il y a [-deux-] {+trois+} ans",
    "Memory 87%: “Il y a deux ans.” → “Two years ago.”",
    "Mind the rhythm.",
)


def test_every_line_has_its_value() -> None:
    notes = read(LINES)
    assert (notes.chapter, notes.role, notes.speaker, notes.style) == (
        "Anne Exemple",
        "Answer",
        "Anne Exemple",
        "Réponse",
    )
    assert notes.terms == (Term("mixité", "gender balance (not: diversity)"),)
    assert notes.change == "il y a [-deux-] {+trois+} ans"
    assert notes.suggestions == (Suggestion(87, "Il y a deux ans.", "Two years ago."),)
    assert notes.lines == LINES
    assert notes.is_interview


@pytest.mark.parametrize(
    ("line", "passage"),
    [
        ("Question", Passage("Question")),
        ("Question (style Question)", Passage("Question", style="Question")),
        ("Answer", Passage("Answer")),
        ("Answer by A. R.", Passage("Answer", "A. R.")),
        ("Table cell (style Cellule (chiffrée))", Passage("Table cell", style="Cellule (chiffrée)")),
        ("Table of contents (style toc 1)", Passage("Table of contents", style="toc 1")),
    ],
)
def test_the_line_on_the_passage(line: str, passage: Passage) -> None:
    assert read([line]).passage == passage


@pytest.mark.parametrize(
    "line",
    ["Memory 87%: “broken", "Term: no arrow", "A remark: mind it.", "Careful!", "", "Memory 087%: “a” → “b”"],
)
def test_a_line_that_is_not_ours_stays_and_says_nothing(line: str) -> None:
    notes = read(["Question", line])
    assert notes.lines == ("Question", line)
    assert (notes.terms, notes.suggestions, notes.change, notes.role) == ((), (), "", "Question")


def test_notes_are_taken_away_and_added() -> None:
    notes = read(LINES).without(Change, Suggestion)
    assert notes.lines == (*LINES[:3], LINES[5])
    assert notes.adding(Change("x")).lines[-1] == "Changed: x"
    assert Notes().lines == ()
