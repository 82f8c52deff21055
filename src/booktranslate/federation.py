"""What the books of a federation share: a glossary that supplements their own, and one ledger of their costs.

The ledger is a CSV file, by default beside the federation file. Each book enters everything that its own
ledger has, so that what a killed run did not enter comes with the next run.
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
_PATIENCE = 30.0  # seconds to wait while another book writes the ledger


@dataclass(frozen=True, slots=True)
class Sum:
    """What an engine has translated for a book in a month (`2026-11`)."""

    book: str
    engine: str
    month: str
    texts: int
    characters: int
    billed: int


def with_shared_terms(project: Project, own: Glossary) -> Glossary:
    """The glossary of a book with the further terms of its federation; for a term in both, the book's counts.

    Raises InputError for faults in the shared file.
    """
    theirs = _shared_terms(project)
    known = {term.source.casefold() for term in own.terms}
    return Glossary((*own.terms, *(term for term in theirs if term.source.casefold() not in known)))


def conflicts(project: Project, own: Glossary, name: str) -> list[Finding]:
    """Findings about terms that a book translates differently from its federation.

    `name` is that of the book's glossary file. Raises InputError for faults in the shared file.
    """
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
    """The lines of the ledger, each with its book. Raises InputError for a damaged line."""
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
    """Enter everything that a book has spent; nothing is entered twice. Raises InputError and OutputError."""
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
    """The sums in the ledger for each book, engine and month, sorted in this order. Raises InputError."""
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
    """The lock that a run holds while it spends the shared budget; None without a budget."""
    if not federation.budget or federation.ledger is None:
        return None
    return federation.ledger.with_name(f"{federation.ledger.name}.spending")


def _lock(ledger: Path) -> Path:
    return ledger.with_name(f"{ledger.name}.lock")
