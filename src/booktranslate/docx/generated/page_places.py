"""Places in a finished document that show page numbers, and how to change these."""

import copy
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from lxml import etree

from booktranslate.docx.fields import results
from booktranslate.docx.opc.xml import SPACE, Element, child, is_on, name, remove
from booktranslate.docx.paragraphs.nodes import Run
from booktranslate.language.roman_numerals import roman


class PagePlace(Protocol):
    """A place that shows one or more page numbers."""

    def put(self, pages: Mapping[str, str]) -> bool:
        """Write the present numbers, given by the names of marks; returns whether anything changed."""


@dataclass(slots=True)
class ReferencePlace:
    result: results.Stored
    mark: str

    def put(self, pages: Mapping[str, str]) -> bool:
        page = pages.get(self.mark)
        if not page or page == "".join(item.text or "" for item in self.result.texts).strip():
            return False
        return results.put(self.result, page)


@dataclass(slots=True)
class TokenPlace:
    """A number within the text of one element."""

    element: Element
    old: str
    mark: str

    def put(self, pages: Mapping[str, str]) -> bool:
        page = self._spelt(pages.get(self.mark) or "")
        before, found, behind = (self.element.text or "").rpartition(self.old)
        if not page or page == self.old or not found:
            return False
        self.element.text = before + page + behind
        return True

    def _spelt(self, page: str) -> str:
        """The page as a Roman numeral if the old one was: it may be Roman only by a field in the footer."""
        if not self.old.isalpha() or not page.isdecimal():
            return page
        return roman(int(page)) if self.old.isupper() else roman(int(page)).lower()


@dataclass(slots=True)
class IndexPlace:
    """The page numbers of an index line: what follows its words, which end at `end`, in its `runs`.

    `between` separates the numbers. `marks` are the names of the marks, each with the format of its number.
    """

    runs: list[tuple[int, Run]]
    end: int
    between: str
    marks: list[tuple[str, frozenset[str]]]

    def put(self, pages: Mapping[str, str]) -> bool:
        if not all(pages.get(mark) for mark, _ in self.marks):
            return False
        wanted: dict[str, frozenset[str]] = {}
        for mark, look in self.marks:
            wanted.setdefault(pages[mark], look)
        tail = [(place, run) for place, run in self.runs if place + len(run.text) > self.end]
        old = "".join(run.text[max(0, self.end - place) :] for place, run in tail)
        sign = re.match(r"[\W_]*", old)
        signs = sign[0] if sign else ""
        if not old[len(signs) :] or old[len(signs) :] == self.between.join(wanted):
            return False
        elements = [
            fragment.element
            for _, run in tail
            for fragment in run.fragments
            if name(fragment.element.tag) == "w:t"
        ]
        models = {
            _look(item): item for item in reversed(elements) if any(c.isdigit() for c in item.text or "")
        }
        if len(elements) != len(tail) or not models:
            return False
        first = self.end + len(signs)  # the letters from here on are replaced
        last_run = elements[-1].getparent()
        made: list[Element] = []
        for number, (page, look) in enumerate(wanted.items()):
            model = models.get(look, next(iter(models.values())))
            made.append(_run_like(model, (self.between if number else "") + page))
        if last_run is None:
            return False
        for item in reversed(made):
            last_run.addnext(item)
        for (place, run), item in zip(tail, elements, strict=True):
            kept = run.text[: max(0, first - place)]
            holder = item.getparent()
            item.text = kept
            item.set(SPACE, "preserve")
            if not kept and holder is not None:
                remove(item)
        return True


def _run_like(text: Element, words: str) -> Element:
    run = text.getparent()
    if run is None:
        raise ValueError("a text that stands in no run")
    made = etree.Element(run.tag)
    properties = child(run, "w:rPr")
    if properties is not None:
        made.append(copy.deepcopy(properties))
    letters = etree.SubElement(made, text.tag)
    letters.text = words
    letters.set(SPACE, "preserve")
    return made


def _look(text: Element) -> frozenset[str]:
    """Which of bold (`b`) and italic (`i`) the run of a text is."""
    run = text.getparent()
    properties = child(run, "w:rPr") if run is not None else None
    if properties is None:
        return frozenset()
    return frozenset(kind[2:] for kind in ("w:b", "w:i") if is_on(child(properties, kind)))
