"""What the books of a federation share: terms under those of the book, and one ledger of what drafting cost.

The ledger is a CSV file beside the federation file. Each book enters there what its own ledger has, so that
what a killed run had not entered yet comes with the next.
"""

import csv
import io
from collections import defaultdict
from dataclasses import astuple, dataclass, replace
from pathlib import Path

from booktranslate.config import Project
from booktranslate.errors import InputError
from booktranslate.files import require_regular, unreadable, write_atomic
from booktranslate.glossary import Glossary, Term, store
from booktranslate.locks import locked
from booktranslate.memory import Memory, Spent
from booktranslate.model import Finding
from booktranslate.shared_settings import Federation

CONFLICT = "federation-conflict"
_COLUMNS = ("book", "run", "document", "engine", "texts", "characters", "billed")
_PATIENCE = 30.0  # seconds for other books to enter what they have


@dataclass(frozen=True, slots=True)
class Sum:
    """What a book has had an engine translate in a month (`2026-11`)."""

    book: str
    engine: str
    month: str
    texts: int
    characters: int
    billed: int


def with_shared_terms(project: Project, own: Glossary) -> Glossary:
    """The glossary of a book over that of its federation: of a term that both have, the book's counts.

    Raises InputError for the shared file.
    """
    theirs = _shared_terms(project)
    known = {term.source.casefold() for term in own.terms}
    return Glossary((*own.terms, *(term for term in theirs if term.source.casefold() not in known)))


def conflicts(project: Project, own: Glossary, name: str) -> list[Finding]:
    """The terms that a book translates in another way than its federation; `name` is the book's file."""
    theirs = {term.source.casefold(): term for term in _shared_terms(project)}
    found = []
    for term in own.terms:
        other = theirs.get(term.source.casefold())
        if other and (other.target, other.keep) != (term.target, term.keep):
            message = (
                f"“{term.source}” is “{term.target}” here and “{other.target}” in the glossary of the "
                f"federation ({_where(project)}:{other.line}). The book's counts."
            )
            found.append(Finding(CONFLICT, "warning", message, f"{name}:{term.line}"))
    return found


def _where(project: Project) -> str:
    return project.federation.glossary.name if project.federation and project.federation.glossary else ""


def _shared_terms(project: Project) -> tuple[Term, ...]:
    if project.federation is None or project.federation.glossary is None:
        return ()
    require_regular(project.federation.glossary)
    return store.read(project.federation.glossary).glossary.terms


# --- the ledger ------------------------------------------------------------------------------------------


def entered(federation: Federation) -> list[tuple[str, Spent]]:
    """The lines of the ledger, each with its book. Raises InputError for a line that somebody spoilt."""
    path = federation.ledger
    if path is None or not path.exists():
        return []
    require_regular(path)
    try:
        rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
        return [
            (
                row["book"],
                Spent(
                    row["run"],
                    row["document"],
                    row["engine"],
                    int(row["texts"]),
                    int(row["characters"]),
                    int(row["billed"]),
                ),
            )
            for row in rows
        ]
    except OSError as error:
        raise unreadable(path, error) from error
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(
            f"is not the ledger of a federation ({error}).",
            where=str(path),
            hint=f"Its columns are: {', '.join(_COLUMNS)}. Restore it, or move it away and run "
            f"`booktranslate cost` in each book.",
        ) from error


def enter(project: Project, memory: Memory) -> None:
    """Enter all that a book has spent; what is there already is not entered twice. Raises OutputError."""
    federation = project.federation
    if federation is None or federation.ledger is None:
        return
    with locked(_lock(federation.ledger), "writing the ledger of this federation", _PATIENCE):
        book = federation.book(project.root)
        lines = {(name, one.run, one.document, one.engine): one for name, one in entered(federation)}
        before = dict(lines)
        for one in memory.spent():
            lines[book, one.run, one.document, one.engine] = replace(one, time="")
        if lines == before:
            return
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(_COLUMNS)
        for (name, *_), one in sorted(lines.items(), key=lambda item: (item[1].run, item[0])):
            writer.writerow([name, *astuple(one)[:6]])
        write_atomic(federation.ledger, out.getvalue().encode())


def sums(federation: Federation) -> list[Sum]:
    """The ledger by book, engine and month, in that order. Raises InputError."""
    found: dict[tuple[str, str, str], list[Spent]] = defaultdict(list)
    for book, one in entered(federation):
        found[book, one.engine, one.run[:7]].append(one)
    return [
        Sum(
            *key,
            sum(one.texts for one in lines),
            sum(one.characters for one in lines),
            sum(one.billed for one in lines),
        )
        for key, lines in sorted(found.items())
    ]


def budget_lock(federation: Federation) -> Path | None:
    """What a run that is billed holds while it spends the budget; None without a budget."""
    if not federation.budget or federation.ledger is None:
        return None
    return federation.ledger.with_name(f"{federation.ledger.name}.spending")


def _lock(ledger: Path) -> Path:
    return ledger.with_name(f"{ledger.name}.lock")
