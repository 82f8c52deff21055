import gc
import weakref
from types import ModuleType

import pytest

from booktranslate.checks import CHECKS, CheckSettings, Pair, endings, gender, run, spelling
from booktranslate.checks.pairs import Pairs
from booktranslate.errors import UsageError
from booktranslate.glossary import Glossary
from booktranslate.language import quantities
from booktranslate.model import State, Translation, Unit, parse
from tests.unit.checks.checking import findings

PAIR = (Unit(parse("Quoi ?")), Translation(parse("What ?"), State.REVIEWED))


def test_names_are_unique_and_checks_are_described() -> None:
    names = [check.name for check in CHECKS]
    assert len(names) == len(set(names))
    assert all(check.summary.endswith(".") for check in CHECKS)
    assert all(name == name.lower() and " " not in name for name in names)


def test_a_finding_has_the_usual_severity_or_the_one_that_is_set() -> None:
    def severities(settings: CheckSettings) -> list[str]:
        return [finding.severity for _, finding in run([PAIR], Glossary(), settings)]

    assert severities(CheckSettings()) == ["warning"]
    assert severities(CheckSettings(severities={"puncspacing": "error"})) == ["error"]


def test_a_check_can_be_switched_off_or_ignored_for_one_unit() -> None:
    assert run([PAIR], Glossary(), CheckSettings(off=frozenset({"puncspacing"}))) == []
    both = run([PAIR, PAIR], Glossary(), CheckSettings(), [frozenset(), frozenset({"puncspacing"})])
    assert [index for index, _ in both] == [0]


@pytest.mark.parametrize(
    "settings",
    [CheckSettings(off=frozenset({"nonsense"})), CheckSettings(severities={"nonsense": "error"})],
)
def test_an_unknown_check_is_refused(settings: CheckSettings) -> None:
    with pytest.raises(UsageError, match="Unknown check: nonsense"):
        run([PAIR], Glossary(), settings)


def test_an_empty_translation_has_one_finding_only() -> None:
    unit = Unit(parse("Le <b>12 mars</b>, « Mme Delobel » dit :"))
    assert [
        finding.name
        for _, finding in run([(unit, Translation(parse(""), State.EMPTY))], Glossary(), CheckSettings())
    ] == ["untranslated"]


def test_findings_come_in_the_order_of_the_units() -> None:
    indexes = [index for index, _ in run([PAIR] * 3, Glossary(), CheckSettings())]
    assert indexes == sorted(indexes)
    assert set(indexes) == {0, 1, 2}


@pytest.mark.parametrize(
    ("home", "work", "both"),
    [
        (spelling, "_unknown", ("spelling", "unknown-word")),
        (gender, "_people", ("gender", "perhaps-gender")),
        (endings, "_is_lost", ("endpunc", "end-style")),
        (quantities, "french", ("numbers", "number-words", "currency", "percent", "dates", "times")),
    ],
)
def test_checks_that_look_for_the_same_share_the_work(
    home: ModuleType, work: str, both: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []
    whole = getattr(home, work)
    monkeypatch.setattr(home, work, lambda *given: calls.append(given) or whole(*given))
    unit = Unit(parse("Elle a dit qu’il y avait 12 dossiers."))
    pairs = Pairs([Pair(unit, Translation(parse("She said: 12 aplications"), State.REVIEWED))])
    for check in CHECKS:
        if check.name in both:
            list(check.function(pairs))
    assert len(calls) == 1


def test_a_book_that_was_checked_is_not_kept() -> None:
    pairs = Pairs([Pair(Unit(parse("Elle part.")), Translation(parse("He leaves"), State.REVIEWED))])
    assert {check.name for check in CHECKS if list(check.function(pairs))} == {"gender", "endpunc"}
    first = weakref.ref(pairs[0])
    del pairs
    gc.collect()
    assert first() is None


def test_a_message_is_a_sentence() -> None:
    (finding,) = findings("numbers", "57 dossiers", "applications")
    assert finding.message == "The number “57” of the French text is missing; “57” is expected."
