"""Spelling with Hunspell's dictionaries: what must be found, and what must not."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from booktranslate.checks import dictionaries, spelling
from booktranslate.checks.pairs import CheckSettings, Pair, Pairs
from booktranslate.errors import InputError
from booktranslate.glossary import Glossary, Term
from booktranslate.model import State, Translation, Unit, parse
from tests.unit.checks.checking import sentence

MISSPELT, UNKNOWN, NO_DICTIONARY = spelling.CHECKS
GLOSSARY = Glossary((Term("éco-conception", "ecodesign"), Term("Biolenga", "Biolenga", keep=True)))
# spylls brings en_US, so that these tests need nothing of the machine.
SETTINGS = CheckSettings(target_lang="en-US", words=frozenset({"thieboudienne", "cleanroom"}))


def pairs(targets: Sequence[str], source: str = "Le texte.", settings: CheckSettings = SETTINGS) -> Pairs:
    unit = Unit(parse(source))
    found = (Translation(parse(target), State.REVIEWED) for target in targets)
    return Pairs(Pair(unit, each, GLOSSARY, settings) for each in found)


def found(targets: Sequence[str], source: str = "Le texte.") -> list[tuple[int, str]]:
    return [(at, sentence(flaw)) for at, flaw in MISSPELT.function(pairs(targets, source))]


@pytest.mark.parametrize(
    ("target", "word"),
    [
        ("We recieve the members.", "recieve"),
        ("The managment of the cluster.", "managment"),
        ("A <b>seperate</b> table.", "seperate"),
        ("Teh cluster.", "Teh"),
        ("The wemen’s network.", "wemen"),
        ("Twenty-fuor members.", "fuor"),
        ("They dont know.", "dont"),
        ("It is occured.", "occured"),
        ("At Biolenga, the laboratry.", "laboratry"),
    ],
)
def test_misspelt_words_are_found(target: str, word: str) -> None:
    ((_, message),) = found([target])
    assert f"“{word}”" in message
    assert "dictionary.txt" in message


@pytest.mark.parametrize(
    "target",
    [
        "We receive the members; they don’t know.",
        "The cluster’s members and the members’ table.",
        "At Biolenga in Ploumanac’h.",
        "Ecodesign and ecodesign.",
        "Thieboudienne in the cleanrooms.",
        "SMEs, GDP and the R&D of PACA.",
        "Write to azertyuiop@example.org or see www.qsdfg.example.org.",
        "A <i>mareyeur</i>, he said.",
        "A “mareyeur”, he said.",
        "In 2030, the 1st 3D agri-business and pre-war micro-firms.",
        "It’s Kerguidou’s.",
        "One<br/>two",
        "THE CLUSTER GROWS",
    ],
)
def test_right_words_are_left_alone(target: str) -> None:
    assert found([target], "Le mareyeur de Ploumanac’h, Kerguidou et Ecotech.") == []


def test_a_slip_is_reported_wherever_it_stands_with_what_is_meant() -> None:
    findings = found(["All well.", "We recieve.", "They recieve."])
    assert [index for index, _ in findings] == [1, 2]
    assert "did you mean “receive”?" in findings[0][1]


def unknown(targets: Sequence[str], source: str = "Le texte.") -> list[tuple[int, str]]:
    return [(at, sentence(flaw)) for at, flaw in UNKNOWN.function(pairs(targets, source))]


def test_a_word_that_is_like_no_other_is_a_note_once() -> None:
    targets = ["All well.", "The dhwxqi.", "A dhwxqi.", "With Fzorkin."]
    assert found(targets) == []
    (first, message), (second, _) = unknown(targets)
    assert (first, second) == (1, 3)
    assert "2 places" in message
    assert UNKNOWN.severity == "note"


@pytest.mark.parametrize(
    "target",
    [
        "The colour and the color of the organisation.",
        "Onboarding for mentees, reshoring, a roadmap and coworking; their wellbeing, etc.",
        "The Dept. and the tel. no., incl. annexes.",
        "The filesystem of a webservice is unencrypted.",
        "Run dpkgx on zorvd.",
        "A theatre centre.",
    ],
)
def test_compounds_the_trade_and_what_is_in_both_texts_are_known(target: str) -> None:
    source = "Lancer dpkgx sur zorvd."
    assert found([target], source) == unknown([target], source) == []


def test_a_word_that_returns_is_meant_unless_another_is_the_usual_one() -> None:
    assert found(["A goblen.", "The goblens.", "Goblen kings: goblen lore."] * 3) == []
    usual = ["The member came."] * 20
    assert len(found([*usual, "The memberr.", "A memberr.", "One memberr."])) == 3


def test_dialect_and_parts_of_compounds_are_no_slips() -> None:
    assert found(["They’re chasin’ and seekin’ it."]) == []


def test_a_french_word_in_both_texts_was_left_or_borrowed() -> None:
    assert found(["A magret for two."], "Un magret pour deux.") == []
    ((_, message),) = unknown(["See exemple two."], "Voir exemple deux.")
    assert "“exemple” is French" in message


def test_no_two_words_run_together_are_a_compound() -> None:
    assert found(["It goes withthe members."]) or unknown(["It goes withthe members."])


def test_the_spelling_follows_the_target_language() -> None:
    assert dictionaries.dictionary("en_US", ()) is not None
    assert found(["The colurs."])
    assert not found(["The color."])


def test_a_missing_dictionary_is_said_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(dictionaries, "_folders", lambda: iter([tmp_path]))
    british = pairs(["We recieve.", "They recieve."], settings=CheckSettings())
    assert list(MISSPELT.function(british)) == []
    ((index, message),) = NO_DICTIONARY.function(british)
    assert index == 0
    assert "en_GB.dic" in message
    assert NO_DICTIONARY.severity == "note"
    assert list(NO_DICTIONARY.function(pairs(["We recieve."]))) == list(UNKNOWN.function(british)) == []


def test_without_a_translation_there_is_nothing_to_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dictionaries, "_folders", lambda: iter(()))
    empty = pairs([""], settings=CheckSettings())
    assert list(MISSPELT.function(empty)) == list(NO_DICTIONARY.function(empty)) == []
    assert list(MISSPELT.function(Pairs())) == list(NO_DICTIONARY.function(Pairs())) == []


def test_a_dictionary_is_found_in_a_folder_of_dicpath(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "en_GB.aff").write_text("SET UTF-8\n")
    assert dictionaries.dictionary("en_GB", [tmp_path]) is None  # half a dictionary is none
    (tmp_path / "en_GB.dic").write_text("2\nzyzzyva\ncluster\n")
    monkeypatch.setenv("DICPATH", str(tmp_path))
    british = pairs(["A zyzzyva cluster dhwxqi."], settings=CheckSettings())
    assert ["“dhwxqi”" in sentence(flaw) for _, flaw in UNKNOWN.function(british)] == [True]


def test_the_words_of_a_project(tmp_path: Path) -> None:
    path = tmp_path / "dictionary.txt"
    assert spelling.read_words(path) == frozenset()
    path.write_text("\ufeffcleanroom\n\n# dishes\nthieboudienne  # Senegal\n", "utf-8")
    assert spelling.read_words(path) == {"cleanroom", "thieboudienne"}
    path.write_bytes("Bécon\r\nHaÿ".encode("cp1252"))
    assert spelling.read_words(path) == {"Bécon", "Haÿ"}
    path.write_bytes(b"\xef\xbb\xbf\xe9")
    with pytest.raises(InputError, match="UTF-8"):
        spelling.read_words(path)


def test_a_pseudo_translation_is_in_no_language() -> None:
    text = pairs(["⟦Łą <b>mįхįţē</b> ąvąńćę.··⟧"])
    assert [*MISSPELT.function(text), *UNKNOWN.function(text)] == []
