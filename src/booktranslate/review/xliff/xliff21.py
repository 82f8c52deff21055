"""XLIFF 2.1: https://docs.oasis-open.org/xliff/xliff-core/v2.1/os/xliff-core-v2.1-os.html"""

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import SubElement

from booktranslate.files import write_atomic
from booktranslate.interchange import Element, local, parse_xml, serialised
from booktranslate.model import Close, Open, Piece, Placeholder, State, TaggedText, Text, tagged
from booktranslate.review.values import Pack, Returned, Row
from booktranslate.review.xliff.inline import Code, Reader, fill, named, pieces, tag
from booktranslate.review.xliff.reading import OURS, Unit, about, comment, remarks, returned, version

_NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"  # that of 2.1 too: section 4.1
_STATES = {State.EMPTY: "initial", State.DRAFT: "translated", State.REVIEWED: "reviewed"}
_DONE = frozenset({"translated", "reviewed", "final"})
# Section 4.3.1.30, subType: values with the prefix xlf are predefined.
_TYPES = {
    "b": {"type": "fmt", "subType": "xlf:b"},
    "i": {"type": "fmt", "subType": "xlf:i"},
    "u": {"type": "fmt", "subType": "xlf:u"},
    "br": {"type": "fmt", "subType": "xlf:lb"},
    "a": {"type": "link"},
}


def recognises(data: bytes) -> bool:
    """Whether the content of a file is XLIFF 2.x."""
    return version(data).startswith("2.")


def write(pack: Pack, path: Path) -> None:
    """Write a pack as an XLIFF file. Raises OutputError."""
    languages = {"srcLang": pack.source_lang, "trgLang": pack.target_lang}
    root = Element("xliff", {"version": "2.1", "xmlns": _NAMESPACE, **languages})
    file = SubElement(root, "file", {"id": "f1", "original": pack.document, "xml:space": "preserve"})
    notes = SubElement(file, "notes")
    for name, words in about(pack):
        SubElement(notes, "note", category=name).text = words
    notes.tail = "\n"
    for row in pack.rows:
        _write_row(file, row)
    write_atomic(path, serialised(root, ""))


def _write_row(file: Element, row: Row) -> None:
    unit = SubElement(file, "unit", id=row.id)
    if said := remarks(row):
        notes = SubElement(unit, "notes")
        for name, side, words in said:
            attributes = {"category": name, "appliesTo": side} if side else {"category": name}
            SubElement(notes, "note", attributes).text = words
    # A tool that changes the state must change or remove subState (section 4.3.1.29), so that an unchanged
    # subState tells us that nobody did.
    segment = SubElement(unit, "segment", state=_STATES[row.state], subState=f"{OURS}:{row.state}")
    fill(SubElement(segment, "source"), row.source, _element)
    if row.target:
        fill(SubElement(segment, "target"), row.target, _element)
    unit.tail = "\n"


def _element(code: Code) -> tuple[str, dict[str, str]]:
    kind = _TYPES.get(code.kind, {"type": "other"})
    if isinstance(code.piece, Placeholder):
        return "ph", {"id": code.id, **kind, "disp": code.native}
    if code.shape == "nested":
        end = str(TaggedText((Close(code.piece.name),)))
        return "pc", {"id": code.id, **kind, "dispStart": code.native, "dispEnd": end}
    alone = {"isolated": "yes"} if code.shape == "alone" else {}
    if isinstance(code.piece, Open):
        return "sc", {"id": code.id, **kind, "disp": code.native, **alone}
    if alone:
        return "ec", {"id": code.id, **kind, "disp": code.native, **alone}
    return "ec", {"startRef": code.id, "disp": code.native}


def read(name: str, data: bytes) -> Returned:
    """What came back in an XLIFF file called `name`. Raises InputError for XML that is unsafe or damaged."""
    root = parse_xml(data, name)
    said = {
        note.get("category", ""): _words(note)
        for file in root.iter()
        if local(file) == "file"
        for note in _notes(file)
    }
    units = [_unit(element) for element in root.iter() if local(element) == "unit"]
    return returned(name, said, units)


def _unit(unit: Element) -> Unit:
    parts = [child for child in unit if local(child) in ("segment", "ignorable")]
    sources = [_content(part, "source") for part in parts]
    targets = [_content(part, "target") for part in parts]
    segments = [part for part in parts if local(part) == "segment"]
    translated = [bool(part) for part, each in zip(targets, parts, strict=True) if local(each) == "segment"]
    rest = ""
    target: TaggedText | None = None
    if all(translated):
        # The white space between two sentences needs no translation (section 4.2.2.6, ignorable).
        target = tagged(
            piece for place in _order(parts) for piece in targets[place] or sources[place] or TaggedText()
        )
    else:
        rest = " ".join(each.plain for each in targets if each).strip()
    return Unit(
        ids=(unit.get("id", ""), unit.get("name", "")),
        source=tagged(piece for each in sources for piece in each or ()),
        target=target,
        approved=_approved(segments),
        comments=tuple(
            each for note in _notes(unit) for each in comment(_words(note), note.get("category", ""))
        ),
        rest=rest,
    )


def _content(part: Element, name: str) -> TaggedText | None:
    found = next((child for child in part if local(child) == name), None)
    return None if found is None else tagged(pieces(found, _READERS))


def _order(parts: list[Element]) -> list[int]:
    """The indexes of the parts in the order of the translation (section 4.3.1.18, order)."""
    places = list(range(len(parts)))
    for index, part in enumerate(parts):
        target = next((child for child in part if local(child) == "target"), None)
        wanted = "" if target is None else target.get("order", "")
        if wanted.isdecimal() and 1 <= int(wanted) <= len(parts):
            places[index] = int(wanted) - 1
    return sorted(range(len(parts)), key=lambda index: places[index])


def _approved(segments: list[Element]) -> bool | None:
    """Whether somebody has approved (True) or rejected (False) the text since it was sent, else None."""
    marks = set(map(_approved_segment, segments))
    return True if marks == {True} else False if False in marks else None


def _approved_segment(segment: Element) -> bool | None:
    state = segment.get("state", "initial")
    sent = segment.get("subState", "").removeprefix(f"{OURS}:")
    if sent in _STATES and _STATES[State(sent)] == state:
        return True if sent == State.REVIEWED else None
    if state in _DONE:
        return True
    return False if sent in _STATES else None


def _stretch(element: Element) -> Iterator[Piece]:
    name = named(element.get("id", ""), element.get("dispStart") or element.get("equivStart"))
    yield from [Open(name)] if name else []
    yield from pieces(element, _READERS)
    yield from [Close(name)] if name else []


def _single(kind: type[Open | Close | Placeholder]) -> Reader:
    def read_code(element: Element) -> Iterator[Piece]:
        native = element.get("disp") or element.get("equiv")
        name = named(element.get("startRef") or element.get("id", ""), native)
        found = tag(native) or (kind(name) if name else None)
        yield from [found] if found else []

    return read_code


def _point(element: Element) -> Iterator[Piece]:
    """A character that XML cannot hold (section 4.2.3.1, cp)."""
    try:
        yield Text(chr(int(element.get("hex", ""), 16)))
    except (ValueError, OverflowError):
        return


_READERS: dict[str, Reader] = {
    "pc": _stretch,
    "ph": _single(Placeholder),
    "sc": _single(Open),
    "ec": _single(Close),
    "cp": _point,
}


def _notes(parent: Element) -> list[Element]:
    return [note for child in parent if local(child) == "notes" for note in child if local(note) == "note"]


def _words(element: Element) -> str:
    return "".join(element.itertext()).strip()
