"""A Word document as passages of text that can be read and replaced."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

from booktranslate.archives import Bounds
from booktranslate.docx import bindings, comments, part_texts
from booktranslate.docx.fields import computed
from booktranslate.docx.fields.cross_references import cross_references, grown, shown_bookmarks
from booktranslate.docx.fields.references import named_styles, referred
from booktranslate.docx.formatting import language
from booktranslate.docx.formatting.appearance import OUTSIDE, Cell, Grid
from booktranslate.docx.formatting.looks import has_dark, read_sheet, read_theme
from booktranslate.docx.formatting.styles import Styles, read_styles
from booktranslate.docx.generated import contents, indexes
from booktranslate.docx.generated.lines import Line, LineSlot
from booktranslate.docx.opc import workbook
from booktranslate.docx.opc.package import Package
from booktranslate.docx.opc.signatures import signature_parts, unsigned
from booktranslate.docx.opc.xml import Element, attribute, name, parse, serialise
from booktranslate.docx.paragraphs.nodes import DEEPEST
from booktranslate.docx.paragraphs.reading import Reader
from booktranslate.docx.revisions import resolve, tracked
from booktranslate.docx.stories import Place, Walker
from booktranslate.docx.text_places import DropCapPlace, ParagraphPlace, TextPlace, as_lines
from booktranslate.docx.validity import new_faults
from booktranslate.errors import InputError
from booktranslate.model import Comments, Finding, Revisions, TaggedText

_STORY = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_KINDS = {
    f"{_STORY}footnotes+xml": "footnote",
    f"{_STORY}endnotes+xml": "endnote",
    f"{_STORY}header+xml": "header",
    f"{_STORY}footer+xml": "footer",
    f"{_STORY}comments+xml": "comment",
    f"{_STORY}numbering+xml": "numbering",
    f"{_STORY}styles+xml": "styles",
    f"{_STORY}settings+xml": "settings",
    f"{_STORY}document.glossary+xml": "placeholder",
    "application/vnd.openxmlformats-officedocument.drawingml.chart+xml": "chart",
    "application/vnd.ms-office.chartex+xml": "chart",
    "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml": "diagram",
    "application/vnd.openxmlformats-officedocument.drawingml.chartshapes+xml": "diagram",
    "application/vnd.ms-office.drawingml.diagramDrawing+xml": "diagram drawing",
    "application/vnd.openxmlformats-package.core-properties+xml": "property",
    "application/vnd.openxmlformats-officedocument.custom-properties+xml": "custom property",
}
_RUNNING = {"footnote", "endnote", "header", "footer", "comment"}
_WHOLE = {"styles", "settings", "property"}  # parts that say the language of the document


@dataclass(frozen=True, slots=True)
class Reading:
    """What counts as text: hidden text, link targets, dates in figures; what becomes of comments and of
    tracked changes."""

    hidden: bool = False
    comments: Comments = "keep"
    link_targets: bool = False
    revisions: Revisions = "accept"
    dates: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """One text of the document, at its place.

    `part` and `number` say where (the number counts the texts of the part from 1); `kind`, `style` and
    `level` are as in `stories.Place`. `look` is what sets the whole of it apart, `cell` its place in a table
    (see `appearance`). A `copy` repeats a passage before it (a text box for old programs).
    """

    text: TaggedText
    part: str
    number: int
    kind: str
    style: str = ""
    level: int = 0
    copy: bool = False
    look: str = ""
    cell: Cell = OUTSIDE


Lookup = Callable[[Passage], TaggedText | None]


@dataclass
class _Story:
    """A parsed part and the places of text in it."""

    part: str
    kind: str
    root: Element
    places: list[Place] = field(default_factory=list)


class Document:
    """An opened document. `passages` is its text; `replace` makes the changed parts.

    `signed`: it has a digital signature, which no translation can keep. `findings` name what cannot be
    entered or is not there.
    """

    def __init__(self, path: Path, reading: Reading | None = None, bounds: Bounds | None = None) -> None:
        """Read the whole text. Raises InputError, with file and part, for what is not a sound Word file."""
        self.package = Package(path, bounds)
        self.reading = reading or Reading()
        with self.package.opened():
            self._open()
            self.package.check()

    def _open(self) -> None:
        self.main_part = self.package.main_part
        self.signed = bool(signature_parts(self.package))
        self._parts = self._parts_by_kind()
        self._stories = {story.part: story for story in self._read()}
        self._order = self._in_reading_order()
        self.passages = tuple(passage for _, _, passages in self._order for passage in passages)

    def _parts_by_kind(self) -> dict[str, str]:
        found = {
            part: kind
            for part in self.package.names
            if (kind := _KINDS.get(self.package.content_type(part))) and part != self.main_part
        }
        # Building blocks have headers, notes and lists of their own, which are not in the book.
        folders = tuple(
            part.rpartition("/")[0] + "/" for part, kind in found.items() if kind == "placeholder"
        )
        for part, kind in list(found.items()):
            if folders and part.startswith(folders) and kind not in {*_WHOLE, "placeholder"}:
                del found[part]
        for item in self.package.relationships():
            # Some producers do not declare the type of the core properties.
            if item.kind == "core-properties" and item.target in self.package:
                found[item.target] = "property"
        return found

    def _styles(self, roots: Sequence[Element]) -> Styles:
        root = self._linked("styles")
        sheet = read_sheet(
            root,
            read_theme(self._linked("theme", tolerant=True)),
            plain_black=not has_dark([*roots, root] if root is not None else roots),
            named=named_styles(roots),
        )
        return read_styles(root, sheet)

    def _linked(self, kind: str, *, tolerant: bool = False) -> Element | None:
        """The root of the part of a kind that the main part links to; None when there is none."""
        targets = [item.target for item in self.package.relationships(self.main_part) if item.kind == kind]
        part = next((target for target in targets if target in self.package), None)
        try:
            return self._parse(part) if part else None
        except InputError:
            if tolerant:  # Word opens a document with a broken theme
                return None
            raise

    def _parse(self, part: str, *, utf_16: bool = False) -> Element:
        return parse(self.package.read(part), f"{self.package.path.name}: {part}", utf_16=utf_16)

    def _read(self) -> Iterator[_Story]:
        running = {self.main_part: "paragraph"}
        for part, kind in self._parts.items():
            if kind in _RUNNING and (kind != "comment" or self.reading.comments == "translate"):
                running[part] = kind
        found = {part: self._resolved(part) for part in running}
        roots = list(found.values())
        self.styles = self._styles(roots)
        self._referred = referred(roots, self.package)
        lines = self._lines(roots)
        for part, kind in running.items():
            yield self._story(part, kind, found[part], self._walker(kind, part, lines).story)
        for part, kind in self._parts.items():
            match kind:
                case "chart":
                    read = part_texts.charts
                case "diagram" | "diagram drawing":
                    read = partial(part_texts.diagrams, copy=kind == "diagram drawing")
                case "numbering":
                    read = partial(part_texts.numberings, used=partial(self._used_numberings, roots))
                case "property":
                    read = part_texts.properties
                case "custom property" if used := part_texts.shown_names(roots, "DOCPROPERTY"):
                    read = partial(part_texts.custom_properties, used=used)
                case "settings" if b"docVar" in self.package.read(part):
                    read = partial(part_texts.variables, used=part_texts.shown_names(roots, "DOCVARIABLE"))
                case "placeholder":
                    used = _values(roots, "docPart")
                    read = partial(part_texts.placeholders, used=used, walker=self._walker(kind, part))
                case _:
                    continue
            try:
                known = self._numbering if kind == "numbering" else None
                root = known if known is not None else self._parse(part)
            except InputError:
                if kind == "custom property":  # Word opens a document in which this part is broken
                    continue
                raise
            yield self._story(part, kind, root, read)
        if self.reading.link_targets:
            for part in self.package.names:
                if part.endswith(".rels") and not part.startswith("_rels/"):
                    yield self._story(part, "link target", self._parse(part), part_texts.links)

    def _resolved(self, part: str) -> Element:
        """The root of a part of running text, with its tracked changes accepted or rejected."""
        root = self._parse(part)
        changes = tracked(root)
        if changes and self.reading.revisions == "refuse":
            raise InputError(
                f"has {len(changes)} tracked changes.",
                where=f"{self.package.path.name}: {part}",
                hint="Accept or reject them in Word, or set extract.revisions in booktranslate.toml.",
            )
        if changes:
            resolve(root, self.reading.revisions)
        return root

    def _lines(self, roots: list[Element]) -> dict[Element, Line]:
        """The lines of the tables of contents and indexes of the main part, which comes first."""
        self._indexes: list[indexes.Index] = []
        try:
            tables = contents.lines(
                roots[0],
                self.styles,
                self._reader(self.main_part),
                lambda: contents.list_levels(self._numbering),
            )
            self._indexes = indexes.indexes(roots[0], roots, self.styles, self._reader(self.main_part))
        except RecursionError:  # it is refused when it is walked
            return {}
        found = {line.paragraph: line for line in tables}
        return found | {
            line.paragraph: line for index in self._indexes for line in map(indexes.line_of, index.lines)
        }

    @cached_property
    def _numbering(self) -> Element | None:
        part = next((part for part, kind in self._parts.items() if kind == "numbering"), "")
        return self._parse(part) if part else None

    def _reader(self, part: str) -> Reader:
        return Reader(
            self.styles.caches.of(self.styles.default),
            hidden_text=self.reading.hidden,
            referred=self._referred,
            links={link.id: link.target for link in self.package.relationships(part)},
        )

    def _walker(self, kind: str, part: str, lines: Mapping[Element, Line] | None = None) -> Walker:
        return Walker(self.styles, self._reader(part), kind, lines or {}, self.reading.dates)

    def _story(
        self, part: str, kind: str, root: Element, read: Callable[[Element], Iterable[Place]]
    ) -> _Story:
        try:
            return _Story(part, kind, root, list(read(root)))
        except RecursionError as error:
            raise InputError(
                "has elements that are nested too deeply.",
                where=f"{self.package.path.name}: {part}",
                hint="Open the file in Word, take apart tables or shapes inside one another, and save it.",
            ) from error

    def _used_numberings(self, roots: Iterable[Element]) -> set[str]:
        styles = [self._parse(part) for part, kind in self._parts.items() if kind == "styles"]
        return _values([*roots, *styles], "numId")

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What a translator should know is not in `passages`: parts in other formats, files left outside."""
        found = []
        for story in self._stories.values():
            where = f"{self.package.path.name}: {story.part}"
            for item in story.root.iter("{*}altChunk", "{*}subDoc"):
                links = {link.id: link.target for link in self.package.relationships(story.part)}
                target = links.get(attribute(item, "r:id") or "", "a file that is not there")
                what = "an imported file" if name(item.tag) == "w:altChunk" else "a sub-document"
                message = f"The text of {target} is not translated: it is {what}. Translate it on its own."
                found.append(Finding("not-entered", "warning", message, where))
        return tuple(found)

    def _in_reading_order(self) -> list[tuple[_Story, TextPlace, list[Passage]]]:
        """Each slot with its passages: notes after their paragraph, a chart or header where it is used."""
        notes: dict[str, list[tuple[_Story, Place]]] = {}
        for story in self._stories.values():
            for place in story.places:
                if place.owner:
                    notes.setdefault(place.owner, []).append((story, place))
        order: list[tuple[_Story, TextPlace, list[Passage]]] = []
        numbers = dict.fromkeys(self._stories, 0)
        grids = {part: Grid() for part in self._stories}
        done: set[str] = set()
        seen: set[str] = set()

        def add(story: _Story, place: Place, depth: int = 0) -> None:
            if place.slot is not None and (texts := place.slot.texts):
                passages = []
                looks, cell = _appearance(place, grids[story.part], len(texts))
                for text, look in zip(texts, looks, strict=True):
                    numbers[story.part] += 1
                    words = str(text)
                    copy = place.copy and words in seen
                    seen.add(words)
                    number = numbers[story.part]
                    passages.append(
                        Passage(
                            text, story.part, number, place.kind, place.style, place.level, copy, look, cell
                        )
                    )
                order.append((story, place.slot, passages))
            for reference in place.refers:
                follow(story, reference, depth)

        def follow(story: _Story, reference: str, depth: int = 0) -> None:
            if depth > DEEPEST:  # a note in a note in a note … has its turn when its part has
                return
            kind, _, identity = reference.partition(" ")
            if kind != "part":
                if reference not in done:
                    done.add(reference)
                    for other, place in notes.get(reference, ()):
                        add(other, place, depth + 1)
                return
            for item in self.package.relationships(story.part):
                if item.id == identity and item.target in self._stories and not item.external:
                    add_part(item.target, depth + 1)

        def add_part(part: str, depth: int = 0) -> None:
            if part in done:
                return
            done.add(part)
            story = self._stories[part]
            for place in story.places:
                if place.owner and place.owner in done:
                    continue
                if place.owner:
                    follow(story, place.owner, depth)
                else:
                    add(story, place, depth)

        add_part(self.main_part)
        for part in self._stories:
            add_part(part)
        return order

    @property
    def passages_by_paragraph(self) -> dict[Element, list[Passage]]:
        """The texts of each paragraph of the running text, by its element (see `outline`)."""
        found: dict[Element, list[Passage]] = {}
        for _, slot, passages in self._order:
            if isinstance(slot, ParagraphPlace | DropCapPlace):
                found.setdefault(slot.holder, []).extend(passages)
        return found

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts with running text; the main part is the first."""
        return tuple(
            part for part, story in self._stories.items() if part == self.main_part or story.kind in _RUNNING
        )

    def root(self, part: str) -> Element:
        """The root element of a part with text."""
        return self._stories[part].root

    def note_parts(self) -> Iterator[tuple[str, Element]]:
        """The roots of the parts with footnotes and endnotes, and which of the two they are."""
        for story in self._stories.values():
            if story.kind in {"footnote", "endnote"}:
                yield story.kind, story.root

    def replace(self, lookup: Lookup, target_language: str, source_language: str) -> "Edition":
        """The document with each passage replaced by what `lookup` gives; None leaves a passage as it is.

        The parts in which nothing changes are not in the edition's `changed`. This uses the document up.
        """
        with self.package.opened():
            return self._replace(lookup, target_language, source_language)

    def _replace(self, lookup: Lookup, target_language: str, source_language: str) -> "Edition":
        touched: dict[str, _Story] = {}
        findings: list[Finding] = []
        before = {part: bindings.values(story.root) for part, story in self._stories.items()}
        strings: dict[str, dict[str, str]] = {}
        done: list[tuple[_Story, Element]] = []  # what is in the target language now, changed or not
        names = shown_bookmarks(story.root for story in self._stories.values())
        shown = {part: cross_references(story.root, names) for part, story in self._stories.items() if names}
        for story, slot, passages in self._order:
            targets = [lookup(passage) for passage in passages]
            if targets and None not in targets:
                done += [(story, holder) for holder in slot.holders]
            kept = [
                None if target is None or target == passage.text else target
                for target, passage in zip(targets, passages, strict=True)
            ]
            if not any(target is not None for target in kept):
                continue
            touched[story.part] = story
            if story.kind == "chart":
                for target, passage in zip(kept, passages, strict=True):
                    if target is not None:
                        strings.setdefault(story.part, {})[as_lines(passage.text)] = as_lines(target)
            place = f"{self.package.path.name}: {story.part}, text {passages[0].number}"
            for finding in slot.write(kept, target_language):
                findings.append(Finding(finding.name, finding.severity, finding.message, place))
        self._follow(touched, target_language)
        for story, holder in done:
            if language.mark_text(holder, source_language, target_language):
                touched[story.part] = story
        if touched:
            touched |= self._localised(source_language, target_language)
        for part, story in touched.items() if names else ():
            for label, old, new in grown(shown[part], cross_references(story.root, names)):
                message = f"A cross-reference that showed “{old}” now shows “{new}” (bookmark {label}). "
                message += "Put its tag around the words that are to be shown."
                findings.append(
                    Finding("grown-reference", "warning", message, f"{self.package.path.name}: {part}")
                )
        changed = {part: story.root for part, story in touched.items()}
        kept_comments = self._comments(changed)
        if not changed:
            return Edition(self.package, {}, tuple(findings), kept_comments)
        parse_store = partial(self._parse, utf_16=True)
        for part in list(changed):
            bindings.update(self.package, before.get(part, []), changed[part], changed, parse_store)
        for part, kind in self._parts.items():
            if kind in _WHOLE:
                root = changed[part] if part in changed else self._parse(part)
                if language.mark(root, kind, source_language, target_language):
                    changed[part] = root
        if os.environ.get("BOOKTRANSLATE_DEBUG"):
            for part, story in touched.items():
                findings += new_faults(f"{self.package.path.name}: {part}", self._parse(part), story.root)
        data = {part: serialise(root) for part, root in changed.items()}
        for part, words in strings.items():
            data |= workbook.translated(self.package, part, words)
        return Edition(self.package, data, tuple(findings), kept_comments)

    def _localised(self, source: str, target: str) -> dict[str, _Story]:
        """The parts of running text in which fields were brought to the target language."""
        if language.is_same(source, target):
            return {}
        return {
            part: story
            for part, story in self._stories.items()
            if (part == self.main_part or story.kind in _RUNNING)
            and computed.localise(story.root, self.styles, source, target)
        }

    def _comments(self, changed: dict[str, Element]) -> int:
        """Take the comments out, if that is asked for; how many stay as they are."""
        if self.reading.comments == "translate":
            return 0
        parts = [part for part, kind in self._parts.items() if kind == "comment"]
        roots = {part: self._parse(part) for part in parts}
        count = sum(len(root) for root in roots.values())
        if self.reading.comments == "keep" or not count:
            return count
        for part in self.package.names:  # what newer versions of Word say of comments, too
            if self.package.content_type(part).endswith(comments.MORE):
                roots[part] = self._parse(part)
        for part, root in roots.items():
            del root[:]
            changed[part] = root
        for part, story in self._stories.items():
            if comments.uncomment(story.root):
                changed[part] = story.root
        return 0

    def _follow(self, touched: dict[str, _Story], language: str) -> None:
        """Bring the lines that Word has built in step with what they repeat."""
        story = self._stories[self.main_part]
        followed = {
            place.slot.holder
            for place in story.places
            if isinstance(place.slot, LineSlot) and place.slot.follow(language)
        }
        if followed:
            touched[self.main_part] = story
        for index in self._indexes:
            if any(line.paragraph in followed for line in index.lines):
                indexes.sort(index)


def _appearance(place: Place, grid: Grid, count: int) -> tuple[Sequence[str], Cell]:
    """How the texts of a place look, and the cell that it stands in."""
    if not isinstance(place.slot, ParagraphPlace | DropCapPlace):
        return [""] * count, OUTSIDE
    return place.slot.looks, grid.cell(place.slot.holder) if place.kind == "table cell" else OUTSIDE


def _values(roots: Iterable[Element], local: str) -> set[str]:
    """The values of all elements of a local name."""
    return {attribute(item, "w:val") or "" for root in roots for item in root.iter(f"{{*}}{local}")}


@dataclass(frozen=True)
class Edition:
    """A document with replaced texts, ready to be saved.

    `findings` say what a tag could not do, `comments` how many comments are in the language of the source.
    """

    package: Package
    changed: dict[str, bytes]
    findings: tuple[Finding, ...]
    comments: int = 0

    def save(self, path: Path, *, drop_signature: bool = False) -> None:
        """Write the document. Raises OutputError when it cannot be written.

        A digital signature does not hold for a changed document: raises InputError for a signed one, unless
        the signature may be dropped. An unchanged document keeps it.
        """
        signatures = signature_parts(self.package)
        if not self.changed or not signatures:
            self.package.write(path, self.changed)
            return
        if not drop_signature:
            raise InputError(
                "is digitally signed; the signature does not hold for a translation.",
                where=str(self.package.path),
                hint="Ask for the signature to be dropped (the original keeps it), or use an unsigned copy.",
            )
        rest = unsigned(self.package, signatures, self.changed)
        self.package.write(path, {**self.changed, **rest}, signatures)
