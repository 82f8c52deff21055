"""XLIFF 1.2: https://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html"""

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import SubElement

from booktranslate import __version__
from booktranslate.exchange import Element, local, parse_xml, serialised
from booktranslate.files import write_atomic
from booktranslate.model import Close, Open, Piece, Placeholder, State, TaggedText, tagged
from booktranslate.review.values import Comment, Pack, Returned, Row
from booktranslate.review.xliff.inline import Code, Reader, fill, named, pieces, tag
from booktranslate.review.xliff.reading import OURS, PACK, PROJECT, REVIEWER, Unit, returned, version

_NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_PRESERVE = {"xml:space": "preserve"}
_STATES = {
    State.EMPTY: "needs-translation",
    State.DRAFT: "needs-review-translation",
    State.REVIEWED: "signed-off",
}
_DONE = frozenset({"translated", "signed-off", "final"})
_TYPES = {"b": "bold", "i": "italic", "u": "underlined", "a": "link", "br": "lb"}


def recognises(data: bytes) -> bool:
    """Whether this is an XLIFF file of a version 1.x."""
    return version(data).startswith("1.")


def write(pack: Pack, path: Path) -> None:
    """Write a pack as an XLIFF file. Raises OutputError."""
    root = Element("xliff", {"version": "1.2", "xmlns": _NAMESPACE})
    file = SubElement(
        root,
        "file",
        {
            "original": pack.document,
            "source-language": pack.source_lang,
            "target-language": pack.target_lang,
            "datatype": "x-docx",
            "tool-id": OURS,
            **_PRESERVE,
        },
    )
    header = SubElement(file, "header")
    SubElement(header, "tool", {"tool-id": OURS, "tool-name": OURS, "tool-version": __version__})
    for name, value in ((PROJECT, pack.project), (PACK, pack.id), (REVIEWER, pack.reviewer)):
        if value:
            SubElement(header, "note", {"from": name}).text = value
    SubElement(header, "note").text = " – ".join(filter(None, (pack.title, pack.chapter)))
    body = SubElement(file, "body")
    for row in pack.rows:
        _write_row(body, row)
    write_atomic(path, serialised(root, ""))


def _write_row(body: Element, row: Row) -> None:
    # What we sent it as is in `extradata`, so that a state that a person changed can be told.
    unit = SubElement(
        body, "trans-unit", {"id": row.id, "resname": row.id, "extradata": row.state, **_PRESERVE}
    )
    if row.state is State.REVIEWED:
        unit.set("approved", "yes")
    fill(SubElement(unit, "source"), row.source, _element)
    fill(SubElement(unit, "target", state=_STATES[row.state]), row.target, _element)
    for line in row.notes.lines:
        SubElement(unit, "note", {"from": OURS, "annotates": "source"}).text = line
    for finding in row.findings:
        note = SubElement(unit, "note", {"from": f"{OURS}-check", "annotates": "target"})
        note.text = f"Check: {finding.name}: {finding.message}"
    if row.comment:
        SubElement(unit, "note", {"from": f"{OURS}-comment", "annotates": "general"}).text = row.comment


def _element(code: Code) -> tuple[str, dict[str, str]]:
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
    """What came back in an XLIFF file called `name`. Raises InputError for what is not safe or no XML."""
    root = parse_xml(data, name)
    said = {note.get("from", ""): _words(note) for header in _all(root, "header") for note in _of(header, "note")}
    units = list(map(_unit, _all(root, "trans-unit")))
    return returned(name, said.get(PROJECT, ""), said.get(PACK, ""), said.get(REVIEWER, ""), units)


def _unit(unit: Element) -> Unit:
    source = next(iter(_of(unit, "source")), None)
    target = next(iter(_of(unit, "target")), None)
    return Unit(
        ids=(unit.get("id", ""), unit.get("resname", "")),
        source=TaggedText() if source is None else tagged(pieces(source, _READERS)),
        target=None if target is None else tagged(pieces(target, _READERS)),
        approved=_approved(unit, "" if target is None else target.get("state", "")),
        comments=tuple(
            Comment(words, note.get("from", ""))
            for note in _of(unit, "note")
            if not note.get("from", "").startswith(OURS) and (words := _words(note))
        ),
    )


def _approved(unit: Element, state: str) -> bool | None:
    """What the marks say that somebody has set since the text was sent; None when they say nothing new."""
    approved = unit.get("approved")
    sent = unit.get("extradata", "")
    if sent not in _STATES:  # not written by us, or a tool has left it out
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
    # What holds a native code: tools turn the elements above into these.
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
