"""What is a point in a text and no tag (index entries, empty bookmarks) stands at the like place of the
translation."""

from pathlib import Path

import pytest

from tests.unit.docx import building as w

_SOURCE = "Dans la vallée, une grappe d’entreprises recrute."


def _entry(number: int = 1) -> str:
    return w.mark_field(f" XE {number} ")


_TARGET = "In the valley, a cluster of companies hires."


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("", ""),
        ("Dans la vallée", "In the valley"),
        ("Dans la vallée, une grappe ", "In the valley, a cluster "),
        ("Dans la vallée, une grappe d’entreprises", "In the valley, a cluster of companies"),
        (_SOURCE, _TARGET),
    ],
)
def test_an_index_entry_stands_as_far_on_as_in_the_source(tmp_path: Path, before: str, expected: str) -> None:
    path = w.word_file(tmp_path, w.p(before, _entry(), _SOURCE.removeprefix(before)))
    output = w.translated(path, {_SOURCE: _TARGET})
    assert w.body(output) == w.bare(w.p(expected, _entry(), _TARGET.removeprefix(expected)))


def test_several_points_keep_their_order(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, w.p("un", _entry(1), _entry(2), " deux", _entry(3), " trois"))
    output = w.translated(path, {"un deux trois": "one-two-three"})
    assert w.body(output) == w.bare(w.p("one", _entry(1), _entry(2), "-two", _entry(3), "-three"))


def test_points_stand_in_the_only_word_or_at_its_end(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, w.p("un", _entry(), " deux"))
    assert w.body(w.translated(path, {"un deux": "both"})) == w.bare(w.p("both", _entry()))
    assert w.body(w.translated(path, {"un deux": "…"})) == w.bare(w.p(_entry(), "…"))


def test_an_empty_bookmark_in_the_text_stays_in_it(tmp_path: Path) -> None:
    mark = w.bookmark(1, "ici")
    path = w.word_file(tmp_path, w.p("un deux ", mark, "trois quatre"))
    assert w.texts(path) == ["un deux trois quatre"]
    output = w.translated(path, {"un deux trois quatre": "one two three four"})
    assert w.body(output) == w.bare(w.p("one two ", mark, "three four"))


def test_a_point_goes_with_the_words_of_a_format(tmp_path: Path) -> None:
    bold = "<w:b/>"
    path = w.word_file(tmp_path, w.p("un ", w.r("deux", bold), _entry(), w.r(" trois", bold), " quatre"))
    output = w.translated(path, {"un <b>deux trois</b> quatre": "one <b>two three</b> four"})
    expected = w.p("one ", w.r("two", bold), _entry(), w.r(" three", bold), " four")
    assert w.body(output) == w.bare(expected)


def test_a_point_stands_behind_a_field_and_not_in_its_result(tmp_path: Path) -> None:
    """Word makes the result anew, and what stood in it would be gone."""
    field = w.complex_field(" TITLE ", w.r("longue phrase"))
    path = w.word_file(tmp_path, w.p("Une ", field, _entry(), " et plus"))
    (source, *_) = w.texts(path)
    output = w.translated(path, {source: source.replace("Une", "A").replace("et plus", "and so much more")})
    content = w.body(output)
    before = content[: content.index(" XE 1 ")]
    assert "longue phrase" in before
    assert before.count('"begin"') == before.count('"end"') + 1  # that of the entry itself


def test_a_stretch_that_is_not_translated_keeps_its_points_to_the_letter(tmp_path: Path) -> None:
    page = w.r('<w:br w:type="page"/>')
    path = w.word_file(tmp_path, w.p("un", page, "gra", _entry(), "ppe"))
    assert w.texts(path) == ["un", "grappe"]
    output = w.translated(path, {"un": "one"})
    assert w.body(output) == w.bare(w.p("one", page, "gra", _entry(), "ppe"))
