"""`extends` in booktranslate.toml: settings that several books share, in a federation file.

The book's own file wins, key by key. The table [federation] of the federation file has no settings of a book:
it says where the shared glossary, memory and ledger are, and what all books together may cost.
"""

import os
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from booktranslate.config_fields import read, setting
from booktranslate.errors import SettingError, UsageError
from booktranslate.files import require_regular

FILE = "booktranslate.toml"
_LEDGER = "ledger.csv"


@dataclass(frozen=True, slots=True, eq=False)
class Federation:
    """What the books of a federation share: a glossary, a memory (TMX, only read), a ledger and a budget.

    `file` is the federation file; `budget` is as the user wrote it, empty without one.
    """

    file: Path
    glossary: Path | None = None
    memory: Path | None = None
    ledger: Path | None = None
    budget: str = ""

    def book(self, root: Path) -> str:
        """The name of a book in the ledger: its folder, relative to that of the federation file."""
        return Path(os.path.relpath(root.resolve(), self.file.resolve().parent)).as_posix()


@dataclass(frozen=True, slots=True, eq=False)
class Shared:
    """The table [federation] of the federation file, as it is written there."""

    glossary: str = setting("", "The path of a glossary for all books, relative to the federation file.")
    memory: str = setting("", "The path of a memory for all books, a TMX file. It is never changed.")
    ledger: str = setting(
        "", "The file that records the cost of all books. With a budget, `ledger.csv` by default."
    )
    budget: int | str = setting(
        "", "The limit on the cost of all books together: characters, or an amount (`20EUR`)."
    )


def parsed(path: Path) -> dict[str, Any]:
    """The content of a settings file.

    Raises UsageError if it cannot be read or is not valid TOML, InputError if it is not a file.
    """
    import tomllib  # a project needs no settings

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
    """The settings in the federation file that a book names, and its table [federation].

    Raises SettingError, with the file, for a key that is not allowed in it; InputError if it does not exist;
    UsageError if it is not valid TOML.
    """
    path = root / extends
    data = parsed(path)
    try:
        for key in ("extends", "paths"):
            if key in data:
                raise SettingError(
                    key,
                    "is not allowed in a federation file.",
                    hint="Set it in the booktranslate.toml of each book.",
                )
        federation = _federation(path, read(Shared, data.pop("federation", {}), "federation"))
    except SettingError as error:
        error.at(str(path))
        raise
    for options in data.get("engine", {}).values() if isinstance(data.get("engine"), dict) else ():
        if isinstance(options, dict):
            for name, value in options.items():
                if isinstance(value, str) and value.startswith(("./", "../")):
                    options[name] = str((path.parent / value).resolve())
    return data, federation


def layered(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Two layers of settings merged: for a key in both, the upper one counts; tables are merged too."""
    made = deepcopy(dict(below))
    for key, value in above.items():
        other = made.get(key)
        made[key] = layered(other, value) if isinstance(other, dict) and isinstance(value, dict) else value
    return made


def file_of(folder: Path, key: str) -> Path:
    """The file that sets a key for the project in `folder`: its own or, if that lacks it, the federation
    file. Raises UsageError and InputError."""
    own = folder / FILE
    if not own.exists():
        return own
    data = parsed(own)
    extends = data.get("extends")
    return folder / extends if isinstance(extends, str) and extends and not _says(data, key) else own


def _says(data: Any, key: str) -> bool:
    """Whether settings have a key, written with hyphens or underscores."""
    for part in key.split("."):
        if not isinstance(data, dict):
            return False
        named = {name.replace("_", "-"): value for name, value in data.items()}
        if part.replace("_", "-") not in named:
            return False
        data = named[part.replace("_", "-")]
    return True


def _federation(path: Path, table: Shared) -> Federation:
    glossary, memory, ledger = (
        path.parent / named if named else None for named in (table.glossary, table.memory, table.ledger)
    )
    if table.budget != "" and not ledger:
        ledger = path.parent / _LEDGER
    return Federation(path, glossary, memory, ledger, str(table.budget))
