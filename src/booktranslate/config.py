"""`booktranslate.toml` read into a frozen Project: one book, its folder and its settings."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from booktranslate.errors import SettingError
from booktranslate.layering import FILE, Federation, layered, parsed, shared
from booktranslate.sections import (
    SECTIONS,
    TARGETS,
    Checks,
    Colophon,
    Cost,
    Extract,
    Final,
    Interview,
    Limits,
    Paths,
    Typography,
)
from booktranslate.settings import read, unknown, written


@dataclass(frozen=True, slots=True)
class Project:
    """One book project: its folder and all settings."""

    root: Path
    source_lang: str = "fr"
    target_lang: str = "en-GB"
    engine: str = "auto"
    paths: Paths = field(default_factory=Paths)
    extract: Extract = field(default_factory=Extract)
    limits: Limits = field(default_factory=Limits)
    cost: Cost = field(default_factory=Cost)
    checks: Checks = field(default_factory=Checks)
    typography: Typography = field(default_factory=Typography)
    interview: Interview = field(default_factory=Interview)
    final: Final = field(default_factory=Final)
    colophon: Colophon = field(default_factory=Colophon)
    engines: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    federation: Federation | None = None

    @property
    def sister_targets(self) -> tuple[str, ...]:
        """The other varieties of the target language, whose translations can serve as proposals."""
        language = self.target_lang.split("-")[0]
        others = (target for target in TARGETS if target.split("-")[0] == language)
        return tuple(target for target in others if target != self.target_lang)

    @property
    def source(self) -> Path:
        """The folder of the documents to translate."""
        return self.root / self.paths.source

    @property
    def translations(self) -> Path:
        """The folder of the PO files of the target language."""
        return self.root / self.paths.translations / self.target_lang

    @property
    def glossary(self) -> Path:
        """The file of the glossary, CSV or Excel; `glossary.store` says when the other one is read."""
        return self.root / self.paths.glossary

    @property
    def build(self) -> Path:
        """The folder of the finished book in the target language."""
        return self.root / self.paths.build / self.target_lang

    @property
    def state(self) -> Path:
        """The folder of what the tool keeps for itself: memory, backups, lock."""
        return self.root / ".booktranslate"


def find(folder: Path) -> Path | None:
    """The project that a command in `folder` works on; None when there is none.

    The folder itself, when it has a `booktranslate.toml`, or a folder `source` (all settings have defaults);
    else the nearest folder above it with a `booktranslate.toml`.
    """
    if (folder / FILE).is_file() or (folder / Paths().source).is_dir():
        return folder
    above = folder.resolve().parents
    return next((each for each in above if (each / FILE).is_file()), None)


def load(root: Path) -> Project:
    """The project in `root`; without a `booktranslate.toml` all settings have their defaults.

    Settings that it `extends` stand under its own. Raises SettingError, with the key, for unknown keys, wrong
    values and paths that leave the project; InputError when what it extends is not there.
    """
    path = root / FILE
    if not os.path.lexists(path):
        return Project(root)
    data = parsed(path)
    federation = None
    if extends := data.pop("extends", ""):
        if not isinstance(extends, str):
            wrong = f"{written(extends)} is not a path."
            raise SettingError("extends", wrong, where=str(path), hint="Write the path of the other file.")
        below, federation = shared(root, extends)
        _project(root, below, federation.file)  # so that a mistake is told where it is
        data = layered(below, data)
    return replace(_project(root, data, path), federation=federation)


def _project(root: Path, data: Mapping[str, Any], path: Path) -> Project:
    try:
        return _read(root, data)
    except SettingError as error:
        error.at(str(path))
        raise


def _read(root: Path, data: Mapping[str, Any]) -> Project:
    for name in data:
        if name not in SECTIONS and name != "engine":
            raise unknown(name, dict.fromkeys((*SECTIONS, "engine", "extends")))
    tables: dict[str, Any] = {
        name: read(kind, _as_now(name, data.get(name, {})), name) for name, kind in SECTIONS.items()
    }
    languages, translate = tables.pop("languages"), tables.pop("translate")
    project = Project(
        root,
        languages.source,
        languages.target,
        translate.engine,
        checks=tables.pop("check"),
        engines=_engines(data.get("engine", {})),
        **tables,
    )
    if any(not speaker.name.strip() for speaker in project.interview.speakers):
        raise SettingError("interview.speakers", "has a speaker without a name.", hint="Give each a name.")
    _require_inside(root, project.paths)
    return project


def _as_now(name: str, table: Any) -> Any:
    """A table, with what was once written in another way as it is written now."""
    if name == "extract" and isinstance(table, Mapping) and isinstance(table.get("comments"), bool):
        return {**table, "comments": "translate" if table["comments"] else "keep"}
    return table


def _engines(tables: Any) -> Mapping[str, Mapping[str, Any]]:
    """The tables of the engines, unread: an engine need not be installed here, and declares its own."""
    if not isinstance(tables, Mapping):
        raise SettingError("engine", f"{written(tables)} is not a table.", hint="Write [engine.deepl].")
    for name, table in tables.items():
        if not isinstance(table, Mapping):
            wrong = f"{written(table)} is not a table."
            raise SettingError(f"engine.{name}", wrong, hint=f"Write [engine.{name}].")
    return tables


def _require_inside(root: Path, paths: Paths) -> None:
    for entry in fields(Paths):
        value = getattr(paths, entry.name)
        try:
            inside = (root / value).resolve().is_relative_to(root.resolve())
        except (OSError, RuntimeError, ValueError) as error:  # a loop of links, a NUL, a name too long
            raise SettingError(
                f"paths.{entry.name}",
                f"is not a place that can be used ({error}).",
                hint="Remove the link, or name another place.",
            ) from error
        if not inside:
            raise SettingError(
                f"paths.{entry.name}", f"leaves the project folder ({value}).", hint="Name a place inside it."
            )
