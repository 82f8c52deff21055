"""Pictures that nobody has described, tables without a header row."""

from pathlib import Path

import pytest

from booktranslate.docx import Document
from booktranslate.docx.audit.pictures import silent
from tests.unit.docx import building as w
from tests.unit.publishing.everything import STYLES, box, headed_table, heading, picture

DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


def said(folder: Path, *content: str, **parts: str) -> list[str]:
    return [str(each) for each in silent(Document(w.word_file(folder, "".join(content), **parts)))]


def test_a_picture_is_named_by_its_heading(tmp_path: Path) -> None:
    found = said(tmp_path, heading("The harbour"), w.p(picture(3), picture(4, "Boats")), styles=STYLES)
    assert found == ["The picture “Picture 3”, under “The harbour” has no alternative text."]


def test_in_a_header_it_is_named_by_its_part(tmp_path: Path) -> None:
    found = said(tmp_path, w.p("Words"), header1=w.p(picture(3)))
    assert found == ["The picture “Picture 3”, in word/header1.xml has no alternative text."]


@pytest.mark.parametrize(
    "content",
    [
        picture(1, "Described"),
        picture(1, inside=DECORATIVE),
        box(w.p("A text box is no picture"), grows=True),
        w.r('<w:pict><v:shape alt="A ship"><v:imagedata r:id="x"/></v:shape></w:pict>'),
    ],
)
def test_what_needs_no_words(tmp_path: Path, content: str) -> None:
    assert said(tmp_path, w.p(content)) == []


def test_old_pictures_and_charts(tmp_path: Path) -> None:
    old = w.r('<w:pict><v:shape id="Ship"><v:imagedata r:id="x"/></v:shape></w:pict>')
    chart = w.drawing('<c:chart r:id="rId9"/>')
    assert said(tmp_path, w.p(old, chart)) == [
        "The picture “Ship”, in word/document.xml has no alternative text.",
        "The chart “Image 1”, in word/document.xml has no alternative text.",
    ]


def test_tables(tmp_path: Path) -> None:
    plain = w.table(w.cell(w.p("Port")) + w.cell(w.p("Boats")), w.cell(w.p("A")) + w.cell(w.p("1")))
    layout = w.table(w.cell(w.p("One column")), w.cell(w.p("is no table of data")))
    assert said(tmp_path, plain, headed_table(), layout) == [
        "The table that begins “Port”, in word/document.xml has no header row."
    ]
