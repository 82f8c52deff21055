"""The chapters of a book as people name them: by a title, a part of one, or a number.

The number is that in the name of the PO file of the chapter: it counts the chapters of one document from 1.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from booktranslate import notes
from booktranslate.catalog import Entry
from booktranslate.errors import UsageError


def title_of(entry: Entry, file: Path, single: Path) -> str:
    """The chapter that an entry is of: its notes say so, or the name of a file that holds one chapter.

    `single` is the file that the document has when it is not split.
    """
    if title := notes.read(entry.unit.notes).chapter:
        return title
    return "" if file == single else _title_of_file(file)


def _title_of_file(path: Path) -> str:
    """For one file a chapter, whose notes a tool has dropped: `07-annexe.po`; number 00 has no title."""
    number, _, title = path.stem.partition("-")
    return "" if number.isdigit() and not int(number) else title


def named(words: str, documents: Mapping[Path, Sequence[str]]) -> frozenset[tuple[Path, str]] | None:
    """The documents and titles of the chapters whose title is these words, that have this number in their
    document, or else whose titles have the words; None for no words.

    `documents` has the titles of each, in order; that of a chapter may be repeated for each of its texts.
    Raises UsageError when there is none.
    """
    if not words:
        return None
    for find in (_exactly, _having):
        each = documents.items()
        if found := frozenset((path, titles[at]) for path, titles in each for at in find(words, titles)):
            return found
    raise unknown_chapter(words, documents.values())


def chosen(words: str, titles: Sequence[str]) -> list[int]:
    """The places of the one title that these words name: as `named`, but of those that have the words, those
    that begin with them come first. Empty if there is none.

    Raises UsageError when several fit.
    """
    found = _exactly(words, titles) or _having(words, titles, first=True) or _having(words, titles)
    different = list(dict.fromkeys(titles[at] for at in found))
    if len(different) > 1:
        raise UsageError(
            f"“{words}” is in {len(different)} titles.", hint=f"Choose one of: {'; '.join(different)}."
        )
    return found


def unknown_chapter(words: str, documents: Iterable[Sequence[str]]) -> UsageError:
    """The error for a chapter that none of the documents has, given the titles of each."""
    listed = [
        f"{number} {title}" for titles in documents for number, (title, _) in enumerate(_runs(titles), 1)
    ]
    return UsageError(
        f"there is no chapter “{words}”.", hint=f"There are: {'; '.join(listed) or 'no chapters'}."
    )


def numbers(titles: Sequence[str]) -> dict[str, int]:
    """The number of the first chapter of each title. The title of a chapter may be repeated for its texts."""
    runs = list(enumerate(_runs(titles), 1))
    return {title: number for number, (title, _) in reversed(runs)}


def _runs(titles: Sequence[str]) -> list[tuple[str, int]]:
    """The title of each chapter, and its place; two chapters may have the same one."""
    places = [(title, at) for at, title in enumerate(titles) if title]
    return [next(run) for _, run in groupby(places, key=itemgetter(0))]


def _exactly(words: str, titles: Sequence[str]) -> list[int]:
    """Where the title is that is these words, or else has this number, from 1: one may be called 1984."""
    plain = _plain(words)
    if found := [at for at, title in enumerate(titles) if title and _plain(title) == plain]:
        return found
    runs = _runs(titles)
    return [runs[int(plain) - 1][1]] if plain.isdecimal() and 0 < int(plain) <= len(runs) else []


def _having(words: str, titles: Sequence[str], *, first: bool = False) -> list[int]:
    """Where the titles are that have these words, or begin with them; 1 is not in 12."""
    wanted = re.compile(rf"(?<!\d){re.escape(_plain(words))}(?!\d)")
    find = wanted.match if first else wanted.search
    return [at for at, title in enumerate(titles) if title and find(_plain(title))]


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())
