"""source/*.docx + translations → build/<language>/*.docx, with every formatting kept."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from booktranslate.book.pictures import pictured
from booktranslate.book.units import keys, open_document
from booktranslate.config import Project
from booktranslate.docx import Edition, Passage
from booktranslate.docx.colophon import with_colophon
from booktranslate.docx.draft_mark import finished, identified, marked
from booktranslate.files import remove_file
from booktranslate.glossary import Glossary
from booktranslate.model import Finding, Key, State, TaggedText, counted, parse
from booktranslate.po_files import layout
from booktranslate.processes import beside, in_parallel
from booktranslate.review.edition import keep, pack_id
from booktranslate.review.identity import mark as identity_mark
from booktranslate.review.identity import project_of
from booktranslate.review.values import text_id
from booktranslate.steps import Progress, silent

_PSEUDO = "pseudo"
_NOTHING = State.EMPTY, ""
_BATCH = 200
# What is made from an edition, by the ends of their names.
_MADE = (
    *(".pdf", ".epub", ".bilingual.docx", ".bilingual.pdf"),
    *(f".{page}.{ending}" for page in ("certificate", "layout") for ending in ("html", "json")),
)
_LONG = 500_000  # bytes of PO files: less is quicker read than a process is started


@dataclass(frozen=True, slots=True)
class Assembled:
    """One finished document; how many of its texts are in which state there, and what tags could not do.

    `removed` are files of an earlier edition that were made from it, and are out of date; `comments` says how
    many comments are still in the language of the source.
    """

    document: Path
    output: Path
    reviewed: int
    drafted: int
    untranslated: int
    findings: tuple[Finding, ...]
    removed: tuple[Path, ...] = ()
    comments: int = 0

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
    jobs: int | None = None,
    progress: Progress = silent,
) -> list[Assembled]:
    """Write the book in the target language; a text without translation stays as it is in the source.

    The typography rules of the project are applied to drafts and to people's words alike. What was written is
    kept, so that corrections that somebody makes in the book can come back (see `review.finished`).

    With `reviewed_only` drafts are not used. A book that is not final says so on its pages and in its
    properties, unless `mark` is off. With `colophon` a last page says who made it. What was made from an
    earlier edition (its PDF, the one with both languages) is removed. Raises InputError (the document it
    names is then not written) or OutputError.
    """
    # A long book on its own is read by two processes: one for its PO files, one for the document.
    apart = (
        len(documents) == 1 and jobs != 1 and (os.cpu_count() or 1) > 1 and _is_long(project, documents[0])
    )
    credit: dict[Path, tuple[str, ...]] = {}
    if colophon:
        from booktranslate.review.credits import credits_of  # 20 ms, as it asks for the names of the engines

        credit = {document: tuple(credits_of(project, document)) for document in documents}
    work = [
        (
            *(project, document, glossary, reviewed_only, drop_signature, mark),
            credit.get(document, ()),
            apart,
        )
        for document in documents
    ]
    return in_parallel(_assemble, work, jobs, progress)


def _is_long(project: Project, document: Path) -> bool:
    return sum(path.stat().st_size for path in layout.po_files(project, document)) > _LONG


def _assemble(
    project: Project,
    path: Path,
    glossary: Glossary,
    reviewed_only: bool,
    drop_signature: bool,
    mark: bool,
    credit: tuple[str, ...],
    apart: bool,
) -> Assembled:
    work = project, path, glossary, reviewed_only
    with beside(_translations, *work) if apart else nullcontext(_translations(*work)) as batches:
        document = open_document(project, path)
        key_of = {id(passage): key for passage, key in keys(project, document)}
        known: dict[Key, tuple[State, str]] = {}

        def translation(key: Key) -> tuple[State, str]:
            while key not in known and (batch := next(batches, None)):
                known.update(batch)
            return known.get(key, _NOTHING)

        def lookup(passage: Passage) -> TaggedText | None:
            _, target = translation(key_of[id(passage)])
            return parse(target) if target else None

        put = [(text_id(key_of[id(each)]), (lookup(each) or each.text).plain) for each in document.passages]
        edition = document.replace(lookup, project.target_lang, project.source_lang)
        edition = pictured(project, path, edition)
        if credit:
            edition = with_colophon(edition, credit, project.target_lang)
        counts = Counter(translation(key)[0] for key in set(key_of.values()))
    made = Assembled(
        path,
        project.build / path.name,
        counts[State.REVIEWED],
        counts[State.DRAFT],
        counts[State.EMPTY],
        edition.findings,
        comments=edition.comments,
    )
    stated = _stating(edition, made, reviewed_only, mark)
    identity = project_of(project)
    if (
        not edition.changed or not identity
    ):  # nothing of ours is in it, or the project is from an older version
        stated.save(made.output, drop_signature=drop_signature)
    else:
        files = layout.po_files(project, path)
        pack = pack_id(identity, path.name, [*put, *(("", line) for line in credit)], files)
        identified(stated, identity_mark(identity, pack)).save(made.output, drop_signature=drop_signature)
        keep(project, path, made.output, identity=identity, pack=pack, put=put, files=files)
    return replace(made, removed=tuple(_remove_outdated(project, path)))


def _stating(edition: Edition, made: Assembled, reviewed_only: bool, mark: bool) -> Edition:
    """The edition with its state: in the headers and properties of a draft, none for a final one."""
    if made.is_final:
        return finished(edition)
    if not mark:
        return edition
    left = made.drafted + made.untranslated
    what = "still in French" if reviewed_only else "not reviewed"
    return marked(edition, f"DRAFT – {what}: {left:,} of {counted(made.total, 'text')}")


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
    project: Project, path: Path, glossary: Glossary, reviewed_only: bool
) -> Iterator[dict[Key, tuple[State, str]]]:
    """The state of each unit, and what takes the place of its text, if anything does; in batches, in the
    order of the book, so that the first can be put in place while the last is still read."""
    from booktranslate.style import polished  # the process that reads the document needs none of it

    used = {State.REVIEWED} if reviewed_only else {State.REVIEWED, State.DRAFT}
    entries = layout.as_one(project, layout.load_extracted(project, path)).entries
    for start in range(0, len(entries), _BATCH):
        batch = {}
        for entry in entries[start : start + _BATCH]:
            target = entry.translation.target
            if entry.state not in used:
                target = TaggedText()
            # A pseudo-translation is no English, and shows the texts as they are; a text that is the same in
            # both languages stays to the letter.
            elif entry.translation.origin != _PSEUDO and target != entry.unit.source:
                target = polished(project, glossary, target)
            batch[entry.key] = entry.state, str(target)
        yield batch
