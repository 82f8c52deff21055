"""Write the content of a paragraph as runs of WordprocessingML or of DrawingML."""

import copy
import re
from typing import Protocol

from lxml import etree

from booktranslate.docx.formatting.format_cache import FormatCache
from booktranslate.docx.formatting.formats import Format, build_drawing
from booktranslate.docx.opc.xml import PROPERTIES, SPACE, Element, child, legal, name, namespace
from booktranslate.docx.paragraphs.nodes import Fragment

_SPECIAL = re.compile("([\u2011\u00ad\t\n])")


class RunWriter(Protocol):
    """Writes the content of a paragraph, piece by piece, in one of the two markup languages."""

    def text(self, value: str, format_: Format) -> None:
        """Append text."""

    def blank(self, kind: str, format_: Format) -> None:
        """Append a line break (`br`) or a tab (`tab`)."""

    def fragment(self, fragment: Fragment) -> None:
        """Append an element of the source."""

    def push(self, element: Element, holder: Element) -> None:
        """Append an element, and write what follows into `holder`, which is it or is inside it."""

    def pop(self) -> None:
        """Write what follows after the element pushed last."""


class WordWriter:
    """Writes WordprocessingML runs into a `w:p`, or into another element that contains runs."""

    def __init__(self, holder: Element, cache: FormatCache) -> None:
        self._stack = [holder]
        self._cache = cache
        if not name(holder.tag).startswith("w:"):  # a branch of an mc:AlternateContent
            words = (item for item in holder.iterancestors() if name(item.tag).startswith("w:"))
            holder = next(words, holder)
        self._uri = namespace(holder)
        self._letters_tag = f"{{{self._uri}}}t"
        self._run: tuple[Element, Format] | None = None

    def text(self, value: str, format_: Format) -> None:
        if value.isprintable() and "\u2011" not in value:  # as most are
            self._letters(value, format_)
            return
        for piece in _SPECIAL.split(legal(value)):
            match piece:
                case "\u2011":
                    self.blank("noBreakHyphen", format_)
                case "\u00ad":
                    self.blank("softHyphen", format_)
                case "\t":
                    self.blank("tab", format_)
                case "\n":
                    self.blank("br", format_)
                case _:
                    self._letters(piece, format_)

    def _letters(self, value: str, format_: Format) -> None:
        if not value:
            return
        if self._run is None or self._run[1] != format_:
            last = self._new_run(format_, letters=True)[-1]
        else:
            run = self._run[0]
            last = run[-1]
            if last.tag != self._letters_tag:
                last = etree.SubElement(run, self._letters_tag)
            value = (last.text or "") + value
        last.text = value
        if value[0].isspace() or value[-1].isspace() or "  " in value:
            last.set(SPACE, "preserve")

    def blank(self, kind: str, format_: Format) -> None:
        if self._run is None or self._run[1] != format_:
            run = self._new_run(format_, letters=False)
        else:
            run = self._run[0]
        etree.SubElement(run, f"{{{self._uri}}}{kind}")

    def fragment(self, fragment: Fragment) -> None:
        self._run = None
        if fragment.run is None:
            self._append(fragment.element)
            return
        run = etree.SubElement(self._stack[-1], fragment.run.tag)
        run.attrib.update(fragment.run.attrib)
        properties = child(fragment.run, "w:rPr")
        if properties is not None:
            run.append(copy.deepcopy(properties))
        fragment.element.tail = None
        run.append(fragment.element)

    def push(self, element: Element, holder: Element) -> None:
        self._run = None
        for item in list(holder):
            if name(item.tag) not in PROPERTIES:
                holder.remove(item)
        self._append(element)
        self._stack.append(holder)

    def pop(self) -> None:
        self._run = None
        self._stack.pop()

    def _append(self, element: Element) -> None:
        element.tail = None
        self._stack[-1].append(element)

    def _new_run(self, format_: Format, *, letters: bool) -> Element:
        """A new run, as the format has changed; see `FormatCache.run`."""
        run = self._cache.run(format_, self._uri, letters=letters)
        self._stack[-1].append(run)
        self._run = (run, format_)
        return run


class DrawingWriter:
    """Writes DrawingML text runs (ECMA-376-1 §21.1.2.3) into an `a:p`."""

    def __init__(self, holder: Element, language: str) -> None:
        self._holder = holder
        self._uri = namespace(holder)
        self._language = language
        self._end = child(holder, "a:endParaRPr")

    def text(self, value: str, format_: Format) -> None:
        if not value:
            return
        run = self._styled("r", format_)
        etree.SubElement(run, f"{{{self._uri}}}t").text = legal(value).replace("\n", " ")

    def blank(self, kind: str, format_: Format) -> None:
        if kind == "br":
            self._styled("br", format_)
        else:
            self.text("\t", format_)

    def fragment(self, fragment: Fragment) -> None:
        self._insert(fragment.element)

    def push(self, element: Element, holder: Element) -> None:
        raise NotImplementedError("DrawingML text has no containers")

    def pop(self) -> None:
        raise NotImplementedError("DrawingML text has no containers")

    def _styled(self, local: str, format_: Format) -> Element:
        element = etree.Element(f"{{{self._uri}}}{local}")
        self._insert(element)
        element.append(
            build_drawing(format_, lambda inner: etree.Element(f"{{{self._uri}}}{inner}"), self._language)
        )
        return element

    def _insert(self, element: Element) -> None:
        element.tail = None
        if self._end is not None:
            self._end.addprevious(element)
        else:
            self._holder.append(element)
