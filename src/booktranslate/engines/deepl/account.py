"""Other glossaries than the project's, and style rules, in an account at DeepL, found by name.

A request may have up to five glossaries (`glossary_ids`), each with a dictionary for the languages of the
request, and one list of style rules for the target language.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import count
from typing import Any

import deepl
from deepl.api_data import MultilingualGlossaryInfo, StyleRuleInfo

from booktranslate.errors import UsageError

MAX_GLOSSARIES = 5
_PAGE = 25  # style rules that DeepL lists at once, at most
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Named:
    """What the settings name in an account: other glossaries, by name or ID, and style rules, by name."""

    glossaries: tuple[str, ...] = ()
    style: str = ""

    @property
    def in_identity(self) -> dict[str, Any]:
        """The fields that are set, for the identity of the engine."""
        return {key: value for key, value in asdict(self).items() if value}


def parameters(
    client: deepl.DeepLClient, own: str | None, named: Named, source: str, target: str
) -> dict[str, Any]:
    """The parameters of a request for the project's own glossary (`own`, an ID), and for what is `named`.

    The own glossary comes first. Raises UsageError for a name that the account does not have exactly once,
    and DeepLException of the SDK.
    """
    found: dict[str, Any] = {"glossary": own}
    if named.glossaries:
        others = glossaries(client, named.glossaries, source, target)
        every = list(dict.fromkeys([*([own] if own else []), *others]))
        if len(every) > MAX_GLOSSARIES:
            raise UsageError(
                f"engine.deepl.glossaries names {len(others)} glossaries beside the project's own.",
                hint="DeepL accepts five in all: remove one.",
            )
        found = {"glossary_ids": every}
    if named.style:
        found["style_rule"] = style(client, named.style, target)
    return found


def glossaries(client: deepl.DeepLClient, wanted: Sequence[str], source: str, target: str) -> list[str]:
    """The IDs of the `wanted` glossaries, which are given by name or ID.

    `booktranslate/<project>` is the one that booktranslate keeps for another project, whatever its digest.
    Raises UsageError for one that is missing, ambiguous, or has no dictionary for the languages.
    """
    found = client.list_multilingual_glossaries()
    pair = source.partition("-")[0].lower(), target.partition("-")[0].lower()
    return [_glossary(name, found, pair) for name in wanted]


def _glossary(name: str, found: Sequence[MultilingualGlossaryInfo], pair: tuple[str, str]) -> str:
    fitting = [info for info in found if info.glossary_id == name]
    fitting = fitting or [info for info in found if info.name == name or _is_of_project(name, info.name)]
    if len(fitting) != 1:
        raise _not_one("glossary", "glossaries", name, len(fitting), [info.name for info in found])
    (info,) = fitting
    if pair not in {(held.source_lang.lower(), held.target_lang.lower()) for held in info.dictionaries}:
        raise UsageError(
            f"the glossary {name!r} at DeepL has no dictionary from {pair[0]} to {pair[1]}.",
            hint="Add one at DeepL, or remove the glossary from engine.deepl.glossaries.",
        )
    return info.glossary_id


def _is_of_project(wanted: str, name: str) -> bool:
    return wanted.startswith("booktranslate/") and name.rpartition("/")[0] == wanted


def style(client: deepl.DeepLClient, name: str, target: str) -> str:
    """The ID of the style rules with this name in the target language.

    Raises UsageError unless there is exactly one.
    """
    language = target.partition("-")[0].lower()
    found = [rules for rules in _all_styles(client) if rules.language.lower() == language]
    fitting = [rules for rules in found if rules.name == name]
    if len(fitting) != 1:
        raise _not_one("style rule", "style", name, len(fitting), [rules.name for rules in found])
    return fitting[0].style_id


def _all_styles(client: deepl.DeepLClient) -> Iterator[StyleRuleInfo]:
    for page in count():
        found = client.get_all_style_rules(page=page, page_size=_PAGE)
        yield from found
        if len(found) < _PAGE:
            return


def _not_one(kind: str, key: str, name: str, number: int, names: Sequence[str]) -> UsageError:
    if number:
        return UsageError(
            f"{number} {key if kind == 'glossary' else 'style rules'} at DeepL are named {name!r}.",
            hint=f"Give its ID in engine.deepl.{'style-id' if key == 'style' else key}, or rename one.",
        )
    there = ", ".join(sorted(names)[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")
    return UsageError(
        f"there is no {kind} {name!r} in this DeepL account.",
        hint=f"Correct engine.deepl.{key} in booktranslate.toml. The account has: {there}."
        if there
        else f"The account has none: remove it from engine.deepl.{key}.",
    )
