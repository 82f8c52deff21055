"""XLIFF 1.2: https://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html"""

from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree.ElementTree import SubElement

from booktranslate.files import write_atomic
from booktranslate.interchange import Element, local, parse_xml, serialised
from booktranslate.model import Close, Open, Piece, Placeholder, State, TaggedText, tagged
from booktranslate.review.values import Pack, Returned, Row
from booktranslate.review.xliff.inline import Code, Reader, fill, named, pieces, tag
from booktranslate.review.xliff.reading import OURS, Unit, about, comment, remarks, returned, version
from booktranslate.version import __version__

_NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_PRESERVE = {"xml:space": "preserve"}
_STATES = {
    State.EMPTY: "needs-translation",
    State.DRAFT: "needs-review-translation",
    State.REVIEWED: "signed-off",
}
_OFFERED = "offered"
_DONE = frozenset({"translated", "signed-off", "final"})
_TYPES = {"b": "bold", "i": "italic", "u": "underlined", "a": "link", "br": "lb"}


def recognises(data: bytes) -> bool:
    """Whether the content of a file is XLIFF 1.x."""
    return version(data).startswith("1.")


def write(pack: Pack, path: Path) -> None:
    """Write a pack as an XLIFF file. Raises OutputError."""
    write_atomic(path, document(pack, _row))


def document(pack: Pack, fill_row: Callable[[Element, Row], None]) -> bytes:
    """An XLIFF file of a pack; `fill_row` writes source, target and state of a row into its element."""
    root = Element("xliff", {"version": "1.2", "xmlns": _NAMESPACE})
    languages = {"source-language": pack.source_lang, "target-language": pack.target_lang}
    kind = {"datatype": "x-docx", "tool-id": OURS, **_PRESERVE}
    file = SubElement(root, "file", {"original": pack.document, **languages, **kind})
    header = SubElement(file, "header")
    SubElement(header, "tool", {"tool-id": OURS, "tool-name": OURS, "tool-version": __version__})
    for name, words in about(pack):
        SubElement(header, "note", {"from": name}).text = words
    body = SubElement(file, "body")
    body.text = "\n"
    for row in pack.rows:
        unit = SubElement(body, "trans-unit", {"id": row.id, "resname": row.id, **_PRESERVE})
        fill_row(unit, row)
        for name, side, words in remarks(row):
            SubElement(unit, "note", {"from": name, "annotates": side or "general"}).text = words
        unit.tail = "\n"
    return serialised(root, "")


def _row(unit: Element, row: Row) -> None:
    # `extradata` has the state that we sent, so that we notice if a person has changed it.
    unit.set("extradata", row.state)
    if row.state is State.REVIEWED:
        unit.set("approved", "yes")
    fill(SubElement(unit, "source"), row.source, element_of)
    fill(SubElement(unit, "target", state=_STATES[row.state]), row.target, element_of)


def offered(unit: Element, row: Row) -> None:
    """Write a row for a program that translates what is in <target>: the source is there, and the translation
    is offered separately. Whatever comes back there instead, a person has accepted."""
    unit.set("extradata", _OFFERED)
    fill(SubElement(unit, "source"), row.source, element_of)
    fill(SubElement(unit, "target"), row.source, element_of)


def element_of(code: Code) -> tuple[str, dict[str, str]]:
    """The element of a tag: its name and attributes."""
    attributes = {"id": code.id, "ctype": _TYPES.get(code.kind, f"x-{code.kind}"), "equiv-text": code.native}
    if isinstance(code.piece, Placeholder):
        return "x", attributes
    if code.shape == "nested":
        return "g", attributes
    if code.shape == "crossing":
        attributes["rid"] = code.id
    if isinstance(code.piece, Close):  # has no ctype
        del attributes["ctype"]
        return "ex", attributes
    return "bx", attributes


def read(name: str, data: bytes) -> Returned:
    """What came back in an XLIFF file called `name`. Raises InputError for XML that is unsafe or damaged."""
    root = parse_xml(data, name)
    notes = [note for header in _all(root, "header") for note in _of(header, "note")]
    said = {note.get("from", ""): _words(note) for note in notes}
    return returned(name, said, list(map(_unit, _all(root, "trans-unit"))))


def _unit(unit: Element) -> Unit:
    source, target = _content(unit, "source"), _content(unit, "target")
    state = next((each.get("state", "") for each in _of(unit, "target")), "")
    return Unit(
        ids=(unit.get("id", ""), unit.get("resname", "")),
        source=source or TaggedText(),
        target=target,
        approved=_approved(unit, state, bool(target) and target != source),
        comments=tuple(
            each for note in _of(unit, "note") for each in comment(_words(note), note.get("from", ""))
        ),
    )


def _content(unit: Element, name: str) -> TaggedText | None:
    found = next(iter(_of(unit, name)), None)
    return None if found is None else tagged(pieces(found, _READERS))


def _approved(unit: Element, state: str, has_words: bool) -> bool | None:
    """Whether somebody has approved (True) or rejected (False) the text since it was sent, else None."""
    approved = unit.get("approved")
    sent = unit.get("extradata", "")
    if sent == _OFFERED and has_words:
        return True
    if sent not in _STATES:  # not written by us, or a tool has dropped it
        return True if approved == "yes" or state in _DONE else None
    if state and state != _STATES[State(sent)]:
        return state in _DONE or (approved == "yes" and sent != State.REVIEWED)
    if approved == "yes":
        return True
    return False if approved == "no" and sent == State.REVIEWED else None


def _stretch(element: Element) -> Iterator[Piece]:
    name = named(element.get("id", ""), element.get("equiv-text"))
    yield from [Open(name)] if name else []
    yield from pieces(element, _READERS)
    yield from [Close(name)] if name else []


def _single(kind: type[Open | Close | Placeholder]) -> Reader:
    def read_code(element: Element) -> Iterator[Piece]:
        native = element.get("equiv-text") or _words(element)
        name = named(element.get("id", ""), native)
        found = tag(native) or (kind(name) if name else None)
        yield from [found] if found else []

    return read_code


def _isolated(element: Element) -> Iterator[Piece]:
    yield from _single(Close if element.get("pos") == "close" else Open)(element)


_READERS: dict[str, Reader] = {
    "g": _stretch,
    "x": _single(Placeholder),
    "bx": _single(Open),
    "ex": _single(Close),
    # Elements with a native code in them: some tools turn the elements above into these.
    "bpt": _single(Open),
    "ept": _single(Close),
    "ph": _single(Placeholder),
    "it": _isolated,
}


def _all(root: Element, name: str) -> list[Element]:
    return [element for element in root.iter() if local(element) == name]


def _of(parent: Element, name: str) -> list[Element]:
    return [child for child in parent if local(child) == name]


def _words(element: Element) -> str:
    return "".join(element.itertext()).strip()
