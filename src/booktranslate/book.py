"""A Word document seen as a book: units for translators, chapters, questions and answers.

Shared by the steps: extraction makes units from passages, assembly finds the translation of a passage by
the same rule.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from booktranslate.config import Project
from booktranslate.docx import Bounds, Document, Passage, Reading
from booktranslate.errors import InputError
from booktranslate.glossary import Glossary
from booktranslate.model import Key, Unit

DOCUMENTS = {".docx", ".docm", ".dotx", ".dotm"}
_QUESTIONS_OF_AN_INTERVIEW = 3
# Places that repeat a text of the book: the text is reviewed where it belongs.
_ECHOES = {"table of contents", "index", "header", "footer"}
_LONGEST_QUESTION = 400  # characters; a longer paragraph that ends in "?" is an answer


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the book under one heading 1; what stands before the first has no title."""

    title: str
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class SourceFolder:
    """The documents of a project, and the files that were passed over, with the reason."""

    documents: tuple[Path, ...]
    skipped: tuple[str, ...] = ()


def source_documents(project: Project) -> SourceFolder:
    """The Word documents of the source folder, by name. Raises InputError when there is none."""
    folder = project.source
    if not folder.is_dir():
        raise InputError(
            "is not a folder.",
            where=str(folder),
            hint="Make it (or run `booktranslate init`) and put the book in.",
        )
    documents, skipped = [], []
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() not in DOCUMENTS or path.is_dir():
            continue
        if path.name.startswith("~$"):
            skipped.append(f"{path.name}: a lock file of Word (the document is open in Word), not a document")
        elif not path.resolve().is_relative_to(project.root.resolve()):
            skipped.append(f"{path.name}: a link to a file outside the project")
        else:
            documents.append(path)
    if not documents:
        raise InputError("holds no Word document (.docx).", where=str(folder), hint="Put the book in it.")
    return SourceFolder(tuple(documents), tuple(skipped))


def open_document(project: Project, path: Path) -> Document:
    """The document, read as the project says. Raises InputError."""
    extract, limits = project.extract, project.limits
    reading = Reading(
        extract.hidden,
        extract.comments,
        extract.link_targets,
        extract.revisions,
        dates=project.target_lang == "en-US",  # where the month comes first
    )
    return Document(path, reading, Bounds(limits.max_entries, limits.max_megabytes, limits.max_ratio))


def chapters(project: Project, document: Document, glossary: Glossary) -> list[Chapter]:
    """The units of a document, in reading order, under their headings 1."""
    found: list[Chapter] = []
    own = {
        key for passage, key in keys(project, document) if passage.kind not in _ECHOES and not passage.copy
    }
    for title, passages in _by_heading(document.passages):
        roles = _roles(passages)
        units = [
            _unit(project, document, passage, title, role, glossary)
            for passage, role in zip(passages, roles, strict=True)
            if not passage.copy and not (passage.kind in _ECHOES and _key(project, passage, title) in own)
        ]
        if units:
            found.append(Chapter(title, tuple(units)))
    return found


def context_of(passage: Passage, chapter: str, split_texts: Sequence[str]) -> str:
    """The `msgctxt` of a passage: empty unless the project asks for two translations of its text."""
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


@dataclass(frozen=True, slots=True)
class _Role:
    question: bool = False
    answer: bool = False
    speaker: str = ""


def _roles(passages: Sequence[Passage]) -> list[_Role]:
    """Which passages of a chapter are questions and answers, when it is an interview."""
    questions = [_is_question(passage) for passage in passages]
    if sum(questions) < _QUESTIONS_OF_AN_INTERVIEW:
        return [_Role()] * len(passages)
    speaker = next((passage.text.plain for passage in passages if passage.level == 1), "")
    roles: list[_Role] = []
    asked = False
    for passage, question in zip(passages, questions, strict=True):
        if question:
            asked = True
        elif passage.level:
            asked = False
        answer = asked and not question and passage.kind == "paragraph"
        roles.append(_Role(question, answer, speaker if answer else ""))
    return roles


def _is_question(passage: Passage) -> bool:
    if passage.kind not in {"paragraph", "heading"} or passage.level == 1:
        return False
    if "question" in passage.style.lower():
        return True
    text = passage.text.plain.rstrip()
    return text.endswith("?") and len(text) <= _LONGEST_QUESTION


def _unit(
    project: Project, document: Document, passage: Passage, chapter: str, role: _Role, glossary: Glossary
) -> Unit:
    notes = []
    if chapter:
        notes.append(f"Chapter: {chapter}")
    what = passage.kind.capitalize()
    if role.question:
        what = "Question"
    elif role.answer:
        what = f"Answer by {role.speaker}" if role.speaker else "Answer"
    if passage.style and passage.style not in {"Normal", passage.kind}:
        what += f" (style {passage.style})"
    notes.append(what)
    for term in dict.fromkeys(match.term for match in glossary.find(passage.text.plain)):
        rule = "keep as it is" if term.keep else term.target
        notes.append(f"Term: {term.source} → {rule}" + (f" ({term.note})" if term.note else ""))
    return Unit(
        passage.text,
        context_of(passage, chapter, project.extract.two_translations),
        (location(document, passage),),
        tuple(notes),
    )


def location(document: Document, passage: Passage) -> str:
    """Where a passage stands, for people: `book.docx:12`, `book.docx/footnotes:3`."""
    name = document.package.path.name
    part = "" if passage.part == document.main_part else "/" + Path(passage.part).stem
    return f"{name}{part}:{passage.number}"
