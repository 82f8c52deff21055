"""Dashes, ellipses and spaces."""

import pytest

from booktranslate.model import parse
from booktranslate.typography import polish

N, NARROW, THIN = "\u00a0", "\u202f", "\u2009"

BRITISH_DASHES = [
    ("'friend'--hah", "“friend” – hah"),
    ("one — or two — of us", "one – or two – of us"),
    ("one—or two—of us", "one – or two – of us"),
    ("one - or two - of us", "one – or two – of us"),
    ("one -- or two", "one – or two"),
    ("<b>one</b> — or two", "<b>one</b> – or two"),
    ("in 2024—40 of us", "in 2024 – 40 of us"),
]
AMERICAN_DASHES = [
    ("one – or two – of us", "one—or two—of us"),
    (f"one{N}– or two", "one—or two"),
    ("one - or two", "one—or two"),
    ("one -- or two", "one—or two"),
    ("one--or two", "one—or two"),
    ("<b>one</b> – or two", "<b>one</b>—or two"),
]
DASHES_STAY = [
    "one – or two – of us",
    "Lyon–Turin",
    "– Hello, she said.",
    "— Hello, she said.",
    "- an item",
    "One.<br/>— Two.",
    "at –40°C",
    "minus - 5",
    "up-to-date",
    "“But I—”",
    "–",
]
SPACES = [
    ("word :", "word:"),
    (f"what{NARROW}? Yes{N}: it{THIN}; no{NARROW}!", "what? Yes: it; no!"),
    ("really ?!", "really?!"),
    ("word , word .", "word, word."),
    ("( word ) [ word ]", "(word) [word]"),
    ("<b>word</b> :", "<b>word</b>:"),
    ("<b>word :</b>", "<b>word:</b>"),
    ("word<b> :</b>", "word<b>:</b>"),
    ("word<fn1/> :", "word<fn1/>:"),
    ("in 2024 : 12 projects", "in 2024: 12 projects"),
    ("https://a.fr/x : yes", "https://a.fr/x: yes"),
    ("one  two   three", "one two three"),
    ("one <b> two</b>", "one <b>two</b>"),
    ("well...", "well…"),
    ("<i>well..</i>.", "<i>well…</i>"),
    (f"twelve{N}members", "twelve members"),
    (f"5{N}clusters in{NARROW}Lyon", "5 clusters in Lyon"),
]
SPACES_STAY = [
    "a ratio of 10 : 1",
    "rm *.o ~/a/*.log",
    "well: yes; no! What?",
    "a smile :)",
    "scale 1 : 25",
    "use .net now",
    "well....",
    "Name:      Date:      ",
    "Staff     : 12",
    f"12{N}km, 5{NARROW}€m, 11{N}am",
    f"<g1>N.{N}K.</g1>{N}– You don’t.",
    f"Mr{N}Roux, no.{N}5, page{N}12, Table{N}<f1/>, appendix{N}2, Mx{N}Roux",
    f"{N}",
    f"a{N}",
    "a<br/>b<tab/>c",
    "one\ntwo",
]


@pytest.mark.parametrize(("before", "after"), BRITISH_DASHES + SPACES)
def test_becomes_british(before: str, after: str) -> None:
    assert str(polish(parse(before), "en-GB")) == after


@pytest.mark.parametrize(("before", "after"), AMERICAN_DASHES + SPACES)
def test_becomes_american(before: str, after: str) -> None:
    assert str(polish(parse(before), "en-US")) == after


@pytest.mark.parametrize("text", DASHES_STAY + SPACES_STAY)
def test_stays(text: str) -> None:
    assert str(polish(parse(text), "en-GB")) == text


@pytest.mark.parametrize("text", ["one—or two", "— Hello", "- an item", "Lyon–Turin", "up to – 40"])
def test_stays_american(text: str) -> None:
    assert str(polish(parse(text), "en-US")) == text
