"""TMX 1.4b: reviewed translations to and from other tools (OmegaT, Poedit, translate-toolkit, CAT tools).

TMX has two levels. On level 1 everything is text: inline tags are written as in the PO files, so that tools
for PO files recognise the texts. On level 2 they are elements, with our tag as the native code in them:

    La <b>mixité</b> avance.<fn1/>
    La <bpt i="1" …>&lt;b&gt;</bpt>mixité<ept i="1">&lt;/b&gt;</ept> avance.<ph x="2" …>&lt;fn1/&gt;</ph>

Poedit drops such elements with their content, and then does not recognise the text.

On import, a native code that is one of our tags is read as that tag; other tools' codes mean nothing in our
documents and are left out. https://www.gala-global.org/tmx-14b
"""

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Literal

from booktranslate.errors import InputError
from booktranslate.interchange import XML_LANG, Element, language, local, parse_xml, same_language, serialised
from booktranslate.memory.values import Reviewed
from booktranslate.model import Close, Open, Piece, Placeholder, TaggedText, Text, parse, tagged
from booktranslate.version import __version__

_DOCTYPE = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'
_TOOL = "booktranslate"
Level = Literal[1, 2]
_CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})
_CONTEXT, _DOCUMENT = "x-context", "x-document"


def dump(reviewed: Iterable[Reviewed], source: str, target: str, *, level: Level = 1) -> bytes:
    """A TMX file of reviewed translations of a pair of languages; `level` is that of TMX (see above)."""
    root = Element("tmx", version="1.4")
    header = {
        "creationtool": _TOOL,
        "creationtoolversion": __version__,
        "segtype": "paragraph",
        "o-tmf": _TOOL,
        "adminlang": "en",
        "srclang": source,
        "datatype": "plaintext" if level == 1 else "xml",
    }
    ElementTree.SubElement(root, "header", header)
    body = ElementTree.SubElement(root, "body")
    body.text = "\n"
    for one in reviewed:
        unit = ElementTree.SubElement(body, "tu")
        unit.tail = "\n"
        if changed := _stamp(one.changed):
            unit.set("changedate", changed)
        for kind, value in ((_CONTEXT, one.context), (_DOCUMENT, one.document)):
            if value:
                ElementTree.SubElement(unit, "prop", type=kind).text = value
        for lang, text in ((source, one.source), (target, one.target)):
            variant = ElementTree.SubElement(unit, "tuv", {XML_LANG: lang})
            segment = ElementTree.SubElement(variant, "seg")
            if level == 1:
                segment.text = text
            else:
                _fill(segment, parse(text))
    return serialised(root, _DOCTYPE)


def load(data: bytes, name: str, source: str, target: str) -> list[Reviewed]:
    """The translations of a pair of languages in a TMX file called `name`; other languages are skipped.

    A variety matches its language (`fr-FR` for `fr`). Raises InputError for what is not a TMX file, or has
    nothing for the pair.
    """
    root = parse_xml(data, name)
    if local(root) != "tmx":
        raise InputError(f"is not a TMX file (its root is <{local(root)}>).", where=name)
    header = next((child for child in root if local(child) == "header"), None)
    ours = header is not None and header.get("creationtool") == _TOOL
    # Other tools (po2tmx) write the tags of a PO file as plain text, we do on level 1.
    coded = ours and header is not None and header.get("datatype") == "xml"
    found = []
    languages: set[str] = set()
    for unit in root.iter():
        if local(unit) != "tu":
            continue
        texts = {language(each): _segment(each, coded) for each in unit if local(each) == "tuv"}
        languages |= texts.keys()
        pair = _best(texts, source), _best(texts, target)
        if not pair[0] or not pair[1] or pair[0] is pair[1]:
            continue
        properties = {child.get("type"): child.text or "" for child in unit if local(child) == "prop"}
        moment = unit.get("changedate") or unit.get("creationdate") or ""
        found.append(
            Reviewed(
                str(pair[0]),
                str(pair[1]),
                properties.get(_CONTEXT, "") if ours else "",
                (properties.get(_DOCUMENT) if ours else None) or name,
                _moment(moment),
            )
        )
    if not found:
        there = ", ".join(sorted(languages)) or "none"
        raise InputError(
            f"has no translations from {source} to {target} (its languages: {there}).",
            where=name,
            hint="Export it from the other tool with these languages.",
        )
    return found


def _best(texts: dict[str, TaggedText], wanted: str) -> TaggedText | None:
    exact = texts.get(wanted.lower())
    return exact or next((text for lang, text in texts.items() if lang and same_language(lang, wanted)), None)


def _fill(segment: Element, text: TaggedText) -> None:
    """The pieces as content of <seg>. A tag without its partner is <it>, "isolated"."""
    partners = text.partners
    numbers: dict[int, str] = {}
    for index, piece in enumerate(text):
        if isinstance(piece, Text):
            if len(segment):
                segment[-1].tail = (segment[-1].tail or "") + piece.value
            else:
                segment.text = (segment.text or "") + piece.value
            continue
        kind = piece.name.rstrip("0123456789")
        number = numbers.setdefault(min(index, partners.get(index, index)), str(len(numbers) + 1))
        attributes = {"x": number, "type": kind}
        match piece:
            case Placeholder():
                name = "ph"
            case Open() if index in partners:
                name, attributes = "bpt", {"i": number, **attributes}
            case Close() if index in partners:
                name, attributes = "ept", {"i": number}
            case _:
                name = "it"
                attributes["pos"] = "begin" if isinstance(piece, Open) else "end"
        ElementTree.SubElement(segment, name, attributes).text = str(TaggedText((piece,)))


def _segment(variant: Element, coded: bool) -> TaggedText:
    segment = next((child for child in variant if local(child) == "seg"), None)
    if segment is None:
        return TaggedText()
    pieces = tagged(_pieces(segment))
    return pieces if coded else tagged(_read_again(pieces))


def _pieces(element: Element) -> Iterator[Piece]:
    yield Text(element.text or "")
    for child in element:
        if local(child) in _CODES:
            code = parse("".join(child.itertext()))
            if len(code.pieces) == 1 and not isinstance(code.pieces[0], Text):
                yield code.pieces[0]
        else:  # hi, and sub or anything unknown: its words count
            yield from _pieces(child)
        yield Text(child.tail or "")


def _read_again(text: TaggedText) -> Iterator[Piece]:
    for piece in text:
        if isinstance(piece, Text):
            yield from parse(piece.value)
        else:
            yield piece


def _stamp(moment: str) -> str:
    """`2026-11-24 11:40:59` as TMX writes it: `20261124T114059Z`."""
    return moment.replace("-", "").replace(":", "").replace(" ", "T") + "Z" if moment else ""


def _moment(stamp: str) -> str:
    if not re.fullmatch(r"\d{8}T\d{6}Z", stamp):
        return ""
    try:
        return datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).strftime("%Y-%m-%d %H:%M:%S")
    except ValueError:
        return ""
