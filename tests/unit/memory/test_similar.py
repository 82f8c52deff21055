"""Fuzzy matches: the right ones, none missed, fast."""

import random

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from booktranslate.memory import Reviewed
from booktranslate.memory.similar import Similar

BASE = "Les adhérents de la grappe ont signé la feuille de route."


def index(*sources: str) -> Similar:
    return Similar([Reviewed(source, f"<{number}>") for number, source in enumerate(sources)])


def found(similar: Similar, source: str) -> list[tuple[int, str]]:
    return [(match.score, match.found.source) for match in similar.to(source)]


def test_the_same_text_is_100() -> None:
    assert found(index(BASE, "Autre chose."), BASE) == [(100, BASE)]


def test_one_word_of_eleven_changed() -> None:
    assert found(index(BASE), BASE.replace("signé", "approuvé")) == [(90, BASE)]


def test_other_punctuation_capitals_or_tags_are_not_quite_the_same() -> None:
    assert found(index(BASE), BASE.upper()) == [(99, BASE)]
    assert found(index(BASE), BASE.replace("grappe", "<b>grappe</b>")) == [(99, BASE)]
    assert found(index("Oui."), "Oui !") == [(99, "Oui.")]


def test_the_two_best_the_best_first() -> None:
    near, nearer = BASE.replace("signé la", "rédigé une"), BASE.replace("signé", "rédigé")
    matches = found(index(near, BASE, nearer, BASE.replace("Les", "Des")), BASE)
    assert matches[0] == (100, BASE)
    assert len(matches) == 2


def test_what_is_not_like_it_is_not_found() -> None:
    assert found(index("Le temps passe et rien ne change vraiment.", "Oui", "", "…"), BASE) == []
    assert found(index(BASE), "…") == []
    assert found(index(), BASE) == []


def test_two_translations_of_one_text_are_both_told() -> None:
    similar = Similar(
        [Reviewed("Oui", "Yes"), Reviewed("Oui", "Indeed"), Reviewed("Oui", "Yes", document="b")]
    )
    assert sorted(match.found.target for match in similar.to("Oui")) == ["Indeed", "Yes"]


words = st.lists(st.sampled_from(["le", "la", "mixité", "pôle", "oui", "et", "route", "feuille"]), max_size=9)


@given(st.lists(words, max_size=8), words)
def test_the_narrowing_misses_nothing(texts: list[list[str]], asked: list[str]) -> None:
    sources = list(dict.fromkeys(" ".join(text) for text in texts))
    scores = [100 * Indel.normalized_similarity(asked, source.split()) for source in sources if asked]
    best = sorted((round(score, 6) for score in scores if round(score, 6) >= 75), reverse=True)[:2]
    assert [score for score, _ in found(index(*sources), " ".join(asked))] == [int(score) for score in best]


def test_a_thousand_texts_against_twenty_thousand_take_seconds() -> None:
    rng = random.Random(4)
    vocabulary = [f"mot{number}" for number in range(6_000)]
    weights = [1 / (rank + 2) for rank in range(6_000)]  # as in a language: a few words are everywhere

    def paragraph() -> list[str]:
        return rng.choices(vocabulary, weights, k=rng.randint(5, 90))

    remembered = [paragraph() for _ in range(20_000)]
    similar = index(*(" ".join(words) for words in remembered))
    asked = []
    for words in rng.sample(remembered, 1_000):
        changed = list(words)
        changed[rng.randrange(len(changed))] = "neuf"
        asked.append(" ".join(changed))
    hits = sum(bool(similar.to(source)) for source in asked)
    assert hits == 1_000
