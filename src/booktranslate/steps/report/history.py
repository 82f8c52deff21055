"""What earlier reports said, kept in `report.json` in the state folder of the target; what has changed since.

A report is compared with the one before it. If a report is made again on the same day and nothing has
changed, it counts as the same one, so that looking twice does not make the changes disappear.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from booktranslate.catalog import Entry
from booktranslate.errors import InputError
from booktranslate.files import require_regular, write_atomic
from booktranslate.model import State
from booktranslate.steps.report.gathering import Text, words
from booktranslate.steps.report.values import Changes, Point, Words

FILE = "report.json"
_FORMAT = 1
_DAYS = 366  # the number of points that are kept, one per day


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The state and a hash of the translation of each text, by a hash of its document and key."""

    made: datetime
    texts: Mapping[str, tuple[State, str]]


@dataclass(frozen=True, slots=True)
class History:
    """The last two reports, the latest first, and a point for each day on which a report was made."""

    snapshots: tuple[Snapshot, ...] = ()
    points: tuple[Point, ...] = ()


def read(folder: Path) -> History:
    """The history in the state folder of a target; empty if there is none. Raises InputError."""
    path = folder / FILE
    try:
        if path.exists():
            require_regular(path)
        data = json.loads(path.read_bytes())
        if data["format"] != _FORMAT:
            raise ValueError("another format")
        return History(
            tuple(
                Snapshot(
                    datetime.fromisoformat(each["made"]),
                    {key: (State(state), target) for key, (state, target) in each["texts"].items()},
                )
                for each in data["snapshots"]
            ),
            tuple(
                Point(
                    date.fromisoformat(each["day"]),
                    Words(*(int(each[name]) for name in ("reviewed", "drafted", "untranslated"))),
                )
                for each in data["points"]
            ),
        )
    except FileNotFoundError:
        return History()
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror}).", where=str(path)) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            "is not a history of reports that this version of booktranslate can read.",
            where=str(path),
            hint="Move the file away. The next report then starts a new history.",
        ) from error


def extended(history: History, book: Sequence[Text], now: datetime) -> History:
    """The history with the report that is being made at `now`."""
    made = now.replace(microsecond=0)
    latest = Snapshot(made, {_identity(text.document, text.entry.key): _summary(text.entry) for text in book})
    earlier = history.snapshots
    if earlier and earlier[0].made.date() == now.date() and earlier[0].texts == latest.texts:
        latest, earlier = earlier[0], earlier[1:]
    points = {point.day: point for point in history.points} | {now.date(): Point(now.date(), words(book))}
    return History((latest, *earlier[:1]), tuple(points[day] for day in sorted(points)[-_DAYS:]))


def changes(history: History, book: Sequence[Text]) -> Changes | None:
    """What has changed between the report before the latest and the book; None if there was only one."""
    if len(history.snapshots) < 2:
        return None
    before = history.snapshots[1]
    gone = dict(before.texts)
    counts = dict.fromkeys(("new", "corrected", "drafted", "reviewed", "reworded", "reopened"), 0)
    reviewed_words = 0
    for text in book:
        entry = text.entry
        identity = _identity(text.document, entry.key)
        then = before.texts.get(identity)
        gone.pop(identity, None)
        if then is None:
            previous = _identity(text.document, (entry.previous_context, entry.previous))
            known = bool(entry.previous) and gone.pop(previous, None) is not None
            counts["corrected" if known else "new"] += 1
            then = (State.EMPTY, "")
        state, target = _summary(entry)
        if state is State.REVIEWED and then[0] is not State.REVIEWED:
            counts["reviewed"] += 1
            reviewed_words += text.words.total
        elif state is State.DRAFT and then[0] is State.EMPTY and not entry.previous:
            counts["drafted"] += 1
        elif then[0] is State.REVIEWED and state is not State.REVIEWED:
            counts["reopened"] += 1
        elif state is then[0] and target != then[1]:
            counts["reworded"] += 1
    return Changes(before.made, **counts, removed=len(gone), reviewed_words=reviewed_words)


def save(folder: Path, history: History) -> None:
    """Keep the history for the next report. Raises OutputError."""
    data: dict[str, Any] = {
        "format": _FORMAT,
        "snapshots": [{"made": each.made.isoformat(), "texts": each.texts} for each in history.snapshots],
        "points": [{"day": each.day.isoformat(), **asdict(each.words)} for each in history.points],
    }
    write_atomic(folder / FILE, json.dumps(data, separators=(",", ":")).encode())


def _identity(document: str, key: tuple[str, str]) -> str:
    return _hash("\0".join((document, *key)))


def _summary(entry: Entry) -> tuple[State, str]:
    return entry.state, _hash(str(entry.translation.target))


def _hash(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
