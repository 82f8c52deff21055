"""`extends` in booktranslate.toml: the settings that several books share, under those of the book.

The book's file wins, key by key. What the federation file says in its table [federation] is no setting of a
book: where the shared glossary, memory and ledger are, and what all books together may cost.
"""

import os
import tomllib
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from booktranslate.errors import UsageError
from booktranslate.files import require_regular

_LEDGER = "ledger.csv"


@dataclass(frozen=True, slots=True)
class Federation:
    """What the books of a federation share: a glossary, a memory (TMX, only read), a ledger and a budget."""

    file: Path
    glossary: Path | None = None
    memory: Path | None = None
    ledger: Path | None = None
    budget: str = ""

    def book(self, root: Path) -> str:
        """The name of a book in the ledger: its folder, as it is seen from the federation file."""
        return Path(os.path.relpath(root.resolve(), self.file.resolve().parent)).as_posix()


def parsed(path: Path) -> dict[str, Any]:
    """The content of a file of settings. Raises UsageError."""
    require_regular(path)
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(
            f"is not valid TOML ({error}).", where=str(path), hint="Correct that line."
        ) from error
    except OSError as error:
        raise UsageError(f"cannot be read ({error.strerror}).", where=str(path)) from error


def shared(root: Path, extends: str) -> tuple[dict[str, Any], Federation]:
    """The settings of the federation file that a book names, and what else it says.

    Raises UsageError, with the file, for what it cannot hold; InputError when it is not there.
    """
    path = root / extends
    data = parsed(path)
    try:
        for key in ("extends", "paths"):
            if key in data:
                raise UsageError(f"{key} cannot stand in a federation file.", hint="It is a book's own.")
        table = data.pop("federation", {})
        if not isinstance(table, dict):
            raise UsageError("federation must be a table, [federation].")
        federation = _federation(path, dict(table))
    except UsageError as error:
        error.at(str(path))
        raise
    for options in data.get("engine", {}).values() if isinstance(data.get("engine"), dict) else ():
        if isinstance(options, dict):
            for name, value in options.items():
                if isinstance(value, str) and value.startswith(("./", "../")):
                    options[name] = str((path.parent / value).resolve())
    return data, federation


def layered(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Two layers of settings as one: of a key that both have, the upper one's; tables are layered, too."""
    made = deepcopy(dict(below))
    for key, value in above.items():
        other = made.get(key)
        made[key] = layered(other, value) if isinstance(other, dict) and isinstance(value, dict) else value
    return made


def _federation(path: Path, table: dict[str, Any]) -> Federation:
    places: dict[str, Path | None] = {}
    for key in ("glossary", "memory", "ledger"):
        value = table.pop(key, "")
        if not isinstance(value, str):
            raise UsageError(f"federation.{key} is {value!r}.", hint="It must be a text, a path.")
        places[key] = path.parent / value if value else None
    budget = table.pop("budget", "")
    if isinstance(budget, bool) or not isinstance(budget, str | int):
        raise UsageError(f"federation.budget is {budget!r}.", hint="Write characters, or an amount: 20EUR.")
    for key in table:
        raise UsageError(f"federation.{key} is not a known setting.", hint="See docs/how-to/federation.md.")
    if budget != "" and not places["ledger"]:
        places["ledger"] = path.parent / _LEDGER
    return Federation(path, **places, budget=str(budget))
