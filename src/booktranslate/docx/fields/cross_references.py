"""Cross-references (ECMA-376-1 §17.16.5.51 REF): the words that they show, and which have grown.

A reference shows what is between the ends of a bookmark. If a translation moves these ends apart, the
reference shows a whole caption in the middle of a sentence as soon as Word updates its fields.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from booktranslate.docx.fields.instructions import MARKS, arguments, code_of, instructions, kind_of
from booktranslate.docx.opc.xml import Element, attribute, name

_FIELDS = {"REF", "PAGEREF", "NOTEREF"}
_READ = ("{*}p", "{*}bookmarkStart", "{*}bookmarkEnd", "{*}t", "{*}tab", "{*}br", "{*}noBreakHyphen")
_SIGNS = {"w:tab": " ", "w:br": " ", "w:noBreakHyphen": "\u2011"}
# A bookmark has grown if its share of its paragraphs is more than 1.5 times as large, and more than 2 words
# have been added.
_MORE = 1.5
_MORE_WORDS = 2


@dataclass(frozen=True, slots=True, eq=False)
class Covered:
    """The words in a bookmark, the number of characters in its paragraphs, and the first of these
    paragraphs."""

    words: str
    around: int
    paragraph: Element | None = None

    @property
    def share(self) -> float:
        """The share of the text of its paragraphs that is in it."""
        return len(self.words) / max(self.around, 1)


def shown_bookmarks(roots: Iterable[Element]) -> frozenset[str]:
    """The names of the bookmarks that the fields of some parts refer to."""
    found: set[str] = set()
    for root in roots:
        for pieces in instructions(root.iter(*MARKS)):
            code = "".join(map(code_of, pieces))
            if kind_of(code) in _FIELDS:
                found.update(item.words for item in arguments(code) if item.place == "1")
    return frozenset(found)


def cross_references(root: Element, names: frozenset[str]) -> dict[str, Covered]:
    """What is in each of the named bookmarks that begins and ends in a part, by name."""
    found: dict[str, Covered] = {}
    open_: dict[str | None, str] = {}  # by id
    words: dict[str, list[str]] = {}
    paragraphs: dict[str, list[list[str]]] = {}
    firsts: dict[str, Element | None] = {}
    done: list[str] = []
    paragraph: list[str] = []  # the texts of the last one
    last: Element | None = None
    for item in root.iter(*_READ):
        kind = name(item.tag)
        if kind == "w:p":
            paragraph, last = [], item
            for label in open_.values():
                words[label].append(" ")
                paragraphs[label].append(paragraph)
        elif kind == "w:bookmarkStart" and (label := attribute(item, "w:name") or "") in names:
            open_[attribute(item, "w:id")] = label
            words[label], paragraphs[label], firsts[label] = [], [paragraph], last
        elif kind == "w:bookmarkEnd" and (ended := open_.pop(attribute(item, "w:id"), None)) is not None:
            done.append(ended)
        elif kind in _SIGNS or kind == "w:t":
            text = _SIGNS.get(kind, item.text or "")
            paragraph.append(text)
            for label in open_.values():
                words[label].append(text)
    for label in done:
        around = sum(len(text) for texts in paragraphs[label] for text in texts)
        found[label] = Covered(" ".join("".join(words[label]).split()), around, firsts[label])
    return found


def grown(
    before: Mapping[str, Covered], after: Mapping[str, Covered]
) -> Iterator[tuple[Element | None, str]]:
    """For each bookmark with much more in it than before: its first paragraph, and a message for the user."""
    for label, old in before.items():
        new = after.get(label)
        if (
            new is not None
            and new.share > _MORE * old.share
            and len(new.words.split()) > len(old.words.split()) + _MORE_WORDS
        ):
            message = (
                f"A cross-reference that showed “{old.words}” now shows “{new.words}” (bookmark {label}). "
            )
            yield new.paragraph, message + "Put its tag around only the words that it should show."
