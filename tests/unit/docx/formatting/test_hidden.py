"""Hidden text: every reader of a document leaves out the same letters (ECMA-376-1 §17.3.2.41, §17.7.3)."""

from pathlib import Path

import pytest

from booktranslate.docx import Document
from booktranslate.docx.audit.inventory import inventory
from booktranslate.docx.audit.shown import shown
from booktranslate.docx.linear_copy import save_linear
from booktranslate.docx.outline import Outline, Paragraph, Words
from tests.unit.docx import building as w


def style(kind: str, identity: str, properties: str, base: str = "") -> str:
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    named = f'<w:name w:val="{identity}"/>{based}<w:rPr>{properties}</w:rPr>'
    return f'<w:style w:type="{kind}" w:styleId="{identity}">{named}</w:style>'


OFF = '<w:vanish w:val="0"/>'
STYLES = (
    style("character", "Off", OFF)
    + style("character", "Hide", "<w:vanish/>")
    + style("character", "Show", OFF, "Hide")
    + style("character", "Heir", "<w:i/>", "Hide")
    + style("paragraph", "P", "<w:vanish/>")
)
DEFAULTS = "<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>"


def named(character: str) -> str:
    return f'<w:rStyle w:val="{character}"/>'


@pytest.mark.parametrize(
    ("run", "paragraph", "defaults", "is_hidden"),
    [
        ("", "", "", False),
        ("<w:vanish/>", "", "", True),
        (OFF, "", "", False),
        (named("Hide"), "", "", True),
        (named("Heir"), "", "", True),
        (named("Show"), "", "", False),
        (named("Hide") + OFF, "", "", False),
        ("", "P", "", True),
        (OFF, "P", "", False),
        (named("Hide"), "P", "", False),  # a toggle that two levels of styles turn on is off
        (named("Off"), "P", "", True),  # the value “off” of a style toggles nothing
        (named("Hide") + "<w:vanish/>", "P", "", True),
        ("", "", DEFAULTS, True),
        (named("Hide"), "P", DEFAULTS, True),  # on by default stays on in any style
        (OFF, "", DEFAULTS, False),
        ("<w:webHidden/>", "", "", False),
        ("<w:specVanish/>", "", "", False),
    ],
)
def test_all_readers_leave_out_the_same(
    tmp_path: Path, run: str, paragraph: str, defaults: str, is_hidden: bool
) -> None:
    content = w.p(w.r("vu ", OFF), w.r("caché", run), properties=w.styled(paragraph) if paragraph else "")
    path = w.word_file(tmp_path, content, styles=defaults + STYLES)
    expected = "vu" if is_hidden else "vu caché"
    document = Document(path)
    assert [passage.text.plain for passage in document.passages] == [expected]
    assert [each.text for each in shown(path).paragraphs] == [expected]
    (block,) = Outline(document).body
    assert isinstance(block, Paragraph)
    assert "".join(one.text for one in block.content if isinstance(one, Words)).strip() == expected
    left = {item.reason: item.example for item in inventory(document).excluded}
    assert left == ({"hidden text (extract.hidden is off)": "caché"} if is_hidden else {})
    save_linear(path, tmp_path / "linear.docx")
    texts = [item.text or "" for item in w.root(tmp_path / "linear.docx").iter("{*}t")]
    assert "".join(texts).strip() == expected


@pytest.mark.parametrize("where", ["cell", "box"])
def test_a_table_style_hides_nothing_that_is_translated(tmp_path: Path, where: str) -> None:
    table = style("table", "T", "<w:vanish/>")
    inner = w.p(w.r("dedans"), w.r(" caché", "<w:vanish/>"))
    cell = inner if where == "cell" else w.p(w.r(w.vml_box(inner)))
    content = w.table(w.cell(cell)).replace("<w:tblW", '<w:tblStyle w:val="T"/><w:tblW')
    path = w.word_file(tmp_path, content, styles=table)
    assert w.texts(path) == ["dedans"]
    assert [each.text for each in shown(path).paragraphs] == ["dedans"]
    assert inventory(Document(path)).is_complete
