"""Lay out the chapters as a Word document, with the styles of template/."""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_SECTION
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.shared import Cm

import pictures
import tables
import word
from markup import (
    Block,
    Box,
    Chapter,
    Identity,
    Items,
    NoteCall,
    Paragraph,
    Portrait,
    Spans,
    Special,
    Table,
    Text,
    plain,
)
from typography import NO_BREAK
from word import Element, element

TEMPLATE = Path(__file__).parent / "template"
PAGE_WIDTH, TEXT_WIDTH = 481.9, 357.2  # points: 17 cm, and without the margins

_STYLES = {
    "titre2": "Titre2",
    "titre3": "Titre3",
    "chapeau": "Chapeau",
    "question": "Question",
    "reponse": "Rponse",
    "suite": "Rponse",
    "texte": "Corpsdetexte",
    "citation": "Citation",
}
_ITALIC_STYLES = {"Chapeau", "Citation", "Lgendedeportrait"}  # in these, emphasis is upright
_TABLE_NUMBER = re.compile(rf"(?<=tableau{NO_BREAK})\d+|(?<=tableaux{NO_BREAK})\d+", re.IGNORECASE)


class Book:
    """One document in the making. `pages` are the page numbers that its table of contents shows at first."""

    def __init__(self, chapters: list[Chapter], pages: dict[str, int]) -> None:
        self.chapters, self.pages = chapters, pages
        self.document = Document(str(TEMPLATE))
        self.part = self.document.part
        self.body = self.document.element.body
        self.footnotes = word.footnotes_part(self.document)
        self.title = self.document.core_properties.title.partition(" – ")[0]
        self.notes: dict[str, Spans] = {}  # of the current chapter
        self._note_count = self._box_count = self._table_count = self._portrait_count = 0
        self._bookmark_count = self._heading_count = 0
        self._speaker = ""

    def build(self) -> bytes:
        """The bytes of the document."""
        for chapter in self.chapters:
            self.notes = chapter.notes
            if chapter.title:
                self._start_section(chapter.title, "STYLEREF 1")
                self._speaker = initials(chapter.title)
            for block in chapter.blocks:
                self._block(block)
        word.number_drawings(self.document)
        return word.package(self.document)

    # Blocks

    def _block(self, block: Block) -> None:
        match block:
            case Paragraph():
                self._paragraph(block)
            case Identity(values):
                for style, value in zip(("Fonction", "Organisation", "Filire"), values, strict=True):
                    self._add(word.paragraph(style, [word.run(value[:1].upper() + value[1:])]))
            case Portrait():
                self._portrait(block)
            case Items():
                self._extend(self._items(block))
            case Table():
                self._table(block)
            case Box():
                self._box(block)
            case Special("couverture", blocks):
                self._cover(blocks)
            case Special("sommaire"):
                self._contents()
            case Special(_, blocks):
                self._extend(word.paragraph("Signature", self._runs(b.spans)) for b in _paragraphs(blocks))

    def _paragraph(self, block: Paragraph) -> None:
        if block.role.startswith("titre"):
            style = f"Titre{block.role[-1]}"
            runs = list(self._runs(block.spans))
            if block.role != "titre3":
                self._heading_count += 1
                runs = self._bookmark(_anchor(self._heading_count), runs)
            self._add(word.paragraph(style, runs))
            return
        style = _STYLES[block.role]
        runs = list(self._runs(block.spans, italic=style in _ITALIC_STYLES))
        if block.role == "reponse":
            opening = [word.run(self._speaker, word.style("Initiales")), word.run(f"{NO_BREAK}– ")]
            runs = opening + runs
        if block.role == "citation":
            self._keep_with_next()
        self._add(word.paragraph(style, runs))

    def _keep_with_next(self) -> None:
        """Keep the paragraph before a pull quote on the same page as the quote (17.3.1.15)."""
        before = self.body[-2]  # the last element is the sectPr
        if before.tag == qn("w:p"):
            before.get_or_add_pPr().get_or_add_keepNext()

    def _portrait(self, block: Portrait) -> None:
        picture = self._picture(
            pictures.portrait(self._portrait_count), Cm(3.6), block.alternative, "Portrait"
        )
        self._portrait_count += 1
        self._add(word.paragraph("Portrait", [picture]))
        self._add(word.paragraph("Lgendedeportrait", self._runs(block.caption, italic=True)))

    def _picture(self, png: bytes, width: int, alternative: str, title: str) -> Element:
        inline = self.part.new_pic_inline(BytesIO(png), width=width)
        inline.docPr.set("descr", alternative)
        inline.docPr.set("title", title)
        for side in "TBLR":
            inline.set(f"dist{side}", "0")  # if it is missing, LibreOffice assumes 3 mm
        return element("w:r", None, element("w:drawing", None, inline))

    def _items(self, block: Items) -> Iterator[Element]:
        style = "Listenumros" if block.ordered else "Listepuces"
        number = self._fresh_numbering() if block.ordered else None
        for spans in block.items:
            made = word.paragraph(style, self._runs(spans))
            if number is not None:
                level = element("w:ilvl", {"w:val": "0"})
                made.pPr.append(element("w:numPr", None, level, element("w:numId", {"w:val": str(number)})))
            yield made

    def _fresh_numbering(self) -> int:
        """The id of a new numbering, so that a list begins at 1."""
        number = self.part.numbering_part.element.add_num(1)
        number.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(number.numId)

    def _table(self, block: Table) -> None:
        self._table_count += 1
        number = str(self._table_count)
        sequence = word.field(r"SEQ Tableau \* ARABIC", [word.run(number)])
        label = [word.run(f"Tableau{NO_BREAK}"), *self._bookmark(_table_anchor(number), sequence)]
        self._add(word.paragraph("Lgende", [*label, word.run(" – "), *self._runs(block.caption)]))

        self._add(tables.table(block, round(TEXT_WIDTH * 20), self._runs))
        self._add(word.paragraph("Espace"))

    def _box(self, block: Box) -> None:
        self._box_count += 1
        content = [word.paragraph("Titredencadr", self._runs(block.title))]
        lines = 1.6
        for inner in block.blocks:
            match inner:  # the parser allows nothing else
                case Items(_, items):
                    content.extend(self._items(inner))
                case Paragraph(_, spans):
                    content.append(word.paragraph("Textedencadr", self._runs(spans)))
                    items = (spans,)
            lines += sum(len(plain(spans)) // 76 + 1.35 for spans in items)
        box = word.text_box(self._box_count, TEXT_WIDTH - 1, round(lines * 13.2) + 15, content)
        self._add(word.paragraph("Encadr", [box]))

    # Cover, contents, sections

    def _cover(self, blocks: Iterable[Block]) -> None:
        title, subtitle, *lines, notice = _paragraphs(blocks)
        self._add(word.paragraph("Titre", [word.band(PAGE_WIDTH, 248, "4A2545"), *self._runs(title.spans)]))
        self._add(word.paragraph("Sous-titre", self._runs(subtitle.spans)))
        alternative = "Seize silhouettes de femmes, en quatre rangées"
        picture = self._picture(pictures.mosaic(4, 4), Cm(8.8), alternative, "Seize portraits")
        self._add(word.paragraph("Illustration", [picture]))
        self._extend(word.paragraph("Couverture", self._runs(line.spans)) for line in lines)
        self._add(word.paragraph("Avertissement", self._runs(notice.spans)))

    def _contents(self) -> None:
        self._start_section("Sommaire")
        entries = []
        headings = [(c, h) for c in self.chapters for h in c.headings() if h.role != "titre3"]
        page = 1
        for number, (chapter, heading) in enumerate(headings, 1):
            text = plain(heading.spans)
            page = self.pages.get(chapter.address(heading), page)
            target = word.field(rf"PAGEREF {_anchor(number)} \h", [word.run(str(page))])
            linked = word.inner_link(_anchor(number), [word.run(text), word.run("\t"), *target])
            entries.append(word.paragraph(f"TM{heading.role[-1]}", [linked]))
        begin, code, separate, end = word.field(r'TOC \o "1-2" \h \z \u', [])
        for index, mark in enumerate((begin, code, separate)):
            entries[0].insert(1 + index, mark)
        heading = word.paragraph("En-ttedetabledesmatires", [word.run("Sommaire")])
        last = word.paragraph("Espace", [end])
        self._add(word.contents_control([heading, *entries, last]))

    def _start_section(self, title: str, instruction: str | None = None) -> None:
        """Begin a new section, which gives a chapter its running header, except on its first page."""
        first = len(self.document.sections) == 1
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        carrier = self.body[-2]  # the empty paragraph with which python-docx ends a section
        before = carrier.getprevious()
        if before is not None and before.tag == qn("w:p"):  # the last paragraph can end it instead
            before.get_or_add_pPr().append(carrier.pPr.find(qn("w:sectPr")))
            self.body.remove(carrier)
        else:
            carrier.pPr.insert(0, element("w:pStyle", {"w:val": "Espace"}))
        name = [word.run(title)]
        runs = word.field(instruction, name) if instruction else name
        _fill(section.header, "En-tte", [word.run(f"{self.title}\t"), *runs])
        if first:  # the cover has no footer; later sections inherit this one
            for footer in (section.footer, section.first_page_footer):
                _fill(footer, "Pieddepage", self._page_of())

    def _page_of(self) -> list[Element]:
        total = str(self.pages.get("", 1))
        page = word.field("PAGE", [word.run("2")])
        return [
            word.run(f"Page{NO_BREAK}"),
            *page,
            word.run(" sur "),
            *word.field("NUMPAGES", [word.run(total)]),
        ]

    # Runs

    def _runs(self, spans: Spans, *, italic: bool = False, part: Part | None = None) -> Iterator[Element]:
        """The runs of a paragraph; `italic` is whether its style is, `part` is where links are declared."""
        for span in spans:
            if isinstance(span, NoteCall):
                yield self._note(span.key)
                continue
            properties = _properties(span, italic)
            if span.link:
                runs = [word.run(span.text, word.style("Lienhypertexte"), *properties)]
                yield word.link(part or self.part, span.link, runs)
                continue
            position = 0
            for number in _TABLE_NUMBER.finditer(span.text):
                yield word.run(span.text[position : number.start()], *_properties(span, italic))
                result = [word.run(number[0], *_properties(span, italic))]
                yield from word.field(rf"REF {_table_anchor(number[0])} \h", result)
                position = number.end()
            if position < len(span.text):
                yield word.run(span.text[position:], *_properties(span, italic))

    def _note(self, key: str) -> Element:
        self._note_count += 1
        content = self._runs(self.notes[key], part=self.footnotes)
        self.footnotes.element.append(word.footnote(self._note_count, content))
        return word.footnote_call(self._note_count)

    def _bookmark(self, name: str, runs: Iterable[Element]) -> list[Element]:
        self._bookmark_count += 1
        return word.bookmark(self._bookmark_count, name, runs)

    def _add(self, made: Element) -> None:
        self.body.insert(len(self.body) - 1, made)  # before the last sectPr

    def _extend(self, made: Iterable[Element]) -> None:
        for one in made:
            self._add(one)


def initials(name: str) -> str:
    """Marie-Odile Schnebelin → M.-O. S., with no-break spaces."""
    return NO_BREAK.join("-".join(f"{part[0]}." for part in word_.split("-")) for word_ in name.split())


def _properties(span: Text, italic: bool) -> list[Element]:
    made = []
    if span.bold:
        made.append(element("w:b"))
    if span.italic:
        made.append(element("w:i", {"w:val": "0"} if italic else None))
    if span.superscript:
        made.append(element("w:vertAlign", {"w:val": "superscript"}))
    return made


def _paragraphs(blocks: Iterable[Block]) -> list[Paragraph]:
    return [block for block in blocks if isinstance(block, Paragraph)]


def _fill(story: Any, style: str, runs: Iterable[Element]) -> None:
    story.is_linked_to_previous = False
    old = story.paragraphs[0]._p
    old.addprevious(word.paragraph(style, runs))
    old.getparent().remove(old)


def _anchor(number: int) -> str:
    return f"_Toc{202600000 + number}"


def _table_anchor(number: str) -> str:
    return f"_Ref_tableau_{number}"
