"""The workbook behind a chart follows the chart, so that editing its data brings no French back."""

import io
import zipfile
from pathlib import Path

import pytest

from tests.unit.docx import building as w

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRINGS = f'<sst xmlns="{MAIN}"><si><t>Femmes</t></si><si><t>Cadres</t></si><si><t>Autre</t></si></sst>'
TABLE = f'<table xmlns="{MAIN}"><tableColumns><tableColumn id="1" name="Femmes"/></tableColumns></table>'
CELL = '<c t="inlineStr"><is><t>Femmes</t></is></c>'
SHEET = f'<worksheet xmlns="{MAIN}"><sheetData>{CELL}</sheetData></worksheet>'


def workbook(members: dict[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    return data.getvalue()


WHOLE = workbook(
    {"xl/sharedStrings.xml": STRINGS, "xl/tables/table1.xml": TABLE, "xl/worksheets/sheet1.xml": SHEET}
)


def chart(tmp_path: Path, data: bytes, name: str = "data.xlsx") -> Path:
    points = "<c:pt idx='0'><c:v>Femmes</c:v></c:pt><c:pt idx='1'><c:v>Cadres</c:v></c:pt>"
    category = f"<c:cat><c:strRef><c:strCache>{points}</c:strCache></c:strRef></c:cat>"
    markup = f"<c:chart>{category}</c:chart><c:externalData r:id='x1'/>"
    embedded = w.Member(
        f"word/embeddings/{name}", data, link="package", id="x1", source="word/charts/chart1.xml"
    )
    return w.word_file(tmp_path, w.p(w.drawing('<c:chart r:id="chart1"/>')), embedded, chart1=markup)


def after(path: Path) -> dict[str, str]:
    output = w.translated(path, {"Femmes": "Women & girls"})
    with zipfile.ZipFile(io.BytesIO(w.read(output, "word/embeddings/data.xlsx"))) as archive:
        return {member: archive.read(member).decode() for member in archive.namelist()}


def test_strings_cells_and_the_names_of_table_columns(tmp_path: Path) -> None:
    found = after(chart(tmp_path, WHOLE))
    assert (
        "<si><t>Women &amp; girls</t></si><si><t>Cadres</t></si><si><t>Autre</t></si>"
        in found["xl/sharedStrings.xml"]
    )
    assert 'name="Women &amp; girls"' in found["xl/tables/table1.xml"]
    assert "<is><t>Women &amp; girls</t></is>" in found["xl/worksheets/sheet1.xml"]


def test_an_unchanged_chart_leaves_its_workbook(tmp_path: Path) -> None:
    path = chart(tmp_path, WHOLE)
    assert w.edition(path, {}).changed == {}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a zip",
        bytes.fromhex("D0CF11E0A1B11AE1") * 100,
        WHOLE[: len(WHOLE) // 2],
        workbook({"xl/sharedStrings.xml": "<sst"}),
        workbook({"xl/sharedStrings.xml": '<!DOCTYPE x [<!ENTITY a "b">]><sst/>'}),
        workbook({"xl/sharedStrings.xml": STRINGS, "xl/media/big": "0" * 51 * 2**20}),
        workbook({}),
    ],
)
def test_a_workbook_that_cannot_be_read_is_left_and_stops_nothing(tmp_path: Path, data: bytes) -> None:
    path = chart(tmp_path, data)
    output = w.translated(path, {"Femmes": "Women"})
    assert w.read(output, "word/embeddings/data.xlsx") == data
    assert "<c:v>Women</c:v>" in w.body(output, "word/charts/chart1.xml")


def test_a_workbook_of_another_format_is_left(tmp_path: Path) -> None:
    path = chart(tmp_path, b"xlsb", "data.xlsb")
    assert w.read(w.translated(path, {"Femmes": "Women"}), "word/embeddings/data.xlsb") == b"xlsb"
