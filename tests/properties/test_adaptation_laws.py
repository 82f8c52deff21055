"""Laws of adaptation: tags, figures and names stay, twice is as once, the checks find nothing."""

import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from booktranslate.adaptation import adapted
from booktranslate.checks.pairs import CheckSettings, Pair
from booktranslate.checks.variants import variants
from booktranslate.glossary import Glossary, Term
from booktranslate.model import (
    Close,
    Open,
    Placeholder,
    Quotes,
    State,
    TaggedText,
    Text,
    Translation,
    Unit,
    parse,
    tagged,
)

NAMES = ("Harbour Centre", "Programme d’Or", "Color Club")
GLOSSARY = Glossary(tuple(Term(name, name, keep=True) for name in NAMES))
ADDRESSES = ("https://colour.example/centre?labour=1", "grey@centre.example", "colour.txt", "`center`")
SOURCE = f"Le centre de gestion a un programme, le 03/04/2021, avec {', '.join(NAMES)}."
WORDS = [
    *(
        "colour",
        "color",
        "Centre",
        "center",
        "organise",
        "organized",
        "ANALYSE",
        "behaviour",
        "tyre",
        "program",
    ),
    *(
        "programme",
        "meters",
        "practise",
        "anaesthetised",
        "enterprise",
        "size",
        "cheque",
        "neighbours",
        "the",
    ),
    *("a", "may", "March", "May", "June", "12", "3", "2026", "1st", "30", "12–14", "03/04/2021", "Tuesday"),
    *("Mr", "Mr.", "Dr", "Roux", "per cent", "percent", "e.g.", "e.g.,", "€12m", "$3bn", "etc.", "dogs’"),
    *(*NAMES, *ADDRESSES, "centre de gestion", "said", "in", "In", "of", "and"),
]
MARKS = ["“", "”", "‘", "’", ".", ",", "?", "!", ";", ":", "…", " – ", "—", "-", "(", ")", "\u00a0", '"', "'"]
TAGS = [Open("b"), Close("b"), Open("i1"), Close("i1"), Placeholder("fn1"), Placeholder("br")]
PIECES = st.one_of(
    st.sampled_from(WORDS).map(lambda word: f" {word} "),
    st.sampled_from(WORDS).map(lambda word: f" “{word}”"),
    st.sampled_from([word for word in WORDS if word not in NAMES]),  # at any place, even behind a letter
    st.sampled_from(MARKS),
    st.sampled_from(TAGS),
)
QUOTES: st.SearchStrategy[Quotes] = st.sampled_from(["double", "single"])
TARGETS = st.sampled_from(["en-GB", "en-US"])


def text_of(pieces: list[str | Open | Close | Placeholder]) -> TaggedText:
    return tagged(Text(piece) if isinstance(piece, str) else piece for piece in pieces)


TEXTS = st.lists(PIECES, max_size=14).map(text_of)


def made(text: TaggedText, target: str, quotes: Quotes = "double") -> TaggedText:
    return adapted(text, target, SOURCE, quotes=quotes, protected=GLOSSARY)


@given(TEXTS, TARGETS, QUOTES)
@settings(deadline=None)
def test_adapting_twice_is_adapting_once(text: TaggedText, target: str, quotes: Quotes) -> None:
    once = made(text, target, quotes)
    assert made(once, target, quotes) == once


@given(TEXTS, TARGETS)
@settings(deadline=None)
def test_tags_figures_and_names_stay(text: TaggedText, target: str) -> None:
    result = made(text, target)
    assert result.tags == text.tags
    figures = (Counter(re.findall(r"\d", each.plain)) for each in (text, result))
    assert len(set(map(str, map(sorted, map(Counter.items, figures))))) == 1


@given(
    st.lists(st.sampled_from([*WORDS, *MARKS]), max_size=10), st.sampled_from([*NAMES, *ADDRESSES]), TARGETS
)
@settings(deadline=None)
def test_names_and_addresses_stay(around: list[str], kept: str, target: str) -> None:
    plain = [word for word in around if re.fullmatch(r"[\w ]+", word)]
    text = parse(" ".join([*plain, kept, *plain]))
    assert kept in made(text, target).plain


@given(TEXTS, TARGETS)
@settings(deadline=None)
def test_the_checks_find_no_spelling_of_the_other_english(text: TaggedText, target: str) -> None:
    result = made(text, target)
    pair = Pair(
        Unit(parse(SOURCE)),
        Translation(result, State.DRAFT),
        GLOSSARY,
        CheckSettings(target_lang=target),
    )
    assert [flaw.message for _, flaw in variants([pair])] == []
