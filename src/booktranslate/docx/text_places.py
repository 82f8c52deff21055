"""The kinds of places where a part has text. Each gives its texts and can write translations of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from booktranslate.docx.formatting.format_cache import FormatCache
from booktranslate.docx.opc.xml import SPACE, Element, child, legal, name, set_attribute
from booktranslate.docx.paragraphs.nodes import Node
from booktranslate.docx.paragraphs.ranges import put_in_order
from booktranslate.docx.paragraphs.tagging import Stretch, TextStretch, stretches
from booktranslate.language.letters import plain
from booktranslate.model import Finding, Placeholder, TaggedText, Text, tagged

Targets = Sequence[TaggedText | None]


class TextPlace(Protocol):
    """A place of text. `texts` are its texts to translate; `write` puts translations in their place."""

    @property
    def texts(self) -> tuple[TaggedText, ...]:
        """The texts to translate, in reading order."""

    @property
    def holders(self) -> tuple[Element, ...]:
        """The elements whose children are the text's runs (`w:r`); empty for text outside runs."""

    @property
    def looks(self) -> Sequence[str]:
        """How each text looks as a whole (see appearance.py); "" for text outside runs."""

    def write(self, targets: Targets, language: str) -> list[Finding]:
        """Replace each text by its target; None leaves it as it is. The findings are about the tags.

        `language` is the language code of the targets.
        """


class Unmarked:
    """A place whose text is not in runs (`w:r`): nothing names its language or says how it looks."""

    @property
    def holders(self) -> tuple[Element, ...]:
        return ()

    @property
    def looks(self: TextPlace) -> Sequence[str]:
        return [""] * len(self.texts)


class _StretchedPlace(Unmarked):
    """Text in stretches, some of which are to be translated; `holder` is the element that contains them."""

    def __init__(self, holder: Element, stretches: Sequence[Stretch], cache: FormatCache) -> None:
        self.holder = holder
        self._stretches = stretches
        self._cache = cache
        self.texts = tuple([stretch.text for stretch in stretches if isinstance(stretch, TextStretch)])

    @property
    def looks(self) -> Sequence[str]:
        look = self._cache.appearance
        return [look(stretch.base) for stretch in self._stretches if isinstance(stretch, TextStretch)]

    def _with(self, targets: Targets) -> list[tuple[Stretch, TaggedText | None]]:
        """Each stretch with its target; None for one that is not translated."""
        waiting = iter(targets)
        return [
            (stretch, next(waiting) if isinstance(stretch, TextStretch) else None)
            for stretch in self._stretches
        ]


class ParagraphPlace(_StretchedPlace):
    """The text of a `w:p`, or of another element whose children are runs."""

    @property
    def holders(self) -> tuple[Element, ...]:
        return (self.holder,)

    def leave(self) -> None:
        """Treat the paragraph as having no text to translate: it stays as it is."""
        self.texts = ()

    def write(self, targets: Targets, language: str) -> list[Finding]:
        from booktranslate.docx.paragraphs.run_writers import WordWriter  # not for a book that is only read
        from booktranslate.docx.paragraphs.writing import write

        properties = child(self.holder, "w:pPr")
        if properties is None:
            del self.holder[:]
        else:
            self.holder[:] = [properties]
            _set_mark_language(properties, language)
        findings = write(WordWriter(self.holder, self._cache), self._with(targets), self._cache)
        if any(not isinstance(stretch, TextStretch) or stretch.core for stretch in self._stretches):
            put_in_order(self.holder)  # else it has only letters, and no ranges
        return findings


def _set_mark_language(properties: Element, language: str) -> None:
    run_properties = child(properties, "w:rPr")
    mark = child(run_properties, "w:lang") if run_properties is not None else None
    if mark is not None and any(name(key) == "w:val" for key in mark.attrib):
        set_attribute(mark, "w:val", language)


class DrawingPlace(_StretchedPlace):
    """The text of an `a:p`: in charts, SmartArt, and shapes of other programs."""

    def __init__(self, holder: Element, nodes: list[Node]) -> None:
        cache = FormatCache()
        super().__init__(holder, stretches(nodes, cache), cache)

    def write(self, targets: Targets, language: str) -> list[Finding]:
        from booktranslate.docx.paragraphs.run_writers import DrawingWriter  # see ParagraphPlace
        from booktranslate.docx.paragraphs.writing import write

        for item in list(self.holder):
            if name(item.tag) not in {"a:pPr", "a:endParaRPr"}:
                self.holder.remove(item)
            elif language and item.get("lang"):
                item.set("lang", language)
        return write(DrawingWriter(self.holder, language), self._with(targets), self._cache)


class DropCapPlace:
    """A paragraph whose first letter is in a frame before it (ECMA-376-1 §17.3.1.11 dropCap)."""

    def __init__(self, frame: ParagraphPlace, body: ParagraphPlace) -> None:
        self._frame = frame
        self._body = body
        self.holder = body.holder
        self.looks = body.looks

    @property
    def holders(self) -> tuple[Element, ...]:
        return (self._frame.holder, self._body.holder)

    @property
    def texts(self) -> tuple[TaggedText, ...]:
        first, *others = self._body.texts
        return (tagged([*self._frame.texts[0], *first]), *others)

    def write(self, targets: Targets, language: str) -> list[Finding]:
        whole = targets[0] if targets[0] is not None else self.texts[0]
        cap, rest = _first_letter(whole)
        findings = self._frame.write([cap], language)
        return findings + self._body.write([rest, *targets[1:]], language)


def _first_letter(text: TaggedText) -> tuple[TaggedText, TaggedText]:
    """The first letter with the punctuation before it, and the rest of the text with all tags."""
    for place, piece in enumerate(text.pieces):
        if isinstance(piece, Text):
            match = re.match(r"\W*\w?", piece.value)
            end = match.end() if match else 0
            rest = (*text.pieces[:place], Text(piece.value[end:]), *text.pieces[place + 1 :])
            return TaggedText((Text(piece.value[:end]),)), tagged(rest)
    return TaggedText(), text


@dataclass(eq=False)
class AttributePlace(Unmarked):
    """Plain text in an attribute: alternative text, a drop-down item, a watermark.

    `shown` is what a reader sees where the element does not have the attribute.
    """

    element: Element
    key: str
    shown: str = ""

    @property
    def texts(self) -> tuple[TaggedText, ...]:
        return (_lines(str(self.element.get(self.key, self.shown))),)

    def write(self, targets: Targets, language: str) -> list[Finding]:
        if targets[0] is not None:
            self.element.set(self.key, _written(str(self.element.get(self.key, self.shown)), targets[0]))
        return no_tags(targets[0])


@dataclass(eq=False)
class PlainPlace(Unmarked):
    """Plain text in an element: a category of a chart, a document property."""

    element: Element

    @property
    def texts(self) -> tuple[TaggedText, ...]:
        # In a run, a line break in the markup is a space.
        text = self.element.text or ""
        return (plain_text(text) if name(self.element.tag) == "w:t" else _lines(text),)

    def write(self, targets: Targets, language: str) -> list[Finding]:
        if targets[0] is not None:
            self.element.text = _written(self.element.text or "", targets[0])
            if name(self.element.tag).startswith("w:") and self.element.text != self.element.text.strip():
                self.element.set(SPACE, "preserve")
        return no_tags(targets[0])


_FILE_NAME = re.compile(r"^\S+\.\w{2,4}$|^[A-Za-z]:\\|^https?://\S+$")


def is_file_name(text: str) -> bool:
    """Whether an alternative text is only the name or address of a file, which some programs put there."""
    return _FILE_NAME.match(text) is not None


_LEVEL = re.compile(r"%([1-9])")


@dataclass(eq=False)
class NumberingPlace(Unmarked):
    """The words around the numbers of a list level: « Chapitre %1 » is `Chapitre <n1/>` (§17.9.11)."""

    element: Element
    key: str

    @property
    def texts(self) -> tuple[TaggedText, ...]:
        pieces: list[Text | Placeholder] = []
        for place, piece in enumerate(_LEVEL.split(str(self.element.get(self.key, "")).strip())):
            pieces.append(Placeholder(f"n{piece}") if place % 2 else Text(piece))
        return (tagged(pieces),)

    def write(self, targets: Targets, language: str) -> list[Finding]:
        if targets[0] is None:
            return []
        known = set(self.texts[0].tags)
        value = "".join(
            piece.value if isinstance(piece, Text) else f"%{piece.name[1:]}" if piece in known else ""
            for piece in targets[0]
        )
        findings = []
        for piece in self.texts[0].tags:
            if piece not in targets[0].tags:
                value += f" %{piece.name[1:]}"
                findings.append(
                    Finding("missing-tag", "warning", f"The number <{piece.name}/> was put at the end.")
                )
        self.element.set(self.key, legal(keep_edges(str(self.element.get(self.key, "")), value)))
        return findings + no_tags(tagged(piece for piece in targets[0] if piece not in known))


def plain_text(value: str) -> TaggedText:
    """Text from outside a paragraph, trimmed, with line breaks as spaces."""
    value = plain(" ".join(value.split()) if "\n" in value else value.strip())
    return TaggedText((Text(value),)) if value else TaggedText()


_LINE_BREAK = re.compile("\r\n?|\n")
_BREAK = Placeholder("br")


def _lines(value: str) -> TaggedText:
    """Text from outside a paragraph, trimmed, with line breaks as `<br/>`."""
    first, *others = _LINE_BREAK.split(plain(value).strip())
    return tagged([Text(first), *(piece for line in others for piece in (_BREAK, Text(line)))])


def _written(old: str, target: TaggedText) -> str:
    """The new value of an attribute or element, with the line breaks and outer white space of the old one."""
    found = _LINE_BREAK.search(old.strip())
    return legal(keep_edges(old, as_lines(target, found[0] if found else "\n")))


def as_lines(text: TaggedText, line_break: str = "\n") -> str:
    """A text as plain characters: `<br/>` is `line_break`, other tags are left out."""
    return "".join(
        piece.value if isinstance(piece, Text) else line_break if piece == _BREAK else ""
        for piece in text.pieces
    )


def keep_edges(old: str, new: str) -> str:
    """The new text with the white space that the old one has at its ends."""
    stripped = old.strip()
    if not stripped:
        return new
    start = old.index(stripped)
    return old[:start] + new + old[start + len(stripped) :]


def no_tags(target: TaggedText | None) -> list[Finding]:
    """A finding if a target has tags that its place cannot have; `<br/>` and `<sup>` are allowed."""
    if target is None or all(tag == _BREAK or tag.name == "sup" for tag in target.tags):
        return []
    return [Finding("unknown-tag", "warning", "This text cannot have tags; they were left out.")]
