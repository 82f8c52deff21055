"""The formats of one document, each worked out once: they are few, and the runs that have them are many."""

import copy
from collections.abc import Sequence

from lxml import etree

from booktranslate.docx.formats import (
    Format,
    Mark,
    apply,
    build_word,
    choose_base,
    family,
    marks_between,
    word_format,
)
from booktranslate.docx.xml import Element, fingerprint


class Palette:
    """What is known of the formats of a document.

    `strong` and `emphasis` are the ids of the character styles that stand for `<b>` and `<i>`.
    """

    def __init__(self, strong: frozenset[str] = frozenset(), emphasis: frozenset[str] = frozenset()) -> None:
        self._strong = strong
        self._emphasis = emphasis
        self._formats: dict[tuple[object, ...], Format] = {}
        self._bases: dict[tuple[Format, ...], Format] = {}
        self._marks: dict[tuple[Format, Format], frozenset[Mark]] = {}
        self._letters: dict[Mark, str] = {}
        self._applied: dict[tuple[Format, tuple[Mark, ...]], Format] = {}
        self._runs: dict[tuple[Format, str], Element] = {}

    def format(self, properties: Element) -> Format:
        """The format of a `w:rPr`, one value for all that are the same, so that they are quickly compared."""
        seen: list[object] = []
        for item in properties:  # the fingerprint of the whole would tell the same, slower
            seen.append(item.tag)
            seen += item.items()
            if len(item) or item.text:
                seen.append(fingerprint(item))
        known = tuple(seen)
        found = self._formats.get(known)
        if found is None:
            found = self._formats[known] = word_format(properties)
        return found

    def base(self, formats: Sequence[Format]) -> Format:
        """The base of some stretches of text (see `choose_base`)."""
        known = tuple(formats)
        found = self._bases.get(known)
        if found is None:
            found = self._bases[known] = choose_base(known)
        return found

    def marks(self, base: Format, format_: Format) -> frozenset[Mark]:
        """The marks that turn `base` into `format_`."""
        found = self._marks.get((base, format_))
        if found is None:
            found = self._marks[base, format_] = frozenset(marks_between(base, format_))
        return found

    def letters(self, mark: Mark) -> str:
        """The letters of a mark's tag (see `family`)."""
        found = self._letters.get(mark)
        if found is None:
            found = self._letters[mark] = family(mark, self._strong, self._emphasis)
        return found

    def applied(self, base: Format, marks: tuple[Mark, ...]) -> Format:
        """The format that the marks, from the outermost on, make of `base`."""
        if not marks:
            return base
        found = self._applied.get((base, marks))
        if found is None:
            found = self._applied[base, marks] = apply(base, marks)
        return found

    def run(self, format_: Format, namespace: str) -> Element:
        """A new, empty `w:r` of a format."""
        found = self._runs.get((format_, namespace))
        if found is None:
            found = etree.Element(f"{{{namespace}}}r")
            properties = build_word(format_, lambda local: etree.Element(f"{{{namespace}}}{local}"))
            if properties is not None:
                found.append(properties)
            self._runs[format_, namespace] = found
        return copy.copy(found)
