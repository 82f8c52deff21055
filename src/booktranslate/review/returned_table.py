"""A table of texts that came back, from Word or Excel: its cells as answers.

A row is identified by its id and never by its position, since people sort, filter, delete and copy rows. The
id is followed by a digest of the French text, so that a row is noticed in which the two do not belong
together: its English then belongs to the French beside it, if that is a text of the table. What somebody
wrote elsewhere in a row is a remark; what somebody wrote in a new row has no place.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from booktranslate.model import parse
from booktranslate.review.damage import is_damaged
from booktranslate.review.identity import text_id, unaltered
from booktranslate.review.labels import (
    ENGLISH,
    FRENCH,
    ID,
    NOTES,
    NUMBER,
    OK,
    REMARK,
    STATE,
    TOO_LONG,
    verdict,
)
from booktranslate.review.values import Answer, Comment, Row

_COLUMNS = (NUMBER, FRENCH, ENGLISH, OK, REMARK, STATE, NOTES, ID)
_LEAST = 3  # names of columns that make a row the head
_LETTERS = re.compile(r"[^\x00-\x7f]|\?")  # in the name of a column, damaged in whatever way
_ID = re.compile(r"([0-9a-f]{12})\s*-\s*([0-9a-f]{6})")


@dataclass(frozen=True, slots=True)
class Cells:
    """A row of a table that came back: the words of its cells, and the program's own comments on them.

    `no_words` are the places of cells with something that is no text, such as a formula.
    """

    words: tuple[str, ...]
    comments: tuple[Comment, ...] = ()
    no_words: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Read:
    """What came back in a table: as in `values.Returned`."""

    answers: tuple[Answer, ...]
    unplaced: tuple[str, ...]


def shown_id(row: Row) -> str:
    """The id of a row with the digest of its French text, as the table shows it."""
    return f"{row.id}-{_check(str(row.source))}"


def is_table(rows: Sequence[Cells]) -> bool:
    """Whether the rows are those of a table that was sent: they have an id or the head."""
    has_id = any(_ID.fullmatch(words.strip()) for row in rows for words in row.words)
    return has_id or bool(_head(rows, ())[0])


def is_headed(text: str) -> bool:
    """Whether a text has the names of our columns; this shows a table whose ids somebody deleted."""
    return FRENCH in text and ENGLISH in text


def read(rows: Sequence[Cells], standard: Sequence[str]) -> Read:
    """The answers in a table. `standard` are its columns as they were sent, in case the head is gone."""
    head, columns = _head(rows, standard)
    checks = _checks(rows, columns)
    answers: list[Answer] = []
    unplaced: list[str] = []
    for number, row in enumerate(rows, 1):
        if number <= head or not any(map(str.strip, row.words)):
            continue
        cells = _by_column(row.words, columns)
        id_ = _identified(cells, checks)
        if not id_:
            unplaced += _written(cells, row)
            continue
        has_words = all(columns.get(place) != ENGLISH for place in row.no_words)
        english = cells.get(ENGLISH) if has_words else None
        target = None if english is None or english.strip() == TOO_LONG else parse(english)
        french = cells.get(FRENCH, "").strip()
        source, french = ("", french) if _ID.search(cells.get(ID, "")) else (french, "")
        comments = tuple(_comments(cells, row))
        answers.append(Answer(id_, target, verdict(cells.get(OK, ""))[0], comments, source, french))
    return Read(tuple(answers), tuple(unplaced))


def _check(french: str) -> str:
    return sha256(unaltered(french).encode()).hexdigest()[:6]


def _head(rows: Sequence[Cells], standard: Sequence[str]) -> tuple[int, dict[int, str]]:
    """The number of the row with the names of the columns, 0 if there is none, and the names by position."""
    for number, row in enumerate(rows, 1):
        found = {
            place: known
            for place, words in enumerate(row.words)
            if (known := next((each for each in _COLUMNS if _same(words, each)), ""))
        }
        if len(set(found.values())) >= _LEAST and ENGLISH in found.values():
            others = {
                place: " ".join(words.split())
                for place, words in enumerate(row.words)
                if place not in found and words.strip()
            }
            return number, found | others
    return 0, dict(enumerate(standard))


def _same(words: str, label: str) -> bool:
    words = " ".join(words.split())
    if words.casefold() == label.casefold() or is_damaged(label, words, loosely=True):
        return True
    return _LETTERS.sub("", words.casefold()) == _LETTERS.sub("", label.casefold()) and not label.isascii()


def _by_column(words: Sequence[str], columns: Mapping[int, str]) -> dict[str, str]:
    return {columns.get(place, f"({place + 1})"): each for place, each in enumerate(words)}


def _checks(rows: Sequence[Cells], columns: Mapping[int, str]) -> dict[str, set[str]]:
    """The ids in the table by the digest of the French with which they were sent."""
    found: dict[str, set[str]] = {}
    for row in rows:
        if match := _ID.search(_by_column(row.words, columns).get(ID, "")):
            found.setdefault(match[2], set()).add(match[1])
    return found


def _identified(cells: Mapping[str, str], checks: Mapping[str, set[str]]) -> str:
    """The id of the text that a row answers; empty if it answers none."""
    french = cells.get(FRENCH, "").strip()
    match = _ID.search(cells.get(ID, ""))
    if not match:  # somebody emptied the cell; without a context the French alone identifies a text
        return text_id(("", french)) if french else ""
    id_, sent = match[1], match[2]
    if not french or _check(french) == sent:
        return id_
    others = checks.get(_check(french), set())
    return next(iter(others)) if len(others) == 1 else id_


def _comments(cells: Mapping[str, str], row: Cells) -> Iterator[Comment]:
    _, said = verdict(cells.get(OK, ""))
    for words in (cells.get(REMARK, ""), said):
        if words.strip():
            yield Comment(words.strip())
    for column, words in cells.items():
        if column not in _COLUMNS and words.strip():
            yield Comment(words.strip() if column.startswith("(") else f"{column}: {words.strip()}")
    yield from row.comments


def _written(cells: Mapping[str, str], row: Cells) -> Iterator[str]:
    """The words in a row that answers no text."""
    words = [each.strip() for column, each in cells.items() if each.strip() and column != NUMBER]
    if words:
        yield " | ".join(words)
    yield from (comment.text for comment in row.comments)
