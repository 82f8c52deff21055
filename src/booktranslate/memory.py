"""The translation memory: every answer of an engine, kept so that no character is paid for twice.

SQLite with a write-ahead log: safe when two processes write, and durable before `store` returns.
"""

import hashlib
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from booktranslate.errors import OutputError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS answer (
    key TEXT PRIMARY KEY,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    context TEXT NOT NULL,
    engine TEXT NOT NULL,
    made TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
) WITHOUT ROWID
"""


class Memory:
    """The answers that engines gave, by source text, context and engine identity."""

    def __init__(self, path: Path) -> None:
        """Open or make the file. Raises OutputError when it cannot be used."""
        self._path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._base = sqlite3.connect(path, timeout=30, isolation_level=None)
            self._base.execute("PRAGMA journal_mode=WAL")
            self._base.execute("PRAGMA synchronous=FULL")
            self._base.execute(_SCHEMA)
        except (OSError, sqlite3.Error) as error:
            raise self._refused(error) from error

    def find(self, engine: str, keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
        """The answers of an engine (by its identity) for units (context, source) that it has answered."""
        found = {}
        try:
            for context, source in keys:
                row = self._base.execute(
                    "SELECT target FROM answer WHERE key = ?", (_key(engine, context, source),)
                ).fetchone()
                if row is not None:
                    found[context, source] = str(row[0])
        except sqlite3.Error as error:
            raise self._refused(error) from error
        return found

    def store(self, engine: str, answers: Mapping[tuple[str, str], str]) -> None:
        """Keep answers; they are on disk when this returns. Raises OutputError."""
        rows: Sequence[tuple[str, ...]] = [
            (_key(engine, context, source), source, target, context, engine)
            for (context, source), target in answers.items()
        ]
        try:
            with closing(self._base.cursor()) as cursor:
                cursor.execute("BEGIN IMMEDIATE")
                cursor.executemany(
                    "INSERT OR REPLACE INTO answer (key, source, target, context, engine) VALUES (?, ?, ?, ?, ?)", rows
                )
                cursor.execute("COMMIT")
        except sqlite3.Error as error:
            if self._base.in_transaction:
                self._base.execute("ROLLBACK")
            raise self._refused(error) from error

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    def _refused(self, error: Exception) -> OutputError:
        return OutputError(
            f"the translation memory cannot be used ({error}).",
            where=str(self._path),
            hint="Check the free space and the permissions. The file can be deleted: it is made anew.",
        )


def _key(engine: str, context: str, source: str) -> str:
    return hashlib.sha256("\0".join((engine, context, source)).encode()).hexdigest()
