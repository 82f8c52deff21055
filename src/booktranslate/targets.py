"""The languages of a project: one source and one or several targets, as tags (`fr`, `en-GB`; BCP 47).

Settings for one target are in its own tables, `[target.en-US.typography]`, and override those for all.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from booktranslate import shared_settings
from booktranslate.config_fields import read, unknown, written
from booktranslate.config_tables import Languages
from booktranslate.errors import SettingError

ENGLISH = ("en-GB", "en-US")
OF_ONE = ("translate", "check", "typography", "final", "colophon", "engine")
"""The tables that can be set for one target."""
_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?")


def apart(data: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The settings in a file for each of its targets, in order. Raises SettingError."""
    table = data.get("languages", {})
    languages = read(Languages, table, "languages")
    if "target" in table and languages.targets:
        raise SettingError("languages", "has both target and targets.", hint="Keep one of the two.")
    key = "languages.targets" if languages.targets else "languages.target"
    named = languages.targets or (languages.target,)
    for target in named:
        require_tag(target, key)
    if len(set(named)) < len(named):
        raise SettingError(key, "names a language twice.", hint="Name each once.")
    own = data.get("target", {})
    if not isinstance(own, Mapping):
        hint = "Write [target.en-US.typography], or name the language in [languages]."
        raise SettingError("target", f"{written(own)} is not a table.", hint=hint)
    for name, tables in own.items():
        _require_own(name, tables, named)
    common = {section: value for section, value in data.items() if section != "target"}
    return {one: shared_settings.layered(common, own.get(one, {})) for one in named}


def layered(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Settings of a federation merged with those of a book, which win; its targets replace the others."""
    languages, theirs = above.get("languages"), below.get("languages")
    if (
        isinstance(languages, Mapping)
        and isinstance(theirs, Mapping)
        and {"target", "targets"} & languages.keys()
    ):
        kept = {key: value for key, value in theirs.items() if key not in ("target", "targets")}
        below = {**below, "languages": kept}
    return shared_settings.layered(below, above)


def is_english(target: str) -> bool:
    """Whether a target is one of the varieties of English that typography and checks know."""
    return target in ENGLISH


def adapted_from(targets: Sequence[str], target: str) -> str:
    """The target from which this one is adapted by rule; empty unless it is the second English."""
    english = [each for each in targets if is_english(each)]
    return english[0] if target in english[1:] else ""


def require_tag(target: str, key: str) -> None:
    """Raises SettingError, for `key`, if a target is not a language tag that we accept."""
    if target.split("-")[0] == "en" and not is_english(target):
        hint = f"Give {' or '.join(map(written, ENGLISH))}."
        raise SettingError(key, f"{written(target)} is not allowed.", hint=hint)
    if not _TAG.fullmatch(target):
        hint = "Give a language tag: en-GB, en-US, de-DE, es …"
        raise SettingError(key, f"{written(target)} is not allowed.", hint=hint)


def _require_own(name: str, tables: Any, named: Sequence[str]) -> None:
    key = f"target.{name}"
    if name not in named:
        raise SettingError(key, "is not a target of the project.", hint=f"There are: {', '.join(named)}.")
    if not isinstance(tables, Mapping):
        raise SettingError(key, f"{written(tables)} is not a table.", hint=f"Write [{key}.typography].")
    for section in tables:
        if section not in OF_ONE:
            raise unknown(f"{key}.{section}", dict.fromkeys(OF_ONE))
