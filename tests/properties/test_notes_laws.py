"""What the notes of a unit say: printing and reading are inverses, and no line is lost or moved."""

from hypothesis import given
from hypothesis import strategies as st

from booktranslate.notes import Change, Chapter, Found, Note, Notes, Other, Passage, Suggestion, Term, read

_LETTERS = st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="()→“”%")
_WORDS = st.text(_LETTERS, min_size=1, max_size=20)
_ROLES = st.sampled_from(["Question", "Heading", "Table cell", "Footnote", "Table of contents", "Caption"])
_STYLES = st.just("") | _WORDS
_PASSAGES = st.one_of(
    st.builds(Passage, _ROLES, st.just(""), _STYLES),
    st.builds(Passage, st.just("Answer"), st.just("") | _WORDS, _STYLES),
)
_AFTER = st.one_of(
    st.builds(Term, _WORDS, _WORDS),
    st.builds(Change, _WORDS),
    st.builds(Suggestion, st.integers(0, 100), _WORDS, _WORDS),
    st.builds(Found, st.sampled_from(["numbers", "missing-tag"]), _WORDS),
    st.builds(Other, _WORDS.map(lambda text: f"# {text}")),
)
_NOTES = st.builds(
    lambda chapter, passage, rest: Notes((*chapter, passage, *rest)),
    st.lists(st.builds(Chapter, _WORDS), max_size=1),
    _PASSAGES,
    st.lists(_AFTER, max_size=6),
)
_LABELS = [
    "Chapter: ",
    "Term: ",
    "Check: ",
    "numbers: ",
    "Changed: ",
    "Memory ",
    "Answer by ",
    " (style ",
    "Question",
    " → ",
    "%: “",
]
_LINES = st.lists(
    st.lists(st.sampled_from(_LABELS) | st.text(max_size=8), max_size=4).map("".join), max_size=6
)


@given(_NOTES)
def test_reading_what_was_printed_gives_the_values(notes: Notes) -> None:
    assert read(notes.lines) == notes


@given(_LINES)
def test_any_lines_are_printed_as_they_were(lines: list[str]) -> None:
    assert list(read(lines).lines) == lines


@given(_NOTES, st.sampled_from([Chapter, Term, Change, Suggestion, Found, Other]))
def test_taking_notes_away_leaves_the_others_in_their_order(notes: Notes, kind: type[Note]) -> None:
    rest = read(notes.without(kind).lines)
    assert list(rest.values) == [note for note in notes.values if not isinstance(note, kind)]
