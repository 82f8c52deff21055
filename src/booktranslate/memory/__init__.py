"""The translation memory: what engines answered and people reviewed, and what it has cost.

One SQLite file in the project, so that no character is paid for twice: not in a second run, not in another
edition or another book.

    Memory                answers by engine, reviewed translations, the ledger, the glossaries drafted with
    similar               fuzzy matches among reviewed translations
    tmx                   exchange with other translation tools
"""

from booktranslate.memory.store import Memory
from booktranslate.memory.values import Contents, Reviewed, Spent

__all__ = ["Contents", "Memory", "Reviewed", "Spent"]
