"""The texts that one person is sent, taken from the PO files of a project."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from booktranslate import notes
from booktranslate.catalog import Entry
from booktranslate.checks import run
from booktranslate.config import Project
from booktranslate.glossary import Glossary
from booktranslate.model import Finding, State
from booktranslate.po_files import chapters, layout
from booktranslate.review.identity import new_id, text_id
from booktranslate.review.risk import Risk
from booktranslate.review.values import Pack, Row
from booktranslate.style import check_settings


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which texts to send, and in which order.

    `chapter` is the number of a chapter or a part of its title, empty for all; `by_chapter` makes a pack for
    each chapter; `unreviewed` leaves out what is reviewed; `riskiest` sorts by risk, highest first.
    """

    chapter: str = ""
    by_chapter: bool = False
    unreviewed: bool = False
    riskiest: bool = False


def gather(
    project: Project,
    identity: str,
    documents: Sequence[Path],
    glossary: Glossary,
    wanted: Wanted | None = None,
    reviewer: str = "",
) -> list[Pack]:
    """The packs for a reviewer: one for each document, or each chapter, that has texts to send.

    Raises UsageError for a chapter that no document has or a title that fits several, and InputError for a
    PO file that cannot be read.
    """
    wanted = wanted or Wanted()
    loaded = [(document, layout.load_extracted(project, document).entries) for document in documents]
    rows = _rows(project, [entry for _, entries in loaded for entry in entries], glossary)
    packs = []
    for document, entries in loaded:
        numbers = chapters.numbers([notes.read(entry.unit.notes).chapter for entry in entries])
        for title, held in parts(entries, wanted):
            chosen = [rows[entry.key] for entry in held]
            if wanted.unreviewed:
                chosen = [row for row in chosen if row.state is not State.REVIEWED]
            if wanted.riskiest:
                chosen.sort(key=lambda row: -row.risk)
            name = document.stem
            numbered = tuple(replace(row, number=number) for number, row in enumerate(chosen, 1))
            pack = Pack(
                project=identity,
                id=new_id(),
                title=f"{name} – {title}" if title else name,
                document=document.name,
                chapter=title or name,
                source_lang=project.source_lang,
                target_lang=project.target_lang,
                rows=numbered,
                reviewer=reviewer,
                number=numbers.get(title, 0),
            )
            packs += [pack] if numbered else []
    if wanted.chapter and not any(parts(entries, wanted) for _, entries in loaded):
        titles = [[notes.read(entry.unit.notes).chapter for entry in entries] for _, entries in loaded]
        raise chapters.unknown_chapter(wanted.chapter, titles)
    return packs


def riskiest(
    project: Project, documents: Sequence[Path], glossary: Glossary, count: int
) -> list[tuple[Path, Entry, Row]]:
    """The `count` drafts that need review most, highest risk first, each with its PO file.

    Raises InputError for a PO file that cannot be read.
    """
    located = [found for each in documents for found in layout.load_extracted(project, each).located]
    rows = _rows(project, [entry for _, entry in located], glossary)
    drafts = [
        (path, entry, rows[entry.key]) for path, entry in located if rows[entry.key].state is State.DRAFT
    ]
    return sorted(drafts, key=lambda found: -found[2].risk)[:count]


def _rows(project: Project, entries: Sequence[Entry], glossary: Glossary) -> dict[tuple[str, str], Row]:
    """The rows of all texts, by their keys. They are made together, as checks compare texts of the book."""
    found: dict[int, list[Finding]] = defaultdict(list)
    pairs = [(entry.unit, entry.translation) for entry in entries]
    for index, finding in run(pairs, glossary, check_settings(project), [e.ignored for e in entries]):
        found[index].append(finding)
    risk = Risk(entries)
    return {
        entry.key: Row(
            id=text_id(entry.key),
            number=0,
            key=entry.key,
            source=entry.unit.source,
            target=entry.translation.target,
            state=entry.state,
            notes=notes.read(entry.unit.notes).without(notes.Found),  # `findings` are up to date, these not
            comment=entry.person_comment,
            findings=tuple(found[index]),
            risk=risk.of(entry, found[index]),
        )
        for index, entry in enumerate(entries)
    }


def _chapters(entries: Sequence[Entry]) -> list[tuple[str, list[Entry]]]:
    """The entries by chapter, in the order of the book; the title is empty before the first Heading 1."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(notes.read(entry.unit.notes).chapter, []).append(entry)
    return list(found.items())


def parts(entries: Sequence[Entry], wanted: Wanted) -> list[tuple[str, list[Entry]]]:
    """The chapters that are wanted, each with its title, or all entries together under an empty title.

    Raises UsageError for a title that fits several chapters.
    """
    if not wanted.chapter:
        return _chapters(entries) if wanted.by_chapter else [("", list(entries))]
    titles = [notes.read(entry.unit.notes).chapter for entry in entries]
    found = {titles[at] for at in chapters.chosen(wanted.chapter, titles)}
    return [(title, held) for title, held in _chapters(entries) if title in found]
