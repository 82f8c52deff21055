"""How a paragraph looks, and where it stands in a table."""

from pathlib import Path

import pytest

from booktranslate.docx import Document
from tests.unit.docx import building as w


def looks(path: Path) -> dict[str, str]:
    return {passage.text.plain: passage.look for passage in Document(path).passages}


@pytest.mark.parametrize(
    ("properties", "look"),
    [
        ("", ""),
        (w.BOLD, "bold"),
        ('<w:b w:val="0"/>', ""),
        (w.ITALIC, "italic"),
        (w.BOLD + w.ITALIC, "bold italic"),
        (w.LINE, "underlined"),
        ("<w:smallCaps/>", "small capitals"),
        ('<w:color w:val="1F3864"/>', "colour 1F3864"),
        ('<w:color w:val="auto"/>', ""),
        ('<w:sz w:val="20"/>', ""),
    ],
)
def test_the_look_of_a_whole_paragraph(tmp_path: Path, properties: str, look: str) -> None:
    path = w.word_file(tmp_path, w.p(w.r("Une question", properties)))
    assert looks(path) == {"Une question": look}


def test_a_word_that_stands_out_is_not_the_look_of_its_paragraph(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, w.p(w.r("Anne :", w.BOLD), " une réponse qui est plus longue"))
    assert looks(path) == {"Anne : une réponse qui est plus longue": ""}


def test_the_cell_of_a_text(tmp_path: Path) -> None:
    wide = w.cell(w.p("large")).replace("<w:tcPr>", '<w:tcPr><w:gridSpan w:val="2"/>')
    inner = w.table(w.cell(w.p("dedans")))
    path = w.word_file(
        tmp_path,
        w.p("avant")
        + w.table(w.cell(w.p("un")) + w.cell(w.p()) + w.cell(w.p("trois")), wide + w.cell(w.p("après")))
        + w.table(w.cell(w.p("autre") + inner + w.p())),
    )
    assert {passage.text.plain: passage.cell for passage in Document(path).passages} == {
        "avant": (0, 0, 0),
        "un": (1, 1, 1),
        "trois": (1, 1, 3),
        "large": (1, 2, 1),
        "après": (1, 2, 3),
        "autre": (2, 1, 1),
        "dedans": (3, 1, 1),
    }
