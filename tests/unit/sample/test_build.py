"""The sample book: the same bytes every time, nothing of the text lost, and one clear line for bad markup."""

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree
from openxml_audit import OpenXmlValidator

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT / "sample"))

import build_book  # noqa: E402
import pagination  # noqa: E402
from book import initials  # noqa: E402
from markup import Chapter, Items, MarkupError, Paragraph, Portrait, Table, plain  # noqa: E402
from typography import spaced  # noqa: E402

FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
W = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}


@pytest.fixture(scope="module")
def built() -> bytes:
    return build_book.build()


@pytest.fixture(scope="module")
def chapters() -> list[Chapter]:
    return build_book.read(build_book.TEXT)


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def part(data: bytes, name: str) -> etree._Element:
    return etree.fromstring(members(data)[name])


def visible(root: etree._Element) -> str:
    """The text, without the copy that old Words read."""
    for fallback in list(root.iter(FALLBACK)):
        fallback.getparent().remove(fallback)
    return "".join(root.itertext(f"{{{W['w']}}}t"))


def blocks(chapters: list[Chapter], kind: type) -> Iterator:
    return (block for chapter in chapters for block in chapter.blocks if isinstance(block, kind))


def test_same_text_gives_same_bytes(built: bytes) -> None:
    assert build_book.build() == built


def test_committed_book_is_the_one_that_the_text_makes(built: bytes) -> None:
    # Part by part: another version of zlib may pack the same content otherwise.
    assert members(build_book.OUT.read_bytes()) == members(built)


def test_word_will_open_it(built: bytes, tmp_path: Path) -> None:
    path = tmp_path / "book.docx"
    path.write_bytes(built)
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []


def test_chapters_tables_notes_and_pictures_are_all_there(built: bytes, chapters: list[Chapter]) -> None:
    document = docx.Document(io.BytesIO(built))
    titles = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert titles == [chapter.title for chapter in chapters if chapter.title]
    assert len(titles) >= 20
    assert len(document.tables) == len(list(blocks(chapters, Table)))
    portraits = list(blocks(chapters, Portrait))
    assert len(portraits) == 16
    described = [p.get("descr") for p in document.element.iter(qn("wp:docPr")) if p.get("descr")]
    assert described[1:] == [portrait.alternative for portrait in portraits]  # the first is the cover's

    notes = part(built, "word/footnotes.xml").xpath("w:footnote[not(@w:type)]/@w:id", namespaces=W)
    calls = part(built, "word/document.xml").xpath("//w:footnoteReference/@w:id", namespaces=W)
    written = sum(
        len(re.findall(r"^\[\^.+?\]: ", path.read_text(encoding="utf-8"), re.M))
        for path in build_book.TEXT.glob("*.md")
    )
    assert notes == calls == [str(number) for number in range(1, written + 1)]


def test_every_word_of_the_text_is_in_the_book(built: bytes, chapters: list[Chapter]) -> None:
    body, notes = (visible(part(built, f"word/{name}.xml")) for name in ("document", "footnotes"))
    paragraphs = [plain(block.spans) for block in blocks(chapters, Paragraph)]
    paragraphs += [plain(item) for block in blocks(chapters, Items) for item in block.items]
    paragraphs += [plain(cell) for block in blocks(chapters, Table) for row in block.rows for cell in row]
    assert [text for text in paragraphs if text not in body] == []
    texts = [plain(note) for chapter in chapters for note in chapter.notes.values()]
    assert [text for text in texts if text not in notes] == []


def test_text_boxes_say_the_same_to_old_and_new_words(built: bytes) -> None:
    root = part(built, "word/document.xml")
    boxes = ["".join(box.itertext()) for box in root.iter(qn("w:txbxContent"))]
    assert len(boxes) >= 8
    assert boxes[0::2] == boxes[1::2]


def test_numbers_are_unique_and_fields_closed(built: bytes) -> None:
    root = part(built, "word/document.xml")
    drawings = [properties.get("id") for properties in root.iter(qn("wp:docPr"))]
    starts = root.xpath("//w:bookmarkStart/@w:id", namespaces=W)
    assert len(drawings) == len(set(drawings)) > 20
    assert sorted(starts) == sorted(root.xpath("//w:bookmarkEnd/@w:id", namespaces=W))
    assert len(starts) == len(set(starts))
    depth = 0
    for mark in root.iter(qn("w:fldChar")):
        depth += {"begin": 1, "separate": 0, "end": -1}[mark.get(qn("w:fldCharType"))]
        assert depth >= 0
    assert depth == 0
    names = set(root.xpath("//w:bookmarkStart/@w:name", namespaces=W))
    targets = re.findall(r"(?:PAGEREF|REF) (\w+) ", " ".join(root.itertext(qn("w:instrText"))))
    assert len(targets) > 25
    assert set(targets) <= names


def test_contents_know_every_heading(chapters: list[Chapter]) -> None:
    headings = {chapter.address(heading) for chapter in chapters for heading in chapter.headings()}
    pages = pagination.known_pages()
    assert headings | {""} == set(pages), "run: python sample/build_book.py --pages"
    assert max(pages.values()) == pages[""]


def test_each_chapter_has_its_running_header(built: bytes, chapters: list[Chapter]) -> None:
    sections = docx.Document(io.BytesIO(built)).sections
    headers = [section.header.paragraphs[0].text.partition("\t")[2] for section in sections]
    assert headers == ["", "Sommaire", *(chapter.title for chapter in chapters if chapter.title)]
    assert sections[0].first_page_footer.paragraphs[0].text == ""
    footer = sections[-1].footer.paragraphs[0].text
    assert footer == f"Page\N{NO-BREAK SPACE}2 sur {pagination.known_pages()['']}"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("« oui » : non ; si ! ou ?", "«~oui~»~: non_; si_! ou_?"),
        ("1 248 € et 1 234 567 habitants", "1_248_€ et 1_234_567 habitants"),
        ("de 2023 364 stagiaires", "de 2023 364 stagiaires"),
        ("3 M€, 2,7 Md€, 12 kg, –40 °C, 9,0 %", "3_M€, 2,7_Md€, 12_kg, –40_°C, 9,0_%"),
        ("à 8 h 30, de 5 h à 13 h", "à 8~h~30, de 5~h à 13~h"),
        ("M. Untel, Mme Lucienne, n° 5", "M._Untel, Mme_Lucienne, n°_5"),
        ("https://example.org/a:b?c=1;d a@example.org", "https://example.org/a:b?c=1;d a@example.org"),
        ("3 m’ont suivi, 4 malles", "3 m’ont suivi, 4 malles"),
    ],
)
def test_french_spaces(typed: str, printed: str) -> None:
    made = spaced(typed).replace("\N{NO-BREAK SPACE}", "~").replace("\N{NARROW NO-BREAK SPACE}", "_")
    assert made == printed
    assert spaced(spaced(typed)) == spaced(typed)


def test_initials_keep_both_parts_of_a_double_name() -> None:
    assert initials("Marie-Odile Schnebelin").replace("\N{NO-BREAK SPACE}", " ") == "M.-O. S."


def test_links_in_notes_and_lists_of_their_own(tmp_path: Path) -> None:
    cover = "::: couverture\n\nTitre\n\nSous-titre\n\nAvis\n\n:::\n\n::: sommaire\n\n:::"
    text = "# Un\n\nMot[^a].\n\n1. a\n2. b\n\nEntre deux.\n\n1. c\n\n[^a]: Voir [là](https://example.org/n)."
    (tmp_path / "00.md").write_text(cover, encoding="utf-8")
    (tmp_path / "01.md").write_text(text, encoding="utf-8")
    data = build_book.build(tmp_path)
    path = tmp_path / "book.docx"
    path.write_bytes(data)
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []
    assert b"https://example.org/n" in members(data)["word/_rels/footnotes.xml.rels"]
    lists = part(data, "word/document.xml").xpath("//w:numId/@w:val", namespaces=W)
    starts = part(data, "word/numbering.xml").xpath("//w:startOverride/@w:val", namespaces=W)
    assert lists[0] == lists[1] != lists[2]
    assert starts == ["1", "1"]


IDENTITY = "# A B\n\n@fonction: f\n@organisation: o\n@filiere: g\n\n"


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("# Titre\n\nun **mot", 3, "** is opened and not closed"),
        ("# Titre\n\nun mot\nun autre", 4, "leave a blank line before"),
        ("# Titre\n\nnote[^a].", 3, "the note [^a] has no text"),
        ("# Titre\n\nnote[^a], note[^a].\n\n[^a]: x", 3, "called twice"),
        ("# Titre\n\n[^a]: x\n\nfin", 3, "[^a] is called nowhere"),
        ("# Titre\n\nnote[^a].\n\n[^a]: x\n\n[^a]: y", 7, "has a text already"),
        ("# Titre[^a]\n\n[^a]: x", 1, "cannot be called in a heading"),
        ("# Un\n\n# Deux\n\nfin", 3, "one `# ` heading"),
        ("# Titre\n\nQ:oui", 3, "unknown or incomplete markup"),
        ("# Titre\n\n![](portrait) x", 3, "unknown or incomplete markup"),
        ("# Titre\n\n[ici](exemple.org)", 3, "a link goes to https:// or mailto:"),
        ("# Titre\n\n[encadré] X\n\ntexte", 3, "`[/encadré]` is missing"),
        ("# Titre\n\n[encadré] X\n\na[^a]\n\n[/encadré]\n\n[^a]: x", 3, "no footnote in a text box"),
        ("# Titre\n\n[encadré] X\n\n> a\n\n[/encadré]", 3, "paragraphs and lists only"),
        ("# Titre\n\n::: dos\n\n:::", 3, "`::: dos` is not known"),
        ("::: couverture\n\nTitre\n\n:::", 1, "needs a title, a subtitle and a notice"),
        ("# Titre\n\nTableau : x\n\ntexte", 3, "followed by no block of | lines"),
        ("# Titre\n\nTableau : x\n\n| a | b |\n| c |", 6, "1 cells where the header has 2"),
        ("# Titre\n\nTableau : x\n\n| a | b |\n| c | d", 6, "begins and ends with |"),
        ("# Titre\n\n- a\n1. b", 4, "not an item of this list"),
        ("# Titre\n\n@fonction: f\n@filiere: g", 3, "@organisation is missing"),
        ("# Titre\n\nQ: oui ?\n\nR: non.\n\nfin", 5, "an interview needs @fonction"),
        (IDENTITY + "Q: a\n\nR: *b", 9, "* is opened and not closed"),
    ],
)
def test_bad_markup_is_one_line_with_its_place(tmp_path: Path, text: str, line: int, reason: str) -> None:
    path = tmp_path / "01-essai.md"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MarkupError) as caught:
        build_book.build(tmp_path)
    message = str(caught.value)
    assert message.startswith(f"{path}:{line}: ")
    assert reason in message
    assert "\n" not in message


def test_text_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "01.md").write_bytes("# Titre\n\nété".encode("latin-1"))
    with pytest.raises(MarkupError, match=r"01\.md:3: this is not UTF-8"):
        build_book.build(tmp_path)


def test_script_writes_where_it_is_told_and_refuses_what_it_does_not_know(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], built: bytes
) -> None:
    out = tmp_path / "new" / "book.docx"
    command = [sys.executable, str(ROOT / "sample" / "build_book.py"), str(out)]
    subprocess.run(command, check=True, capture_output=True)
    assert out.read_bytes() == built
    assert build_book.main(["--oops"]) == 2
    assert "--pages" in capsys.readouterr().err
