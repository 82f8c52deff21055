"""The languages of a project: one source, and one target or several, by their tags (`fr`, `en-GB`; BCP 47).

Settings of one target alone stand in its tables, `[target.en-US.typography]`, above those of all.
"""

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from booktranslate import layering
from booktranslate.errors import UsageError

ENGLISH = ("en-GB", "en-US")
_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?")
_OF_ONE = ("translate", "check", "typography", "final", "colophon", "engine")


def apart(data: dict[str, Any]) -> tuple[str, dict[str, dict[str, Any]]]:
    """The source language of a configuration, and for each target its settings. Raises UsageError."""
    languages = data.pop("languages", {})
    if not isinstance(languages, dict):
        raise UsageError(f"languages is {languages!r}.", hint="It must be a table.")
    languages = dict(languages)
    source = languages.pop("source", "fr")
    if not isinstance(source, str):
        raise UsageError(f"languages.source is {source!r}.", hint="It must be a text.")
    named = _named(languages)
    for key in languages:
        raise UsageError(
            f"languages.{key} is not a known setting.", hint="See docs/reference/configuration.md."
        )
    own = data.pop("target", {})
    if not isinstance(own, dict):
        raise UsageError(
            f"target is {own!r}.", hint="It must be a table; languages.target names the language."
        )
    for name, table in own.items():
        _require_own(name, table, named)
    return source, {one: deepcopy(layering.layered(data, own.get(one, {}))) for one in named}


def layered(below: dict[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Settings of a federation under those of a book, whose target or targets take the place of others."""
    languages, theirs = above.get("languages"), below.get("languages")
    if isinstance(languages, dict) and isinstance(theirs, dict) and {"target", "targets"} & languages.keys():
        kept = {key: value for key, value in theirs.items() if key not in ("target", "targets")}
        below = below | {"languages": kept}
    return layering.layered(below, above)


def is_english(target: str) -> bool:
    """Whether a language is one of the Englishes that typography and checks know."""
    return target in ENGLISH


def adapted_from(targets: Sequence[str], target: str) -> str:
    """The target from which this one is made by rule: the first English, for another; empty for others."""
    english = [each for each in targets if is_english(each)]
    return english[0] if target in english[1:] else ""


def require_tag(target: Any, key: str) -> None:
    """Raises UsageError for what is no tag of a language that a book can be written in."""
    if not isinstance(target, str):
        raise UsageError(f"{key} is {target!r}.", hint="It must be a text.")
    if target.split("-")[0] == "en" and not is_english(target):
        raise UsageError(f"{key} is {target!r}.", hint=f"Choose one of: {', '.join(ENGLISH)}.")
    if not _TAG.fullmatch(target):
        hint = "It must be the tag of a language: en-GB, en-US, de-DE, es …"
        raise UsageError(f"{key} is {target!r}.", hint=hint)


def _named(languages: dict[str, Any]) -> tuple[str, ...]:
    """The targets that the table [languages] names, taken out of it."""
    if "targets" not in languages:
        key, given = "languages.target", [languages.pop("target", ENGLISH[0])]
    elif "target" in languages:
        raise UsageError("languages has both target and targets.", hint="Keep one of the two.")
    else:
        key, given = "languages.targets", languages.pop("targets")
        if not isinstance(given, list) or not given:
            raise UsageError(f"{key} is {given!r}.", hint='It must be a list: targets = ["en-GB", "en-US"].')
    for target in given:
        require_tag(target, key)
    if len(set(given)) < len(given):
        raise UsageError(f"{key} names a language twice.", hint="Name each once.")
    return tuple(given)


def _require_own(name: str, table: Any, named: Sequence[str]) -> None:
    key = f"target.{name}"
    if name not in named:
        raise UsageError(f"{key} is for no target of the project.", hint=f"There are: {', '.join(named)}.")
    if not isinstance(table, dict):
        raise UsageError(f"{key} must hold tables: [{key}.typography].")
    for section in table:
        if section not in _OF_ONE:
            hint = f"Choose from: {', '.join(_OF_ONE)}."
            raise UsageError(f"{key}.{section} cannot be set for one target.", hint=hint)
