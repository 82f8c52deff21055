"""A Word document as a book: units for translators, chapters, questions and answers.

Several steps use this module: extraction makes units from passages, and assembly finds the translation of a
passage by the same key.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from booktranslate.config import Project
from booktranslate.docx import Bounds, Document, Passage, Reading
from booktranslate.glossary import Glossary
from booktranslate.model import Key, Unit

if TYPE_CHECKING:  # imported only where they are used, as assembly does not need them
    from booktranslate.book.interview import Role, Understood

# Places that may only repeat a text of the book, which is then reviewed where it belongs.
_ECHOES = {"table of contents", "index", "header", "footer"}


@dataclass(frozen=True, slots=True, eq=False)
class Chapter:
    """The units under one Heading 1; the title is empty for what comes before the first."""

    title: str
    units: tuple[Unit, ...]


def open_document(project: Project, path: Path) -> Document:
    """Open a document, to be read as the project's settings say. Raises InputError."""
    extract = project.extract
    reading = Reading(
        extract.hidden,
        extract.comments,
        extract.link_targets,
        extract.revisions,
        dates=project.target_lang == "en-US",  # American English has the month first
    )
    return Document(path, reading, bounds(project))


def bounds(project: Project) -> Bounds:
    """How large a file of the project may be, by its settings."""
    limits = project.limits
    return Bounds(limits.max_entries, limits.max_megabytes, limits.max_ratio)


def chapters(project: Project, document: Document, glossary: Glossary) -> list[Chapter]:
    """The units of a document, in reading order, by chapter; the terms of the glossary are in their notes."""
    from booktranslate.book.interview import understand

    found: list[Chapter] = []
    own = {
        key for passage, key in keys(project, document) if passage.kind not in _ECHOES and not passage.copy
    }
    groups = _by_heading(document.passages)
    understood = understand(groups, project.interview)
    for (title, passages), roles in zip(groups, understood.roles, strict=True):
        units = [
            _unit(project, document, passage, title, role, glossary)
            for passage, role in zip(passages, roles, strict=True)
            if not passage.copy and not (passage.kind in _ECHOES and _key(project, passage, title) in own)
        ]
        if units:
            found.append(Chapter(title, tuple(units)))
    return found


def interview_of(project: Project, document: Document) -> "Understood":
    """Who asks and who answers in a document, and how that was recognised."""
    from booktranslate.book.interview import understand

    return understand(_by_heading(document.passages), project.interview)


def passages_with_roles(project: Project, document: Document) -> "Iterator[tuple[Passage, Role]]":
    """Each passage, copies included, with its role in an interview."""
    from booktranslate.book.interview import understand

    groups = _by_heading(document.passages)
    for (_, passages), roles in zip(groups, understand(groups, project.interview).roles, strict=True):
        yield from zip(passages, roles, strict=True)


def context_of(passage: Passage, chapter: str, split_texts: Sequence[str]) -> str:
    """The `msgctxt` of a passage: empty unless the settings ask for two translations of its text."""
    if not split_texts or passage.text.plain not in split_texts:
        return ""
    return f"{chapter} / {passage.kind}" if chapter else passage.kind


def keys(project: Project, document: Document) -> Iterator[tuple[Passage, Key]]:
    """Each passage, copies included, with the key of the unit that translates it."""
    for title, passages in _by_heading(document.passages):
        for passage in passages:
            yield passage, _key(project, passage, title)


def _key(project: Project, passage: Passage, chapter: str) -> Key:
    return context_of(passage, chapter, project.extract.two_translations), str(passage.text)


def slug(title: str) -> str:
    """A short file name for a title: lower-case ASCII letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].rstrip("-") or "text"


def _by_heading(passages: Iterable[Passage]) -> list[tuple[str, list[Passage]]]:
    groups: list[tuple[str, list[Passage]]] = [("", [])]
    for passage in passages:
        if passage.level == 1:
            groups.append((passage.text.plain.strip(), []))
        groups[-1][1].append(passage)
    return groups


def _unit(
    project: Project, document: Document, passage: Passage, chapter: str, role: "Role", glossary: Glossary
) -> Unit:
    from booktranslate import notes

    found: list[notes.Note] = [notes.Chapter(chapter)] if chapter else []
    what = passage.kind.capitalize()
    if role.question:
        what = notes.QUESTION
    elif role.answer:
        what = notes.ANSWER
    style = "" if passage.style in {"Normal", passage.kind} else passage.style
    found.append(notes.Passage(what, role.speaker, style))
    for term in dict.fromkeys(match.term for match in glossary.find(passage.text.plain)):
        rule = "keep as it is" if term.keep else term.target
        found.append(notes.Term(term.source, rule + (f" ({term.note})" if term.note else "")))
    return Unit(
        passage.text,
        context_of(passage, chapter, project.extract.two_translations),
        (location(document, passage),),
        notes.Notes(tuple(found)).lines,
    )


def location(document: Document, passage: Passage) -> str:
    """The place of a passage, for people: `book.docx:12`, `book.docx/footnotes:3`."""
    name = document.package.path.name
    part = "" if passage.part == document.main_part else "/" + Path(passage.part).stem
    return f"{name}{part}:{passage.number}"
