"""Account for every visible character of a document: translatable, protected, or excluded with its reason.

The account does not trust the reader of passages: all passages are taken out of the document, and whatever
letters are still in it are looked at one by one. Letters with no reason to be there are `unreached`; a
document with such letters would come out partly untranslated.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from booktranslate.docx.document import Document
from booktranslate.docx.fields import kind_of
from booktranslate.docx.formats import is_hidden, word_format
from booktranslate.docx.package import Package
from booktranslate.docx.revisions import tracked
from booktranslate.docx.tagging import is_translatable
from booktranslate.docx.validity import problems
from booktranslate.docx.xml import Element, attribute, child, name, parse
from booktranslate.errors import InputError
from booktranslate.model import Placeholder, TaggedText, Text

_TAKEN = "\ue000"  # private use: stands where a text was taken out

_TEXTS = {"w:t", "a:t", "m:t", "w:delText", "c:v", "cx:v", "cx:pt"}
_PROTECTED_TYPES = {
    "glossary+xml": "building blocks of Word, not part of the book",
    "comments+xml": "comments (extract.comments is off)",
}

_FEATURES = {
    "w:tbl": "tables",
    "w:txbxContent": "text boxes",
    "w:footnoteReference": "footnotes",
    "w:endnoteReference": "endnotes",
    "w:commentReference": "comments",
    "w:hyperlink": "hyperlinks",
    "w:fldSimple": "fields",
    "w:sdt": "content controls",
    "w:drawing": "drawings and pictures",
    "w:pict": "VML pictures and shapes",
    "w:object": "embedded objects",
    "w:control": "form controls (ActiveX)",
    "w:bookmarkStart": "bookmarks",
    "m:oMath": "equations",
    "w:ruby": "ruby texts",
    "w:altChunk": "imported files (altChunk)",
    "w:subDoc": "sub-documents",
    "w:dataBinding": "bound content controls",
    "w:smartTag": "smart tags",
    "w:permStart": "permission ranges",
}
_PARTS = {
    "header+xml": "headers",
    "footer+xml": "footers",
    "chart+xml": "charts",
    "chartex+xml": "charts",
    "diagramData+xml": "SmartArt diagrams",
    "vbaProject": "macros",
}


@dataclass(frozen=True, slots=True)
class Leftover:
    """Letters that stay as they are: how many, why, and the first of them."""

    reason: str
    characters: int
    example: str
    where: str


@dataclass(frozen=True)
class Inventory:
    """The account of one document. Characters are counted as a reader sees them, copies (Fallback) too."""

    passages: int
    translatable: int
    excluded: tuple[Leftover, ...]
    unreached: tuple[Leftover, ...]
    features: dict[str, int]
    changes: tuple[str, ...]
    problems: tuple[str, ...] = field(default=())

    @property
    def is_complete(self) -> bool:
        """Whether every visible character is accounted for."""
        return not self.unreached


def inventory(document: Document) -> Inventory:
    """Account for a document. This uses the document up."""
    translatable = sum(
        len(piece.value) for passage in document.passages for piece in passage.text if isinstance(piece, Text)
    )
    passages = len(document.passages)
    emptied = document.replace(lambda passage: _taken(passage.text), "", "").changed
    package = document.package
    features = _features(package, signed=document.signed)
    left: dict[tuple[bool, str], Leftover] = {}
    for part in package.names:
        for reason, text in _left_in(package, part, emptied, document):
            key = (reason == "", reason)
            old = left.get(key)
            count = sum(1 for letter in text if letter.isalpha())
            left[key] = Leftover(
                reason or "not reached",
                count + (old.characters if old else 0),
                old.example if old else " ".join(text.split())[:60],
                old.where if old else part,
            )
    return Inventory(
        passages,
        translatable,
        tuple(item for (unreached, _), item in left.items() if not unreached),
        tuple(item for (unreached, _), item in left.items() if unreached),
        features,
        tuple(_changes(document, features)),
        tuple(f"{found.where}: {found.message}" for found in problems(package)),
    )


def _taken(text: TaggedText) -> TaggedText:
    pieces = tuple(Text(_TAKEN) if isinstance(piece, Text) else piece for piece in text)
    return TaggedText(
        pieces if any(isinstance(piece, Text) for piece in pieces) else (*pieces, Placeholder("br"))
    )


def _left_in(
    package: Package, part: str, emptied: dict[str, bytes], document: Document
) -> Iterator[tuple[str, str]]:
    """The letters left in a part: reason ("" for none) and text."""
    kind = package.content_type(part)
    if not kind.endswith("+xml") or not any(
        word in kind for word in ("wordprocessingml", "drawingml", "ms-office")
    ):
        return
    if any(
        word in kind
        for word in ("styles+xml", "settings", "fontTable", "theme", "diagramStyle", "diagramColors")
    ):
        return
    if any(word in kind for word in ("diagramLayout", "numbering+xml")):
        return
    whole = next((reason for word, reason in _PROTECTED_TYPES.items() if word in kind), "")
    if "comments+xml" in kind and document.reading.comments:
        whole = ""
    if part.split("/")[1:2] == ["glossary"]:
        whole = _PROTECTED_TYPES["glossary+xml"]
    try:
        root = parse(emptied.get(part) or package.read(part), part)
    except InputError:
        return
    fields: list[list[str]] = []
    for item in root.iter():
        short = name(item.tag)
        if short == "w:fldChar":
            mark = attribute(item, "w:fldCharType")
            if mark == "begin":
                fields.append(["", "code"])
            elif mark == "separate" and fields:
                fields[-1][1] = "result"
            elif mark == "end" and fields:
                fields.pop()
        elif short == "w:instrText" and fields:
            fields[-1][0] += item.text or ""
        elif short in _TEXTS:
            text = (item.text or "").replace(_TAKEN, "")
            if any(letter.isalpha() for letter in text):
                yield whole or _reason(item, short, fields, document), text


def _reason(item: Element, short: str, fields: list[list[str]], document: Document) -> str:
    around = {name(parent.tag): parent for parent in reversed(list(item.iterancestors()))}
    if short == "m:t" or "m:oMath" in around:
        return "equations (protected as one tag)"
    if short == "w:delText" or {"w:del", "w:moveFrom"} & around.keys():
        return "deleted text (tracked changes)"
    if "a:fld" in around:  # a date, a slide number, the category of a chart's label
        return "results that Word computes (field of a drawing)"
    if "c:numCache" in around or "cx:numDim" in around:
        return "numbers of charts"
    if fields and any(state == "code" for _, state in fields):
        return "field instructions"
    simple = around.get("w:fldSimple")
    if fields or simple is not None:
        code = fields[-1][0] if fields else attribute(simple, "w:instr") or "" if simple is not None else ""
        return f"results that Word computes (field {kind_of(code) or 'without name'})"
    run = around.get("w:r")
    format_ = word_format(child(run, "w:rPr")) if run is not None else None
    if format_ is not None and is_hidden(format_) and not document.reading.hidden:
        return "hidden text (extract.hidden is off)"
    paragraph = around.get("w:p")
    styles = {_style(run)} if run is not None else set()
    if paragraph is not None:
        styles.add(document.styles.of(paragraph).id)
    if styles & document.styles.hidden and not document.reading.hidden:
        return "hidden text (extract.hidden is off)"
    if not is_translatable(item.text or ""):
        return "signs without letters"
    return ""


def _style(run: Element) -> str:
    properties = child(run, "w:rPr")
    style = child(properties, "w:rStyle") if properties is not None else None
    return (attribute(style, "w:val") or "") if style is not None else ""


def _features(package: Package, *, signed: bool) -> dict[str, int]:
    found: Counter[str] = Counter()
    for part in package.names:
        kind = package.content_type(part)
        found.update(
            label for word, label in _PARTS.items() if kind.endswith(word) or word in kind.split(".")[-1]
        )
        if "wordprocessingml" not in kind or part.split("/")[1:2] == ["glossary"]:
            continue
        try:
            root = parse(package.read(part), part)
        except InputError:
            continue
        if changes := tracked(root):
            found["tracked changes"] += len(changes)
        for item in root.iter():
            short = name(item.tag)
            if short in _FEATURES:
                found[_FEATURES[short]] += 1
            elif short == "w:fldChar" and attribute(item, "w:fldCharType") == "begin":
                found["fields"] += 1
    if signed:
        found["digital signatures"] += 1
    return dict(sorted(found.items()))


def _changes(document: Document, features: dict[str, int]) -> Iterator[str]:
    """What will not come back as it was."""
    if features.get("tracked changes"):
        outcome = {"accept": "accepted", "reject": "rejected", "refuse": "refused: extraction stops"}
        count, what = features["tracked changes"], outcome[document.reading.revisions]
        yield f"Tracked changes ({count:,}) are {what} in the parts that change."
    if document.signed:
        yield "The digital signature does not hold for a translation; it is dropped only on request."
    if features.get("form controls (ActiveX)"):
        count = features["form controls (ActiveX)"]
        yield f"Form controls (ActiveX, {count:,}): their text is in a binary format and stays as it is."
    for found in document.findings:  # imported files and sub-documents, by name
        yield found.message
