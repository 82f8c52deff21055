"""Tags and terms through an engine that knows neither, whatever it answers."""

import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booktranslate.engines.markup.plain_sentences import sentences, translate
from booktranslate.engines.testing import TEXTS, assert_faithful
from booktranslate.glossary import Glossary, Term
from booktranslate.model import Close, Open, Placeholder, TaggedText, Text, parse, tagged

GLOSSARY = Glossary((Term("adhérent", "member", "noun"), Term("PME", "SME", "acronym")))
ENGLISH = {
    "Une entreprise innovante gagne.": "An innovative company wins.",
    "innovante": "innovative",
    "Les pôles avancent.": "Clusters advance.",
    "Les pôles": "The clusters",
    "Une [X1X] gagne.": "A [X1X] wins.",
    "Le budget [X1X] augmente.": "There is more money [ x1x ] in the budget.",
    "Nous aidons l’[X1X].": "[X1X] are helped by us.",
    "Voilà. [X1X]": "So. [X1X]",
}


def asked(texts: list[str]) -> list[str]:
    return [ENGLISH[text] for text in texts]


PLACED = {
    "Une entreprise <b>innovante</b> gagne.": "An <b>innovative</b> company wins.",
    "<b>Les pôles</b> avancent.": "<b>Clusters</b> advance.",  # its article is gone
    "Une PME gagne.": "An SME wins.",
    "Le budget<fn1/> augmente.": "There is more money<fn1/> in the budget.",
    "Nous aidons l’adhérent.": "Member are helped by us.",
}


@pytest.mark.parametrize("french", PLACED)
def test_marks_are_put_back_at_their_words(french: str) -> None:
    assert [str(text) for text in translate([parse(french)], GLOSSARY, asked)] == [PLACED[french]]


def test_each_text_is_asked_for_once() -> None:
    seen: list[str] = []

    def counting(texts: list[str]) -> list[str]:
        seen.extend(texts)
        return texts

    translate([parse("Oui, <b>oui</b>. Oui, <b>oui</b>."), parse("Oui, oui."), parse("2 500"), parse("")],
              GLOSSARY, counting)  # fmt: skip
    assert seen == ["Oui, oui.", "oui"]


SENTENCES = [
    ["« Oui ! » ", "Elle part. ", "Il reste… ", "Et M. Durand ? ", "J. Petit, 3.5 % et www.a.fr."],
    ["Sans point"],
    [""],
]


@pytest.mark.parametrize("parts", SENTENCES)
def test_sentences(parts: list[str]) -> None:
    assert sentences("".join(parts)) == parts


# --- whatever it answers ---------------------------------------------------------------------------------


def shuffled(text: str) -> str:
    words = text.split()
    random.Random(text).shuffle(words)
    return " ".join(words)


ANSWERS: dict[str, Callable[[str], str]] = {
    "the same": lambda text: text,
    "nothing": lambda text: "",
    "a space": lambda text: " ",
    "always the same": lambda text: "The same words, always. [X1X]",
    "all twice": lambda text: f"{text} {text}",
    "shuffled": shuffled,
    "in capitals": str.upper,
    "half": lambda text: text[: len(text) // 2],
    "backwards": lambda text: text[::-1],
    "markup": lambda text: f"<g1>{text}</g2> &lt;b&gt; \U00100000 \U00100001",
    "without tags": lambda text: text.replace("<", "").replace(">", ""),
    "signs": lambda text: "… ! ( [ * \\1",
}
WORDS = st.sampled_from(["les ", "adhérents ", "PME", " et ", "région", ". Le ", "« ", " & ", "2 500 ", "l’"])
NAMES = st.sampled_from(["b", "i", "a1"])
MARKS = st.sampled_from([Placeholder("fn1"), Placeholder("br")])


def nested(inside: st.SearchStrategy[list[object]]) -> st.SearchStrategy[list[object]]:
    pairs = st.tuples(NAMES, inside).map(lambda pair: [Open(pair[0]), *pair[1], Close(pair[0])])
    return st.lists(st.one_of(inside, pairs), max_size=4).map(
        lambda parts: [p for part in parts for p in part]
    )


LEAVES = st.lists(st.one_of(WORDS.map(Text), MARKS), max_size=4)
TAGGED = st.recursive(LEAVES, nested, max_leaves=6).map(tagged)


@settings(deadline=None, max_examples=100)
@given(st.lists(TAGGED, max_size=4), st.sampled_from(sorted(ANSWERS)), st.booleans())
def test_nothing_is_lost_whatever_an_engine_answers(
    batch: list[TaggedText], name: str, in_html: bool
) -> None:
    def ask(texts: list[str]) -> list[str]:
        return [ANSWERS[name](text) for text in texts]

    targets = translate(batch, GLOSSARY, ask, ask if in_html else None)
    assert_faithful(batch, targets)
    for source, target in zip(batch, targets, strict=True):
        for term, english in (("adhérents", "members"), ("PME", "SME")):
            found = sum(match.term.source in term for match in GLOSSARY.find(source.plain))
            untagged = sum(piece.value.count(term) for piece in source if isinstance(piece, Text))
            assert target.plain.casefold().count(english.casefold()) >= min(found, untagged, 1)


@pytest.mark.parametrize("name", ANSWERS)
def test_every_text_of_the_contract_comes_through(name: str) -> None:
    sources = [parse(text) for text in TEXTS.values()]
    targets = translate(sources, GLOSSARY, lambda texts: [ANSWERS[name](text) for text in texts])
    assert_faithful(sources, targets)
    assert [bool(target.plain.strip()) for target in targets] == [
        bool(source.plain.strip()) for source in sources
    ]


def test_the_same_answers_leave_the_same_texts() -> None:
    sources = [parse(text) for text in TEXTS.values()]
    assert translate(sources, Glossary(), lambda texts: texts) == sources


def test_unbalanced_tags_survive() -> None:
    batch = [parse("Les <b>projets avancent."), parse("Les</i> projets <b>et <i>les</b> régions</i>.")]
    targets = translate(batch, GLOSSARY, lambda texts: texts)
    assert [sorted(map(str, text.tags)) for text in targets] == [
        sorted(map(str, text.tags)) for text in batch
    ]
