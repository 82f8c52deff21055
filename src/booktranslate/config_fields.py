"""Read the tables of booktranslate.toml, each of which is declared as a frozen dataclass.

A field made with `setting` has a type, a default, a meaning and, if needed, a unit and bounds. The reference
of the settings is generated from the same declarations (`docs/generate.py`). Keys are written with hyphens;
underscores are accepted too.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, cast, get_args, get_origin, get_type_hints

from booktranslate.errors import SettingError

_Default = TypeVar("_Default")
_Table = TypeVar("_Table")
_META = "booktranslate"


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """A key of a table as it is declared: `name` is how it is written, `kind` the type of its value.

    Numbers range from `least` to `most`. `shown` describes a default that is too long to print.
    """

    name: str
    kind: Any
    default: Any
    meaning: str
    unit: str = ""
    least: float | None = None
    most: float | None = None
    shown: str = ""

    @property
    def values(self) -> str:
        """The valid values, as a phrase: "a whole number of requests from 1 to 8"."""
        return " or ".join(_phrase(kind, self) for kind in _kinds(self.kind))

    @property
    def default_text(self) -> str:
        """The default as the file would have it, or its description."""
        return self.shown or written(self.default)


def setting(
    default: _Default,
    meaning: str,
    *,
    unit: str = "",
    least: float | None = None,
    most: float | None = None,
    shown: str = "",
) -> _Default:
    """A field of a dataclass that is a setting; see `Setting`. A default of None means that it is not set.

    Its type is `str`, `bool`, `int`, `float`, a `Literal` of texts, `tuple[str, ...]`, a tuple of another
    such dataclass (a list of tables), or a union of these.
    """
    said = {"meaning": meaning, "unit": unit, "least": least, "most": most, "shown": shown}
    return field(default=default, metadata={_META: said})


def declared(table: type) -> tuple[Setting, ...]:
    """The settings that a dataclass declares. Raises TypeError for a field that was not made by `setting`."""
    kinds = get_type_hints(table)
    found = []
    for each in fields(table):
        if _META not in each.metadata:
            raise TypeError(f"{table.__qualname__}.{each.name} says no meaning: make it with `setting`")
        name = each.name.replace("_", "-")
        found.append(Setting(name, kinds[each.name], each.default, **each.metadata[_META]))
    return tuple(found)


def read(table: type[_Table], given: Any, section: str, hint: str = "") -> _Table:
    """Read a table of the file into the dataclass that declares it; `section` is its name.

    Raises SettingError for an unknown key (its advice ends with `hint`) and for a value that is not allowed.
    """
    if not isinstance(given, Mapping):
        raise SettingError(section, f"{written(given)} is not a table.", hint=f"Write [{section}].")
    known = {one.name: one for one in declared(table)}
    values: dict[str, Any] = {}
    for key, value in given.items():
        name = key.replace("_", "-")
        if name not in known:
            raise unknown(f"{section}.{key}", known, hint)
        field_name = name.replace("-", "_")
        if field_name in values:
            raise SettingError(f"{section}.{name}", "is there twice.", hint="Remove one of the two.")
        values[field_name] = _value(value, known[name], f"{section}.{name}")
    return table(**values)


def unknown(key: str, known: Mapping[str, object], hint: str = "") -> SettingError:
    """The error for an unknown key, with the name that was probably meant."""
    from difflib import get_close_matches  # most settings are right

    parent, _, name = key.rpartition(".")
    near = get_close_matches(name.replace("_", "-"), known, 1)
    if near:
        advice = f"Did you mean {near[0]}?"
    elif known:
        advice = f"Choose from: {', '.join(known)}."
    else:
        advice = f"Remove it: {parent} has no settings."
    return SettingError(key, "unknown setting.", hint=f"{advice} {hint}".strip())


def written(value: Any) -> str:
    """A value as the file would have it, shortened if it is long."""
    import json  # for errors and the reference

    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 80 else f"{text[:79]}…"


class _UnfitError(Exception):
    pass


def _value(value: Any, one: Setting, key: str) -> Any:
    for kind in _kinds(one.kind):
        try:
            return _fitting(value, kind, one, key)
        except _UnfitError:
            continue
    raise SettingError(key, f"{written(value)} is not allowed.", hint=f"Give {one.values}.")


def _fitting(value: Any, kind: Any, one: Setting, key: str) -> Any:
    if get_origin(kind) is Literal:
        fits = isinstance(value, str) and value in get_args(kind)
    elif get_origin(kind) is tuple:
        return _items(value, get_args(kind)[0], key)
    elif kind is float:
        fits = type(value) in (int, float) and math.isfinite(value) and _is_within(value, one)
        value = float(value) if fits else value
    elif kind is int:
        fits = type(value) is int and _is_within(value, one)
    else:
        fits = isinstance(value, kind)
    if not fits:
        raise _UnfitError
    return value


def _items(value: Any, kind: Any, key: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise _UnfitError
    if is_dataclass(kind):
        if not all(isinstance(item, dict) for item in value):
            raise _UnfitError
        return tuple(read(cast(type, kind), item, key) for item in value)
    choices = get_args(kind)
    if not all(isinstance(item, str) and (item in choices if choices else item) for item in value):
        raise _UnfitError
    return tuple(value)


def _is_within(value: float, one: Setting) -> bool:
    return (one.least is None or value >= one.least) and (one.most is None or value <= one.most)


def _kinds(kind: Any) -> tuple[Any, ...]:
    """The members of a union, except None, which a file cannot express."""
    return tuple(each for each in get_args(kind) if each is not NoneType) if _is_union(kind) else (kind,)


def _is_union(kind: Any) -> bool:
    return isinstance(kind, UnionType)


def _phrase(kind: Any, one: Setting) -> str:
    if get_origin(kind) is Literal:
        *first, last = map(written, get_args(kind))
        return f"{', '.join(first)} or {last}" if first else last
    if get_origin(kind) is tuple:
        inner = get_args(kind)[0]
        choices = f": {', '.join(map(written, get_args(inner)))}" if get_args(inner) else ""
        return "a list of tables" if is_dataclass(inner) else f"a list of texts{choices}"
    if kind is bool:
        return "true or false"
    if kind is str:
        return "a text"
    whole = "a whole number" if kind is int else "a number"
    unit = f" of {one.unit}" if one.unit else ""
    low = "" if one.least is None else f" from {one.least:,}"
    return f"{whole}{unit}{low}{'' if one.most is None else f' to {one.most:,}'}"
