"""Caches of formats: many runs have the same few."""

import copy
from collections.abc import Callable, Sequence
from dataclasses import replace

from lxml import etree

from booktranslate.docx.formatting.appearance import look
from booktranslate.docx.formatting.formats import (
    Format,
    FormatMark,
    build_word,
    choose_base,
    drawing_look,
    family,
    latin,
    marks_between,
    seen,
    with_marks,
    written,
)
from booktranslate.docx.formatting.looks import Look, looks_of
from booktranslate.docx.formatting.style_sheet import Raw, StyleSheet, raw_of
from booktranslate.docx.opc.xml import Element, child, fingerprint, is_on

_OF_OTHER_SCRIPTS = {"w:rtl", "w:cs"}


class FormatCache:
    """The formats in paragraphs of one style, the marks between them, and the names of these.

    `look` gives the look of a run's properties there; without it, they are those of DrawingML, which all
    show. `wide`: letters of other scripts count (see `looks`).
    """

    def __init__(self, look: Callable[[Raw], Look] | None = None, *, wide: bool = False) -> None:
        self._look = look
        self.wide = wide
        self._plain = look({}) if look else {}
        self.plain = seen(self._plain, self._plain, {})
        self.raised = _raised(word=look is not None)
        self._formats: dict[tuple[object, ...], Format] = {}
        self._bases: dict[tuple[int, ...], Format] = {}
        self._marks: dict[tuple[int, int], frozenset[FormatMark]] = {}
        self._letters: dict[FormatMark, str] = {}
        self._appearances: dict[int, str] = {}
        self._applied: dict[tuple[int, ...], Format] = {}
        self._runs: dict[tuple[int, str, bool], Element] = {}

    def format(self, properties: Element) -> Format:
        """The format of a `w:rPr`; the same object for equal properties, so that comparing is fast."""
        seen_: list[object] = []
        for item in properties:  # faster than the fingerprint of the whole
            seen_.append(item.tag)
            seen_ += item.items()
            if len(item) or item.text:
                seen_.append(fingerprint(item))
        known = tuple(seen_)
        found = self._formats.get(known)
        if found is None:
            raw = raw_of(properties)
            found = self._seen(raw, written(properties))
            if any(is_on(child(properties, key)) for key in _OF_OTHER_SCRIPTS):
                found = replace(found, directed=True)
            self._formats[known] = found
        return found

    def look(self, properties: Element | None) -> Look:
        """The look of a run with that `w:rPr`; None: of a run without one."""
        if self._look is None or properties is None:
            return self._plain
        return self._look(raw_of(properties))

    def _seen(self, raw: Raw, elements: Raw) -> Format:
        if self._look is None:
            return Format(drawing_look(elements), elements)
        look = self._look(raw)
        if not self.wide and not _OF_OTHER_SCRIPTS.isdisjoint(elements):
            ours = latin(elements)
            if self._look(ours) == look:
                elements = ours
        return seen(look, self._plain, elements)

    def base(self, formats: Sequence[Format]) -> Format:
        """The base format of stretches of text (see `choose_base`), in the form with the fewest elements."""
        known = tuple([format_.number for format_ in formats])
        found = self._bases.get(known)
        if found is None:
            chosen = choose_base(tuple(formats))
            alike = [item for item in formats if item == chosen]
            found = self._bases[known] = min(alike, key=lambda item: len(item.elements))
        return found

    def marks(self, base: Format, format_: Format) -> frozenset[FormatMark]:
        """The marks that turn `base` into `format_`."""
        known = base.number, format_.number
        found = self._marks.get(known)
        if found is None:
            marks = marks_between(base, format_, lambda one, mark: self.applied(one, (mark,)))
            found = self._marks[known] = frozenset(marks)
        return found

    def prefix(self, mark: FormatMark) -> str:
        """The letters in the name of a mark's tag (see `family`)."""
        found = self._letters.get(mark)
        if found is None:
            found = self._letters[mark] = family(mark)
        return found

    def appearance(self, format_: Format) -> str:
        """A format in words (see `appearance.look`)."""
        found = self._appearances.get(format_.number)
        if found is None:
            found = self._appearances[format_.number] = look(format_)
        return found

    def applied(self, base: Format, marks: tuple[FormatMark, ...]) -> Format:
        """The format that marks, the outermost first, make of `base`."""
        if not marks:
            return base
        known = base.number, *[mark.number for mark in marks]
        found = self._applied.get(known)
        if found is None:
            elements = with_marks(base.elements, marks)
            found = self._applied[known] = self._seen(elements, elements)
        return found

    def run(self, format_: Format, namespace: str, *, letters: bool) -> Element:
        """A new `w:r` of a format, with an empty `w:t` at its end if it is for `letters`."""
        known = format_.number, namespace, letters
        found = self._runs.get(known)
        if found is None:
            found = etree.Element(f"{{{namespace}}}r")
            properties = build_word(format_, lambda local: etree.Element(f"{{{namespace}}}{local}"))
            if properties is not None:
                found.append(properties)
            if letters:
                etree.SubElement(found, f"{{{namespace}}}t")
            self._runs[known] = found
        return copy.copy(found)


def _raised(*, word: bool) -> FormatMark:
    """The mark of the endings that a house style raises: 20ᵗʰ."""
    key, value = ("w:vertAlign", "superscript") if word else ("@baseline", "30000")
    return FormatMark(frozenset({(key, (value,))}), elements={key: value})


class FormatCaches:
    """The format caches of a document, by the styles of paragraph and table."""

    def __init__(self, sheet: StyleSheet) -> None:
        self._sheet = sheet
        self._caches: dict[tuple[str, str, bool], FormatCache] = {}

    def of(self, style: str, table: str = "", *, wide: bool = False) -> FormatCache:
        """The cache for paragraphs of a style in tables of a style ("" for none); `wide`: see `looks`."""
        known = style, table, wide
        found = self._caches.get(known)
        if found is None:
            found = self._caches[known] = FormatCache(
                looks_of(self._sheet, style, table, wide=wide), wide=wide
            )
        return found
