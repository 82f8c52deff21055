"""A glossary with columns of single languages."""

from pathlib import Path

import pytest

from booktranslate.errors import InputError
from booktranslate.glossary import Glossary, csv_file, store
from booktranslate.glossary.table import column

TARGETS = ("en-GB", "en-US", "de-DE")
TABLE = (
    "source;target;target en-US;forbidden targets en-US;de-DE;do-not-translate\n"
    "lycée;secondary school;high school;lyceum | prep;Gymnasium;\n"
    "pôle;competitiveness centre;;;;\n"
    "maire;;;;Bürgermeister;\n"
    "Horizon;;;;;oui\n"
)


def targets_in(glossary: Glossary, target: str, base: str = "") -> dict[str, str]:
    found = glossary.for_target(TARGETS, target, base, lambda words: words.replace("centre", "center"))
    assert not any(term.others for term in found.terms)
    return {term.source: term.target for term in found.terms}


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("target en-US", "target en-US"),
        ("en-US", "target en-US"),
        ("Cible (de_DE)", "target de-DE"),
        ("interdits en-us", "forbidden targets en-US"),
        ("target [es]", "target es"),
        ("target (en)", "target"),
        ("note", "note"),
        ("note en-US", None),
        ("nb", None),
        ("remarks of mine", None),
    ],
)
def test_how_columns_are_named(name: str, known: str | None) -> None:
    assert column(name) == known


def test_each_target_has_its_words() -> None:
    glossary = csv_file.parse(TABLE.encode())
    assert targets_in(glossary, "en-GB") == {
        "lycée": "secondary school",
        "pôle": "competitiveness centre",
        "Horizon": "Horizon",
    }
    assert targets_in(glossary, "en-US", "en-GB") == {
        "lycée": "high school",
        "pôle": "competitiveness center",
        "Horizon": "Horizon",
    }
    assert targets_in(glossary, "de-DE") == {
        "lycée": "Gymnasium",
        "maire": "Bürgermeister",
        "Horizon": "Horizon",
    }
    american = glossary.for_target(TARGETS, "en-US", "en-GB", str)
    assert american.terms[0].forbidden == ("lyceum", "prep")


def test_a_project_with_one_target_reads_its_own_column_too() -> None:
    glossary = csv_file.parse(TABLE.encode())
    (school, *_) = glossary.for_target(("en-US",), "en-US", "", str).terms
    assert school.target == "high school"
    plain = csv_file.parse(b"source,target\nmaire,mayor\n")
    assert plain.for_target(("en-GB",), "en-GB", "", str) is plain


def test_the_columns_survive_writing(tmp_path: Path) -> None:
    glossary = csv_file.parse(TABLE.encode())
    for name in ("glossary.csv", "glossary.xlsx"):
        path = tmp_path / name
        path.write_bytes(store.dump(glossary, path, "fr"))
        assert store.read(path).glossary.terms == glossary.terms
        store.add(store.read(path), csv_file.parse(b"source,target,en-US\nusine,works,plant\n").terms, "fr")
        assert store.read(path).glossary.terms[:-1] == glossary.terms
        assert store.read(path).glossary.terms[-1].others[0].target == "plant"


def test_endings_are_english_ones() -> None:
    (term,) = csv_file.parse(b"source,target\nmaire,mayor\n").uninflected.terms
    assert not term.countable


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (",,", "“lycée” has no target"),
        (",high school,high school", "both the target and forbidden"),
    ],
)
def test_mistakes(line: str, words: str) -> None:
    data = f"source,target,target en-US,forbidden targets en-US\nlycée,{line}\n"
    with pytest.raises(InputError, match=words):
        csv_file.parse(data.encode())
