"""The source folder: which of its files are the book, and what the others are.

Nothing that a person put there is silently ignored: files that are not in the book are named, with advice.
Only files that programs and operating systems leave behind are not mentioned.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from booktranslate.config import Project
from booktranslate.errors import InputError, UsageError
from booktranslate.files import normal_name, unreadable
from booktranslate.model import counted

DOCUMENTS = {".docx", ".docm", ".dotx", ".dotm"}
CONVERTIBLE = {".doc", ".dot", ".odt", ".ott", ".fodt", ".rtf"}
"""The formats that LibreOffice converts to Word documents (`booktranslate convert`)."""

_PAGES = {".pages"}  # on macOS it may be a folder, which Finder shows as a file
_RTFD = {".rtfd"}
_BOOKS = DOCUMENTS | CONVERTIBLE | _PAGES | _RTFD
_LEFT_BY_SYSTEMS = {"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "__macosx"}
_OTHER_FORMS = CONVERTIBLE | _PAGES | _RTFD | {".pdf"}
_SECONDS_OF_A_COPY = 120  # files that are copied or checked out together differ by less
_DEEPEST = 20  # levels of folders: nobody keeps a book deeper


@dataclass(frozen=True, slots=True, eq=False)
class Outside:
    """A file or folder in the source folder that is not in the book: what it is, and what to do about it.

    `missing`: as far as we can see, it is a part of the book, which is incomplete without it.
    """

    path: Path
    what: str
    advice: str
    missing: bool = False

    def __str__(self) -> str:
        return f"{self.path.name} – {self.what}. {self.advice}"


@dataclass(frozen=True, slots=True, eq=False)
class SourceFolder:
    """The documents of a project, by name, and what else a person put there."""

    documents: tuple[Path, ...]
    outside: tuple[Outside, ...] = ()


def source_documents(project: Project) -> SourceFolder:
    """What is in the source folder of a project.

    Raises InputError if there is no document, or if the names of two differ only in their ending or their
    Unicode form.
    """
    folder = project.source
    if not folder.is_dir():
        raise InputError(
            "is not a folder.",
            where=str(folder),
            hint="Create it (or run `booktranslate init`), and put the book into it.",
        )
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        raise unreadable(folder, error) from error
    found = _sorted_out(paths, project.root)
    if not found.documents:
        there = " ".join(str(item) for item in found.outside)
        raise InputError(
            "holds no Word document (.docx).", where=str(folder), hint=there or "Put the book into it."
        )
    _refuse_twins(found.documents)
    return found


def _sorted_out(paths: Sequence[Path], root: Path) -> SourceFolder:
    """The documents among the paths, and what the others are."""
    documents: list[Path] = []
    outside: list[Outside] = []
    for path in paths:
        if _is_litter(path.name):
            continue
        if path.is_dir() and path.suffix.lower() not in _PAGES | _RTFD:
            outside += _folder(path)
        elif (other := _other(path, root)) is not None:
            outside.append(other)
        else:
            documents.append(path)
    made = {_stem(path): path for path in documents}
    for place, item in reversed(list(enumerate(outside))):
        if item.path.suffix.lower() in _OTHER_FORMS and (document := made.get(_stem(item.path))):
            outside[place : place + 1] = _newer(item.path, document)
    return SourceFolder(tuple(documents), tuple(outside))


def _newer(original: Path, document: Path) -> list[Outside]:
    """What to say about a file with the name of a document, from which that was made, or the other way
    round: nothing, unless it was saved long after the document."""
    try:
        is_newer = original.stat().st_mtime > document.stat().st_mtime + _SECONDS_OF_A_COPY
    except OSError:
        is_newer = False
    if not is_newer or original.suffix.lower() == ".pdf":
        return []
    what = f"newer than {document.name}, which is the document of the book"
    return [Outside(original, what, f"If it has changes, convert it to {document.name} again.")]


def _is_litter(name: str) -> bool:
    """Whether a program or the operating system left the file behind, so that nobody misses it."""
    lower = name.lower()
    if name.startswith("."):  # ._x.docx and .DS_Store of macOS, .~lock.x.docx# of LibreOffice, .gitkeep …
        return name.startswith(("._", ".~")) or Path(name).suffix.lower() not in _BOOKS
    return lower in _LEFT_BY_SYSTEMS or (name.startswith("~") and lower.endswith(".tmp"))


def _other(path: Path, root: Path) -> Outside | None:
    """What a path is if it is not a document of the book; None for a document."""
    ending = path.suffix.lower()
    if path.name.startswith("~$"):
        return Outside(
            path,
            "a lock file of Word (the document is open in Word)",
            "Save the document in Word, so that nothing is left out.",
        )
    if ending in _PAGES:
        return Outside(
            path,
            "a document of Pages",
            "Open it in Pages, choose File > Export To > Word, and put the .docx into this folder.",
            missing=True,
        )
    if ending in _RTFD:
        return Outside(
            path,
            "a document of TextEdit",
            "Save it as Word (.docx) in TextEdit, and put the .docx into this folder.",
            missing=True,
        )
    if path.is_symlink() and not path.exists():
        return Outside(
            path,
            "a broken link",
            "Put the file itself into this folder, or remove the link.",
            missing=ending in _BOOKS,
        )
    if not path.is_file():
        return Outside(path, "a device or a pipe", "Remove it.")
    if ending in DOCUMENTS:
        if path.resolve().is_relative_to(root.resolve()):
            return None
        return Outside(
            path, "a link to a file outside the project", "Put the file itself into this folder.", True
        )
    if ending in CONVERTIBLE:
        return Outside(
            path,
            f"a document in another format ({ending})",
            f'Run `booktranslate convert "{path.name}"`, or save it as .docx in the program that made it.',
            missing=True,
        )
    if ending == ".pdf":
        return Outside(
            path, "a PDF", "If it is part of the book, ask for the Word file from which it was made."
        )
    return Outside(
        path,
        "not a Word document",
        "If it is part of the book, save it as .docx; otherwise move it elsewhere.",
    )


def _folder(path: Path) -> list[Outside]:
    """What to say about a folder: nothing if there is no document in it."""
    try:
        held = sum(1 for _ in _documents_below(path))
    except OSError as error:
        what = f"a folder that cannot be read ({error.strerror})"
        return [Outside(path, what, "Check its permissions.")]
    if not held:
        return []
    advice = f"Move the documents of the book up, into {path.parent.name}/, and the rest elsewhere."
    return [Outside(path, f"a folder with {counted(held, 'document')}", advice)]


def _documents_below(folder: Path, depth: int = 0) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if _is_litter(entry.name) or entry.name.startswith("~$"):
                continue
            if Path(entry.name).suffix.lower() in _BOOKS | {".pdf"}:
                yield Path(entry.path)
            elif entry.is_dir(follow_symlinks=False) and depth < _DEEPEST:
                yield from _documents_below(Path(entry.path), depth + 1)


def _refuse_twins(documents: Sequence[Path]) -> None:
    seen: dict[str, Path] = {}
    for path in documents:
        twin = seen.setdefault(_stem(path), path)
        if twin is not path:
            raise InputError(
                f"{twin.name} and {path.name} have the same name, and so would their translations and their "
                "English books.",
                where=str(path.parent),
                hint="Rename one of them, or move it elsewhere.",
            )


def _stem(path: Path) -> str:
    return normal_name(path.stem)


def named(project: Project, documents: Sequence[Path], names: Sequence[str]) -> list[Path]:
    """The documents that the user named, or all if `names` is empty. Raises UsageError for an unknown one."""
    if not names:
        return list(documents)
    known = {normal_name(path.stem): path for path in documents}
    known |= {normal_name(path.name): path for path in documents}
    found = []
    for name in names:
        document = known.get(normal_name(Path(name).name))
        if document is None or _is_elsewhere(Path(name), document):
            raise UsageError(
                f"there is no document {name!r} in {project.source}.",
                hint=f"There are: {', '.join(path.name for path in documents)}.",
            )
        found.append(document)
    return list(dict.fromkeys(found))


def _is_elsewhere(named: Path, document: Path) -> bool:
    """Whether the user named a file in another folder that only has the same name as the document."""
    return named.name != str(named) and named.exists() and not named.samefile(document)
