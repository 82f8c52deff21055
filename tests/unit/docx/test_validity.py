"""The check of a package finds what translating could spoil, and nothing in a sound document."""

from pathlib import Path

import pytest

from booktranslate.docx.opc.package import Package
from booktranslate.docx.validity import problems
from tests.unit.docx import building as w


def names(path: Path) -> list[str]:
    return [finding.name for finding in problems(Package(path))]


def test_a_sound_document(tmp_path: Path) -> None:
    content = w.p("un ", w.bookmark(1, "m", "deux"), w.complex_field(" REF m ", "deux"), w.footnote_mark(2))
    content += w.control(w.p("x"), '<w:id w:val="1"/>') + w.control(w.p("y"), '<w:id w:val="2"/>')
    assert names(w.word_file(tmp_path, content, footnotes=w.footnote(2, w.p("note")))) == []


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("<w:p><w:r/><w:pPr/></w:p>", ["schema"]),
        ("<w:p><w:r><w:t>x</w:t><w:rPr/></w:r></w:p>", ["schema"]),
        (w.p(w.r("x", "<w:sz/><w:b/>")), ["schema"]),
        (w.p(w.r("x", "<w:b/><w:b/>")), ["schema"]),
        (w.p("<w:smartTag><w:r/><w:smartTagPr/></w:smartTag>"), ["schema"]),
        (w.p("<w:customXmlPr/>"), ["schema"]),
        (w.p("<w:t>x</w:t>"), ["schema"]),
        (w.p("<w:r><w:hyperlink/></w:r>"), ["schema"]),
        (w.p("<w:r><w:r/></w:r>"), ["schema"]),
        (w.p("<w:sdt><w:sdtContent/><w:sdtPr/></w:sdt>"), ["order", "schema"]),
        (w.p("<w:fldSimple><w:r/><w:fldData/></w:fldSimple>"), ["schema"]),
        (w.p('<w:bookmarkStart w:id="1" w:name="x"/>'), ["range"]),
        (w.p('<w:bookmarkEnd w:id="1"/>'), ["range"]),
        (w.p('<w:commentRangeEnd w:id="1"/>', '<w:commentRangeStart w:id="1"/>'), ["range"]),
        (w.p(w.bookmark(1, "a"), w.bookmark(1, "b")), ["double-id"]),
        (w.p(w.drawing("") + w.drawing("")), ["double-id"]),
        (w.control(w.p(), '<w:id w:val="1"/>') * 2, ["double-id"]),
        (w.p(w.begin(" PAGE ")), ["field"]),
        (w.p(w.END), ["field"]),
        (w.p(w.r('<w:fldChar w:fldCharType="separate"/>')), ["field"]),
        (w.p('<w:hyperlink r:id="none"/>'), ["no-relationship"]),
    ],
)
def test_a_fault_is_found(tmp_path: Path, content: str, found: list[str]) -> None:
    assert sorted(names(w.word_file(tmp_path, content))) == found


def test_faults_of_the_package(tmp_path: Path) -> None:
    unknown = w.Member("word/x.unknown", b"")
    gone = w.Member(
        "word/_rels/header1.xml.rels",
        (
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            b'<Relationship Id="a" Type="x/image" Target="gone.png"/></Relationships>'
        ),
    )
    path = w.word_file(tmp_path, w.p(), unknown, gone, header1=w.p())
    assert sorted(names(path)) == ["dangling-relationship", "no-content-type"]


def test_a_part_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    broken = w.Member("word/f.xml", b"<w:p>", type=w.DOCX.replace("document.main", "footer"), link="footer")
    assert names(w.word_file(tmp_path, w.p(), broken)) == ["unreadable"]
