"""Lines of tables of contents and of figures: they take the words of what they repeat, and are no units."""

from pathlib import Path

import pytest

from booktranslate.docx import Document
from booktranslate.docx.audit.inventory import inventory
from booktranslate.model import parse
from tests.unit.docx import building as w

STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{name}"/>{properties}</w:style>'
    for style, name, properties in (
        ("Titre1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
        ("Legende", "caption", ""),
        ("Encart", "Encart", ""),
        ("TM1", "toc 1", ""),
        ("Illus", "table of figures", ""),
    )
)
TAB, BREAK = w.r("<w:tab/>"), w.r("<w:br/>")
NOTE = w.r('<w:footnoteReference w:id="2"/>')


def marked(name: str, *content: str, style: str = "Titre1") -> str:
    """A heading with a bookmark around it."""
    number = sum(map(ord, name))
    inside = "".join(item if item.startswith("<") else w.r(item) for item in content)
    mark = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inside}<w:bookmarkEnd w:id="{number}"/>'
    return w.p(mark, properties=w.styled(style))


def page(name: str, number: str = "3") -> str:
    return w.complex_field(rf" PAGEREF {name} \h ", number)


def link(name: str, *content: str) -> str:
    inside = "".join(item if item.startswith("<") else w.r(item) for item in content)
    return f'<w:hyperlink w:anchor="{name}">{inside}</w:hyperlink>'


def table(*lines: str, code: str = r' TOC \o "1-3" \h \z \u ', style: str = "TM1") -> str:
    first, *others = lines
    return (
        w.p(w.begin(code), first, properties=w.styled(style))
        + "".join(w.p(line, properties=w.styled(style)) for line in others)
        + w.p(w.END)
    )


def book(folder: Path, content: str, **parts: str) -> Path:
    if NOTE in content:
        parts["footnotes"] = '<w:footnote w:id="2">' + w.p("Une note.") + "</w:footnote>"
    return w.word_file(folder, content, styles=STYLES, **parts)


def shown(path: Path) -> list[str]:
    """What a reader sees of each paragraph of the body, with | for tabs and / for breaks."""
    signs = {"t": "", "tab": "|", "br": "/"}
    found = []
    for paragraph in w.root(path).iter("{*}p"):
        letters = (
            (item.text or "") if item.tag.endswith("}t") else signs[item.tag.rpartition("}")[2]]
            for item in paragraph.iter("{*}t", "{*}tab", "{*}br")
        )
        found.append("".join(letters))
    return found


@pytest.mark.parametrize(
    ("line", "heading", "source", "target", "expected"),
    [
        pytest.param(
            link("_Toc1", "I.", TAB, "Les filières", TAB, page("_Toc1")),
            ("Les filières",),
            "Les filières",
            "The sectors",
            "I.|The sectors|3",
            id="number and tab",
        ),
        pytest.param(
            link("_Toc1", "Chapitre 1 Le bois", TAB, page("_Toc1")),
            ("Chapitre 1", BREAK, "Le bois"),
            "Chapitre 1<br/>Le bois",
            "Chapter 1<br/>Wood",
            "Chapter 1 Wood|3",
            id="break",
        ),
        pytest.param(
            link("_Toc1", "La mixité", TAB, page("_Toc1")),
            ("La ", w.r("mixité", w.ITALIC), NOTE),
            "La <i>mixité</i><fn1/>",
            "Gender <i>balance</i><fn1/>",
            "Gender balance|3",
            id="format and note",
        ),
        pytest.param(
            w.r("2") + TAB + w.r("Le bois") + TAB + w.r("xii"),
            ("Le bois",),
            "Le bois",
            "Wood",
            "2|Wood|xii",
            id="no link, no field",
        ),
        pytest.param(
            w.complex_field(r' HYPERLINK \l "_Toc1" ', "Le bois", TAB, page("_Toc1", "A-2")),
            ("Le bois",),
            "Le bois",
            "Wood",
            "Wood|A-2",
            id="link made of a field",
        ),
        pytest.param(
            link("_Toc1", "1. Le bois"), ("Le bois",), "Le bois", "Wood", "1. Wood", id="without pages (\\n)"
        ),
        pytest.param(
            link("_Toc1", "LE BOIS", TAB, page("_Toc1")),
            ("Le bois",),
            "Le bois",
            "Wood",
            "Wood|3",
            id="other case",
        ),
    ],
)
def test_a_line_takes_the_words_of_its_heading(
    tmp_path: Path, line: str, heading: tuple[str, ...], source: str, target: str, expected: str
) -> None:
    path = book(tmp_path, table(line) + marked("_Toc1", *heading))
    assert [text for text in w.texts(path) if text != "Une note."] == [source]
    output = w.translated(path, {source: target})
    assert shown(output)[0] == expected
    assert inventory(Document(path)).unreached == ()


def test_a_line_shows_the_formats_of_its_heading_that_it_showed_before(tmp_path: Path) -> None:
    line = link("_Toc1", "La ", w.r("mixité", w.ITALIC), TAB, page("_Toc1"))
    path = book(
        tmp_path, table(line) + marked("_Toc1", "La ", w.r("mixité", w.ITALIC + '<w:sz w:val="40"/>'))
    )
    source = w.texts(path)[0]
    output = w.translated(path, {source: source.replace("La ", "Gender ").replace("mixité", "balance")})
    assert shown(output)[0] == "Gender balance|3"
    other = book(tmp_path, table(line) + marked("_Toc1", "La ", w.r("mixité", w.ITALIC)))
    output = w.translated(other, {"La <i>mixité</i>": "The <i>mix</i> of it"})
    expected = link("_Toc1", "The ", w.r("mix", w.ITALIC), " of it", TAB, page("_Toc1"))
    assert w.bare(expected) in w.body(output)


def test_each_of_two_headings_of_one_text_has_its_own_line(tmp_path: Path) -> None:
    lines = [w.r("Bilan") + TAB + w.r(str(number)) for number in (3, 7)]
    path = book(tmp_path, table(*lines) + marked("a", "Bilan") + marked("b", "Bilan"))
    waiting = iter(["Results", "Outcome"])
    made = w.edition(path, lambda passage: parse(next(waiting)))
    made.save(tmp_path / "book.docx")
    assert shown(tmp_path / "book.docx")[:2] == ["Results|3", "Outcome|7"]


def test_a_line_that_repeats_nothing_stays_a_unit_without_its_number_and_page(tmp_path: Path) -> None:
    path = book(tmp_path, table(w.r("1.") + TAB + w.r("Annexe perdue") + TAB + w.r("9")) + w.p("Fin"))
    assert w.texts(path) == ["Annexe perdue", "Fin"]
    assert shown(w.translated(path, {"Annexe perdue": "Lost appendix"}))[0] == "1.|Lost appendix|9"


def test_a_heading_that_was_changed_since_is_what_its_line_says(tmp_path: Path) -> None:
    line = link("_Toc1", "Les filières du bois", TAB, page("_Toc1"))
    path = book(tmp_path, table(line) + marked("_Toc1", "Les filières du bois alpin"))
    assert w.texts(path) == ["Les filières du bois alpin"]
    output = w.translated(path, {"Les filières du bois alpin": "Alpine wood"})
    assert shown(output)[0] == "Alpine wood|3"


def test_a_link_to_something_else_leaves_the_line_to_the_translator(tmp_path: Path) -> None:
    line = link("_Toc1", "Les filières du bois", TAB, page("_Toc1"))
    path = book(tmp_path, table(line) + marked("_Toc1", "Un tout autre titre"))
    assert w.texts(path) == ["Les filières du bois", "Un tout autre titre"]


@pytest.mark.parametrize(
    ("code", "line", "expected"),
    [
        (r' TOC \h \z \c "Figure" ', "Figure 1 : La carte", "Figure 1: The map|4"),
        (r' TOC \h \z \a "Figure" ', "La carte", "The map|4"),
    ],
)
def test_a_table_of_figures_takes_its_captions(tmp_path: Path, code: str, line: str, expected: str) -> None:
    number = w.complex_field(r" SEQ Figure \* ARABIC ", "1")
    content = table(link("_Toc9", line, TAB, page("_Toc9", "4")), code=code, style="Illus")
    path = book(tmp_path, content + marked("_Toc9", "Figure ", number, " : La carte", style="Legende"))
    assert w.texts(path) == ["Figure <f1/> : La carte"]
    output = w.translated(path, {"Figure <f1/> : La carte": "Figure <f1/>: The map"})
    assert shown(output)[0] == expected


def test_the_styles_and_entries_that_a_table_names(tmp_path: Path) -> None:
    content = table(
        w.r("Un encart") + TAB + w.r("2"), w.r("Une entrée") + TAB + w.r("3"), code=r' TOC \f \t "Encart;1" '
    )
    entry = w.mark_field(' TC "Une entrée" ')
    path = book(tmp_path, content + w.p("Un encart", properties=w.styled("Encart")) + w.p("Texte", entry))
    assert w.texts(path) == ["Un encart", "Texte", "Une entrée"]
    targets = {"Un encart": "A box", "Texte": "Text", "Une entrée": "An entry"}
    output = w.translated(path, targets)
    assert shown(output)[:2] == ["A box|2", "An entry|3"]


def test_words_of_a_list_number_come_from_the_list(tmp_path: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="Chapitre %1"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    line = link("_Toc1", "Chapitre 2", TAB, "Le bois", TAB, page("_Toc1"))
    used = w.p("Suite", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    path = book(tmp_path, table(line) + marked("_Toc1", "Le bois") + used, numbering=numbering)
    assert "Chapitre <n1/>" in w.texts(path)
    output = w.translated(path, {"Le bois": "Wood", "Chapitre <n1/>": "Chapter <n1/>", "Suite": "More"})
    assert shown(output)[0] == "Chapter 2|Wood|3"


def test_a_table_without_a_field_follows_too(tmp_path: Path) -> None:
    line = w.p(link("_x", "II.", TAB, "Le bois", TAB, w.r("xv")), properties=w.styled("TM1"))
    path = book(tmp_path, line + marked("_x", "Le bois"))
    assert shown(w.translated(path, {"Le bois": "Wood"}))[0] == "II.|Wood|xv"
    account = inventory(Document(path))
    assert account.unreached == ()
    assert [item.reason for item in account.excluded] == ["numbers in a table of contents"]


def test_a_heading_left_in_french_leaves_its_line_as_it_is(tmp_path: Path) -> None:
    path = book(tmp_path, table(link("_Toc1", "Le bois", TAB, page("_Toc1"))) + marked("_Toc1", "Le bois"))
    assert w.edition(path, {}).changed == {}
