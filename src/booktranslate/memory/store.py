"""The memory's SQLite file.

A write-ahead log, so that two processes may use it at once; each write is one transaction, on disk
(synchronous=FULL) before the call returns.
"""

import hashlib
import sqlite3
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from booktranslate.errors import OutputError
from booktranslate.memory import tables
from booktranslate.memory.tables import digests, sound
from booktranslate.memory.values import Contents, Reviewed, Spent
from booktranslate.model import Key

_NO_TERMS: Mapping[Key, str] = MappingProxyType({})
_SECONDS_TO_WAIT = 30  # for the other process


class Memory:
    """The memory of a project. Every method raises OutputError when the file cannot be used."""

    def __init__(self, path: Path | None) -> None:
        """Open or make the file; None for an empty memory that leaves no trace."""
        self._path = path
        try:
            if path:
                path.parent.mkdir(parents=True, exist_ok=True)
            self._base = sqlite3.connect(path or ":memory:", timeout=_SECONDS_TO_WAIT, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise self._refused(error) from error
        try:
            self._prepare()
        except BaseException:
            self._base.close()
            raise

    def _prepare(self) -> None:
        with self._errors():
            self._base.execute("PRAGMA synchronous=FULL")
            (version,) = self._base.execute("PRAGMA user_version").fetchone()
            if version > tables.VERSION:
                raise OutputError(
                    "the translation memory was made by a newer booktranslate.",
                    where=str(self._path),
                    hint="Install the newer version.",
                )
            if version < tables.VERSION:
                self._base.execute(f"PRAGMA page_size={tables.PAGE}")  # of a new file
                self._use_write_ahead_log()
                with self._transaction() as base:
                    tables.make(base)

    def _use_write_ahead_log(self) -> None:
        """Two processes that change the mode at once block each other, and SQLite waits for neither."""
        end = time.monotonic() + _SECONDS_TO_WAIT
        while True:
            try:
                self._base.execute("PRAGMA journal_mode=WAL")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                    raise
                time.sleep(0.02)
            else:
                return

    # Answers of engines

    def find(self, engine: str, keys: Iterable[Key], terms: Mapping[Key, str] = _NO_TERMS) -> dict[Key, str]:
        """The answers of an engine (by its identity) for units (context, source) that it has answered.

        `terms` are the digests of the glossary's terms in a unit, for those that have some: an answer is
        found by the terms that it was stored with.
        """
        found = {}
        with self._errors():
            for key in keys:
                row = self._base.execute(
                    "SELECT target FROM answer WHERE key = ?", (_digest(engine, key, terms),)
                ).fetchone()
                if row is not None:
                    found[key] = str(row[0])
        return found

    def store(
        self,
        engine: str,
        answers: Mapping[Key, str],
        spent: Spent | None = None,
        terms: Mapping[Key, str] = _NO_TERMS,
    ) -> None:
        """Keep answers, and enter what they have cost. An answer without text is not kept."""
        rows = [
            (_digest(engine, key, terms), key[1], target, key[0], engine)
            for key, target in answers.items()
            if target
        ]
        with self._transaction() as base:
            base.executemany(
                "INSERT OR REPLACE INTO answer (key, source, target, context, engine) VALUES (?, ?, ?, ?, ?)",
                rows,
            )
            if spent:
                base.execute(
                    "INSERT INTO spent (run, document, engine, texts, characters, billed) "
                    "VALUES (?, ?, ?, ?, ?, ?)",
                    (spent.run, spent.document, spent.engine, spent.texts, spent.characters, spent.billed),
                )

    def answers(self, key: Key) -> frozenset[str]:
        """What engines have given for the unit: a draft that says just this was touched by nobody."""
        context, source = key
        with self._errors():
            rows = self._base.execute(
                "SELECT target FROM answer WHERE source = ? AND context = ?", (source, context)
            ).fetchall()
        return frozenset(str(row[0]) for row in rows)

    # Reviewed translations

    def remember(
        self,
        languages: str,
        reviewed: Iterable[Reviewed],
        withdrawn: Iterable[Reviewed] = (),
        wordings: Iterable[tuple[Key, str]] = (),
    ) -> None:
        """Store what people reviewed, remove what they have withdrawn since, and note what their translations
        say now (see `wording`).

        A document has one translation of a unit, the last. `languages` is the pair, `fr-en-GB`.
        """
        with self._transaction() as base:
            base.executemany(
                "INSERT INTO reviewed (languages, context, source, document, target, changed) "
                "VALUES (?, ?, ?, ?, ?, coalesce(nullif(?, ''), CURRENT_TIMESTAMP)) "
                "ON CONFLICT DO UPDATE SET target = excluded.target, changed = excluded.changed "
                "WHERE target <> excluded.target AND changed <= excluded.changed",
                sorted((languages, r.context, r.source, r.document, r.target, r.changed) for r in reviewed),
            )
            base.executemany(
                "DELETE FROM reviewed WHERE languages = ? AND context = ? AND source = ? AND document = ?",
                [(languages, r.context, r.source, r.document) for r in withdrawn],
            )
            (number,) = base.execute("SELECT coalesce(max(number), 0) + 1 FROM wording").fetchone()
            base.executemany(
                "INSERT INTO wording VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET number = excluded.number "
                "WHERE number < (SELECT max(number) FROM wording WHERE text = excluded.text)",
                # In the order of the table, which is then quicker written; as for the reviewed ones.
                sorted((*digests(languages, *key, target), number) for key, target in wordings),
            )

    def reviewed(self, languages: str) -> list[Reviewed]:
        """All reviewed translations of a pair of languages, the latest first."""
        with self._errors():
            rows = self._base.execute(
                "SELECT source, target, context, document, changed FROM reviewed WHERE languages = ? "
                "ORDER BY changed DESC, document, source, context",
                (languages,),
            ).fetchall()
            return [Reviewed(*row) for row in sound(rows, str, str, str, str, str)]

    # The wordings that people gave a text

    def wording(self, languages: str, key: Key, target: str) -> int:
        """The number of a wording, larger for one that was noted later; 0 when it never was."""
        with self._errors():
            row = self._base.execute(
                "SELECT number FROM wording WHERE text = ? AND target = ?", digests(languages, *key, target)
            ).fetchone()
        return int(row[0]) if row else 0

    # Cost

    def spent(self) -> list[Spent]:
        """The ledger: a line for each run, document and engine, in the order of time."""
        with self._errors():
            rows = self._base.execute(
                "SELECT run, document, engine, sum(texts), sum(characters), sum(billed), min(time) "
                "FROM spent GROUP BY run, document, engine ORDER BY run, min(rowid)"
            ).fetchall()
            return [Spent(*row) for row in sound(rows, str, str, str, int, int, int, str)]

    # The glossary that a document was drafted with

    def keep_glossary(self, document: str, engine: str, content: bytes) -> None:
        """Note the glossary (as CSV) that all drafts of an engine in a document agree with."""
        with self._transaction() as base:
            base.execute("INSERT OR REPLACE INTO glossary VALUES (?, ?, ?)", (document, engine, content))

    def glossary(self, document: str, engine: str) -> bytes | None:
        """The glossary that was noted; None before the first drafts."""
        with self._errors():
            row = self._base.execute(
                "SELECT content FROM glossary WHERE document = ? AND engine = ?", (document, engine)
            ).fetchone()
            return None if row is None else bytes(sound([row], bytes)[0][0])

    # Housekeeping

    def contents(self) -> Contents:
        """What the memory holds."""
        with self._errors():
            answers = self._base.execute("SELECT engine, count(*) FROM answer GROUP BY engine").fetchall()
            reviewed = self._base.execute(
                "SELECT document, count(*) FROM reviewed GROUP BY document"
            ).fetchall()
            pages, page = (
                self._base.execute(f"PRAGMA {n}").fetchone()[0] for n in ("page_count", "page_size")
            )
            answers, reviewed = sound(answers, str, int), sound(reviewed, str, int)
        return Contents(dict(answers), dict(reviewed), pages * page)

    def forget(self, used: Collection[Key], days: int, *, reviewed: bool = False) -> tuple[int, int]:
        """Remove what is older than some days and not used, and free the space.

        Only answers of engines; with `reviewed`, people's work too. Returns how many of each were removed.
        """
        gone = []
        with self._transaction() as base:
            base.execute("CREATE TEMP TABLE used (context, source, PRIMARY KEY (context, source))")
            base.executemany("INSERT OR IGNORE INTO used VALUES (?, ?)", used)
            for table, moment in (("answer", "made"), ("reviewed", "changed")):
                if table == "reviewed" and not reviewed:
                    gone.append(0)
                    continue
                deleted = base.execute(
                    f"DELETE FROM {table} WHERE {moment} <= datetime('now', ?) "  # noqa: S608 (ours)
                    "AND NOT EXISTS (SELECT 1 FROM used WHERE used.context = "
                    f"{table}.context AND used.source = {table}.source)",
                    (f"-{days} days",),
                )
                gone.append(deleted.rowcount)
            base.execute("DROP TABLE used")
        with self._errors():
            self._base.execute("VACUUM")
            self._base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return gone[0], gone[1]

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise self._refused(error) from error

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._errors():
            self._base.execute("BEGIN IMMEDIATE")
            try:
                yield self._base
                self._base.execute("COMMIT")
            except BaseException:
                if self._base.in_transaction:  # SQLite itself rolls back on a full disk
                    self._base.execute("ROLLBACK")
                raise

    def _refused(self, error: Exception) -> OutputError:
        damaged = ("not a database", "malformed", "decode")
        if isinstance(error, sqlite3.DatabaseError) and any(word in str(error) for word in damaged):
            hint = "Move the file away; a new one will be made. You lose its engine answers and its ledger."
        else:
            hint = "Check the free space and the permissions, then run the command again."
        return OutputError(
            f"the translation memory cannot be used ({error}).", where=str(self._path), hint=hint
        )


def _digest(engine: str, key: Key, terms: Mapping[Key, str]) -> str:
    told = "\0".join((engine, terms.get(key, ""), *key))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
