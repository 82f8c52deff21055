"""An English version that somebody made without us → drafts in the PO files, marked "Needs Work".

Both Word files are read in the same way, and their texts aligned (`alignment`). Entries that a person has
edited stay as they are. Nothing counts as reviewed, as nobody has compared the two languages yet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from booktranslate.alignment import BESIDE, Bead, BookText, align
from booktranslate.book.units import keys, location, open_document
from booktranslate.catalog import Catalog, Entry, is_machines, with_drafts
from booktranslate.catalog.retagging import divided
from booktranslate.config import Project
from booktranslate.docx import Document, Passage
from booktranslate.engines.markup.repair import repair
from booktranslate.errors import InputError
from booktranslate.glossary import Glossary
from booktranslate.model import Key, Placeholder, State, TaggedText, Text, Translation, tagged
from booktranslate.po_files import layout
from booktranslate.po_files.reconciling import Notice, Reconciler
from booktranslate.review import word_table
from booktranslate.review.identity import marked, project_of
from booktranslate.review.word_file import around

ENOUGH = 50  # per cent: matches that are less sure are left to people
_SAME = 0.5  # a file with a larger share of equal texts is the French book itself
_LONG = 25  # characters: texts of this length are not equal by chance


@dataclass(frozen=True, slots=True)
class Left:
    """A text without a partner in the other language: where it is, and its words."""

    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Adopted:
    """What became of an English version.

    `sure` says for each entry that got a draft how sure the match is, in per cent; `kept` is the number of
    entries that people had edited. `missing` are texts of the book without English, `unused` English texts
    without French.
    """

    document: Path
    file: Path
    sure: tuple[int, ...]
    kept: int
    missing: tuple[Left, ...]
    unused: tuple[Left, ...]
    written: tuple[Path, ...]
    notices: tuple[Notice, ...] = ()


def adopt(
    project: Project, document: Path, english: Path, glossary: Glossary, reconciler: Reconciler
) -> Adopted:
    """Import the texts of the Word file `english` as drafts into the PO files of an extracted document.

    Raises InputError for a damaged Word file, the French book or a file for `combine`, and OutputError.
    """
    _refuse_returned(project, english)
    loaded = layout.load_extracted(project, document)
    notices = reconciler.look([loaded])
    entries = {entry.key: entry for entry in loaded.entries}
    book, other = open_document(project, document), open_document(project, english)
    french = [(passage, key) for passage, key in keys(project, book) if not passage.copy and key in entries]
    theirs = [passage for passage in other.passages if not passage.copy and passage.text.plain.strip()]
    _refuse_french([passage for passage, _ in french], theirs, english)
    beads = align(
        [_book_text(passage, _hints(passage, entries[key], glossary)) for passage, key in french],
        [_book_text(passage) for passage in theirs],
    )
    best: dict[Key, tuple[int, TaggedText]] = {}
    used: set[int] = set()
    for bead in beads:
        found = list(_drafts(bead, french, theirs)) if bead.sure >= ENOUGH else []
        used.update(bead.target if found else ())
        for key, target in found:
            if key not in best or best[key][0] < bead.sure:
                best[key] = bead.sure, target
    free = {key for key, entry in entries.items() if is_machines(entry, reconciler.known)}
    origin = f"adopted from {' '.join(english.name.split())}"
    drafts = {key: (target, f"{origin} ({sure} %)") for key, (sure, target) in best.items() if key in free}

    def is_adopted(made: Translation, found: tuple[int, TaggedText] | None) -> bool:
        """Whether a draft came from the same file: as a hint for itself, it would only make it look surer."""
        return found is not None and made.target == found[1] and made.origin.startswith(f"{origin} (")

    def drafted(catalog: Catalog) -> Catalog:
        machines = {
            entry.key: entry.translation.target
            for entry in catalog.entries
            if entry.state is State.DRAFT
            and is_machines(entry, reconciler.known)
            and not is_adopted(entry.translation, best.get(entry.key))
        }
        return with_drafts(catalog, drafts, machines)

    written = tuple(path for path, _ in loaded.catalogs if reconciler.change(path, drafted))
    missing = {
        key: Left(location(book, passage), passage.text.plain)
        for passage, key in french
        if key not in best and key in free and any(map(str.isalpha, passage.text.plain))
    }
    return Adopted(
        document,
        english,
        tuple(best[key][0] for key in drafts),
        len(best) - len(drafts),
        tuple(missing.values()),
        tuple(_unused(theirs, used, other)),
        written,
        tuple(notices),
    )


def _book_text(passage: Passage, hints: str = "") -> BookText:
    return BookText(passage.text.plain, passage.kind, passage.level, hints)


def _hints(passage: Passage, entry: Entry, glossary: Glossary) -> str:
    """What is known about the English of a text: its terms, and its draft if there is one."""
    terms = [match.term.target for match in glossary.find(passage.text.plain)]
    return " ".join([entry.translation.target.plain, *terms])


def _drafts(
    bead: Bead, french: Sequence[tuple[Passage, Key]], theirs: Sequence[Passage]
) -> Iterator[tuple[Key, TaggedText]]:
    """The English of each French text of a bead; nothing if the English cannot be divided among them."""
    sources = [french[index] for index in bead.source]
    targets = [theirs[index].text for index in bead.target]
    if not sources or not targets:
        return
    whole = tagged(piece for text in targets for piece in (Text(" "), *text))
    parts: list[TaggedText] | None = [tagged(whole.pieces)]
    if len(sources) > 1:
        parts = divided(whole, [passage.text for passage, _ in sources])
    for (passage, key), part in zip(sources, parts or (), strict=False):
        is_french = part.plain.strip() == passage.text.plain.strip() and len(part.plain) >= _LONG
        if not is_french:  # else it was not translated
            yield key, _fitted(passage.text, part)


def _fitted(source: TaggedText, target: TaggedText) -> TaggedText:
    """The English with only those of its tags that the French has, repaired as far as possible."""
    known = {str(TaggedText((tag,))) for tag in source.tags}
    pieces = []
    for piece in target:
        if isinstance(piece, Text) or str(TaggedText((piece,))) in known:
            pieces.append(piece)
        elif piece in (Placeholder("br"), Placeholder("tab")):
            pieces.append(Text(" "))
    words = tagged(pieces)
    if words.pieces and isinstance(words.pieces[0], Text):
        words = tagged([Text(words.pieces[0].value.lstrip()), *words.pieces[1:]])
    return repair(source, words)


def _unused(theirs: Sequence[Passage], used: set[int], other: Document) -> Iterator[Left]:
    for index, passage in enumerate(theirs):
        repeated = passage.kind in BESIDE - {"footnote", "endnote", "comment"}
        if index not in used and not repeated and any(map(str.isalpha, passage.text.plain)):
            yield Left(location(other, passage), passage.text.plain)


def _refuse_returned(project: Project, english: Path) -> None:
    """Refuse a file that this project has sent or made: only `combine` knows what was changed in it."""
    try:
        data = english.read_bytes()
    except OSError:
        return  # told when it is opened
    found = marked(around(data))
    if word_table.recognises(data) or (found and found[0] == project_of(project)):
        raise InputError(
            "is a file that came back from a reviewer, not an English version made elsewhere.",
            where=str(english),
            hint="Merge it with `booktranslate combine`.",
        )


def _refuse_french(ours: Sequence[Passage], theirs: Sequence[Passage], english: Path) -> None:
    french = {passage.text.plain for passage in ours}
    long = [passage.text.plain for passage in theirs if len(passage.text.plain) >= _LONG]
    if long and sum(text in french for text in long) > _SAME * len(long):
        raise InputError(
            "has the same texts as the French book.", where=str(english), hint="Name the English version."
        )
