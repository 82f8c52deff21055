"""A Word document whose passages can be read and replaced."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from booktranslate.archive_limits import Bounds
from booktranslate.docx import comments, data_bindings, part_texts
from booktranslate.docx.edition import Edition
from booktranslate.docx.fields.cross_references import cross_references, grown, shown_bookmarks
from booktranslate.docx.fields.references import named_styles, referred
from booktranslate.docx.fields.spans import fields_over
from booktranslate.docx.formatting import language
from booktranslate.docx.formatting.looks import has_dark
from booktranslate.docx.formatting.style_sheet import read_sheet, read_theme
from booktranslate.docx.formatting.styles import Styles, read_styles
from booktranslate.docx.generated import contents
from booktranslate.docx.generated.lines import Line, LineSlot
from booktranslate.docx.opc import workbook
from booktranslate.docx.opc.package import Package
from booktranslate.docx.opc.signatures import signature_parts
from booktranslate.docx.opc.xml import Element, parse, serialise
from booktranslate.docx.paragraphs.reading import Reader
from booktranslate.docx.parts import MAY_BE_BROKEN, RUNNING, WHOLE, not_entered, parts_by_kind
from booktranslate.docx.passages import Lookup, Passage, Reading
from booktranslate.docx.reading_order import Story, in_reading_order
from booktranslate.docx.revisions import resolve, tracked
from booktranslate.docx.stories import Place, Walker
from booktranslate.docx.text_places import DropCapPlace, ParagraphPlace, as_lines
from booktranslate.docx.validity import new_faults
from booktranslate.errors import InputError
from booktranslate.model import Finding

if TYPE_CHECKING:
    from booktranslate.docx.generated.indexes import Index


class Document:
    """A Word document. `passages` are its texts in reading order; `replace` replaces them.

    `signed`: it has a digital signature, which no translation can preserve.
    """

    def __init__(self, path: Path, reading: Reading | None = None, bounds: Bounds | None = None) -> None:
        """Read all texts. Raises InputError, with file and part, if it is not a sound Word file."""
        self.package = Package(path, bounds)
        self.reading = reading or Reading()
        self._is_replaced = False
        with self.package.opened():
            self._open()
            self.package.check()

    def _open(self) -> None:
        self.main_part = self.package.main_part
        self.signed = bool(signature_parts(self.package))
        self._parts = parts_by_kind(self.package)
        self._stories = {story.part: story for story in self._read()}
        self._order = in_reading_order(self.package, self._stories)
        self.passages = tuple(passage for _, _, passages in self._order for passage in passages)

    def _styles(self, roots: Sequence[Element]) -> Styles:
        is_dark = has_dark(roots)  # first: lxml skips a name that nothing it has parsed contains
        root = self._linked("styles")
        sheet = read_sheet(
            root,
            read_theme(self._linked("theme", tolerant=True)),
            plain_black=not is_dark and (root is None or not has_dark([root])),
            named=named_styles(roots),
        )
        return read_styles(root, sheet)

    def _linked(self, kind: str, *, tolerant: bool = False) -> Element | None:
        """The root of the part that the main part links to with this kind of relationship, if any."""
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

    def _read(self) -> Iterator[Story]:
        running = {self.main_part: "paragraph"}
        for part, kind in self._parts.items():
            if kind in RUNNING and (kind != "comment" or self.reading.comments == "translate"):
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
                case "property" | "extended property":
                    read = part_texts.properties
                case "custom property" if used := part_texts.shown_names(roots, "DOCPROPERTY"):
                    read = partial(part_texts.custom_properties, used=used)
                case "settings" if b"docVar" in self.package.read(part):
                    read = partial(part_texts.variables, used=part_texts.shown_names(roots, "DOCVARIABLE"))
                case "placeholder":
                    used = part_texts.values(roots, "docPart")
                    read = partial(part_texts.placeholders, used=used, walker=self._walker(kind, part))
                case _:
                    continue
            try:
                known = self._numbering if kind == "numbering" else None
                root = known if known is not None else self._parse(part)
            except InputError:
                if kind in MAY_BE_BROKEN:
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
        """The lines of tables of contents and indexes, by their paragraph; `roots[0]` is the main part."""
        self._indexes: list[Index] = []
        try:
            found = contents.lines(
                roots[0],
                self.styles,
                self._reader(self.main_part),
                lambda: contents.list_levels(self._numbering),
            )
            if fields_over(roots[0], "INDEX"):
                from booktranslate.docx.generated.indexes import indexes, line_of  # few books have an index

                self._indexes = indexes(roots[0], roots, self.styles, self._reader(self.main_part))
                found += [line_of(line) for index in self._indexes for line in index.lines]
        except RecursionError:  # `_story` will report it
            return {}
        return {line.paragraph: line for line in found}

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
    ) -> Story:
        try:
            return Story(part, kind, root, list(read(root)))
        except RecursionError as error:
            where = f"{self.package.path.name}: {part}"
            hint = "Open the file in Word, simplify nested tables or shapes, and save it."
            raise InputError("has elements that are nested too deeply.", where=where, hint=hint) from error

    def _used_numberings(self, roots: Iterable[Element]) -> set[str]:
        styles = [self._parse(part) for part, kind in self._parts.items() if kind == "styles"]
        return part_texts.values([*roots, *styles], "numId")

    @property
    def findings(self) -> tuple[Finding, ...]:
        """One for each imported file and sub-document, whose text is not in `passages`."""
        stories = self._stories.values()
        return tuple(each for story in stories for each in not_entered(self.package, story.part, story.root))

    @cached_property
    def passages_by_paragraph(self) -> dict[Element, list[Passage]]:
        """The passages of each paragraph of the running text, by its element (see `outline`)."""
        found: dict[Element, list[Passage]] = {}
        for _, slot, passages in self._order:
            if isinstance(slot, ParagraphPlace | DropCapPlace):
                found.setdefault(slot.holder, []).extend(passages)
        return found

    @property
    def has_references(self) -> bool:
        """Whether a field refers to a bookmark."""
        return bool(shown_bookmarks(story.root for story in self._stories.values()))

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of the parts with running text, the main part first."""
        main = self.main_part
        return tuple(part for part, story in self._stories.items() if part == main or story.kind in RUNNING)

    def root(self, part: str) -> Element:
        """The root element of a part with text. Raises KeyError for any other part."""
        return self._stories[part].root

    def note_parts(self) -> Iterator[tuple[str, Element]]:
        """The parts with notes: for each "footnote" or "endnote", and its root element."""
        for story in self._stories.values():
            if story.kind in {"footnote", "endnote"}:
                yield story.kind, story.root

    def replace(self, lookup: Lookup, target_language: str, source_language: str) -> Edition:
        """The document with each passage replaced by what `lookup` gives for it; None leaves it as it is.

        The edition's `changed` has only parts that change. This alters the document: a second call raises
        ValueError.
        """
        if self._is_replaced:
            raise ValueError("the passages of this document have been replaced: read it again")
        self._is_replaced = True
        with self.package.opened():
            return self._replace(lookup, target_language, source_language)

    def _replace(self, lookup: Lookup, target_language: str, source_language: str) -> Edition:
        from booktranslate.docx import column_widths  # not for a book that is only read

        touched: dict[str, Story] = {}
        before = {part: data_bindings.values(story.root) for part, story in self._stories.items()}
        findings, longer = list[Finding](), list[tuple[Passage, str]]()
        strings: dict[str, dict[str, str]] = {}
        done: list[tuple[Story, Element]] = []  # in the target language, changed or not
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
            if all(target is None for target in kept):
                continue
            touched[story.part] = story
            if story.kind == "chart":
                pairs = zip(passages, kept, strict=True)
                words = {as_lines(one.text): as_lines(new) for one, new in pairs if new is not None}
                strings.setdefault(story.part, {}).update(words)
            for finding in slot.write(kept, target_language):
                place = f"{self.package.path.name}: {story.part}, text {passages[0].number}"
                findings.append(Finding(finding.name, finding.severity, finding.message, place))
        self._update_lines(touched, target_language)
        marked = {story.part for story in self._stories.values() if language.is_marked(story.root)}
        for story, holder in done:
            if story.part in marked and language.mark_text(holder, source_language, target_language):
                touched[story.part] = story
        if touched:
            touched |= self._localised(source_language, target_language)
        for part, story in touched.items() if names else ():
            where = f"{self.package.path.name}: {part}"
            for paragraph, message in grown(shown[part], cross_references(story.root, names)):
                findings.append(Finding("grown-reference", "warning", message, where))
                around = self.passages_by_paragraph.get(paragraph, []) if paragraph is not None else []
                longer += [(passage, message) for passage in around[:1]]
        for part in touched.keys() & set(self.parts):
            column_widths.widen(touched[part].root, partial(self._resolved, part), self.styles)
        changed = {part: story.root for part, story in touched.items()}
        kept_comments = self._comments(changed)
        if not changed:
            return Edition(self.package, {}, tuple(findings), kept_comments)
        store = partial(self._parse, utf_16=True)
        for part in list(changed):
            data_bindings.update(self.package, before.get(part, []), changed[part], changed, store)
        for part, kind in self._parts.items():
            if kind in WHOLE:
                root = changed[part] if part in changed else self._parse(part)
                if language.mark(root, kind, source_language, target_language):
                    changed[part] = root
        for part, story in touched.items() if os.environ.get("BOOKTRANSLATE_DEBUG") else ():
            findings += new_faults(f"{self.package.path.name}: {part}", self._parse(part), story.root)
        data = {part: serialise(root) for part, root in changed.items()}
        for part, cells in strings.items():
            data |= workbook.translated(self.package, part, cells)
        return Edition(self.package, data, tuple(findings), kept_comments, tuple(longer))

    def _localised(self, source: str, target: str) -> dict[str, Story]:
        """Convert fields to the target language; the parts with running text in which one changed."""
        if language.is_same(source, target):
            return {}
        from booktranslate.docx.fields import computed  # not for a book that is only read

        return {
            part: self._stories[part]
            for part in self.parts
            if computed.localise(self._stories[part].root, self.styles, source, target)
        }

    def _comments(self, changed: dict[str, Element]) -> int:
        """Remove the comments if the settings ask for it; otherwise the number left as they are."""
        if self.reading.comments == "translate":
            return 0
        roots = {part: self._parse(part) for part, kind in self._parts.items() if kind == "comment"}
        count = sum(len(root) for root in roots.values())
        if self.reading.comments == "keep" or not count:
            return count
        for part in self.package.names:  # newer versions of Word have further parts for them
            if self.package.content_type(part).endswith(comments.MORE):
                roots[part] = self._parse(part)
        for part, root in roots.items():
            del root[:]
            changed[part] = root
        for part, story in self._stories.items():
            if comments.uncomment(story.root):
                changed[part] = story.root
        return 0

    def _update_lines(self, touched: dict[str, Story], language: str) -> None:
        """Update the lines of contents and indexes from the translated texts that they repeat."""
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
                from booktranslate.docx.generated.index_order import sort

                sort(index)
