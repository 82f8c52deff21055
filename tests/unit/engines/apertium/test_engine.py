"""The Apertium engine, on the real programs; a stand-in where they have to fail."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from booktranslate.engines import EngineSettings, create
from booktranslate.engines.apertium.engine import ApertiumEngine
from booktranslate.engines.testing import EngineContract, assert_faithful
from booktranslate.errors import EngineError, MissingToolError, UsageError
from booktranslate.glossary import Glossary, Term
from booktranslate.model import Close, Open, Placeholder, TaggedText, Text, parse, tagged

GLOSSARY = Glossary(
    (
        Term("pôle de compétitivité", "competitiveness cluster", "noun"),
        Term("pôle", "cluster", "noun"),
        Term("feuille de route", "roadmap", "noun"),
        Term("adhérent", "member", "noun"),
        Term("ETI", "mid-cap company", "noun"),
        Term("mixité", "gender balance", "mass noun"),
        Term("Silver Valley", "Silver Valley", "name", keep=True),
    )
)


def engine_for(
    route: str = "spanish", target: str = "en-GB", glossary: Glossary = GLOSSARY, **options: object
) -> ApertiumEngine:
    return ApertiumEngine(EngineSettings("fr", target, glossary, options={"route": route, **options}))


def draft(text: str, route: str = "spanish", target: str = "en-GB") -> str:
    return str(engine_for(route, target).translate([parse(text)])[0])


def drafts_of(texts: Iterable[str], glossary: Glossary = GLOSSARY) -> dict[str, str]:
    """The drafts of several texts, in one batch: a start of Apertium's programs costs more than they do."""
    batch = list(texts)
    drafted = engine_for(glossary=glossary).translate([parse(text) for text in batch])
    return dict(zip(batch, map(str, drafted), strict=True))


@pytest.fixture(params=["spanish", "catalan"])
def engine(request: pytest.FixtureRequest) -> ApertiumEngine:
    return engine_for(request.param)


class TestContract(EngineContract):
    pass


TERMS = {
    "Les pôles de compétitivité régionaux avancent.": "The regional competitiveness clusters",
    "Nos adhérents travaillent.": "Our members work.",
    "Adhérents et partenaires": "Members and partners",
    "Une ETI travaille.": "A mid-cap company works.",
    "La mixité progresse.": "The gender balance progresses.",
    "Notre feuille de route et celle de l’adhérent.": "Our roadmap and",
    "Silver Valley travaille avec nous.": "Silver Valley works with us.",
    "LE PÔLE": "CLUSTER",
}


def test_terms_are_enforced_and_inflected(engine: ApertiumEngine) -> None:
    drafted = engine.translate([parse(text) for text in TERMS])
    for english, text in zip(TERMS.values(), drafted, strict=True):
        assert english in str(text)


@pytest.mark.parametrize("route", ["spanish", "catalan"])
def test_terms_are_kept_in_tags_and_across_them(route: str) -> None:
    assert "<b>members</b>" in draft("Les <b>adhérents</b> travaillent.", route)
    assert draft("Un <b>pôle de</b> compétitivité.", route) == "A <b>competitiveness cluster</b>."


def test_formatting_follows_its_word() -> None:
    assert draft("Une entreprise <b>industrielle</b> gagne.") == "An <b>industrial</b> company wins."


WORDING = {
    "«\u00a0Oui\u00a0», «\u00a0non\u00a0»": "“Yes”, “no”",
    "2\u202f500 personnes, 3,5\u00a0% et 12 000,50": "2,500 people, 3.5% and 12,000.50",
    "Un budget de 3,5\u00a0M€": "A budget of €3.5m",
    "Un budget de 2\u00a0Md€": "A budget of €2bn",
    "Un budget de 1\u202f200\u00a0€": "A budget of €1,200",
    "Le 2<g1>e</g1> projet": "The 2<g1>nd</g1> project",
    "Le XXI<g1>e</g1> siècle": "The 21<g1>st</g1> century",
    "La réunion est à 9\u00a0h\u00a030.": "9:30.",
    "01 23 45 67 89": "01 23 45 67 89",
    "0800 123 456": "0800 123 456",
    "2\u202f500, puis 1,2,3 et 2023, 250 PME": "2,500, ",
    "1,2,3 projets": "1,2,3 projects",
    "Les dirigeant·e·s et les étudiant·e·s.": "The leaders and the students.",
    "M. Durand et Mme Claire Petit travaillent.": "Mr Durand and Ms Claire Petit work.",
    "Marie Dubois travaille avec Claire Petit.": "Marie Dubois works with Claire Petit.",
    "Écrivez à contact@mairie.fr.": "contact@mairie.fr.",
    "Voir https://www.mairie.fr/projets?page=1&x=2.": "https://www.mairie.fr/projets?page=1&x=2.",
    "Mais j’étais contente et nous avons gagné.": "But I was happy and we have won.",
    "La fibre, elles la cassent. Elle parle peu.": "they break it. She speaks little.",
    "la R&D": "the R&D",
    " et ici ": " and here ",
    "Voir <b>https://www.mairie.fr</b> ici.": "See <b>https://www.mairie.fr</b> here.",
    "Première ligne<br/>Deuxième ligne": "First line<br/>Second line",
    "La Silver Valley gagne.": "Silver Valley wins.",
    "* Les projets #1 @ 5+5": "* The projects #1 @ 5+5",
}


@pytest.fixture(scope="module")
def drafts() -> dict[str, str]:
    return drafts_of([*WORDING, *LEADS])


@pytest.mark.parametrize("french", WORDING)
def test_wording(french: str, drafts: dict[str, str]) -> None:
    assert WORDING[french] in drafts[french]


def test_latin_of_references_stays() -> None:
    references = [f"Dupont {latin}, 2020" for latin in ("et al.", "ibid.", "op. cit.")]
    drafts = drafts_of(f"Les pôles innovent ({reference})." for reference in references)
    assert all(reference in draft for reference, draft in zip(references, drafts.values(), strict=True))


def test_american_english() -> None:
    durand, colours = engine_for(target="en-US").translate(
        [parse("M. Durand travaille ici."), parse("Les couleurs.")]
    )
    assert str(durand) == "Mr. Durand works here."
    assert "colors" in str(colours)
    assert "colours" in draft("Les couleurs.")


WORDS = st.sampled_from(
    [
        "le",
        "la",
        "les projets",
        "adhérents",
        "innovante",
        "nous avons",
        "mixité",
        ".",
        "« ",
        " »",
        "2 500",
        "<b>",
    ]
)
TAGS = st.sampled_from(["b", "i", "a1", "g2"])


def trees(children: st.SearchStrategy[list[object]]) -> st.SearchStrategy[list[object]]:
    nested = st.tuples(TAGS, children).map(lambda pair: [Open(pair[0]), *pair[1], Close(pair[0])])
    mixed = st.lists(st.one_of(children, nested), max_size=4)
    return mixed.map(lambda lists: [piece for pieces in lists for piece in pieces])


LEAVES = st.lists(
    st.one_of(WORDS.map(lambda word: Text(f"{word} ")), st.just(Placeholder("fn1"))), max_size=4
)
TAGGED = st.recursive(LEAVES, trees, max_leaves=6).map(tagged)


@pytest.mark.parametrize("route", ["spanish", "catalan"])
@settings(deadline=None, max_examples=4, suppress_health_check=[HealthCheck.too_slow])
@given(batch=st.lists(TAGGED, min_size=20, max_size=40))
def test_no_tag_is_lost_in_any_text(route: str, batch: list[TaggedText]) -> None:
    assert_faithful(batch, engine_for(route).translate(batch))


@settings(deadline=None, max_examples=3)
@given(batch=st.lists(TAGGED, min_size=20, max_size=40))
def test_no_term_is_lost_in_any_text(batch: list[TaggedText]) -> None:
    for source, target in zip(batch, engine_for().translate(batch), strict=True):
        terms = sum(piece.value.count("adhérents") for piece in source if isinstance(piece, Text))
        assert target.plain.casefold().count("members") == terms


def test_unbalanced_tags_survive() -> None:
    batch = [parse("Les <b>projets avancent."), parse("Les</i> projets <b>et <i>les</b> régions</i>.")]
    assert [sorted(map(str, text.tags)) for text in engine_for().translate(batch)] == [
        sorted(map(str, text.tags)) for text in batch
    ]


def test_identity_tells_route_target_and_versions() -> None:
    spanish = engine_for("spanish").identity
    identities = {spanish, engine_for("catalan").identity, engine_for("spanish", "en-US").identity}
    assert len(identities) == 3
    assert "apertium-eng-spa=" in spanish
    # The memory sees to the glossary.
    assert engine_for("spanish", glossary=Glossary()).identity in identities


def test_terms_that_do_not_occur_change_nothing() -> None:
    drafts = drafts_of(TERMS)
    for text in TERMS:
        found = Glossary(tuple(match.term for match in GLOSSARY.find(text)))
        assert drafts_of([text], found)[text] == drafts[text]


def test_it_is_found_by_name() -> None:
    assert create("apertium", EngineSettings("fr", "en-GB", GLOSSARY)).name == "apertium"


@pytest.mark.parametrize(("source", "target"), [("de", "en-GB"), ("fr", "es"), ("en", "fr")])
def test_other_languages_are_refused(source: str, target: str) -> None:
    with pytest.raises(UsageError, match="cannot translate from"):
        ApertiumEngine(EngineSettings(source, target, GLOSSARY))


@pytest.mark.parametrize(
    "options",
    [{"route": "german"}, {"route": 3}, {"timeout": 0}, {"timeout": "long"}, {"timeout": True}, {"x": 1}],
)
def test_bad_options_are_refused(options: dict[str, object]) -> None:
    with pytest.raises(UsageError, match=r"engine\.apertium\."):
        ApertiumEngine(EngineSettings("fr", "en-GB", GLOSSARY, options=options))


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program `apertium` of our own, first in the PATH; write its shell text."""
    program = tmp_path / "apertium"
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    return program


def install(program: Path, translate: str, modes: str = "fr-es spa-eng") -> None:
    program.write_text(f'#!/bin/sh\nif [ "$1" = -l ]; then echo {modes}; exit; fi\n{translate}\n')
    program.chmod(0o755)


def test_a_missing_program_names_the_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(
        MissingToolError, match="sudo apt-get install apertium apertium-fr-es apertium-eng-spa"
    ):
        engine_for("spanish")


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_where_there_is_no_apt_other_engines_are_named(
    system: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "platform", system)
    with pytest.raises(MissingToolError) as caught:
        engine_for("spanish")
    assert "apt-get" not in str(caught.value)
    for words in ("DEEPL_AUTH_KEY", "--engine argos", "--engine libretranslate"):
        assert words in str(caught.value)


def test_it_can_be_asked_without_its_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    asked = ApertiumEngine(EngineSettings("fr", "en-GB", Glossary(), offline=True))
    assert asked.identity.startswith("apertium fr-es|spa-eng")


def test_a_missing_pair_names_the_packages(stand_in: Path) -> None:
    install(stand_in, "cat")
    with pytest.raises(MissingToolError, match=r"lacks the language pair fra-cat.*apertium-eng-cat"):
        engine_for("catalan")


@pytest.mark.parametrize(
    ("program", "message"),
    [
        ("cat >/dev/null; echo it broke >&2; exit 3", "failed with exit code 3: it broke"),
        ("exit 3", "failed with exit code 3: no message"),
        ("cat >/dev/null", "did not return the 2 texts"),
        ("sed 1d", "did not return the 2 texts"),
        ("cat; echo '[u7]more'", "did not return the 2 texts"),
    ],
)
def test_a_failing_apertium_is_an_engine_error(stand_in: Path, program: str, message: str) -> None:
    install(stand_in, program)
    with pytest.raises(EngineError, match=message):
        engine_for().translate([parse("Bonjour."), parse("Merci.")])


def test_a_hanging_apertium_is_ended(stand_in: Path) -> None:
    install(stand_in, "sleep 60 | cat")
    with pytest.raises(EngineError, match=r"no answer within 0\.2 seconds"):
        engine_for(timeout=0.2).translate([parse("Bonjour.")])


@pytest.mark.parametrize(
    "damage",
    [
        r"s/\[\[t:[^]]*\]\]//g; s/\[\[\/\]\]//g",  # all tags and shields lost
        r"s/\[a[0-9]*\]//g",  # footnotes lost
        r"s/\(\[\[t:[^]]*\]\][^[]*\[\[\/\]\]\)/\1 \1/g",  # everything doubled
        r"s/\[\[t:0/[[t:2/g",  # one for another
        r"s/\[\[t/[[/",  # not well formed
    ],
)
def test_damaged_answers_are_mended(stand_in: Path, damage: str) -> None:
    install(stand_in, f"sed '{damage}'")
    sources = [parse("Les <b>adhérents</b> <i>du pôle</i><fn1/> avancent."), parse("Le <b>pôle</b>")]
    targets = engine_for().translate(sources)
    assert_faithful(sources, targets)
    assert "members" in targets[0].plain
    assert all("cluster" in target.plain for target in targets)


LEADS = {
    "Figure 2.1 Distribution de la couleur": "Figure 2.1 Distribution of",
    "Tableau <f1/> : Les niveaux": "Table <f1/>: The levels",
    "2.3 Niveau technique": "2.3 Technical ",
    "a. Les résultats": "a. The results",
    "Les figures (a) et (b) sont claires.": "The figures (a) and (b) are",
    "Camille Exemple et A. Modèle": "Camille Exemple and A. Modèle",
    "La méthode est connue [3,5].": "The method is known [3,5].",
}


@pytest.mark.parametrize(("french", "english"), LEADS.items())
def test_numbers_and_letters_of_headings_captions_and_lists(
    french: str, english: str, drafts: dict[str, str]
) -> None:
    assert drafts[french].lower().startswith(english.lower())
    assert drafts[french][:4] == english[:4]
