"""Laws of typography: safe to run again, tags and addresses and names as they were, nothing emptied."""

import re

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from booktranslate.glossary import Glossary, Term
from booktranslate.language.letters import composed
from booktranslate.model import Close, Open, Placeholder, TaggedText, Text, tagged
from booktranslate.typography import NAMES, changes, polish

SPACES = " \u00a0\u2007\u2009\u202f"
KEPT_AS_THEY_ARE = (
    "https://exemple.fr/l'avenir?a=1,5&b='x'--y",
    "www.pole-gouloù.bzh/2020-2024",
    "n.o'neill-2-3@exemple.fr",
    "rapport_2020-2024.docx",
    "l'annexe-2-3.pdf",
    "`M. « x »`",
    "{3,5}",
    "C:\\12 500\\x",
)
NAMES_KEPT = ("L'Usine « Nouvelle »", "M. Propre", "3,5 %", "Quai'Ouest", "12 M€ Club", "100 % natural !")
GLOSSARY = Glossary(tuple(Term(name, name, keep=True) for name in NAMES_KEPT))

MARKS = [
    *"«»‹›“”\"‘’'",
    *SPACES,
    *".,;:!?%€$()[]–—-…°",
    "...",
    "--",
    "\n",
    "´",
    "€ ",
    "k€",
    " M€",
    "Md€",
    "n°",
]
WORDS = [
    *(
        "a",
        "I",
        "Mr",
        "M.",
        "MM.",
        "Mme",
        "Paris",
        "cluster",
        "clusters'",
        "tis",
        "'em",
        "n",
        "km",
        "million",
        "é",
    ),
    *(
        "at",
        "from",
        "to",
        "between",
        "and",
        "of",
        "no.",
        "page",
        "ISO",
        "century",
        "h",
        "mars",
        "janvier",
        "mardi",
    ),
    *("1er", "2e", "XXIe", "Ve", "8", "12", "24", "30", "500", "000", "2020", "2024", "3,5", "1,25", "0,125"),
    *("6'2\"", "\ufffc", "\ue000", "~", "&", "<", "{"),
]
FRAGMENTS = st.sampled_from(MARKS) | st.sampled_from(WORDS) | st.sampled_from(WORDS) | st.text(max_size=3)
TEXTS = st.lists(FRAGMENTS, min_size=1, max_size=14).map("".join).filter(bool).map(Text)
TAGS = st.sampled_from(
    [Open("b"), Close("b"), Open("i"), Close("i"), Open("sup"), Close("sup")]
) | st.sampled_from([Placeholder("fn1"), Placeholder("br"), Placeholder("tab"), Placeholder("img1")])
TAGGED = st.lists(TEXTS | TEXTS | TAGS, max_size=8).map(tagged)
STYLES = st.fixed_dictionaries(
    {"target_lang": st.sampled_from(["en-GB", "en-US"]), "quotes": st.sampled_from(["double", "single"])}
)
OFF = st.frozensets(st.sampled_from(NAMES)) | st.just(frozenset())


@given(TAGGED, STYLES, OFF)
@settings(max_examples=800, deadline=None)
def test_polishing_again_changes_nothing(
    text: TaggedText, style: dict[str, str], off: frozenset[str]
) -> None:
    once = polish(text, **style, off=off, protected=GLOSSARY)
    assert polish(once, **style, off=off, protected=GLOSSARY) == once


@given(TAGGED, STYLES, OFF)
@settings(max_examples=500, deadline=None)
def test_tags_stay_as_they_are_in_their_order(
    text: TaggedText, style: dict[str, str], off: frozenset[str]
) -> None:
    assert polish(text, **style, off=off).tags == text.tags


@given(TAGGED, STYLES)
@settings(max_examples=500, deadline=None)
def test_no_text_is_emptied_and_line_breaks_stay(text: TaggedText, style: dict[str, str]) -> None:
    result = polish(text, **style)
    assert bool(result.plain.strip()) == bool(text.plain.strip())
    assert [c for c in result.plain if c in "\n\t\r"] == [c for c in text.plain if c in "\n\t\r"]


@given(TAGGED, STYLES)
@settings(max_examples=300, deadline=None)
def test_letters_and_digits_of_plain_words_stay(text: TaggedText, style: dict[str, str]) -> None:
    off = frozenset({"dates", "times", "ordinals", "abbreviations", "currency"})
    result = composed(polish(text, **style, off=off).plain)
    assert re.findall(r"\w", result) == re.findall(r"\w", composed(text.plain))


@given(TAGGED, st.sampled_from(KEPT_AS_THEY_ARE), TAGGED, STYLES)
@settings(max_examples=500, deadline=None)
def test_addresses_files_and_code_stay(
    before: TaggedText, kept: str, after: TaggedText, style: dict[str, str]
) -> None:
    assume("`" not in before.plain)  # a lone one has the first of the code for its partner
    # Tags stand on both sides, as they do around links, so that nothing runs into the address.
    parts = (*before, Text(" "), Open("a1"), Text(kept), Close("a1"), Text(" "), *after)
    assert kept in polish(tagged(parts), **style).plain


@given(TAGGED, st.sampled_from(NAMES_KEPT), TAGGED, STYLES)
@settings(max_examples=500, deadline=None)
def test_names_of_the_glossary_stay(
    before: TaggedText, kept: str, after: TaggedText, style: dict[str, str]
) -> None:
    parts = (*before, Text(" "), Text(kept), Text(" "), *after)
    assert kept in polish(tagged(parts), **style, protected=GLOSSARY).plain


@given(TAGGED, STYLES)
@settings(max_examples=200, deadline=None)
def test_what_changes_is_told(text: TaggedText, style: dict[str, str]) -> None:
    told = changes(text, **style)
    assert bool(told) == (polish(text, **style) != text)
    assert all(change.rule in NAMES and change.before != change.after for change in told)


@given(TAGGED, STYLES)
@settings(max_examples=200, deadline=None)
def test_with_all_rules_off_nothing_changes(text: TaggedText, style: dict[str, str]) -> None:
    assert polish(text, **style, off=frozenset(NAMES)) == text
