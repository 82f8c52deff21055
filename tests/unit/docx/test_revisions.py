"""Tracked changes: one text under each policy, and a valid document when it is written."""

from pathlib import Path

import pytest

from booktranslate.docx import Document, Reading
from booktranslate.errors import InputError
from booktranslate.model import Revisions
from tests.unit.docx import building as w

BY = 'w:id="1" w:author="Anne" w:date="2026-01-01T00:00:00Z"'


def inserted(content: str) -> str:
    return f"<w:ins {BY}>{content}</w:ins>"


def deleted(text: str) -> str:
    inner = f'<w:delText xml:space="preserve">{text}</w:delText>'
    return f"<w:del {BY}>{w.r(inner)}</w:del>"


def text_of(tmp_path: Path, content: str, policy: Revisions, **parts: str) -> list[str]:
    return w.texts(w.word_file(tmp_path, content, **parts), Reading(revisions=policy))


MOVE = (
    w.p("un ", f'<w:moveFromRangeStart {BY} w:name="m"/>', f"<w:moveFrom {BY}>{w.r('loin ')}</w:moveFrom>")
    + w.p('<w:moveFromRangeEnd w:id="1"/>', "deux")
    + w.p(f'<w:moveToRangeStart {BY} w:name="m"/>', f"<w:moveTo {BY}>{w.r('loin ')}</w:moveTo>", "trois")
)
JOIN = w.p("un", properties=f"<w:rPr><w:del {BY}/></w:rPr>") + w.p(" et deux", properties=w.styled("T"))
SPLIT = w.p("un", properties=f"<w:rPr><w:ins {BY}/></w:rPr>") + w.p(" et deux")
FORMAT = w.p("un ", w.r("mot", f"<w:b/><w:rPrChange {BY}><w:rPr><w:i/></w:rPr></w:rPrChange>"))


@pytest.mark.parametrize(
    ("content", "accepted", "rejected"),
    [
        (w.p("un ", inserted(w.r("nouveau ")), "mot"), ["un nouveau mot"], ["un mot"]),
        (w.p("un ", deleted("vieux "), "mot"), ["un mot"], ["un vieux mot"]),
        (w.p("un ", deleted("vieux "), inserted(w.r("nouveau ", w.BOLD)), "mot"), None, ["un vieux mot"]),
        (w.p(inserted(deleted("ni l’un ni l’autre")), "mot"), ["mot"], ["mot"]),
        (MOVE, ["un", "deux", "loin trois"], ["un loin", "deux", "trois"]),
        (JOIN, ["un et deux"], ["un", "et deux"]),
        (SPLIT, ["un", "et deux"], ["un et deux"]),
        (FORMAT, ["un <b>mot</b>"], ["un <i>mot</i>"]),
    ],
)
def test_the_text_under_two_policies(
    tmp_path: Path, content: str, accepted: list[str] | None, rejected: list[str]
) -> None:
    assert text_of(tmp_path, content, "accept") == (accepted or ["un <b>nouveau</b> mot"])
    assert text_of(tmp_path, content, "reject") == rejected


@pytest.mark.parametrize("content", [w.p(inserted(w.r("x"))), w.p(deleted("x")), MOVE, JOIN, FORMAT])
def test_refusing_names_the_part(tmp_path: Path, content: str) -> None:
    path = w.word_file(tmp_path, content)
    with pytest.raises(InputError, match=r"^livre\.docx: word/document\.xml: has \d tracked changes\."):
        Document(path, Reading(revisions="refuse"))


def test_a_document_without_changes_is_never_refused(tmp_path: Path) -> None:
    assert text_of(tmp_path, w.p("un"), "refuse") == ["un"]


def test_changes_in_notes_and_headers(tmp_path: Path) -> None:
    note = w.footnote(2, w.p("une ", deleted("vieille "), inserted(w.r("neuve")), " note"))
    found = text_of(
        tmp_path, w.p("x", w.footnote_mark(2)), "accept", footnotes=note, header1=w.p(inserted(w.r("titre")))
    )
    assert found == ["x<fn1/>", "une neuve note", "titre"]


def test_the_written_part_has_its_changes_resolved(tmp_path: Path) -> None:
    content = w.p("un ", deleted("vieux "), inserted(w.r("nouveau")), " mot")
    path = w.word_file(tmp_path, content + FORMAT)
    output = w.translated(path, {"un nouveau mot": "a new word"})
    assert w.body(output) == w.bare(w.p("a new word") + w.p("un ", w.r("mot", w.BOLD)))


def test_a_part_that_is_not_written_keeps_its_changes(tmp_path: Path) -> None:
    head = w.p(deleted("vieux"), "titre")
    path = w.word_file(tmp_path, w.p("un"), header1=head)
    output = w.translated(path, {"un": "one"})
    assert w.read(output, "word/header1.xml") == w.read(path, "word/header1.xml")


def test_ranges_in_deleted_text_are_kept(tmp_path: Path) -> None:
    start, end = '<w:bookmarkStart w:id="5" w:name="b"/>', '<w:bookmarkEnd w:id="5"/>'
    gone = f"<w:del {BY}>{w.r('<w:delText>x</w:delText>')}{start}</w:del>"
    path = w.word_file(tmp_path, w.p("un ", gone, "deux", end, " trois"), header1=w.refer("b"))
    assert w.texts(path) == ["un <m1>deux</m1> trois"]


def test_rows_and_cells(tmp_path: Path) -> None:
    def row(text: str, properties: str = "") -> str:
        return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{w.cell(w.p(text))}</w:tr>"

    rows = row("a") + row("neuf", f"<w:ins {BY}/>") + row("vieux", f"<w:del {BY}/>")
    content = f"<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>"
    assert text_of(tmp_path, content, "accept") == ["a", "neuf"]
    assert text_of(tmp_path, content, "reject") == ["a", "vieux"]
    cells = w.cell(w.p("b")) + w.cell(w.p("c")).replace("</w:tcPr>", f"<w:cellDel {BY}/></w:tcPr>")
    assert text_of(tmp_path, w.table(cells), "accept") == ["b"]
    assert text_of(tmp_path, w.table(cells), "reject") == ["b", "c"]


def test_a_table_whose_rows_all_go_goes_and_its_cell_stays_valid(tmp_path: Path) -> None:
    row = f"<w:tr><w:trPr><w:del {BY}/></w:trPr>{w.cell(w.p('vieux'))}</w:tr>"
    gone = f"<w:tbl><w:tblPr/><w:tblGrid/>{row}</w:tbl>"
    path = w.word_file(tmp_path, gone + w.p("un") + w.table(w.cell(gone)))
    output = w.translated(path, {"un": "one"})
    assert w.body(output) == w.bare(w.p("one") + w.table(w.cell("<w:p/>")))


def test_rejecting_restores_properties_and_keeps_what_they_do_not_say(tmp_path: Path) -> None:
    former = f'<w:pPrChange {BY}><w:pPr><w:jc w:val="left"/></w:pPr></w:pPrChange>'
    properties = f'<w:jc w:val="center"/><w:rPr><w:b/></w:rPr>{former}'
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="header1"/><w:pgSz w:w="1"/>'
        f'<w:sectPrChange {BY}><w:sectPr><w:pgSz w:w="2"/></w:sectPr></w:sectPrChange></w:sectPr>'
    )
    path = w.word_file(tmp_path, w.p("un", properties=properties) + section, header1=w.p())
    output = w.translated(path, {"un": "one"}, Reading(revisions="reject"))
    expected = w.p("one", properties='<w:jc w:val="left"/><w:rPr><w:b/></w:rPr>')
    expected += '<w:sectPr><w:headerReference w:type="default" r:id="header1"/><w:pgSz w:w="2"/></w:sectPr>'
    assert w.body(output) == w.bare(expected)


def test_deleted_fields_come_back_when_rejected(tmp_path: Path) -> None:
    code = w.r("<w:delInstrText> PAGE </w:delInstrText>")
    field = w.r('<w:fldChar w:fldCharType="begin"/>') + code + w.r('<w:fldChar w:fldCharType="separate"/>')
    field += w.r("<w:delText>7</w:delText>") + w.END
    content = w.p("page ", f"<w:del {BY}>{field}</w:del>", " ici")
    assert text_of(tmp_path, content, "reject") == ["page <f1/> ici"]
    assert text_of(tmp_path, content, "accept") == ["page  ici"]


def marked(change: str, *content: str) -> str:
    return w.p(*content, properties=f"<w:rPr><w:{change} {BY}/></w:rPr>")


GONE = marked("del", deleted("vieux"))
AWAY = marked("moveFrom", f"<w:moveFrom {BY}>{w.r('loin')}</w:moveFrom>")
BOOKMARK = '<w:bookmarkStart w:id="5" w:name="_b"/><w:bookmarkEnd w:id="5"/>'
TABLE = w.table(w.cell(w.p("1")))
SECTION = '<w:sectPr><w:pgSz w:w="9"/></w:sectPr>'


def moved_control(*blocks: str) -> str:
    start, end = (f'<w:customXmlMoveFromRange{half} w:id="{{}}"/>' for half in ("Start", "End"))
    inside = end.format(7) + "".join(blocks) + start.format(8)
    return start.format(7) + w.control(inside, '<w:id w:val="3"/>') + end.format(8)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (f'{AWAY}<w:moveFromRangeEnd w:id="1"/>{w.p("2")}', w.p("2")),
        (f"{GONE}{BOOKMARK}{w.p('2')}", w.p(BOOKMARK, "2")),
        (GONE + TABLE, TABLE),
        (marked("del", deleted("x"), BOOKMARK) + TABLE, BOOKMARK + TABLE),
        (GONE + SECTION, SECTION),
        (TABLE + GONE + SECTION, TABLE + w.p(properties="<w:rPr/>") + SECTION),
        (TABLE + GONE + TABLE, TABLE + w.p(properties="<w:rPr/>") + TABLE),
        (w.table(w.cell(GONE)), w.table(w.cell(w.p(properties="<w:rPr/>")))),
        (marked("del", "reste") + TABLE, w.p("reste", properties="<w:rPr/>") + TABLE),
        (moved_control(AWAY) + w.p("2"), w.p("2")),
        (w.p(moved_control(w.r("reste"))), w.p("reste")),
    ],
)
def test_a_deleted_or_moved_paragraph_leaves_no_empty_one(
    tmp_path: Path, content: str, expected: str
) -> None:
    path = w.word_file(tmp_path, w.p("un") + content)
    assert w.body(w.translated(path, {"un": "one"})) == w.bare(w.p("one") + expected)


def test_rejected_insertions_at_the_end_leave_no_empty_paragraph(tmp_path: Path) -> None:
    added = marked("ins", inserted(w.r("neuf")))
    path = w.word_file(tmp_path, w.p("un") + added + added + SECTION)
    output = w.translated(path, {"un": "one"}, Reading(revisions="reject"))
    assert w.body(output) == w.bare(w.p("one") + SECTION)


def test_the_middle_mark_of_a_rejected_field_goes(tmp_path: Path) -> None:
    begin, middle, end = (
        w.r(f'<w:fldChar w:fldCharType="{kind}"/>') for kind in ("begin", "separate", "end")
    )
    field = inserted(begin + w.r("<w:instrText> DATE </w:instrText>")) + middle + inserted(w.r("7") + end)
    path = w.word_file(tmp_path, w.p("un ", field, "deux"))
    assert text_of(tmp_path, w.p("un ", field, "deux"), "reject") == ["un deux"]
    output = w.translated(path, {"un deux": "one two"}, Reading(revisions="reject"))
    assert "fldChar" not in w.body(output)


@pytest.mark.parametrize("change", ["row", "cell"])
def test_an_end_of_a_range_in_a_lost_row_or_cell_is_kept(tmp_path: Path, change: str) -> None:
    start, end = '<w:bookmarkStart w:id="5" w:name="b"/>', '<w:bookmarkEnd w:id="5"/>'
    whole = '<w:bookmarkStart w:id="6" w:name="c"/><w:bookmarkEnd w:id="6"/>'
    cell = w.cell(w.p(start, whole, "vieux"))
    if change == "row":
        rows = f"<w:tr><w:trPr><w:del {BY}/></w:trPr>{cell}</w:tr><w:tr>{w.cell(w.p('un'))}</w:tr>"
    else:
        cell = cell.replace("</w:tcPr>", f"<w:cellDel {BY}/></w:tcPr>")
        rows = f"<w:tr>{cell}{w.cell(w.p('un'))}</w:tr>"
    content = f"<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>" + w.p("deux", end)
    body = w.body(w.translated(w.word_file(tmp_path, content), {"un": "one"}))
    assert (body.count(start), body.count(end), body.count('"6"')) == (1, 1, 0)
    assert body.index(start) < body.index("one") < body.index(end)
