"""`booktranslate check`: findings with their places, for people and for machines."""

import json
import re
import xml.etree.ElementTree as ElementTree

import pytest

from tests.cli.bench import Bench

NUMBERS = "La <b>mixité</b> avance dans nos 2 500 entreprises."
ROADMAP = "Les adhérents ont signé la feuille de route."
GOOD = {
    "Premier chapitre": "Chapter one",
    NUMBERS: "<b>Gender balance</b> is gaining ground in our 2,500 firms.",
    ROADMAP: "Members have signed the roadmap.",
    "Second chapitre": "Chapter two",
    "Un pôle de compétitivité, c’est une rencontre.": "A competitiveness cluster is an encounter.",
    "Le livre": "The book",
}


@pytest.fixture
def reviewed(bench: Bench) -> Bench:
    bench.run("extract")
    bench.review(GOOD)
    return bench


def test_a_good_translation_is_left_in_peace(reviewed: Bench) -> None:
    assert "0 errors, 0 warnings, 0 notes" in reviewed.run("check").out


def test_a_finding_opens_in_an_editor(reviewed: Bench) -> None:
    reviewed.review({NUMBERS: "<b>Gender balance</b> is gaining ground in our 2,600 firms."})
    out = reviewed.run("check", expect=1).out
    lines = reviewed.po_path.read_text("utf-8").splitlines()
    place = next(
        number for number, line in enumerate(lines, 1) if "2 500" in line and line.startswith("msgid")
    )
    assert f"translations/en-GB/livre.po:{place}: error: " in out
    assert "[numbers]" in out


def test_a_person_can_silence_a_check_for_one_entry(reviewed: Bench) -> None:
    reviewed.review({NUMBERS: "<b>Gender balance</b> is gaining ground in our 2,600 firms."})
    po = reviewed.po
    po.find(NUMBERS).tcomment = "Corrected figure.\nbooktranslate: ignore=numbers"
    po.save()
    reviewed.run("check")
    reviewed.run("extract")
    reviewed.run("check")


def test_the_configuration_decides(reviewed: Bench) -> None:
    reviewed.review({ROADMAP: "Members have signed the road map."})
    assert "[terminology]" in reviewed.run("check").out
    configuration = reviewed.folder / "booktranslate.toml"
    configuration.write_text('[check]\nerrors = ["terminology"]\n', "utf-8")
    reviewed.run("check", expect=1)
    configuration.write_text('[check]\noff = ["terminology"]\n', "utf-8")
    assert "[terminology]" not in reviewed.run("check").out
    configuration.write_text('[check]\noff = ["nonsense"]\n', "utf-8")
    assert "nonsense" in reviewed.run("check", expect=2).err


def test_only_some_checks(bench: Bench) -> None:
    bench.run("extract")
    assert "[untranslated]" not in bench.run("check", "--only", "numbers").out
    assert "[untranslated]" in bench.run("check", "--only", "untranslated", expect=1).out
    assert "[untranslated]" in bench.run("check", "--only", "numbers, untranslated", expect=1).out
    bench.run("check", "--only", "nonsense", expect=2)


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [("tags", "missing-tag"), ("number", "numbers"), ("speling", "spelling"), ("quotes", "french-quotes")],
)
def test_a_check_that_does_not_exist_is_answered_with_those_that_do(
    bench: Bench, wrong: str, meant: str
) -> None:
    bench.run("extract")
    error = bench.run("check", "--only", wrong, expect=2).err
    assert f"unknown check “{wrong}”." in error
    assert meant in error.partition("Did you mean")[2]


def test_the_checks_that_the_help_shows_exist(bench: Bench) -> None:
    bench.run("extract")
    example = bench.run("check", "--help").out.partition("Examples:")[2]
    names = re.findall(r"--only (\S+)", example)
    assert names
    bench.run("check", *(word for name in names for word in ("--only", name)))


def test_machines_can_read_it(bench: Bench) -> None:
    bench.run("extract")
    plain = bench.run("check", "--json", expect=1).json
    assert {item["name"] for item in plain} == {"untranslated"}
    assert plain[0]["file"] == "translations/en-GB/livre.po"
    bench.run("check", "--format", "sarif", "--out", "found.sarif", expect=1)
    sarif = json.loads((bench.folder / "found.sarif").read_text("utf-8"))
    (run,) = sarif["runs"]
    assert sarif["version"] == "2.1.0"
    assert {result["ruleId"] for result in run["results"]} <= {
        rule["id"] for rule in run["tool"]["driver"]["rules"]
    }
    assert all(
        location["physicalLocation"]["region"]["startLine"] > 1
        for result in run["results"]
        for location in result["locations"]
    )
    suite = ElementTree.fromstring(bench.run("check", "--format", "junit", expect=1).out)
    assert suite.get("failures") == "1"
    (failed,) = [case for case in suite if case.find("failure") is not None]
    assert failed.get("name") == "untranslated"


def test_the_list_of_checks(bench: Bench) -> None:
    names = {item["name"] for item in bench.run("check", "--list", "--json").json}
    assert {"numbers", "missing-tag", "terminology", "residual-french", "gender", "false-friend"} <= names
