"""`booktranslate.toml` read into a frozen Project; every key, its default and its meaning."""

import os
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args

from booktranslate import targets
from booktranslate.errors import UsageError
from booktranslate.layering import Federation, parsed, shared
from booktranslate.model import Comments, Quotes, Revisions, Split

FILE = "booktranslate.toml"


@dataclass(frozen=True, slots=True)
class Paths:
    """Where things are, relative to the folder of the configuration; never outside it."""

    source: str = "source"
    translations: str = "translations"
    glossary: str = "glossary.csv"
    build: str = "build"


@dataclass(frozen=True, slots=True)
class Extract:
    """What of a document is text to translate."""

    split: Split = "document"
    hidden: bool = False
    comments: Comments = "keep"
    link_targets: bool = False
    revisions: Revisions = "accept"
    two_translations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that keep a hostile or broken file from filling memory or disk."""

    max_entries: int = 10_000
    max_megabytes: int = 1_000
    max_ratio: int = 200


@dataclass(frozen=True, slots=True)
class Cost:
    """What a million characters cost at the service that translates, for estimates and budgets."""

    per_million_characters: float = 20.0
    currency: str = "EUR"


@dataclass(frozen=True, slots=True)
class Checks:
    """Which checks are made, and how grave their findings are; names as `booktranslate check --list` says."""

    off: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Typography:
    """How the English is set: the marks of an outer quotation, rules that are not applied, raised letters."""

    quotes: Quotes = "double"
    off: tuple[str, ...] = ()
    raised_ordinals: bool = False


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks in the interviews; `label` is how the book marks what they say: "A. E. –"."""

    name: str = ""
    gender: Literal["f", "m", ""] = ""
    label: str = ""
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Interview:
    """Who asks and who answers: found out from the book (`detect`), and what the project knows of it.

    `questions` are the names of the paragraph styles of questions.
    """

    detect: bool = True
    questions: tuple[str, ...] = ()
    speakers: tuple[Speaker, ...] = ()


REQUIREMENTS = ("reviewed", "signed")


@dataclass(frozen=True, slots=True)
class Final:
    """What `assemble --final` requires of each text: that somebody has reviewed it, and has signed for it."""

    require: tuple[str, ...] = ("reviewed",)


@dataclass(frozen=True, slots=True)
class Colophon:
    """The last page of the finished book, that says who made it: whether there is one, and who translated and
    edited; engines, reviewers and signatures it takes from the project."""

    add: bool = False
    translator: str = ""
    editor: str = ""


@dataclass(frozen=True, slots=True)
class Project:
    """One book project, at work on one of its targets: its folder and all settings.

    `named_targets` are all that the configuration names; empty: this one alone.
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
    engines: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    federation: Federation | None = None
    named_targets: tuple[str, ...] = ()

    @property
    def targets(self) -> tuple[str, ...]:
        """All languages that the book is translated into; the first is drafted first."""
        return self.named_targets or (self.target_lang,)

    @property
    def adapted_from(self) -> str:
        """The target whose translations are adapted by rule for this one; empty when it is drafted."""
        return targets.adapted_from(self.targets, self.target_lang)

    @property
    def sister_targets(self) -> tuple[str, ...]:
        """The other varieties of the target language, whose translations can serve as proposals."""
        known = targets.ENGLISH if targets.is_english(self.target_lang) else ()
        return tuple(one for one in known if one not in (self.target_lang, self.adapted_from))

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

    @property
    def target_state(self) -> Path:
        """The folder of what the tool keeps of this target alone."""
        return self.state if self.target_lang == self.targets[0] else self.state / self.target_lang


def find(folder: Path) -> Path | None:
    """The project that a command in `folder` works on; None when there is none.

    The folder itself, when it has a `booktranslate.toml`, or a folder `source` (all settings have defaults);
    else the nearest folder above it with a `booktranslate.toml`.
    """
    if (folder / FILE).is_file() or (folder / Paths().source).is_dir():
        return folder
    above = folder.resolve().parents
    return next((each for each in above if (each / FILE).is_file()), None)


def load(root: Path, target: str = "") -> Project:
    """The project in `root`, at its first target, or at `target`; without a `booktranslate.toml` all settings
    have their defaults.

    Settings that it `extends` stand under its own. Raises UsageError, with the key, for unknown keys, wrong
    types, paths that leave the project, and a target that it does not have; InputError when what it extends
    is not there.
    """
    path = root / FILE
    if not os.path.lexists(path):
        return _at(Project(root), [Project(root)], target)
    data = parsed(path)
    federation = None
    try:
        extends = _take(data, "extends", str, "")
    except UsageError as error:
        error.at(str(path))
        raise
    if extends:
        below, federation = shared(root, extends)
        _checked_projects(root, deepcopy(below), federation.file)  # so that a mistake is told where it is
        data = targets.layered(below, data)
    made = [replace(one, federation=federation) for one in _checked_projects(root, data, path)]
    return _at(made[0], made, target)


def at_target(project: Project, target: str) -> Project:
    """The project at another of its targets. Raises as `load`."""
    return project if target == project.target_lang else load(project.root, target)


def _at(first: Project, made: list[Project], target: str) -> Project:
    found = next((one for one in made if one.target_lang == target), None)
    if target and found is None:
        raise UsageError(
            f"the project is not translated into {target!r}.",
            where=str(first.root / FILE),
            hint=f"Its targets are: {', '.join(first.targets)}.",
        )
    return found or first


def _checked_projects(root: Path, data: dict[str, Any], path: Path) -> list[Project]:
    """The project at each of its targets."""
    try:
        source, settings = targets.apart(data)
        named = tuple(settings)
        return [
            replace(_project(root, own), source_lang=source, target_lang=one, named_targets=named)
            for one, own in settings.items()
        ]
    except UsageError as error:
        error.at(str(path))
        raise


def _project(root: Path, data: dict[str, Any]) -> Project:
    translate = _take(data, "translate", dict, {})
    engine = _take(translate, "engine", str, "auto", "translate")
    _nothing_left(translate, "translate")
    extract = data.get("extract")
    if isinstance(extract, dict) and isinstance(extract.get("comments"), bool):  # as it was written once
        extract["comments"] = "translate" if extract["comments"] else "keep"
    engines = _take(data, "engine", dict, {})
    for name, table in engines.items():
        if not isinstance(table, dict):
            raise UsageError(f"engine.{name} must be a table, [engine.{name}].")
    project = Project(
        root,
        engine=engine,
        paths=_section(Paths, data, "paths"),
        extract=_section(Extract, data, "extract"),
        limits=_section(Limits, data, "limits"),
        cost=_section(Cost, data, "cost"),
        checks=_section(Checks, data, "check"),
        typography=_section(Typography, data, "typography"),
        interview=_interview(data),
        final=_section(Final, data, "final"),
        colophon=_section(Colophon, data, "colophon"),
        engines=engines,
    )
    _nothing_left(data, "")
    for name in project.final.require:
        if name not in REQUIREMENTS:
            raise UsageError(
                f"final.require lists {name!r}.", hint=f"Choose from: {', '.join(REQUIREMENTS)}."
            )
    for entry in fields(Paths):
        value = getattr(project.paths, entry.name)
        try:
            inside = (root / value).resolve().is_relative_to(root.resolve())
        except (OSError, RuntimeError, ValueError) as error:  # a loop of links, a NUL, a name too long
            raise UsageError(
                f"paths.{entry.name} is no place that can be used ({error}).",
                hint="Remove the link, or name another place.",
            ) from error
        if not inside:
            raise UsageError(
                f"paths.{entry.name} leaves the project folder ({value}).", hint="Name a place inside it."
            )
    return project


def _interview(data: dict[str, Any]) -> Interview:
    table = _take(data, "interview", dict, {})
    given = table.pop("speakers", [])
    if not isinstance(given, list) or not all(isinstance(item, dict) for item in given):
        raise UsageError(
            "interview.speakers must be a list of tables.", hint='Write: speakers = [{ name = "Anne Roy" }].'
        )
    speakers = tuple(_section(Speaker, {"interview.speakers": item}, "interview.speakers") for item in given)
    if any(not speaker.name.strip() for speaker in speakers):
        raise UsageError("interview.speakers has a speaker without a name.", hint="Give each a name.")
    return replace(_section(Interview, {"interview": table}, "interview"), speakers=speakers)


_Section = TypeVar(
    "_Section", Paths, Extract, Limits, Cost, Checks, Typography, Interview, Final, Colophon, Speaker
)


def _section(kind: type[_Section], data: dict[str, Any], name: str) -> _Section:
    table = _take(data, name, dict, {})
    values: dict[str, Any] = {}
    for entry in fields(kind):
        if entry.name.replace("_", "-") in table:
            table[entry.name] = table.pop(entry.name.replace("_", "-"))
        if entry.name not in table:
            continue
        value = table.pop(entry.name)
        values[entry.name] = _checked(value, entry.type, f"{name}.{entry.name}")
    _nothing_left(table, name)
    return kind(**values)


def _checked(value: Any, expected: Any, key: str) -> Any:
    choices = get_args(expected)
    if choices and all(isinstance(choice, str) for choice in choices):
        if value not in choices:
            raise UsageError(f"{key} is {value!r}.", hint=f"Choose one of: {', '.join(choices)}.")
        return value
    if choices:  # tuple[str, ...]
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise UsageError(f"{key} must be a list of texts.")
        return tuple(value)
    if expected is float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < float("inf"):
            raise UsageError(f"{key} is {value!r}.", hint="It must be a number, 0 or more.")
        return float(value)
    if not isinstance(value, expected) or (expected is int and (isinstance(value, bool) or value < 1)):
        raise UsageError(f"{key} is {value!r}.", hint=f"It must be {_KINDS[expected]}.")
    return value


_KINDS = {bool: "true or false", int: "a whole number of 1 or more", str: "a text", dict: "a table"}


def _take(table: dict[str, Any], key: str, kind: type, default: Any, section: str = "") -> Any:
    value = table.pop(key, default)
    if not isinstance(value, kind):
        name = f"{section}.{key}" if section else key
        raise UsageError(f"{name} is {value!r}.", hint=f"It must be {_KINDS[kind]}.")
    return value


def _nothing_left(table: dict[str, Any], section: str) -> None:
    for key in table:
        name = f"{section}.{key}" if section else key
        raise UsageError(f"{name} is not a known setting.", hint="See docs/reference/configuration.md.")
