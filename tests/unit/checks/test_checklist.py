"""The project's own `checks.csv`."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from booktranslate.checks import CHECKS, CheckSettings, checklist, run
from booktranslate.errors import InputError
from booktranslate.glossary import Glossary
from booktranslate.model import Finding, State, Translation, Unit, parse

PAIRS = (
    ("La feuille de route du pôle.", "The road map of the pole."),
    ("Le pôle nord.", "The North Pole."),
    ("Une feuille.", "A leaf."),
)


def found(table: str, pairs: Sequence[tuple[str, str]] = PAIRS) -> list[tuple[int, Finding]]:
    off = frozenset(check.name for check in CHECKS) - {"checklist"}
    settings = CheckSettings(off=off, checklist=checklist.parse(table))
    units = [(Unit(parse(source)), Translation(parse(target), State.REVIEWED)) for source, target in pairs]
    return run(units, Glossary(), settings)


def test_a_pattern_of_the_translation_with_what_should_stand_there() -> None:
    ((index, finding),) = found(r"english,message,replacement" + "\n" + r"road ?-?(map),One word.,road\1")
    assert (index, finding.name, finding.severity, finding.message) == (
        0,
        "checklist",
        "warning",
        "One word.",
    )
    assert (finding.span, finding.suggestion) == ((4, 12), "roadmap")


def test_both_sides_capitals_and_whole_words() -> None:
    table = "french;english;flags;message\npôle;pole;{};A pôle is a cluster."
    assert [index for index, _ in found(table.format(""))] == [0]
    assert [index for index, _ in found(table.format("i"))] == [0, 1]
    assert [index for index, _ in found("english,flags,message\nol,w,No.")] == []
    assert [index for index, _ in found("english,flags,message\nol,,No.")] == [0, 1]


def test_what_is_not_there() -> None:
    ((index, finding),) = found("french,english,flags,message\nfeuille de route,roadmap,n,Say roadmap.")
    assert (index, finding.span, finding.source_span) == (0, None, (3, 19))


def test_the_french_side_alone() -> None:
    assert [index for index, _ in found("french,english,message\nnord,,Which north?")] == [1]


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("english,message\nfine,Fine.\n(open,Bad.", r"checks\.csv:3: .*“\(open” is not a regular expression"),
        ("english,message\nfine,", r"checks\.csv:2: .*message"),
        ("english,flags,message\nfine,x,Bad.", r"checks\.csv:2: .*unknown flag “x”"),
        ("english,message\n,Nothing.", r"checks\.csv:2: .*neither"),
        ("french,english,flags,message\nx,,n,Nothing.", r"checks\.csv:2: .*no English pattern"),
        ("a,b\n1,2", r"checks\.csv:1: .*columns"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_its_line(table: str, told: str) -> None:
    with pytest.raises(InputError) as refused:
        checklist.parse(table)
    assert re.search(told, str(refused.value))


def test_a_replacement_without_its_group_is_refused_with_its_line() -> None:
    with pytest.raises(InputError, match=r"checks\.csv:2"):
        found("english,message,replacement\n" + r"pole,Bad.,\4")


def test_a_pattern_that_does_not_end_is_ended_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checklist, "_SECONDS", 2)
    table = "english,message\npole,Fine.\n(a+)+b,Slow."
    with pytest.raises(InputError, match=r"checks\.csv:3.*takes too long"):
        found(table, [("Ah.", "a" * 60)])


def test_a_project_without_the_file_has_no_list(tmp_path: Path) -> None:
    assert checklist.read(tmp_path / "checks.csv") == ()
    (tmp_path / "checks.csv").write_text("\ufeffenglish\tmessage\nx\tNo x.\n", "utf-8")
    (rule,) = checklist.read(tmp_path / "checks.csv")
    assert (rule.english, rule.message) == ("x", "No x.")
