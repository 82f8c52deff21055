"""source/*.docx + translations → build/<language>/*.docx, with every formatting kept."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from booktranslate.book.pictures import pictured
from booktranslate.book.units import keys, open_document
from booktranslate.config import Project
from booktranslate.credits import Credits
from booktranslate.docx import Edition, Passage
from booktranslate.docx.colophon import with_colophon
from booktranslate.docx.draft_mark import finished, identified, marked
from booktranslate.files import remove_file
from booktranslate.glossary import Glossary
from booktranslate.model import Finding, Key, State, TaggedText, counted
from booktranslate.po_files import layout
from booktranslate.po_files.layout import PoSet
from booktranslate.processes import in_parallel
from booktranslate.review.edition import keep, pack_id
from booktranslate.review.identity import mark as identity_mark
from booktranslate.review.identity import project_of, text_id
from booktranslate.steps import Progress, silent
from booktranslate.style import polished
from booktranslate.targets import is_english

if TYPE_CHECKING:  # few books have annexes
    from booktranslate.docx.annexes import Annex

_NOTHING = State.EMPTY, TaggedText()
# What is made from an edition, by the ends of their names.
_MADE = (
    *(".pdf", ".epub", ".bilingual.docx", ".bilingual.pdf"),
    *(f".{page}.{ending}" for page in ("certificate", "layout") for ending in ("html", "json")),
)


@dataclass(frozen=True, slots=True)
class Assembled:
    """One finished document; how many of its texts are in which state there, and what tags could not do.

    `removed` are files of an earlier edition that were made from it, and are out of date; `comments` says how
    many comments are still in the language of the source. `credits` are for the metadata of what is made from
    it, if the book says how it was made; `mark` is what its pages say at their top while it is a draft.
    """

    document: Path
    output: Path
    reviewed: int
    drafted: int
    untranslated: int
    findings: tuple[Finding, ...]
    removed: tuple[Path, ...] = ()
    comments: int = 0
    credits: Credits = field(default_factory=Credits)
    mark: str = ""

    @property
    def total(self) -> int:
        """How many texts the document has."""
        return self.reviewed + self.drafted + self.untranslated

    @property
    def is_final(self) -> bool:
        """Whether a person has accepted every text."""
        return self.drafted == self.untranslated == 0


def assemble(
    project: Project,
    documents: Sequence[Path],
    glossary: Glossary,
    *,
    reviewed_only: bool = False,
    drop_signature: bool = False,
    mark: bool = True,
    colophon: bool = False,
    annexes: Sequence[str] = (),
    po_sets: Mapping[Path, PoSet] = MappingProxyType({}),
    jobs: int | None = None,
    progress: Progress = silent,
) -> list[Assembled]:
    """Write the book in the target language; a text without translation stays as it is in the source.

    The typography rules of the project are applied to drafts and to people's words alike. What was written is
    kept, so that corrections that somebody makes in the book can come back (see `review.finished`).

    With `reviewed_only` drafts are not used. A book that is not final says so on its pages and in its
    properties, unless `mark` is off. `annexes` are pages at its end, by name (`sections.ANNEXES`); with
    `colophon` a last page says who made it. `po_sets` are the PO files of documents that have just been read.
    What was made from an earlier edition (its PDF, the one with both languages) is removed. Raises InputError
    (the document it names is then not written) or OutputError.
    """
    work = [
        (
            *(project, document, glossary, reviewed_only, drop_signature, mark),
            _additions(project, document, glossary, annexes, reviewed_only, colophon),
            po_sets.get(document),
        )
        for document in documents
    ]
    return in_parallel(_assemble, work, jobs, progress)


@dataclass(frozen=True, slots=True)
class _Additions:
    """What an edition has behind what the source has, and what the metadata say of it."""

    annexes: "tuple[Annex, ...]" = ()
    colophon: tuple[str, ...] = ()
    credits: Credits = field(default_factory=Credits)

    @property
    def texts(self) -> tuple[str, ...]:
        return (*(words for annex in self.annexes for words in annex.texts), *self.colophon)


def _additions(
    project: Project,
    document: Path,
    glossary: Glossary,
    annexes: Sequence[str],
    reviewed_only: bool,
    colophon: bool,
) -> _Additions:
    if not (annexes or colophon) or not is_english(project.target_lang):  # what they say is English
        return _Additions()
    # 20 ms, as they ask for the names of the engines.
    from booktranslate.review.annexes import annexes_of
    from booktranslate.review.colophon import colophon_of
    from booktranslate.review.making import credits_for_files, making_of

    making = making_of(project, document)
    return _Additions(
        annexes_of(project, document, glossary, making, annexes, reviewed_only=reviewed_only),
        tuple(colophon_of(making)) if colophon else (),
        credits_for_files(making) if colophon or "making" in annexes else Credits(),
    )


def _assemble(
    project: Project,
    path: Path,
    glossary: Glossary,
    reviewed_only: bool,
    drop_signature: bool,
    mark: bool,
    additions: _Additions,
    po_set: PoSet | None,
) -> Assembled:
    document = open_document(project, path)
    key_of = dict(keys(project, document))
    read = po_set if po_set and po_set.catalogs else layout.load_extracted(project, path)
    known = _translations(project, read, glossary, reviewed_only)

    def lookup(passage: Passage) -> TaggedText | None:
        return known.get(key_of[passage], _NOTHING)[1] or None

    put = [(text_id(key_of[each]), (lookup(each) or each.text).plain) for each in document.passages]
    edition = document.replace(lookup, project.target_lang, project.source_lang)
    edition = pictured(project, path, edition)
    if additions.annexes:
        from booktranslate.docx.annexes import with_annexes

        edition = with_annexes(edition, additions.annexes, project.target_lang)
    if additions.colophon:
        edition = with_colophon(edition, additions.colophon, project.target_lang)
    counts = Counter(known.get(key, _NOTHING)[0] for key in set(key_of.values()))
    made = Assembled(
        path,
        project.build / path.name,
        counts[State.REVIEWED],
        counts[State.DRAFT],
        counts[State.EMPTY],
        edition.findings,
        comments=edition.comments,
        credits=additions.credits,
    )
    if mark and not made.is_final:
        made = replace(made, mark=_mark(made, reviewed_only))
    stated = _stating(edition, made)
    identity = project_of(project)
    if (
        not edition.changed or not identity
    ):  # nothing of ours is in it, or the project is from an older version
        stated.save(made.output, drop_signature=drop_signature)
    else:
        files = layout.po_files(project, path)
        pack = pack_id(identity, path.name, [*put, *(("", words) for words in additions.texts)], files)
        identified(stated, identity_mark(identity, pack)).save(made.output, drop_signature=drop_signature)
        keep(project, path, made.output, identity=identity, pack=pack, put=put, files=files)
    return replace(made, removed=tuple(_remove_outdated(project, path)))


def _stating(edition: Edition, made: Assembled) -> Edition:
    """The edition with its state: in the headers and properties of a draft, none for a final one."""
    if made.is_final:
        return finished(edition)
    return marked(edition, made.mark) if made.mark else edition


def _mark(made: Assembled, reviewed_only: bool) -> str:
    """What the pages of a draft say."""
    left = made.drafted + made.untranslated
    what = "still in French" if reviewed_only else "not reviewed"
    return f"DRAFT – {what}: {left:,} of {counted(made.total, 'text')}"


def _remove_outdated(project: Project, path: Path) -> list[Path]:
    """Remove what was made from an earlier edition of a document; never the edition of another document."""
    names = [path.with_suffix(ending).name for ending in _MADE]
    old = [
        project.build / name
        for name in names
        if not (project.source / name).exists() and (project.build / name).is_file()
    ]
    for each in old:
        remove_file(each)
    return old


def _translations(
    project: Project, po_set: PoSet, glossary: Glossary, reviewed_only: bool
) -> dict[Key, tuple[State, TaggedText]]:
    """The state of each unit, and what takes the place of its text, if anything does."""
    used = {State.REVIEWED} if reviewed_only else {State.REVIEWED, State.DRAFT}
    found = {}
    for entry in layout.as_one(project, po_set).entries:
        target = entry.translation.target
        if entry.state not in used:
            target = TaggedText()
        # A pseudo-translation is not English, and shows the texts as they are; a text that is the same in
        # both languages stays to the letter.
        elif _is_english(entry.translation.origin) and str(target) != str(entry.unit.source):
            target = polished(project, glossary, target)
        found[entry.key] = entry.state, target
    return found


def _is_english(origin: str) -> bool:
    """Whether what has that origin is in the target language; what a person wrote has none."""
    if not origin:
        return True
    from booktranslate.engines import makes_english  # not for a book that people have reviewed

    return makes_english(origin)
