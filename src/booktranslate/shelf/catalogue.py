"""Which books are on a shelf: a folder with projects in it, or a file that lists them."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from booktranslate.config import find
from booktranslate.errors import InputError, UsageError
from booktranslate.files import require_regular, unreadable


@dataclass(frozen=True, slots=True)
class Book:
    """A book: its name on the shelf, its folder, and the line that lists it, if any (`books.txt:3`)."""

    name: str
    root: Path
    where: str = ""


def books(place: Path) -> list[Book]:
    """The books of a shelf. If it is a folder: all projects in it, at any depth, sorted by name; if it is a
    file: those that it lists, in that order.

    A list has one project folder per line, relative to the folder of the list; empty lines and those that
    begin with # are ignored. Whether a listed folder is a project is only checked when it is opened. Raises
    InputError for a list or folder that cannot be read, UsageError for a shelf without books.
    """
    found = sorted(_in_folder(place), key=_name) if place.is_dir() else list(_listed(place))
    if not found:
        raise UsageError(
            "there are no books on this shelf.",
            where=str(place),
            hint="Name a folder that contains projects, or a file with one project folder per line.",
        )
    once: dict[Path, Book] = {}
    for book in found:
        once.setdefault(book.root, book)
    return list(once.values())


def _name(book: Book) -> str:
    return book.name


def is_project(folder: Path) -> bool:
    """Whether a folder is itself a project, not only a folder inside one."""
    return find(folder) == folder


def _in_folder(shelf: Path) -> Iterator[Book]:
    top = shelf.resolve()
    if is_project(top):
        yield Book(top.name, top)
        return

    def refused(error: OSError) -> None:
        raise unreadable(Path(str(error.filename)), error) from error

    for parent, folders, _ in os.walk(top, onerror=refused):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in tuple(folders):
            root = Path(parent, name)
            if is_project(root):
                folders.remove(name)  # do not look for books inside a book
                yield Book(root.relative_to(top).as_posix(), root.resolve())


def _listed(path: Path) -> Iterator[Book]:
    require_regular(path)
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except OSError as error:
        raise unreadable(path, error) from error
    except UnicodeDecodeError as error:
        raise InputError(
            f"is not UTF-8 text ({error}).",
            where=str(path),
            hint="Write one project folder per line, in UTF-8.",
        ) from error
    for number, line in enumerate(lines, 1):
        name = line.strip()
        if name and not name.startswith("#"):
            yield Book(Path(name).as_posix(), (path.parent / name).resolve(), f"{path.name}:{number}")
