"""The chapters of a book as people name them."""

from collections.abc import Sequence
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
    """The titles that have these words, or the one of this number, from 1; None when there are no words.

    Raises UsageError when there is none.
    """
    if not words:
        return None
    known = [title for title in dict.fromkeys(titles) if title]
    if words.isdecimal() and 0 < int(words) <= len(known):
        return frozenset({known[int(words) - 1]})
    found = frozenset(title for title in known if words.casefold() in title.casefold())
    if not found:
        listed = "; ".join(f"{number} {title}" for number, title in enumerate(known, 1))
        raise UsageError(f"there is no chapter “{words}”.", hint=f"There are: {listed or 'no chapters'}.")
    return found
