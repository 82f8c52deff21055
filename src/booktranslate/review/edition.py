"""The finished book as a form of review: what `assemble` wrote is kept, for what comes back to be compared.

    .booktranslate/sent/<pack>/0000.po        the PO files that it was made from
    .booktranslate/sent/<pack>/edition.docx   the book that was written (without pictures if most of it)
    .booktranslate/sent/<pack>/places.json    each place of text: the id of its text and the words put there

The id of a pack is made from what was written, so that the same book has the same id. It stands in the
properties of the file (`dc:identifier`), which Word and LibreOffice keep; a file that has lost it is known by
its texts.
"""

import json
import shutil
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from booktranslate.book.units import bounds
from booktranslate.config import Project
from booktranslate.docx import Document, Passage, Reading
from booktranslate.errors import InputError
from booktranslate.files import require_regular, stamp, write_atomic, writing
from booktranslate.model import TaggedText
from booktranslate.review.sent import Sent, Store

FORM = "book"
_BOOK, _PLACES = "edition.docx", "places.json"
_MOST = 30  # editions kept
_PICTURES = ("/media/", "/embeddings/", "/fonts/", "docProps/thumbnail")
# What programs build, rewrite or drop: it is not a place to correct a text.
_BUILT = {"table of contents", "index", "document property", "document variable", "link target"}
_EDGES = ("header+xml", "footer+xml")
_DRAWN = {"chart", "diagram", "diagram drawing", "numbering", "placeholder", "form field", "alternative text"}
_LEAST_ALIKE = 0.5  # of the places, for a file without its mark


def reading_of(project: Project) -> Reading:
    """How a book is read that was written, and one that comes back."""
    return Reading(project.extract.hidden, comments="keep", revisions="accept")


def group_of(document: Document, passage: Passage) -> str:
    """Which texts a text is compared with: those of the body, of headers and footers, of drawings; empty for
    one that is not compared."""
    if passage.copy or passage.kind in _BUILT:
        return ""
    if document.package.content_type(passage.part).endswith(_EDGES):  # text boxes in it, too
        return "edge"
    return "drawn" if passage.kind in _DRAWN else "body"


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A place of text in a book that was written: the id of its text (empty when it has none), the words,
    what sets the whole of it apart, and the group in which it is compared."""

    id: str
    text: TaggedText
    look: str
    group: str


@dataclass(frozen=True, eq=False)
class Edition:
    """A book that was written, as it is kept; the project that wrote it."""

    sent: Sent
    project: Project

    @cached_property
    def document(self) -> Document:
        """The Word file. Raises InputError when what is kept is damaged."""
        return Document(self.sent.folder / _BOOK, reading_of(self.project), bounds(self.project))

    @cached_property
    def places(self) -> list[Place]:
        """Its places of text that are compared. Raises as `document`."""
        from booktranslate.review.book_alignment import (
            align,  # 12 ms: a book is written more often than it comes back
        )

        document = self.document
        groups = [(each, group_of(document, each)) for each in document.passages]
        passages = [(passage, group) for passage, group in groups if group]
        put = self.put
        ids = dict.fromkeys(range(len(passages)), "")
        found = align([words for _, words in put], [passage.text.plain for passage, _ in passages])
        for one, other in found.pairs:
            ids[other] = put[one][0]
        return [Place(ids[n], each.text, each.look, group) for n, (each, group) in enumerate(passages)]

    @cached_property
    def put(self) -> list[tuple[str, str]]:
        """The id of each text and the words that were put there, in the order of the book."""
        path = self.sent.folder / _PLACES
        try:
            require_regular(path)
            return [(id_, words) for id_, words in json.loads(path.read_bytes())]
        except (InputError, OSError, ValueError, TypeError) as error:
            raise InputError(
                "was changed since it was written.",
                where=str(path),
                hint="Delete its folder. Files of that edition can then no longer be merged.",
            ) from error

    def likeness(self, words: Counter[str]) -> float:
        """How many of its texts are among some words, from 0 to 1."""
        own = Counter(" ".join(text.split()) for _, text in self.put)
        return (own & words).total() / max(own.total(), 1)


def pack_id(project: str, document: str, put: Sequence[tuple[str, str]], files: Sequence[Path]) -> str:
    """The id of a book that is written from PO files: the same for the same texts in the same state."""
    made_from = [project, document, put, [stamp(path) for path in files]]
    return sha256(json.dumps(made_from).encode()).hexdigest()[:12]


def keep(
    project: Project,
    document: Path,
    book: Path,
    *,
    identity: str,
    pack: str,
    put: Sequence[tuple[str, str]],
    files: Sequence[Path],
) -> None:
    """Keep a book that was written from a document, and the PO files that it was written from.

    Raises OutputError.
    """
    store = Store(project)
    if store.find(pack) is not None:
        return
    folder = store.folder(pack)
    with writing(folder / _BOOK) as temporary:
        _copy(book, temporary)
    write_atomic(folder / _PLACES, json.dumps(put).encode())
    for number, path in enumerate(files):
        write_atomic(folder / f"{number:04}.po", path.read_bytes())
    store.note(
        project=identity,
        pack=pack,
        title=document.stem,
        document=document.name,
        chapter=document.stem,
        reviewer="",
        forms=(FORM,),
        texts=tuple(id_ for id_, _ in put),
    )
    if store.size <= _MOST:
        return
    written = [sent for sent in store.all() if FORM in sent.forms]
    for old in written[:-_MOST]:
        shutil.rmtree(old.folder, ignore_errors=True)


def editions(store: Store) -> list[Edition]:
    """The books that were written, the latest last."""
    return [Edition(sent, store.project) for sent in store.all() if FORM in sent.forms]


def likely(store: Store, words: Counter[str]) -> Edition | None:
    """The edition that a file without its mark was made from; the latest of several that are as like it."""
    found = [(each.likeness(words), place, each) for place, each in enumerate(editions(store))]
    likeness, _, edition = max(found, key=lambda each: each[:2], default=(0.0, 0, None))
    return edition if likeness >= _LEAST_ALIKE else None


def _copy(book: Path, copy: Path) -> None:
    """Copy a book; without its pictures where these are most of it, as they are not compared."""
    with zipfile.ZipFile(book) as source:
        infos = source.infolist()
        kept = [info for info in infos if not any(part in info.filename for part in _PICTURES)]
        if sum(info.compress_size for info in kept) * 2 > sum(info.compress_size for info in infos):
            shutil.copyfile(book, copy)
            return
        with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
            for info in kept:
                target.writestr(info.filename, source.read(info))
