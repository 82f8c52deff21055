"""Columns that are too narrow for a word of the translation."""

from pathlib import Path

import pytest

from tests.unit.docx import building as w

SPAN = '<w:gridSpan w:val="2"/>'
ENGLISH = {"Effectif": "Workforce", "Métier": "Occupation", "Part": "Share"}


def cell(width: int, content: str, more: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{more}</w:tcPr>{w.p(content)}</w:tc>'


def table(widths: tuple[int, ...], *rows: tuple[str, ...], more: str = "") -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    made = ""
    for row in rows:
        cells = [cell(width, w.r(text, "<w:b/>")) for width, text in zip(widths, row, strict=True)]
        made += f"<w:tr>{more}{''.join(cells)}</w:tr>"
    return (
        f'<w:tbl><w:tblPr><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>'
    )


def widths(path: Path) -> tuple[list[int], list[int]]:
    """Those of the grid, and of the cells of the first row."""
    root = w.root(path)
    space = root.nsmap["w"]
    return tuple(  # type: ignore[return-value]
        [int(item.get(f"{{{space}}}w")) for item in root.iter(f"{{*}}{local}")][:count]
        for local, count in (("gridCol", None), ("tcW", len(list(root.iter("{*}gridCol")))))
    )


def test_a_column_takes_what_its_head_needs(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, table((3000, 1100, 1500), ("Métier", "Effectif", "Part"), ("a", "12", "9")))
    grid, cells = widths(w.translated(path, ENGLISH))
    assert grid == cells
    assert sum(grid) == 5600  # as wide as it was
    assert grid[1] > 1150  # “Workforce” in Times Bold 10 pt, with margins of 108
    assert grid[0] < 3000  # that has most to spare


@pytest.mark.parametrize(
    ("columns", "head"),
    [
        ((3000, 1300, 1500), ("Métier", "Effectif", "Part")),  # there is room
        ((1350, 1100, 800), ("Métier", "Effectif", "Part")),  # nobody can spare it
        ((3000, 600, 1500), ("Métier", "Effectif", "Part")),  # the source was broken too
    ],
)
def test_what_is_left_as_it_is(tmp_path: Path, columns: tuple[int, ...], head: tuple[str, ...]) -> None:
    path = w.word_file(tmp_path, table(columns, head))
    grid, cells = widths(w.translated(path, ENGLISH))
    assert (grid, cells) == (list(columns), list(columns))


def test_a_table_of_rows_that_leave_columns_out_stays(tmp_path: Path) -> None:
    more = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>'
    path = w.word_file(tmp_path, table((3000, 1100, 1500), ("Métier", "Effectif", "Part"), more=more))
    assert widths(w.translated(path, ENGLISH))[0] == [3000, 1100, 1500]


def test_words_may_end_a_line_at_a_hyphen(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, table((3000, 1100, 1500), ("Métier", "Effectif", "Part")))
    output = w.translated(path, {**ENGLISH, "Effectif": "Work-load and/or staff"})
    assert widths(output)[0] == [3000, 1100, 1500]


def test_merged_cells_are_as_wide_as_their_columns(tmp_path: Path) -> None:
    merged = f"<w:tr>{cell(4100, 'Titre', SPAN)}{cell(1500, 'Part')}</w:tr>"
    made = table((3000, 1100, 1500), ("Métier", "Effectif", "Part")).replace("</w:tbl>", merged + "</w:tbl>")
    output = w.translated(w.word_file(tmp_path, made), ENGLISH)
    grid = widths(output)[0]
    space = w.root(output).nsmap["w"]
    last = [int(item.get(f"{{{space}}}w")) for item in w.root(output).iter("{*}tcW")][3:]
    assert last == [grid[0] + grid[1], grid[2]] != [4100, 1500]


def test_wide_fonts_and_capitals_need_more(tmp_path: Path) -> None:
    made = table((3000, 1300, 1500), ("Métier", "Effectif", "Part"))
    for more in ('<w:rFonts w:ascii="Verdana" w:hAnsi="Verdana"/>', "<w:caps/>", '<w:sz w:val="26"/>'):
        path = w.word_file(tmp_path, made.replace("<w:b/>", f"{more}<w:b/>"))
        assert widths(w.translated(path, {"Effectif": "Workforce"}))[0][1] > 1300


@pytest.mark.parametrize(("font", "more"), [("Arial", False), ("Calibri", False), ("Exemple Sans", True)])
def test_a_font_that_is_not_there_is_drawn_in_a_wide_one(tmp_path: Path, font: str, more: bool) -> None:
    made = table((3000, 1300, 1500), ("Métier", "Effectif", "Part"))
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'
    path = w.word_file(tmp_path, made.replace("<w:b/>", f"{fonts}<w:b/>"))
    assert (widths(w.translated(path, ENGLISH))[0][1] > 1300) is more
