"""Update the page numbers in a finished document.

A translation is longer or shorter than its source, so the page numbers that Word stored are out of date:
those in tables of contents, in cross-references (ECMA-376-1 §17.16.5.45 PAGEREF) and in indexes. In a copy,
each place whose page is shown gets a bookmark; the copy is laid out only to find on which pages the bookmarks
are.
"""

import copy
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Literal

from lxml import etree

from booktranslate.archive_limits import Bounds
from booktranslate.docx.comments import uncomment
from booktranslate.docx.fields import results
from booktranslate.docx.fields.spans import anchors_of, fields_over
from booktranslate.docx.formatting.style_sheet import read_sheet, read_theme
from booktranslate.docx.formatting.styles import Styles, read_styles
from booktranslate.docx.generated import contents, indexes
from booktranslate.docx.generated.lines import Line, letters_of
from booktranslate.docx.generated.page_places import IndexPlace, PagePlace, ReferencePlace, TokenPlace
from booktranslate.docx.opc.package import Package
from booktranslate.docx.opc.xml import (
    Element,
    attribute,
    child,
    name,
    namespace,
    parse,
    remove,
    serialise,
)
from booktranslate.docx.paragraphs.nodes import Node, Run, Wrapper
from booktranslate.docx.paragraphs.reading import Reader

_MARK = "booktranslate"  # the beginning of the names of these bookmarks

_BOUNDS = Bounds(10**9, 10**9, 10**9)  # the source of the document was within the limits of the project
_RUNNING = ("footnotes+xml", "endnotes+xml", "header+xml", "footer+xml")


class Finished:
    """A finished document whose page numbers are to be updated and which is to be printed.

    Call `mark` once, then `number`, which removes the bookmarks for measuring, before saving.
    """

    def __init__(self, path: Path) -> None:
        """Read the document. Raises InputError if it cannot be read."""
        self._package = Package(path, _BOUNDS)
        with self._package.opened():
            main = self._package.main_part
            parts = [part for part in self._package.names if part != main and self._is_running(part)]
            self._roots = {part: self._parse(part) for part in (main, *parts)}
            self._styles = self._read_styles(main)
        self._reader = Reader(self._styles.caches.of(self._styles.default))
        self._marks: list[Element] = []
        self._updates: list[tuple[str, PagePlace]] = []
        self._changed: set[str] = set()

    def _is_running(self, part: str) -> bool:
        kind = self._package.content_type(part)
        return kind.endswith(_RUNNING) and part.split("/")[1:2] != ["glossary"]

    def _parse(self, part: str) -> Element:
        return parse(self._package.read(part), f"{self._package.path.name}: {part}")

    def _read_styles(self, main: str) -> Styles:
        links = self._package.relationships(main)
        parts = (item.target for item in links if item.kind == "styles")
        part = next((part for part in parts if part in self._package), None)
        root = self._parse(part) if part is not None else None
        return read_styles(root, read_sheet(root, read_theme(None), plain_black=True, named=frozenset()))

    @property
    def _main(self) -> Element:
        return next(iter(self._roots.values()))

    def mark(self, target: Path) -> bool:
        """Write the copy for measuring; if the document shows no page numbers, write nothing and return
        False.

        Raises OutputError if it cannot be written.
        """
        self._in_tables()
        self._in_references()
        self._in_indexes()
        if not self._updates:
            return False
        self._package.write(target, {part: _for_layout(root) for part, root in self._roots.items()})
        return True

    def number(self, pages: Mapping[str, str]) -> bool:
        """Write the page numbers, given by the names of the bookmarks; returns whether any has changed."""
        for item in self._marks:
            remove(item)
        self._marks = []
        self._changed = {part for part, update in self._updates if update.put(pages)}
        return bool(self._changed)

    def save(self, target: Path) -> None:
        """Write the document as it is now. Raises OutputError."""
        self._package.write(target, {part: serialise(self._roots[part]) for part in self._changed})
        if target == self._package.path:
            self._package = Package(target, _BOUNDS)  # its members are at other positions now

    def save_for_printing(self, target: Path, file_name: str) -> None:
        """Write a copy without comments, in which fields that LibreOffice computes differently are plain
        text.

        Fields that show the name of the file show `file_name`. The object cannot be used afterwards. Raises
        OutputError.
        """
        for part, root in self._roots.items():
            if uncomment(root) | results.freeze(root, file_name):
                self._changed.add(part)
        self.save(target)

    @cached_property
    def _lines(self) -> list[Line]:
        return contents.lines(self._main, self._styles, self._reader, list)

    def unfilled(self) -> tuple[int, tuple[int, ...]]:
        """The number of tables of contents and indexes, and the indexes (from 0) among them of those tables
        of contents that no program has filled yet."""
        tables = fields_over(self._main, "TOC")
        kinds = ("INDEX", "TOA", "BIBLIOGRAPHY")
        others = [table for kind in kinds for table in fields_over(self._main, kind)]
        filled = {line.paragraph for line in self._lines if any(zone.origin for zone in line.zones)}
        order = {paragraph: place for place, paragraph in enumerate(self._main.iter("{*}p"))}
        both = sorted([*tables, *others], key=lambda table: order[table.paragraphs[0]])
        return len(both), tuple(
            place
            for place, table in enumerate(both)
            if table in tables
            and filled.isdisjoint(table.paragraphs)
            and not any(True for paragraph in table.paragraphs for _ in anchors_of(paragraph))
        )

    def _in_tables(self) -> None:
        """Find the page numbers in tables of contents that are not fields."""
        for line in self._lines:
            if line.leads_to is None or any(True for _ in results.page_references(line.paragraph)):
                continue
            self._in_line(line, line.leads_to)

    def _in_line(self, line: Line, target: Element) -> None:
        runs = list(_runs(self._nodes(line.paragraph), 0))
        text = "".join(run.text for _, run in runs)
        span = contents.page_of(letters_of(self._nodes(line.paragraph)), line.zones)
        if span is None or not text:
            return
        for place, run in runs:
            if place <= span[0] and span[1] <= place + len(run.text):
                letters = [
                    fragment.element for fragment in run.fragments if name(fragment.element.tag) == "w:t"
                ]
                if len(letters) == 1:
                    mark = self._mark_paragraph(target)
                    old = run.text[span[0] - place : span[1] - place]
                    self._updates.append((self._package.main_part, TokenPlace(letters[0], old, mark)))

    def _nodes(self, paragraph: Element) -> list[Node]:
        return self._reader.apart(paragraph, self._styles.caches.of(self._styles.of(paragraph).id))

    def _in_references(self) -> None:
        bookmarks: dict[str, Element] = {}
        for root in self._roots.values():
            for item in root.iter("{*}bookmarkStart"):
                bookmarks.setdefault((attribute(item, "w:name") or "").lower(), item)
        marks: dict[str, str] = {}
        for part, root in self._roots.items():
            for result in results.page_references(root):
                target = result.argument("1").lower()
                if target in bookmarks:
                    if target not in marks:
                        marks[target] = self._mark_bookmark(bookmarks[target])
                    self._updates.append((part, ReferencePlace(result, marks[target])))

    def _in_indexes(self) -> None:
        roots = list(self._roots.values())
        for index in indexes.indexes(self._main, roots, self._styles, self._reader):
            for line in index.lines:
                entries = [entry for entry in line.entries if not entry.instead]
                if (
                    line.zones
                    and len(entries) == len(line.entries) > 0
                    and not any("\\r" in item.code for item in entries)
                ):
                    marks = [(self._mark_entry(entry), entry.look) for entry in entries]
                    runs = list(_runs(self._nodes(line.paragraph), 0))
                    end = max(zone.end for zone in line.zones)
                    between = index.field.value("l") or ", "
                    self._updates.append((self._package.main_part, IndexPlace(runs, end, between, marks)))

    def _mark_bookmark(self, start: Element) -> str:
        parent = start.getparent()
        if parent is not None and name(parent.tag) in {"w:body", "w:tc", "w:sdtContent", "w:tbl", "w:tr"}:
            following = (item for item in start.itersiblings() if name(item.tag) != "w:bookmarkStart")
            around = next(following, None)
            paragraph = next(around.iter("{*}p"), None) if around is not None else None
            if paragraph is not None:
                return self._mark_paragraph(paragraph)
        return self._put_mark(start, "behind")

    def _mark_paragraph(self, paragraph: Element) -> str:
        properties = child(paragraph, "w:pPr")
        if properties is not None:
            return self._put_mark(properties, "behind")
        return self._put_mark(paragraph, "in")

    def _mark_entry(self, entry: indexes.Entry) -> str:
        """Put a mark before the field of an entry: a bookmark in an instruction would be part of it."""
        run = entry.mark
        if name(run.tag) != "w:fldSimple":
            run = next(run.iterancestors("{*}r"), run)
            depth = 0
            for before in (run, *run.itersiblings(preceding=True)):
                kinds = [attribute(mark, "w:fldCharType") for mark in before.iter("{*}fldChar")]
                depth += kinds.count("begin") - kinds.count("end")
                run = before
                if depth > 0:
                    break
        return self._put_mark(run, "before")

    def _put_mark(self, near: Element, where: Literal["before", "behind", "in"]) -> str:
        label = f"{_MARK}{len(self._marks)}"
        uri = namespace(near)
        start, end = (etree.Element(f"{{{uri}}}bookmark{half}") for half in ("Start", "End"))
        for item in (start, end):
            item.set(f"{{{uri}}}id", str(_FIRST + len(self._marks)))
        start.set(f"{{{uri}}}name", label)
        match where:
            case "before":
                near.addprevious(start)
            case "behind":
                near.addnext(start)
            case "in":
                near.insert(0, start)
        start.addnext(end)
        self._marks += [start, end]
        return label


_FIRST = 1_000_000_000  # the first id of our bookmarks


def _for_layout(root: Element) -> bytes:
    # LibreOffice without a window cannot lay out a document with comments.
    alone = copy.deepcopy(root)
    uncomment(alone)
    return serialise(alone)


def _runs(nodes: Sequence[Node], place: int) -> Iterator[tuple[int, Run]]:
    """The runs of a line, each with the number of characters of the line before it."""
    for node in nodes:
        if isinstance(node, Run):
            yield place, node
        elif isinstance(node, Wrapper):
            yield from _runs(node.nodes, place)
        place += len(letters_of([node]))
