"""The forms of an English term, and whether a text uses one."""

import subprocess
import sys

import pytest

from booktranslate.glossary import Term, forms, used_in


@pytest.mark.parametrize(
    ("target", "part", "expected"),
    [
        ("competitiveness cluster", "noun", ["competitiveness cluster", "competitiveness clusters"]),
        ("call for proposals", "noun", ["call for proposals", "calls for proposals"]),
        ("board of directors", "", ["board of directors", "boards of directors"]),
        ("invitation to tender", "noun", ["invitation to tender", "invitations to tender"]),
        ("governing body", "noun", ["governing body", "governing bodies"]),
        ("local authority", "Noun", ["local authority", "local authorities"]),
        ("factory of the future", "noun", ["factory of the future", "factories of the future"]),
        ("business", "noun", ["business", "businesses"]),
        ("analysis", "noun", ["analysis", "analyses"]),
        ("spokesperson", "noun", ["spokesperson", "spokespeople", "spokespersons"]),
        ("mid-cap", "noun", ["mid-cap", "mid-caps"]),
        ("director general", "noun", ["director general", "directors general"]),
        ("SME", "acronym", ["SME", "SMEs"]),
        ("human resources", "noun", ["human resources"]),
        ("training", "mass noun", ["training"]),
        ("current", "adjective", ["current"]),
        ("run a network", "verb", ["run a network", "runs a network", "running a network", "ran a network"]),
        ("to carry", "verb", ["carry", "carries", "carrying", "carried"]),
        ("label", "verb", ["label", "labels", "labelling", "labeling", "labelled", "labeled"]),
        ("control", "verb", ["control", "controls", "controlling", "controlled"]),
        ("fulfil", "verb", ["fulfil", "fulfils", "fulfilling", "fulfilled"]),
        ("sail", "verb", ["sail", "sails", "sailing", "sailed"]),
        ("learn", "verb", ["learn", "learns", "learning", "learnt", "learned"]),
        ("get", "verb", ["get", "gets", "getting", "got", "gotten"]),
        ("plan", "verb", ["plan", "plans", "planning", "planned"]),
        ("develop", "verb", ["develop", "develops", "developing", "developed"]),
        ("manage", "verb", ["manage", "manages", "managing", "managed"]),
        ("agree", "verb", ["agree", "agrees", "agreeing", "agreed"]),
        ("focus", "verb", ["focus", "focuses", "focusing", "focussing", "focused", "focussed"]),
        ("deploy", "verb", ["deploy", "deploys", "deploying", "deployed"]),
        ("write", "verb", ["write", "writes", "writing", "wrote", "written"]),
        ("to sell", "verb", ["sell", "sells", "selling", "sold"]),
        ("choose", "verb", ["choose", "chooses", "choosing", "chose", "chosen"]),
        ("find a site", "verb", ["find a site", "finds a site", "finding a site", "found a site"]),
        ("undertake", "verb", ["undertake", "undertakes", "undertaking", "undertook", "undertaken"]),
        ("co-write", "verb", ["co-write", "co-writes", "co-writing", "co-wrote", "co-written"]),
        ("be", "verb", ["be", "is", "being", "was", "were", "been"]),
        ("pay", "verb", ["pay", "pays", "paying", "paid"]),
        ("relay", "verb", ["relay", "relays", "relaying", "relayed"]),
        ("lie", "verb", ["lie", "lies", "lying", "lay", "lied", "lain"]),
        ("tie", "verb", ["tie", "ties", "tying", "tied"]),
        ("refer", "verb", ["refer", "refers", "referring", "referred"]),
        ("offer", "verb", ["offer", "offers", "offering", "offered"]),
        ("equip", "verb", ["equip", "equips", "equipping", "equipped"]),
        ("quit", "verb", ["quit", "quits", "quitting", "quitted"]),
        ("begin", "verb", ["begin", "begins", "beginning", "began", "begun"]),
        ("fuel", "verb", ["fuel", "fuels", "fuelling", "fueling", "fuelled", "fueled"]),
        ("reveal", "verb", ["reveal", "reveals", "revealing", "revealed"]),
        ("mimic", "verb", ["mimic", "mimics", "mimicking", "mimicked"]),
        ("video", "verb", ["video", "videos", "videoing", "videoed"]),
        ("spokeswoman", "noun", ["spokeswoman", "spokeswomen"]),
        ("young child", "noun", ["young child", "young children"]),
        ("criterion", "noun", ["criterion", "criteria"]),
        ("selection criteria", "noun", ["selection criteria"]),
        ("index", "noun", ["index", "indices", "indexes"]),
        ("focus", "noun", ["focus", "focuses", "foci"]),
        ("virus", "noun", ["virus", "viruses"]),
        ("German", "noun", ["German", "Germans"]),
        ("runner-up", "noun", ["runner-up", "runners-up"]),
        ("editor-in-chief", "noun", ["editor-in-chief", "editors-in-chief"]),
        ("start-up", "noun", ["start-up", "start-ups"]),
        ("lens", "noun", ["lens", "lenses"]),
        ("feedback", "noun", ["feedback"]),
    ],
)
def test_forms(target: str, part: str, expected: list[str]) -> None:
    assert list(forms(Term("x", target, part))) == expected


def test_a_kept_name_has_one_form() -> None:
    assert forms(Term("Plastipolis", "Plastipolis", keep=True)) == ("Plastipolis",)


CALL = Term("appel à projets", "call for proposals", "noun")
NAME = Term("France 2030", "France 2030", "name", keep=True)


@pytest.mark.parametrize(
    ("term", "text"),
    [
        (CALL, "Two calls for proposals were open."),
        (CALL, "CALL FOR PROPOSALS"),
        (CALL, "the call\u00a0for\nproposals."),
        (Term("x", "know-how", "mass noun"), "our know how"),
        (Term("x", "start up", "noun"), "our start-ups’ money"),
        (Term("x", "workers’ cooperative", "noun"), "two workers' cooperatives"),
        (Term("x", "R&D", "mass noun"), "(R&D)"),
        (NAME, "the France\u00a02030 plan"),
        (NAME, "FRANCE 2030"),
    ],
)
def test_a_used_term_is_seen(term: Term, text: str) -> None:
    assert used_in(term, text)


@pytest.mark.parametrize(
    ("term", "text"),
    [
        (CALL, "a call for tenders; proposals"),
        (CALL, "recall for proposals"),
        (Term("x", "member", "noun"), "membership, remember"),
        (Term("x", "SME", "acronym"), "smelt"),
        (NAME, "france 2030"),
        (NAME, "France 20301"),
        (CALL, ""),
    ],
)
def test_another_word_is_not_taken_for_it(term: Term, text: str) -> None:
    assert not used_in(term, text)


def test_importing_the_glossary_loads_no_language_library() -> None:
    program = (
        "import sys, booktranslate.glossary.csv_file as c;"
        "c.parse('source,target\\nadhérent,member\\n'.encode());"
        "print('simplemma' in sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "False"
