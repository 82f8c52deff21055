"""Read `booktranslate.toml` into a frozen Project: one book, its folder and its settings."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from booktranslate import targets
from booktranslate.config_fields import read, unknown, written
from booktranslate.config_tables import (
    SECTIONS,
    Annexes,
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
from booktranslate.errors import SettingError, UsageError
from booktranslate.shared_settings import FILE, Federation, parsed, shared


@dataclass(frozen=True, slots=True)
class Project:
    """A project at one of its targets: its folder and all its settings.

    `named_targets` are all targets if the settings name several, otherwise empty.
    """

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
    annexes: Annexes = field(default_factory=Annexes)
    engines: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    federation: Federation | None = None
    named_targets: tuple[str, ...] = ()

    @property
    def targets(self) -> tuple[str, ...]:
        """All languages into which the book is translated; the first is drafted first."""
        return self.named_targets or (self.target_lang,)

    @property
    def adapted_from(self) -> str:
        """The target from whose translations this one is adapted by rule; empty if an engine drafts it."""
        return targets.adapted_from(self.targets, self.target_lang)

    @property
    def sister_targets(self) -> tuple[str, ...]:
        """The other varieties of English whose translations can serve as drafts; empty if the target is not
        English."""
        known = targets.ENGLISH if targets.is_english(self.target_lang) else ()
        return tuple(one for one in known if one not in (self.target_lang, self.adapted_from))

    @property
    def source(self) -> Path:
        """The folder with the documents to translate."""
        return self.root / self.paths.source

    @property
    def translations(self) -> Path:
        """The folder with the PO files of the target."""
        return self.root / self.paths.translations / self.target_lang

    @property
    def glossary(self) -> Path:
        """The glossary file, CSV or Excel; `glossary.store` decides when the other kind is read instead."""
        return self.root / self.paths.glossary

    @property
    def build(self) -> Path:
        """The folder with the finished book in the target language."""
        return self.root / self.paths.build / self.target_lang

    @property
    def state(self) -> Path:
        """The folder for internal files: memory, backups, lock."""
        return self.root / ".booktranslate"

    @property
    def target_state(self) -> Path:
        """The folder for internal files of this target alone."""
        return self.state if self.target_lang == self.targets[0] else self.state / self.target_lang


def find(folder: Path) -> Path | None:
    """The project folder for a command that runs in `folder`; None if there is none.

    This is `folder` itself if it has a `booktranslate.toml` or a folder `source` (all settings have
    defaults), otherwise the nearest folder above it that has a `booktranslate.toml`.
    """
    if (folder / FILE).is_file() or (folder / Paths().source).is_dir():
        return folder
    above = folder.resolve().parents
    return next((each for each in above if (each / FILE).is_file()), None)


def load(root: Path, target: str = "") -> Project:
    """The project in `root`, at its first target or at `target`; without a `booktranslate.toml`, all settings
    have their defaults.

    Its own settings override those of the file that it `extends`. Raises SettingError, with the key, for
    unknown keys, wrong values and paths outside the project; UsageError for a file that is not valid TOML and
    for a target that the project does not have; InputError if the file that it extends does not exist.
    """
    path = root / FILE
    if not os.path.lexists(path):
        return _at([Project(root)], target)
    data = parsed(path)
    federation = None
    if extends := data.pop("extends", ""):
        if not isinstance(extends, str):
            wrong = f"{written(extends)} is not a path."
            raise SettingError("extends", wrong, where=str(path), hint="Write the path of the other file.")
        below, federation = shared(root, extends)
        _projects(root, below, federation.file)  # checked by itself, so that an error names this file
        data = targets.layered(below, data)
    return _at([replace(one, federation=federation) for one in _projects(root, data, path)], target)


def at_target(project: Project, target: str) -> Project:
    """The project at another of its targets. Raises what `load` raises."""
    return project if target == project.target_lang else load(project.root, target)


def _at(made: list[Project], target: str) -> Project:
    found = next((one for one in made if one.target_lang == target), None)
    if target and found is None:
        raise UsageError(
            f"the project is not translated into {target!r}.",
            where=str(made[0].root / FILE),
            hint=f"Its targets are: {', '.join(made[0].targets)}.",
        )
    return found or made[0]


def _projects(root: Path, data: Mapping[str, Any], path: Path) -> list[Project]:
    """The project at each of its targets."""
    try:
        apart = targets.apart(data)
        named = tuple(apart) if len(apart) > 1 else ()
        return [replace(_read(root, own), target_lang=one, named_targets=named) for one, own in apart.items()]
    except SettingError as error:
        error.at(str(path))
        raise


def _read(root: Path, data: Mapping[str, Any]) -> Project:
    for name in data:
        if name not in SECTIONS and name != "engine":
            raise unknown(name, dict.fromkeys((*SECTIONS, "engine", "target", "extends")))
    tables: dict[str, Any] = {
        name: read(kind, _updated(name, data.get(name, {})), name) for name, kind in SECTIONS.items()
    }
    languages, translate = tables.pop("languages"), tables.pop("translate")
    project = Project(
        root,
        languages.source,
        engine=translate.engine,
        checks=tables.pop("check"),
        engines=_engines(data.get("engine", {})),
        **tables,
    )
    if any(not speaker.name.strip() for speaker in project.interview.speakers):
        raise SettingError("interview.speakers", "has a speaker without a name.", hint="Give each a name.")
    _require_inside(root, project.paths)
    return project


def _updated(name: str, table: Any) -> Any:
    """A table with values that older versions used translated into those of today."""
    if name == "extract" and isinstance(table, Mapping) and isinstance(table.get("comments"), bool):
        return {**table, "comments": "translate" if table["comments"] else "keep"}
    return table


def _engines(tables: Any) -> Mapping[str, Mapping[str, Any]]:
    """The tables of the engines, not interpreted: an engine declares its own settings, and it need not be
    installed here."""
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
                f"cannot be used ({error}).",
                hint="Remove the link, or name another place.",
            ) from error
        if not inside:
            raise SettingError(
                f"paths.{entry.name}", f"leaves the project folder ({value}).", hint="Name a place inside it."
            )
