"""One check on one pair of texts, for the tables of the tests beside this file."""

from booktranslate.checks import CHECKS, CheckSettings, run
from booktranslate.checks.pairs import Found
from booktranslate.glossary import Glossary
from booktranslate.model import Finding, State, Translation, Unit, parse

Tables = dict[str, tuple[list[tuple[str, str]], list[tuple[str, str]]]]


def findings(
    name: str,
    source: str,
    target: str,
    glossary: Glossary | None = None,
    target_lang: str = "en-GB",
    state: State = State.REVIEWED,
) -> list[Finding]:
    """What the check of this name finds."""
    others = frozenset(check.name for check in CHECKS if check.name != name)
    units = [(Unit(parse(source)), Translation(parse(target), state))]
    settings = CheckSettings(target_lang=target_lang, off=others)
    return [finding for _, finding in run(units, glossary or Glossary(), settings)]


def sentence(flaw: Found) -> str:
    """What a check says, with or without a place."""
    return flaw if isinstance(flaw, str) else flaw.message


def wrong(tables: Tables) -> list[tuple[str, str, str]]:
    """All examples that must be found, each with the name of its check."""
    return [(name, *pair) for name, (bad, _) in tables.items() for pair in bad]


def right(tables: Tables) -> list[tuple[str, str, str]]:
    """All examples that must not be found."""
    return [(name, *pair) for name, (_, good) in tables.items() for pair in good]
