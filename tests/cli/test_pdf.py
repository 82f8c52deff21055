"""The PDF shows what Word shows: tables and indexes as Word laid them out, with the English book's pages."""

import subprocess

import polib
import pytest

from tests.cli.bench import Bench
from tests.unit.docx import building as w

STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{name}"/>{properties}</w:style>'
    for style, name, properties in (
        ("Titre1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
        ("Legende", "caption", ""),
        ("TM1", "toc 1", '<w:pPr><w:tabs><w:tab w:val="right" w:pos="8000"/></w:tabs></w:pPr>'),
        ("Index1", "index 1", ""),
        ("Index2", "index 2", ""),
    )
)
TAB = w.r("<w:tab/>")
NEXT_PAGE = w.p(w.r('<w:br w:type="page"/>'))
SIZE = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" '
SIZE += 'w:header="700" w:footer="700" w:gutter="0"/>'
FRONT = f'<w:sectPr>{SIZE}<w:pgNumType w:fmt="lowerRoman"/></w:sectPr>'
BODY = f'<w:sectPr>{SIZE}<w:pgNumType w:start="1"/></w:sectPr>'


def marked(name: str, text: str, style: str = "Titre1") -> str:
    number = sum(map(ord, name))
    mark = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{w.r(text) if text[0] != "<" else text}'
    return w.p(mark + f'<w:bookmarkEnd w:id="{number}"/>', properties=w.styled(style))


def page(name: str) -> str:
    return w.complex_field(rf" PAGEREF {name} \h ", "99")


def link(name: str, *content: str) -> str:
    inside = "".join(item if item.startswith("<") else w.r(item) for item in content)
    return f'<w:hyperlink w:anchor="{name}">{inside}</w:hyperlink>'


def table(*lines: str, code: str = r' TOC \o "1-3" \h \z \u ') -> str:
    first, *others = lines
    toc = w.styled("TM1")
    made = w.p(w.begin(code), first, properties=toc) + "".join(w.p(line, properties=toc) for line in others)
    return made + w.p(w.END)


def exported(bench: Bench, content: str, targets: dict[str, str], **parts: str) -> tuple[list[str], str]:
    """The lines of the PDF, white space as one space, and the body of the Word file, in English."""
    w.word_file(bench.folder / "source", content, styles=STYLES, **parts)
    bench.run("extract")
    bench.review(targets)
    assert set(targets) == {entry.msgid for entry in bench.po if not entry.obsolete}
    bench.run("assemble", "--pdf")
    made = bench.folder / "build/en-GB/livre"
    done = subprocess.run(
        ["pdftotext", "-layout", made.with_suffix(".pdf"), "-"], capture_output=True, text=True, check=True
    )
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    return [line for line in lines if line], w.body(made.with_suffix(".docx"))


def test_roman_pages_sections_that_start_anew_and_references(bench: Bench) -> None:
    headings = {"_Toc1": "Préface", "_Toc2": "Le bois", "_Toc3": "Le textile"}
    content = (
        table(*(link(name, name[-1], TAB, title, TAB, page(name)) for name, title in headings.items()))
        + NEXT_PAGE
        + marked("_Toc1", "Préface")
        + NEXT_PAGE
        + w.p("Fin du début", properties=FRONT)
        + marked("_Toc2", "Le bois")
        + NEXT_PAGE
        + marked("_Toc3", "Le textile")
        + w.p("Voir page ", page("_Toc1"), ".")
        + BODY
    )
    targets = {
        "Préface": "Preface",
        "Fin du début": "End of the beginning",
        "Le bois": "Wood",
        "Le textile": "Textiles",
        "Voir page <f1/>.": "See page <f1/>.",
    }
    lines, body = exported(bench, content, targets)
    assert lines[:3] == ["1 Preface ii", "2 Wood 1", "3 Textiles 2"]
    assert lines[-1] == "See page ii."
    assert body.count("<w:t>ii</w:t>") == 2


def test_a_table_in_a_content_control_of_numbers_that_are_no_fields(bench: Bench) -> None:
    lines = table(*(w.r(title) + TAB + w.r("99") for title in ("Le bois", "Le textile")))
    kind = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
    control = f"<w:sdt><w:sdtPr>{kind}</w:sdtPr><w:sdtContent>{lines}</w:sdtContent></w:sdt>"
    content = control + NEXT_PAGE + marked("a", "Le bois") + NEXT_PAGE + marked("b", "Le textile")
    found, _ = exported(bench, content, {"Le bois": "Wood", "Le textile": "Textiles"})
    assert found == ["Wood 2", "Textiles 3", "Wood", "Textiles"]


def test_a_table_without_pages_and_a_heading_with_a_text_box(bench: Bench) -> None:
    box = w.r(
        '<w:pict><v:shape style="width:90pt;height:40pt"><v:textbox><w:txbxContent>'
        + w.p("Encart")
        + "</w:txbxContent></v:textbox></v:shape></w:pict>"
    )
    content = table(link("_Toc1", "Le bois"), link("_Toc2", "Le textile"), code=r' TOC \o "1-3" \n \h ')
    content += NEXT_PAGE + marked("_Toc1", box + w.r("Le bois")) + marked("_Toc2", "Le textile")
    found, _ = exported(bench, content, {"Le bois": "Wood", "Le textile": "Textiles", "Encart": "Box"})
    assert found[:2] == ["Wood", "Textiles"]


def test_a_table_of_figures(bench: Bench) -> None:
    caption = w.r("Figure ") + w.complex_field(r" SEQ Figure \r 7 ", "7") + w.r(" : La carte")
    line = link("_Toc9", "Figure 7 : La carte", TAB, page("_Toc9"))
    content = table(line, code=r' TOC \h \z \c "Figure" ') + NEXT_PAGE + NEXT_PAGE
    content += marked("_Toc9", caption, "Legende")
    found, _ = exported(bench, content, {"Figure <f1/> : La carte": "Figure <f1/>: The map"})
    assert found == ["Figure 7: The map 3", "Figure 7: The map"]


def test_an_index_is_kept_in_columns_sorted_and_numbered_anew(bench: Bench) -> None:
    def on_page(text: str, entry: str) -> str:
        return w.p(text, w.mark_field(f" XE {entry} ")) + NEXT_PAGE

    content = (
        on_page("Un.", '"mixité"')
        + on_page("Deux.", '"filière:bois"')
        + on_page("Trois.", '"filière:textile"')
        + on_page("Quatre.", '"mixité"')
        + w.p(w.begin(r' INDEX \c "2" '), "filière", properties=w.styled("Index1"))
        + w.p("bois, 98", properties=w.styled("Index2"))
        + w.p("textile, 99", properties=w.styled("Index2"))
        + w.p("mixité, 97", properties=w.styled("Index1"))
        + w.p(w.END)
    )
    targets = {
        "Un.": "One.",
        "Deux.": "Two.",
        "Trois.": "Three.",
        "Quatre.": "Four.",
        "mixité": "balance",
        "filière:bois": "sector:wood",
        "filière:textile": "sector:fabrics",
    }
    found, body = exported(bench, content, targets)
    assert found[4:] == ["balance, 1, 4 fabrics, 3", "sector wood, 2"]
    assert "99" not in body


def test_what_libreoffice_would_compute_otherwise_is_as_word_stored_it(bench: Bench) -> None:
    fields = (
        w.complex_field(" = SUM(ABOVE) ", "42"),
        " ",
        w.complex_field(r" FILENAME \p ", r"C:\Livres\livre.docx"),
        " ",
        w.complex_field(r" REF ici \h ", "1"),
        " ",
        f'<w:fldSimple w:instr=" SEQ Point ">{w.r("8")}</w:fldSimple>',
        " ",
        w.complex_field(" NUMPAGES ", "99"),
    )
    found, _ = exported(
        bench, w.p(*fields) + w.p("Oui"), {"Oui": "Yes"}, footer1=w.p(w.complex_field(" FILENAME ", "x.docx"))
    )
    assert found[0] == "42 livre.docx 1 8 1"


def test_a_table_that_no_program_has_filled_is_filled(bench: Bench) -> None:
    content = w.p(w.begin(r' TOC \o "1-3" \h '), "Mettre à jour", w.END, properties=w.styled("TM1"))
    content += NEXT_PAGE + marked("a", "Le bois")
    found, _ = exported(bench, content, {"Le bois": "Wood", "Mettre à jour": "Update"})
    assert [line.replace(".", "") for line in found] == ["Wood2", "Wood"]


@pytest.mark.parametrize(
    ("policy", "count"), [('"keep"', 1), ("false", 1), ('"translate"', 0), ("true", 0), ('"remove"', 0)]
)
def test_french_comments_do_not_go_out_unnoticed(bench: Bench, policy: str, count: int) -> None:
    comment = '<w:comment w:id="0">' + w.p("À vérifier") + "</w:comment>"
    content = w.p("Oui", w.r('<w:commentReference w:id="0"/>'))
    w.word_file(bench.folder / "source", content, comments=comment)
    (bench.folder / "booktranslate.toml").write_text(f"[extract]\ncomments = {policy}\n", "utf-8")
    bench.run("extract")
    assert ("À vérifier" in [entry.msgid for entry in bench.po]) == (policy in {'"translate"', "true"})
    made = bench.run("assemble")
    assert ("livre.docx has 1 comment in French" in made.err) == bool(count)
    assert bench.run("assemble", "--json").json[0]["comments"] == count


@pytest.mark.parametrize(("target", "drafts"), [("en-GB", {}), ("en-US", {"03/04/2021": "04/03/2021"})])
def test_a_date_in_figures_alone_in_a_cell(bench: Bench, target: str, drafts: dict[str, str]) -> None:
    w.word_file(bench.folder / "source", w.table(w.cell(w.p("Le 5")) + w.cell(w.p("03/04/2021"))))
    (bench.folder / "booktranslate.toml").write_text(f'[languages]\ntarget = "{target}"\n', "utf-8")
    bench.run("extract")
    bench.run("translate", "--engine", "pseudo")
    po = polib.pofile(str(bench.folder / "translations" / target / "livre.po"))
    assert {entry.msgid: entry.msgstr for entry in po if entry.msgid != "Le 5"} == drafts
