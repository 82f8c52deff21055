"""The tables of the memory's file, and how those of an earlier version are brought up to date.

The table of wordings holds only digests: nobody reads the words there, and the reviewed translations have a
table of their own.
"""

import hashlib
import sqlite3
from typing import Any

VERSION = 3
PAGE = 8192  # bytes: in the 4096 of SQLite hardly two texts with their translations have room
_TABLES = """
CREATE TABLE IF NOT EXISTS answer (
    key TEXT PRIMARY KEY,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    context TEXT NOT NULL,
    engine TEXT NOT NULL,
    made TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS reviewed (
    languages TEXT NOT NULL,
    context TEXT NOT NULL,
    source TEXT NOT NULL,
    document TEXT NOT NULL,
    target TEXT NOT NULL,
    changed TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (languages, context, source, document)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS spent (
    run TEXT NOT NULL,
    document TEXT NOT NULL,
    engine TEXT NOT NULL,
    texts INTEGER NOT NULL,
    characters INTEGER NOT NULL,
    billed INTEGER NOT NULL,
    time TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE TABLE IF NOT EXISTS glossary (
    document TEXT NOT NULL,
    engine TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (document, engine)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS answer_source ON answer (source);
CREATE TABLE IF NOT EXISTS wording (
    text BLOB NOT NULL,
    target BLOB NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (text, target)
) WITHOUT ROWID
"""


def make(base: sqlite3.Connection) -> None:
    """Make the tables, inside of a transaction. Raises sqlite3.Error."""
    # Asked again: another process may have made them in the meantime.
    (version,) = base.execute("PRAGMA user_version").fetchone()
    if version >= VERSION:
        return
    old = []
    if version == 2:  # its wordings were whole texts, which stood in the table and in its index
        old = base.execute("SELECT languages, context, source, target, number FROM wording").fetchall()
        base.execute("DROP TABLE wording")
    for statement in _TABLES.split(";"):
        base.execute(statement)
    rows = [(*digests(*row[:4]), row[4]) for row in sound(old, str, str, str, str, int)]
    base.executemany("INSERT INTO wording VALUES (?, ?, ?)", sorted(rows))
    base.execute(f"PRAGMA user_version={VERSION}")


def sound(rows: list[Any], *kinds: type) -> list[Any]:
    """The rows. Raises sqlite3.Error when their values are not of these kinds, as in a damaged file."""
    for row in rows:
        if not all(map(isinstance, row, kinds)):
            raise sqlite3.DatabaseError("a row is malformed")
    return rows


def digests(languages: str, context: str, source: str, target: str) -> tuple[bytes, bytes]:
    """What stands for a text in the table of wordings, and what for one of its wordings."""
    key = f"{languages}\0{context}\0{source}\0"
    made = hashlib.blake2b(key.encode(errors="surrogatepass"), digest_size=16)
    text = made.digest()
    made.update(target.encode(errors="surrogatepass"))
    return text, made.digest()
