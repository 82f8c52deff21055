"""French and English side by side, for interviewees and funders: the book, or one chapter of it.

The English side is what `assemble` would write: the texts are replaced in the opened document, and each
paragraph is read before and after. `page` makes the Word file.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from booktranslate.book.units import keys, open_document, passages_with_roles, slug
from booktranslate.config import Project
from booktranslate.docx import Passage
from booktranslate.docx.opc.xml import legal
from booktranslate.docx.outline import (
    Block,
    Cell,
    Graphic,
    NoteMark,
    Outline,
    Paragraph,
    Picture,
    Table,
    Words,
)
from booktranslate.engines import makes_english
from booktranslate.files import write_atomic
from booktranslate.glossary import Glossary
from booktranslate.language.roman_numerals import roman
from booktranslate.model import Key, State, TaggedText
from booktranslate.po_files import layout
from booktranslate.po_files.chapters import chosen as choose
from booktranslate.po_files.chapters import unknown_chapter
from booktranslate.steps.bilingual.page import NO_TEXT, Page, Side
from booktranslate.style import polished


def bilingual(
    project: Project, documents: Sequence[Path], glossary: Glossary, chapter: str = "", *, mark: bool = True
) -> dict[Path, Path]:
    """Write `<name>.bilingual.docx` for each document beside the assembled book; return paths by document.

    With `chapter`, the number of a chapter or a part of its title, only that chapter is written, and only for
    the documents that have it. Texts that are drafts or untranslated are marked; with `mark`, the header and
    the properties of a file with such texts say that it is a draft. Raises UsageError for an unknown or
    ambiguous chapter, InputError or OutputError.
    """
    written = {}
    for edition, chapters in _chosen(project, documents, glossary, chapter):
        name = title = edition.path.stem
        if chapter:
            name, title = f"{name}.{slug(chapters[0].title)}", f"{title} – {chapters[0].title}"
        output = project.build / f"{name}.bilingual.docx"
        page = edition.page(title, chapters)
        if mark:
            page.mark_draft(*edition.unreviewed(chapters))
        write_atomic(output, page.data())
        written[edition.path] = output
    return written


def require_chapter(project: Project, documents: Sequence[Path], glossary: Glossary, chapter: str) -> None:
    """Raises UsageError if no document has that chapter, or several chapters of one fit."""
    _chosen(project, documents, glossary, chapter)


def _chosen(
    project: Project, documents: Sequence[Path], glossary: Glossary, chapter: str
) -> "list[tuple[_Edition, list[_Chapter]]]":
    editions = [_Edition(project, path, glossary) for path in documents]
    wanted = [(edition, found) for edition in editions if (found := edition.chosen(chapter))]
    if chapter and not wanted:
        raise unknown_chapter(chapter, [edition.titles for edition in editions])
    return wanted


@dataclass(frozen=True, eq=False)
class _Chapter:
    """What is under one Heading 1, or, without a title, before the first."""

    title: str
    blocks: tuple[Block, ...]


class _Edition:
    """One document, read before and after its texts are replaced."""

    def __init__(self, project: Project, path: Path, glossary: Glossary) -> None:
        self.path = path
        self._project = project
        entries = layout.as_one(project, layout.load_extracted(project, path)).entries
        self._entries = {entry.key: entry for entry in entries}
        self._glossary = glossary
        document = open_document(project, path)
        self._document = document
        self._keys: Mapping[Passage, Key] = dict(keys(project, document))
        self._questions = {
            passage for passage, role in passages_with_roles(project, document) if role.question
        }
        self._outline = Outline(document)
        self._numbers = dict(_numbered(self._outline.body))
        self._chapters = list(_chapters(self._outline.body))

    @property
    def titles(self) -> list[str]:
        """The titles of the chapters, in order."""
        return [chapter.title for chapter in self._chapters if chapter.title]

    def chosen(self, wanted: str) -> list[_Chapter]:
        """All chapters, or the one with that number or title. Raises UsageError if several titles fit."""
        if not wanted:
            return self._chapters
        return [self._chapters[at] for at in choose(wanted, [chapter.title for chapter in self._chapters])]

    def unreviewed(self, chapters: Sequence[_Chapter]) -> tuple[int, int]:
        """How many texts of these chapters nobody has reviewed, and how many there are."""
        paragraphs = [paragraph for chapter in chapters for paragraph in _paragraphs(chapter.blocks)]
        blocks = [block for label in self._marked(chapters) for block in self._outline.notes.get(label, ())]
        paragraphs += _paragraphs(blocks)
        states = {
            self._keys[passage]: self._state(passage)
            for paragraph in paragraphs
            if paragraph.kind != "table of contents"
            for passage in paragraph.passages
        }
        return sum(state is not State.REVIEWED for state in states.values()), len(states)

    def _marked(self, chapters: Sequence[_Chapter]) -> list[str]:
        found = {label for chapter in chapters for label in _marks(chapter.blocks)}
        return [label for label in self._numbers if label in found]

    def page(self, title: str, chapters: Sequence[_Chapter]) -> Page:
        """The Word file with these chapters."""
        self._document.replace(self._target, self._project.target_lang, self._project.source_lang)
        page = Page(title, self._project.source_lang, self._project.target_lang)
        for chapter in chapters:
            page.begin_chapter()
            self._write(page, chapter.blocks)
            marks = self._marked([chapter])
            if marks:
                page.notes()
            for label in marks:
                for place, block in enumerate(self._outline.notes.get(label, ())):
                    if isinstance(block, Paragraph):
                        page.pair(*self._sides(block), note=self._numbers[label] if place == 0 else "")
                    else:
                        self._write(page, [block])
        return page

    def _target(self, passage: Passage) -> TaggedText | None:
        entry = self._entries.get(self._keys[passage])
        if entry is None or entry.state is State.EMPTY or entry.translation.target == entry.unit.source:
            return None
        target = entry.translation.target
        better = polished(self._project, self._glossary, target)
        return better if better == target or makes_english(entry.translation.origin) else target

    def _write(self, page: Page, blocks: Sequence[Block]) -> None:
        for block in blocks:
            if isinstance(block, Table):
                page.table(block.columns, [[self._cell(cell) for cell in row] for row in block.rows])
                for picture in _pictures(block):
                    page.picture(self._document.package.read(picture.part), picture)
                continue
            if block.kind == "table of contents":  # its page numbers would be wrong here
                continue
            is_question = any(passage in self._questions for passage in block.passages)
            page.pair(*self._sides(block), level=block.level, is_strong=is_question)
            for item in block.content:
                if isinstance(item, Picture):
                    page.picture(self._document.package.read(item.part), item)
                elif isinstance(item, Graphic):
                    self._write_graphic(page, item.part)

    def _cell(self, cell: Cell) -> tuple[list[tuple[Side, Side]], int]:
        sides = []
        for block in cell.blocks:
            if isinstance(block, Paragraph):
                sides.append(self._sides(block))
            else:  # a table in a table: its texts, one below the other
                sides += [pair for row in block.rows for inner in row for pair in self._cell(inner)[0]]
        return sides, cell.span

    def _sides(self, paragraph: Paragraph) -> tuple[Side, Side]:
        states = [self._state(passage) for passage in paragraph.passages]
        right = self._outline.content(paragraph)
        if states and all(state is State.EMPTY for state in states):
            return self._side(paragraph.content), Side((), NO_TEXT)
        remark = "[partly not translated yet]" if State.EMPTY in states else "[draft]"
        said = remark if {State.EMPTY, State.DRAFT} & set(states) else ""
        return self._side(paragraph.content), replace(self._side(right), remark=said)

    def _state(self, passage: Passage) -> State:
        entry = self._entries.get(self._keys[passage])
        return entry.state if entry else State.EMPTY

    def _side(self, content: Sequence[object]) -> Side:
        found: list[Words | NoteMark] = []
        for item in content:
            if isinstance(item, Words):
                found.append(item)
            elif isinstance(item, NoteMark) and item.label in self._numbers:
                found.append(NoteMark(self._numbers[item.label]))
        return Side(tuple(found))

    def _write_graphic(self, page: Page, part: str) -> None:
        """The words of a chart or diagram, a row for each, below the paragraph that has it."""
        for passage in self._document.passages:
            if passage.part == part and not passage.copy:
                state, target = self._state(passage), self._target(passage)
                left = Side((Words(passage.text.plain),))
                if state is State.EMPTY:
                    page.pair(left, Side((), NO_TEXT))
                else:
                    words = legal((target or passage.text).plain)
                    page.pair(left, Side((Words(words),), "[draft]" if state is State.DRAFT else ""))


def _chapters(body: Sequence[Block]) -> Iterator[_Chapter]:
    title: str = ""
    blocks: list[Block] = []
    for block in body:
        if isinstance(block, Paragraph) and block.level == 1 and block.passages:
            if blocks:
                yield _Chapter(title, tuple(blocks))
            title = " ".join(block.passages[0].text.plain.split())
            blocks = []
        blocks.append(block)
    if blocks:
        yield _Chapter(title, tuple(blocks))


def _marks(blocks: Sequence[Block]) -> Iterator[str]:
    """The labels of the notes that blocks refer to, in order."""
    for paragraph in _paragraphs(blocks):
        yield from (item.label for item in paragraph.content if isinstance(item, NoteMark))


def _pictures(table: Table) -> Iterator[Picture]:
    for paragraph in _paragraphs([table]):
        yield from (item for item in paragraph.content if isinstance(item, Picture))


def _paragraphs(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row:
                    yield from _paragraphs(cell.blocks)


def _numbered(body: Sequence[Block]) -> Iterator[tuple[str, str]]:
    """The label and number of each note: 1, 2 … for footnotes, i, ii … for endnotes, as in Word."""
    counts = {"footnote": 0, "endnote": 0}
    for label in dict.fromkeys(_marks(body)):
        kind = label.partition(" ")[0]
        counts[kind] += 1
        yield label, str(counts[kind]) if kind == "footnote" else roman(counts[kind]).lower()
