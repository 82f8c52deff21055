"""source/*.docx + translations → build/<language>/*.docx, with all formatting kept."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from booktranslate.book.pictures import pictured
from booktranslate.book.units import keys, open_document
from booktranslate.config import Project
from booktranslate.credits import Credits
from booktranslate.docx import Edition, Passage
from booktranslate.docx.colophon import with_colophon
from booktranslate.docx.draft_mark import finished, identified, marked
from booktranslate.errors import InputError
from booktranslate.files import remove_file
from booktranslate.glossary import Glossary
from booktranslate.model import Finding, Key, State, TaggedText, counted, parse
from booktranslate.po_files import layout
from booktranslate.po_files.backups import History
from booktranslate.po_files.layout import PoSet
from booktranslate.processes import in_parallel, meanwhile
from booktranslate.review.edition import keep, pack_id
from booktranslate.review.identity import mark as identity_mark
from booktranslate.review.identity import project_of, text_id
from booktranslate.steps import Progress, silent
from booktranslate.style import polisher
from booktranslate.targets import is_english

if TYPE_CHECKING:  # few books have annexes, and few runs notices
    from booktranslate.docx.annexes import Annex
    from booktranslate.po_files.reconciling import Notice

_NOTHING = State.EMPTY, TaggedText()
# The endings of files that are made from an edition.
_MADE = (
    *(".pdf", ".epub", ".bilingual.docx", ".bilingual.pdf"),
    *(f".{page}.{ending}" for page in ("certificate", "layout") for ending in ("html", "json")),
)


Look = Callable[[PoSet], "Sequence[Notice]"]
"""Records what people wrote in PO files, and returns what to tell them."""


@dataclass(frozen=True, slots=True)
class Assembled:
    """One finished document, with the number of its texts in each state.

    `findings` are problems with tags; `removed` are outdated files that were made from an earlier edition;
    `comments` is the number of comments that are still in French. `credits` are for the metadata of files
    made from the document, if the book says how it was made; `mark` is what a draft says at the top of its
    pages. `notices` say what people did to the PO files.
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
    notices: "tuple[Notice, ...]" = ()

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
    look: Look | None = None,
    reviewed_only: bool = False,
    drop_signature: bool = False,
    mark: bool = True,
    colophon: bool = False,
    annexes: Sequence[str] = (),
    jobs: int | None = None,
    progress: Progress = silent,
) -> list[Assembled]:
    """Write the book in the target language; a text without a translation stays in French.

    The typography rules of the project are applied to drafts and to people's translations alike. A copy of
    what was written is kept, so that corrections made in the book can come back (see `review.finished`).

    With `reviewed_only` drafts are not used. A book that is not final says so on its pages and in its
    properties, unless `mark` is off. `annexes` are pages at its end, by name (`config_tables.ANNEXES`); with
    `colophon` a last page says who made the English. `look`, if any, is called with PO files that are not as
    the project last saw them. What was made from an earlier edition (PDF, EPUB, bilingual edition …) is
    removed. Raises InputError (the document that it names is then not written) or OutputError.
    """
    work = [
        (
            *(project, document, glossary, reviewed_only, drop_signature, mark),
            _additions(project, document, glossary, annexes, reviewed_only, colophon),
            look,
        )
        for document in documents
    ]
    return in_parallel(_assemble, work, jobs, progress)


@dataclass(frozen=True, slots=True)
class _Additions:
    """What an edition has beyond the texts of the source, and what its metadata say about it."""

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
    if not (annexes or colophon) or not is_english(project.target_lang):  # we have them in English only
        return _Additions()
    # Imported only when used: they load the names of the engines, which takes 20 ms.
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
    look: Look | None,
) -> Assembled:
    with meanwhile(_translations, project, path, glossary, reviewed_only, look) as translations:
        try:
            document = open_document(project, path)
        except InputError as error:
            for notice in translations()[1]:  # of what has been recorded, and is no news any more
                error.add_note(f"{notice.file.name} {notice.message}")
            raise
        key_of = dict(keys(project, document))
        printed, notices = translations()
    known = {key: (state, parse(target)) for key, (state, target) in printed.items()}

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
        notices=notices,
    )
    if mark and not made.is_final:
        made = replace(made, mark=_mark(made, reviewed_only))
    stated = _stating(edition, made)
    identity = project_of(project)
    # Nothing in the document is ours, or the project is from a version without identities.
    if not edition.changed or not identity:
        stated.save(made.output, drop_signature=drop_signature)
    else:
        files = layout.po_files(project, path)
        pack = pack_id(identity, path.name, [*put, *(("", words) for words in additions.texts)], files)
        identified(stated, identity_mark(identity, pack)).save(made.output, drop_signature=drop_signature)
        keep(project, path, made.output, identity=identity, pack=pack, put=put, files=files)
    return replace(made, removed=tuple(_remove_outdated(project, path)))


def _stating(edition: Edition, made: Assembled) -> Edition:
    """The edition with its state: a draft says so in headers and properties, a final one does not."""
    if made.is_final:
        return finished(edition)
    return marked(edition, made.mark) if made.mark else edition


def _mark(made: Assembled, reviewed_only: bool) -> str:
    """What a draft says at the top of its pages."""
    left = made.drafted + made.untranslated
    what = "still in French" if reviewed_only else "not reviewed"
    return f"DRAFT – {what}: {left:,} of {counted(made.total, 'text')}"


def _remove_outdated(project: Project, path: Path) -> list[Path]:
    """Remove files made from an earlier edition of a document, but never those of another document."""
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
    project: Project, document: Path, glossary: Glossary, reviewed_only: bool, look: Look | None
) -> "tuple[dict[Key, tuple[State, str]], tuple[Notice, ...]]":
    """The state of each unit, and the text that replaces it (empty if it stays in French); and notices."""
    used = {State.REVIEWED} if reviewed_only else {State.REVIEWED, State.DRAFT}
    polish = polisher(project, glossary)
    po_set = layout.load_extracted(project, document)
    found = {}
    for entry in layout.as_one(project, po_set).entries:
        target = entry.translation.target
        if entry.state not in used:
            target = TaggedText()
        # A pseudo-translation is not English, and has to show the texts as they are; a text that is the same
        # in both languages stays exactly as it is.
        elif str(target) != str(entry.unit.source):
            better = polish(target)
            if better != target and _is_english(entry.translation.origin):
                target = better
        found[entry.key] = entry.state, str(target)
    history = History(project.root, project.state, "assemble")
    if look is None or not history.has_news(path for path, _ in po_set.catalogs):
        return found, ()
    return found, tuple(look(po_set))


def _is_english(origin: str) -> bool:
    """Whether a translation of this origin is English; a person's translation has no origin."""
    if not origin:
        return True
    from booktranslate.engines import makes_english  # loads the engine, so only for texts that would change

    return makes_english(origin)
