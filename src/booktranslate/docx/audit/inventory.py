"""Account for every visible letter of a document: it is translated, or it stays for a known reason.

The account does not rely on the reader of passages. All passages are removed from the document, and the
letters that are still in it are examined. Those without a reason to be there are `unreached`: a document with
such letters would be only partly translated.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from booktranslate.docx.audit.leftovers import TAKEN, left_in
from booktranslate.docx.document import Document
from booktranslate.docx.opc.package import Package
from booktranslate.docx.opc.xml import attribute, child, name, parse
from booktranslate.docx.revisions import tracked
from booktranslate.docx.validity import problems
from booktranslate.errors import InputError
from booktranslate.model import Placeholder, TaggedText, Text

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
_RICH = "content controls bound to formatted text"
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
    """Letters that stay as they are: why, how many, the first such text, and its part."""

    reason: str
    characters: int
    example: str
    where: str


@dataclass(frozen=True)
class Inventory:
    """The account of one document.

    `passages` and `translatable` are the numbers of texts and of their characters, with copies (Fallback);
    `excluded` and `unreached` what stays, by reason; `features` how often each feature of Word occurs;
    `changes` what will be different apart from the texts, and `problems` what is wrong with the file, in
    sentences.
    """

    passages: int
    translatable: int
    excluded: tuple[Leftover, ...]
    unreached: tuple[Leftover, ...]
    features: dict[str, int]
    changes: tuple[str, ...]
    problems: tuple[str, ...] = field(default=())

    @property
    def is_complete(self) -> bool:
        """Whether all visible letters are accounted for."""
        return not self.unreached


def inventory(document: Document) -> Inventory:
    """Account for a document, which cannot be used afterwards."""
    translatable = sum(
        len(piece.value) for passage in document.passages for piece in passage.text if isinstance(piece, Text)
    )
    passages = len(document.passages)
    emptied = document.replace(lambda passage: _taken(passage.text), "", "").changed
    package = document.package
    features = _features(package, signed=document.signed)
    left: dict[tuple[bool, str], Leftover] = {}
    for part in package.names:
        for reason, text in left_in(document, part, emptied):
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
    pieces = tuple(Text(TAKEN) if isinstance(piece, Text) else piece for piece in text)
    return TaggedText(
        pieces if any(isinstance(piece, Text) for piece in pieces) else (*pieces, Placeholder("br"))
    )


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
            elif short == "w15:dataBinding":
                parent = item.getparent()
                # A repeating section is bound to the number of its items, not to its text.
                if parent is not None and child(parent, "w15:repeatingSection") is None:
                    found[_RICH] += 1
            elif short == "w:fldChar" and attribute(item, "w:fldCharType") == "begin":
                found["fields"] += 1
    if signed:
        found["digital signatures"] += 1
    return dict(sorted(found.items()))


def _changes(document: Document, features: dict[str, int]) -> Iterator[str]:
    """What will be different or untranslated in the finished book, in sentences."""
    if features.get("tracked changes"):
        outcome = {"accept": "accepted", "reject": "rejected", "refuse": "refused: extraction stops"}
        count, what = features["tracked changes"], outcome[document.reading.revisions]
        yield f"Tracked changes ({count:,}) are {what} in the parts that change."
    if document.signed:
        yield "The digital signature is not valid for a translation. Only --drop-signature removes it."
    if features.get("form controls (ActiveX)"):
        count = features["form controls (ActiveX)"]
        yield f"Form controls (ActiveX, {count:,}): their text is in a binary format and stays as it is."
    if features.get("embedded objects"):
        count = features["embedded objects"]
        yield f"Embedded objects ({count:,}): each shows a picture, whose words stay as they are."
    if features.get(_RICH):
        count = features[_RICH]
        yield f"{_RICH.capitalize()} ({count:,}): Word fills them from another part, with the source text."
    for found in document.findings:  # imported files and sub-documents, by name
        yield found.message
