"""Which texts are damaged letters, and which are corrections."""

import pytest

from booktranslate.catalog import Entry
from booktranslate.model import State, Translation, Unit, parse
from booktranslate.review.damage import is_damaged, without_damage
from booktranslate.review.identity import text_id
from booktranslate.review.values import Answer, Returned


@pytest.mark.parametrize(
    ("sent", "came", "expected"),
    [
        ("the café", "the caf?", "surely"),
        ("the café", "the caf\ufffd", "surely"),
        ("the café", "the cafÃ©", "surely"),
        ("the café", "the cafÈ", "surely"),  # Windows, read on a Mac
        ("the café", "the caf‚", "surely"),  # DOS, read on Windows
        ("the cafe\u0301", "the cafe?", "surely"),
        ("voilà le café", "voilÃ\u00a0 le cafÃ©", "surely"),
        ("it’s", "it?s", "loosely"),
        ("“Yes” – no", "?Yes? ? no", "loosely"),
        ("the œuvre", "the oeuvre", "loosely"),
        ("the 😀 café", "the ?? caf?", "loosely"),
        ("Where…", "Where?", "loosely"),
        ("3,50", "3.5", "loosely"),
        ("007", "7", "loosely"),
        ("3.5", "3.50", ""),
        ("Where.", "Where?", ""),
        ("the café", "the café", ""),
        ("the café", "the cafés", ""),
        ("2\u00a0500 cafés", "2 500 cafés", ""),
        ("", "café", ""),
        ("а" * 3_000, "\ufffd" * 4_000 + "!", ""),
    ],
)
def test_damage_is_told_from_a_correction(sent: str, came: str, expected: str) -> None:
    assert is_damaged(sent, came) == (expected == "surely")
    assert is_damaged(sent, came, loosely=True) == bool(expected)


@pytest.mark.parametrize(
    ("sent", "came", "is_taken"),
    [
        ("Where…", "Where?", True),
        ("The cafe is here", "The café is here?", True),
        ("The café is here", "The caf? is there", False),
        ("The word", "The na?ve word", False),
        ("The word", "The naÃ¯ve word", False),
        ("The word", "The words?", True),
        ("See the page.", "See https://example.org/?page=2 now.", True),
        ("See the page.", "See this page.", True),
        ("“Who is here”, he said.", "?Who is here?, he said.", False),
    ],
)
def test_a_correction_in_a_file_that_is_intact(sent: str, came: str, *, is_taken: bool) -> None:
    entry = Entry(Unit(parse("Un texte")), Translation(parse(sent), State.DRAFT))
    other = Entry(Unit(parse("Été")), Translation(parse("Summer"), State.DRAFT))
    entries = {text_id(each.key): each for each in (entry, other)}
    answers = (
        Answer(text_id(entry.key), parse(came), approved=True, french="Un texte"),
        Answer(text_id(other.key), parse("L’été?"), french="Été"),
    )
    found = without_damage(Returned("back", "", "", answers), entries)
    assert (found.answers[0].target is not None) == is_taken
    assert bool(found.findings) != is_taken
    assert found.answers[1:] == answers[1:]
