"""The edition with French and English side by side."""

import io
import re
import struct
import zlib
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument

from tests.cli.bench import BOOK, Bench
from tests.unit.docx.building import (
    BOLD,
    Member,
    bookmark,
    cell,
    complex_field,
    control,
    drawing,
    footnote,
    footnote_mark,
    p,
    r,
    styled,
    table,
    text_box,
    word_file,
)

STYLES = (
    "<w:style w:type='paragraph' w:default='1' w:styleId='N'><w:name w:val='Normal'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='H1'><w:name w:val='heading 1'/>"
    "<w:pPr><w:outlineLvl w:val='0'/></w:pPr></w:style>"
)
HEADS = ["Français", "English"]


def heading(text: str) -> str:
    return p(text, properties=styled("H1"))


def png(width: int = 2, height: int = 2) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    rows = b"".join(b"\0" + b"\x40" * 3 * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def picture(*, descr: str = "", width: int = 9525, height: int = 9525) -> str:
    inner = '<pic:pic><pic:blipFill><a:blip r:embed="rIdP"/></pic:blipFill></pic:pic>'
    found = drawing(inner, descr=descr)
    return found.replace('cx="1" cy="1"', f'cx="{width}" cy="{height}"')


def edition(bench: Bench, name: str = "livre.bilingual.docx") -> WordDocument:
    return docx.Document(str(bench.folder / "build/en-GB" / name))


def rows(book: WordDocument) -> list[list[str]]:
    """The words of all rows but the heads, chapter after chapter."""
    found = [[cell.text for cell in row.cells] for table in book.tables for row in table.rows]
    return [row for row in found if row != HEADS]


def make(bench: Bench, content: str, *members: Member, **parts: str) -> WordDocument:
    """The edition of a book of that content, drafted with the pseudo engine."""
    word_file(bench.folder / "source", content, *members, styles=STYLES, **parts)
    bench.run("extract")
    bench.run("translate", "--engine", "pseudo")
    bench.run("assemble", "--bilingual")
    return edition(bench)


def test_every_text_stands_beside_its_translation(bench: Bench) -> None:
    bench.run("extract")
    bench.run("translate", "--engine", "pseudo")
    bench.review({"Les adhérents ont signé la feuille de route.": "Members have signed the roadmap."})
    bench.run("assemble", "--bilingual")
    found = rows(edition(bench))
    assert [left for left, _ in found] == [text.replace("*", "").removeprefix("# ") for text in BOOK]
    assert ["Les adhérents ont signé la feuille de route.", "Members have signed the roadmap."] in found
    assert found[0][1].endswith("[draft]")


def test_tags_have_their_look_and_languages_are_marked(bench: Bench) -> None:
    bench.run("extract")
    bench.review({BOOK[1].replace("*mixité*", "<b>mixité</b>"): "<b>Balance</b> gains ground."})
    bench.run("assemble", "--bilingual")
    book = edition(bench)
    source, target = book.tables[0].rows[2].cells
    assert [run.text for run in source.paragraphs[0].runs if run.bold] == ["mixité"]
    assert [run.text for run in target.paragraphs[0].runs if run.bold] == ["Balance"]
    assert 'w:lang w:val="fr"' in source.paragraphs[0].runs[0]._r.xml
    assert 'w:lang w:val="en-GB"' in target.paragraphs[0].runs[0]._r.xml
    assert book.tables[1].rows[1].cells[1].text == "[not translated yet]"


def test_a_text_of_two_chapters_stands_in_both(bench: Bench) -> None:
    question = "Quel conseil donneriez-vous ?"
    chapters = (
        heading(name) + p(question) + p(answer)
        for name, answer in (("Anne Essai", "Osez."), ("Berthe Roy", "Riez."))
    )
    found = rows(make(bench, "".join(chapters)))
    assert [left for left, _ in found] == ["Anne Essai", question, "Osez.", "Berthe Roy", question, "Riez."]
    assert found[1] == found[4]


def test_the_english_has_the_typography_of_the_book(bench: Bench) -> None:
    bench.run("extract")
    bench.review({BOOK[2]: 'The "members" signed...'})
    bench.run("assemble", "--bilingual")
    assert [BOOK[2], "The “members” signed…"] in rows(edition(bench))
    assert "The “members” signed…" in bench.texts()


def test_tables_are_tables(bench: Bench) -> None:
    book = make(
        bench,
        heading("Les chiffres") + table(cell(p("Année")) + cell(p("Part")), cell(p("2024")) + cell(p("12"))),
    )
    row = next(row for row in book.tables[0].rows if row.cells[0].tables)
    left, right = (
        [[inner.text for inner in line.cells] for line in outer.tables[0].rows] for outer in row.cells
    )
    assert left == [["Année", "Part"], ["2024", "12"]]
    assert right[0][0].endswith(" [draft]")
    assert right[1] == ["2024", "12"]


def test_a_wide_table_stands_above_its_translation(bench: Bench) -> None:
    book = make(bench, table("".join(cell(p(f"Colonne {letter}")) for letter in "ABCDEF")))
    wide = [row for row in book.tables[0].rows if row.cells[0].tables]
    assert [len(row.cells[0].tables[0].columns) for row in wide] == [6, 6]
    assert wide[0].cells[0]._tc is wide[0].cells[1]._tc


def test_notes_have_numbers_and_stand_after_the_chapter(bench: Bench) -> None:
    notes = footnote(2, p(r("<w:footnoteRef/>"), r("Première note."))) + footnote(3, p("Seconde note."))
    content = heading("Un") + p("Ceci", footnote_mark(2)) + heading("Deux") + p("Cela", footnote_mark(3))
    found = rows(make(bench, content, footnotes=notes))
    one, two = ["Un", "Ceci1", "Notes", "1Première note."], ["Deux", "Cela2", "Notes", "2Seconde note."]
    assert [left for left, _ in found] == one + two
    assert "1" in found[1][1]
    assert found[7][1].startswith("2")


def test_what_has_no_letters_and_results_of_fields_are_shown(bench: Bench) -> None:
    content = (
        p("1250")
        + p("Voir page ", complex_field("PAGEREF _Ref1", "12"), ".")
        + p(complex_field("SEQ x", "7"))
    )
    found = rows(make(bench, content))
    assert found[0] == ["1250", "1250"]
    assert found[1][0] == "Voir page 12."
    assert "12" in found[1][1]
    assert found[2] == ["7", "7"]


def test_titles_of_controls_and_alternative_texts_are_no_rows(bench: Bench) -> None:
    titled = control(p("Bonjour."), '<w:alias w:val="Salutation"/>')
    member = Member("word/media/p.png", png(), "image/png", "image", id="rIdP")
    book = make(bench, titled + p("Une image ", picture(descr="Un pont"), "."), member)
    assert [left for left, _ in rows(book)] == ["Bonjour.", "Une image .", ""]


def test_pictures_are_shown_and_bounded(bench: Bench) -> None:
    member = Member("word/media/p.png", png(), "image/png", "image", id="rIdP")
    book = make(bench, p("Un port."), member)
    assert len(book.inline_shapes) == 0
    book = make(bench, p("Un port.", picture(width=36_000_000, height=18_000_000)), member)
    (shape,) = book.tables[0]._tbl.xpath(".//wp:inline/wp:extent")
    assert (int(shape.get("cx")), int(shape.get("cy"))) == (5_040_000, 2_520_000)


def test_a_picture_that_cannot_be_shown_is_named(bench: Bench) -> None:
    member = Member("word/media/p.emf", b"\x01\0\0\0no picture", "image/x-emf", "image", id="rIdP")
    book = make(bench, p("Un port.", picture()), member)
    assert rows(book)[1][0] == "[picture: EMF cannot be shown here]"


def test_text_boxes_stand_after_their_paragraph(bench: Bench) -> None:
    found = rows(make(bench, p("Avant.", drawing(text_box(p("Dans la boîte.")))) + p("Après.")))
    assert [left for left, _ in found] == ["Avant.", "Dans la boîte.", "Après."]


def test_each_page_names_the_languages_and_has_a_number(bench: Bench) -> None:
    book = make(bench, heading("Un") + p("Mot.") + heading("Deux") + p("Mot."))
    for chapter in book.tables:
        assert chapter.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
        assert [item.text for item in chapter.rows[0].cells] == HEADS
    footer = book.sections[0].footer.paragraphs[0]._p.xml
    assert re.findall('w:fldSimple w:instr="(.+?)"', footer) == ["PAGE", "NUMPAGES"]
    assert book.paragraphs[0].text == "livre"


def test_letters_keep_their_look(bench: Bench) -> None:
    raised = r("e", '<w:vertAlign w:val="superscript"/>')
    book = make(
        bench,
        p(
            "Le XX",
            raised,
            " ",
            r("siècle", "<w:i/>"),
            " et ",
            r("toute", BOLD),
            " sa ",
            bookmark(1, "m", "suite"),
            ".",
        ),
    )
    for side in book.tables[0].rows[1].cells:
        runs = [run for run in side.paragraphs[0].runs if run.text.strip() != "[draft]"]
        assert any(run.italic for run in runs)
        assert any(run.bold for run in runs)
    left = book.tables[0].rows[1].cells[0].paragraphs[0].runs
    assert [run.text for run in left if run.font.superscript] == ["e"]


def test_a_control_character_in_a_translation_does_no_harm(bench: Bench) -> None:
    bench.run("extract")
    bench.review({BOOK[2]: "Members\x0bhave \x01signed."})
    bench.run("assemble", "--bilingual")
    (found,) = [right for left, right in rows(edition(bench)) if left == BOOK[2]]
    assert found.startswith("Members")
    assert found.endswith("signed.")


def chapters_of(bench: Bench) -> Path:
    content = "".join(
        heading(name) + p(f"Ici parle {name}.")
        for name in ("Anne Essai", "Berthe Roy", "Marie-Anne Petit", "En 1984")
    )
    word_file(bench.folder / "source", content, styles=STYLES)
    bench.run("extract")
    return bench.folder / "build/en-GB"


@pytest.mark.parametrize(
    ("named", "title"),
    [("Anne", "Anne Essai"), ("anne essai", "Anne Essai"), ("1", "Anne Essai"), ("1984", "En 1984")],
)
def test_one_interview_alone(bench: Bench, named: str, title: str) -> None:
    build = chapters_of(bench)
    bench.run("assemble", "--bilingual", "--chapter", named)
    name = f"livre.{title.lower().replace(' ', '-')}.bilingual.docx"
    assert [path.name for path in build.glob("*.bilingual.docx")] == [name]
    found = rows(edition(bench, name))
    assert [left for left, _ in found] == [title, f"Ici parle {title}."]


def test_an_unknown_chapter_is_an_error_that_lists_them(bench: Bench) -> None:
    chapters_of(bench)
    for unknown in ("Zoé", "9", "0"):
        error = bench.run("assemble", "--bilingual", "--chapter", unknown, expect=2).err
        assert "1 Anne Essai; 2 Berthe Roy; 3 Marie-Anne Petit" in error
    assert "2 titles" in bench.run("assemble", "--bilingual", "--chapter", "r", expect=2).err
    assert "--bilingual" in bench.run("assemble", "--chapter", "Anne", expect=2).err
    assert not (bench.folder / "build").exists()


def test_the_file_can_be_read_again(bench: Bench) -> None:
    """The edition is a sound Word file, to our own reader too."""
    make(bench, heading("Un") + table(cell(p("Mot")) + cell(p("Sens"))))
    output = bench.folder / "build/en-GB/livre.bilingual.docx"
    (bench.folder / "source" / "livre.docx").write_bytes(io.BytesIO(output.read_bytes()).getvalue())
    assert bench.run("inspect", "source/livre.docx", "--json").json["complete"] is True


def test_a_draft_edition_says_so_on_each_page(bench: Bench) -> None:
    content = heading("Anne Essai") + p("Osez.") + heading("Berthe Roy") + p("Riez.", footnote_mark(2))
    word_file(bench.folder / "source", content, styles=STYLES, footnotes=footnote(2, p("Une note.")))
    bench.run("extract")
    bench.review({"Anne Essai": "Anne Essai", "Osez.": "Dare."})
    bench.run("assemble", "--bilingual")
    book = edition(bench)
    assert book.sections[0].header.paragraphs[0].text == "DRAFT – not reviewed: 3 of 5 texts"
    assert book.core_properties.content_status == "Draft"
    bench.run("assemble", "--bilingual", "--chapter", "Anne")
    final = edition(bench, "livre.anne-essai.bilingual.docx")
    assert final.sections[0].header.paragraphs[0].text == ""
    assert final.core_properties.content_status == ""


def test_an_edition_that_comes_back_is_named_as_what_it_is(bench: Bench) -> None:
    """A reviewed one holds all the English of the book, and each French text would have no place in it."""
    bench.run("extract")
    bench.review({entry.msgid: f"{entry.msgid} in English" for entry in bench.po})
    bench.run("assemble", "--bilingual")
    before = bench.po_path.read_bytes()
    result = bench.run("combine", "build/en-GB/livre.bilingual.docx", expect=3)
    assert "It is the bilingual edition" in result.err
    assert "no place in the book" not in result.err
    result = bench.run("combine", "build/en-GB", expect=1)
    assert "livre.bilingual.docx: NOTHING IMPORTED. It is the bilingual edition" in result.err
    assert "livre.docx: nothing new" in result.out
    assert bench.po_path.read_bytes() == before
