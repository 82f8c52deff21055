"""The chapters of a book as people name them."""

import re
from collections.abc import Iterable, Sequence
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


def named(words: str, titles: Sequence[str]) -> frozenset[str] | None:
    """The title that is these words, the one of this number, or those that have the words; None for no words.

    Raises UsageError when there is none.
    """
    if not words:
        return None
    found = [titles[at] for at in _exactly(words, titles) or _having(words, titles)]
    if not found:
        raise unknown_chapter(words, [titles])
    return frozenset(found)


def chosen(words: str, titles: Sequence[str]) -> int | None:
    """The place of the one title that these words name: as `named`, but of those that have the words, those
    that begin with them come first. None if there is none.

    Raises UsageError when several fit.
    """
    found = _exactly(words, titles) or _having(words, titles, first=True) or _having(words, titles)
    if len(found) > 1:
        raise UsageError(
            f"“{words}” is in {len(found)} titles.",
            hint=f"Choose one of: {'; '.join(titles[at] for at in found)}.",
        )
    return found[0] if found else None


def unknown_chapter(words: str, documents: Iterable[Sequence[str]]) -> UsageError:
    """The error for a chapter that none of the documents has, given the titles of each."""
    listed = [f"{number} {title}" for titles in documents for number, title in enumerate(_known(titles), 1)]
    return UsageError(
        f"there is no chapter “{words}”.", hint=f"There are: {'; '.join(listed) or 'no chapters'}."
    )


def _known(titles: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, titles)))


def _exactly(words: str, titles: Sequence[str]) -> list[int]:
    """Where the title is that is these words, or else has this number, from 1: one may be called 1984."""
    plain = _plain(words)
    if found := [at for at, title in enumerate(titles) if title and _plain(title) == plain]:
        return found
    known = _known(titles)
    if plain.isdecimal() and 0 < int(plain) <= len(known):
        return [titles.index(known[int(plain) - 1])]
    return []


def _having(words: str, titles: Sequence[str], *, first: bool = False) -> list[int]:
    """Where the titles are that have these words, or begin with them; 1 is not in 12."""
    wanted = re.compile(rf"(?<!\d){re.escape(_plain(words))}(?!\d)")
    find = wanted.match if first else wanted.search
    return [at for at, title in enumerate(titles) if title and find(_plain(title))]


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())
