"""What a reader sees of a Word part, letter by letter, computed independently of the program under test.

`paragraphs` returns each paragraph as a list of what is in it, in order: letters and spaces with the format
that results from styles, defaults and the run; breaks, notes, pictures; the marks of fields; and what has no
width: the ends of ranges, index entries, hidden text. Two documents that look the same have the same lists.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from booktranslate.docx.opc.xml import Element, attribute, child, children, fingerprint, name

Value = tuple[object, ...]
Item = tuple[object, ...]

# §17.7.3: in styles, these properties are toggles: each "1" inverts the result so far.
_TOGGLES = {"w:b", "w:i", "w:caps", "w:smallCaps", "w:strike", "w:dstrike", "w:outline", "w:shadow"}
_TOGGLES |= {"w:emboss", "w:imprint", "w:vanish", "w:specVanish", "w:bCs", "w:iCs", "w:rtl", "w:cs"}
# §17.3.2.7, §17.3.2.30: in runs with w:cs or w:rtl, the twins for complex scripts apply instead of these.
_COMPLEX = {"w:b": "w:bCs", "w:i": "w:iCs", "w:sz": "w:szCs"}
# What readers of a Latin text do not see: language, proofing, twins for complex scripts, revision marks.
_UNSEEN = {
    "w:lang",
    "w:noProof",
    "w:bCs",
    "w:iCs",
    "w:szCs",
    "w:cs",
    "w:rtl",
    "w:rPrChange",
    "w:ins",
    "w:del",
}
_UNSEEN |= {"w:moveFrom", "w:moveTo", "w:rStyle", "w:webHidden", "w:snapToGrid", "w:kern", "w:fitText"}
_NOTHING = {
    **dict.fromkeys(["w:u", "w:highlight", "w:effect", "w:em"], "none"),
    **dict.fromkeys(["w:spacing", "w:position"], "0"),
    "w:vertAlign": "baseline",
    "w:w": "100",
    "w:color": "auto",
}
# What a reader sees of the format of a space: lines, background colours, and what makes it wide or narrow.
_ON_SPACE = {"w:u", "w:strike", "w:dstrike", "w:highlight", "w:shd", "w:bdr", "w:em", "w:sz", "w:rFonts"}
_ON_SPACE |= {"w:spacing", "w:w", "w:vertAlign", "w:vanish"}
_ENDS = {"w:bookmarkStart", "w:bookmarkEnd", "w:commentRangeStart", "w:commentRangeEnd", "w:permStart"}
_ENDS |= {"w:permEnd", "w:commentReference"}
_NOISE = {"", "w:pPr", "w:rPr", "w:proofErr", "w:lastRenderedPageBreak", "w:sdtPr", "w:sdtEndPr"}
_NOISE |= {"w:smartTagPr", "w:customXmlPr"}
_LETTERS = {"w:noBreakHyphen": "\u2011", "w:softHyphen": "\u00ad"}
_WRAPPERS = {"w:hyperlink", "w:smartTag", "w:customXml", "w:sdt", "w:dir", "w:bdo", "w:fldSimple"}
_LOOKED_THROUGH = {"w:smartTag", "w:customXml"}  # they are removed if a part of their sentence is translated


@dataclass(frozen=True)
class Look:
    """The styles of a document and the fonts of its theme, which say how its runs look."""

    styles: Element | None
    fonts: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _by_id(self) -> dict[str, Element]:
        items = children(self.styles, "w:style") if self.styles is not None else []
        return {attribute(item, "w:styleId") or "": item for item in items}

    @cached_property
    def _default(self) -> str:
        on = {"1", "true", "on"}
        wanted = (
            key
            for key, item in self._by_id.items()
            if attribute(item, "w:type") == "paragraph" and attribute(item, "w:default") in on
        )
        return next(wanted, "")

    @cached_property
    def _cache(self) -> dict[tuple[str, bytes], frozenset[tuple[str, Value]]]:
        return {}

    def paragraphs(self, root: Element) -> list[list[Item]]:
        """What is in each paragraph of a part, in order."""
        return [list(self._paragraph(item)) for item in root.iter("{*}p") if name(item.tag) == "w:p"]

    def _paragraph(self, paragraph: Element) -> Iterator[Item]:
        style = self._default
        properties = child(paragraph, "w:pPr")
        if properties is not None and (named := child(properties, "w:pStyle")) is not None:
            style = attribute(named, "w:val") or ""
        yield from self._inside(paragraph, style)

    def _inside(self, holder: Element, style: str) -> Iterator[Item]:
        for item in holder:
            kind = name(item.tag)
            if kind in _NOISE:
                continue
            if kind == "w:r":
                yield from self._run(item, style)
            elif kind in _ENDS:
                yield "anchor", kind, attribute(item, "w:id")
            elif kind in _WRAPPERS:
                content = child(item, "w:sdtContent") if kind == "w:sdt" else item
                inside = self._inside(content, style) if content is not None else ()
                if kind in _LOOKED_THROUGH:
                    yield from inside
                    continue
                marks = sorted((name(key), value) for key, value in item.items())
                yield "enter", kind, *marks
                yield from inside
                yield "leave", kind
            else:
                yield "thing", kind, self._outside(item)

    def _run(self, run: Element, style: str) -> Iterator[Item]:
        properties = child(run, "w:rPr")
        format_ = self.format(style, properties)
        on_space = frozenset((key, value) for key, value in format_ if key in _ON_SPACE)
        hidden = any(key == "w:vanish" for key, _ in format_)
        for item in run:
            kind = name(item.tag)
            if kind in _NOISE:
                continue
            if kind == "w:t" or kind in _LETTERS:
                text = _LETTERS.get(kind) or _text(item)
                if hidden:
                    yield "hidden", text
                    continue
                for letter in unicodedata.normalize("NFC", text):
                    yield "letter", letter, on_space if letter.isspace() else format_
            elif (
                kind in {"w:tab", "w:br", "w:cr"}
                and attribute(item, "w:type") in {None, "textWrapping"}
                and not hidden
            ):
                yield "letter", "\t" if kind == "w:tab" else "\n", on_space
            elif kind == "w:fldChar":
                yield "field", attribute(item, "w:fldCharType")
            elif kind == "w:instrText":
                yield "code", item.text
            elif kind in _ENDS:
                yield "anchor", kind, attribute(item, "w:id")
            else:
                yield "thing", kind, self._outside(item)

    def _outside(self, item: Element) -> Value:
        """An element without the paragraphs in it, which are compared separately."""
        alone = etree.fromstring(etree.tostring(item, with_tail=False))
        for inner in list(alone.iter("{*}p", "{*}rt", "{*}rubyBase")):
            inner.clear()
        for inner in alone.iter():  # these attributes are units themselves
            for key in [key for key in inner.attrib if name(key) in {"descr", "title", "alt"}]:
                del inner.attrib[key]
        return fingerprint(alone)

    def format(self, style: str, properties: Element | None) -> frozenset[tuple[str, Value]]:
        """The effective format of a run in a paragraph with a style (§17.7.2)."""
        known = style, etree.tostring(properties, with_tail=False) if properties is not None else b""
        found = self._cache.get(known)
        if found is None:
            found = self._cache[known] = self._effective(style, properties)
        return found

    def _effective(self, style: str, properties: Element | None) -> frozenset[tuple[str, Value]]:
        made: dict[str, Value] = {}
        defaults: Element | None = self.styles
        for step in ("w:docDefaults", "w:rPrDefault", "w:rPr"):
            defaults = child(defaults, step) if defaults is not None else None
        _apply(made, defaults)
        of_run = child(properties, "w:rStyle") if properties is not None else None
        toggles: dict[str, int] = {}
        for chain in (
            self._chain(style),
            self._chain(attribute(of_run, "w:val") or "" if of_run is not None else ""),
        ):
            layer: dict[str, Value] = {}
            for item in chain:
                _apply(layer, child(item, "w:rPr"))
            for key in _TOGGLES & layer.keys():
                toggles[key] = toggles.get(key, 0) + (layer.pop(key) == (True,))
            made |= _merged(made, layer)
        for key, count in toggles.items():
            if not (made.get(key) == (True,) and key in made):
                made[key] = (count % 2 == 1,)
        _apply(made, properties)
        if (True,) in (made.get("w:rtl"), made.get("w:cs")):
            for key, twin in _COMPLEX.items():
                made[key] = made.get(twin, (False,))
        if "w:rFonts" in made:
            made["w:rFonts"] = tuple(self.fonts.get(str(font), font) for font in made["w:rFonts"])
        return frozenset(
            (key, value)
            for key, value in made.items()
            if key not in _UNSEEN
            and value not in ((False,), (_NOTHING.get(key),))
            and not _is_nothing(key, value)
        )

    def _chain(self, style: str) -> list[Element]:
        """A style and those that it is based on, the most basic one first."""
        found: list[Element] = []
        while style in self._by_id and self._by_id[style] not in found:
            item = self._by_id[style]
            found.insert(0, item)
            parent = child(item, "w:basedOn")
            style = (attribute(parent, "w:val") or "") if parent is not None else ""
        return found


def _merged(made: dict[str, Value], layer: dict[str, Value]) -> dict[str, Value]:
    if "w:rFonts" in made and "w:rFonts" in layer:
        layer["w:rFonts"] = _fonts(made["w:rFonts"], layer["w:rFonts"])
    return layer


def _fonts(old: Value, new: Value) -> Value:
    """The fonts of Latin letters (ascii, hAnsi; from the theme or by name): new ones override old ones."""
    return tuple(b if b is not None else a for a, b in zip(old, new, strict=True))


def _apply(made: dict[str, Value], properties: Element | None) -> None:
    for item in properties if properties is not None else ():
        key = name(item.tag)
        if not key:
            continue
        if key == "w:rFonts":
            value: Value = tuple(
                attribute(item, f"w:{kind}Theme") or attribute(item, f"w:{kind}")
                for kind in ("ascii", "hAnsi")
            )
            value = _fonts(made.get(key, (None, None)), value)
        elif key in _TOGGLES:
            value = ((attribute(item, "w:val") or "true") not in {"0", "false", "off"},)
        elif [key for key in map(name, item.attrib) if key.startswith("w")] == ["w:val"]:
            value = (attribute(item, "w:val"),)
        else:
            value = fingerprint(_ours(item))
        made[key] = value


def _ours(item: Element) -> Element:
    """A property without the attributes of other programs."""
    alone = etree.Element(item.tag)
    alone.attrib.update({key: value for key, value in item.attrib.items() if name(key).startswith("w")})
    alone.extend(etree.fromstring(etree.tostring(inner)) for inner in item)
    return alone


def _is_nothing(key: str, value: Value) -> bool:
    if key == "w:shd":
        given = dict(item for item in value[1:] if isinstance(item, tuple) and len(item) == 2)
        seen = {name(k): v for k, v in given.items()}
        return seen.get("w:fill", "auto") == "auto" and seen.get("w:val", "clear") in {"clear", "nil"}
    if key == "w:u":  # a colour alone does not underline (§17.3.2.40)
        return "w:val" not in {name(item[0]) for item in value if isinstance(item, tuple)} and len(value) != 1
    return key == "w:bdr" and any(
        item == ("none") or (isinstance(item, tuple) and item[-1] in {"none", "nil"}) for item in value
    )


def _text(item: Element) -> str:
    text = item.text or ""
    spaces = (
        item.get("{http://www.w3.org/XML/1998/namespace}space") for item in (item, *item.iterancestors())
    )
    if next((mode for mode in spaces if mode), None) != "preserve":
        text = text.strip(" \t\r\n")
    return text.replace("\n", " ").replace("\t", " ").replace("\r", " ")
