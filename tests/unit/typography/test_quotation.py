"""Quotation marks and apostrophes."""

import pytest

from booktranslate.model import Quotes, parse
from booktranslate.typography import polish

N, THIN = "\u00a0", "\u2009"

MARKS = [
    ("« Hello »", "“Hello”"),
    (f"«{N}Hello{N}»", "“Hello”"),
    ("«\u202fHello\u202f»", "“Hello”"),
    ("«Hello»", "“Hello”"),
    ("She: « I « know » it ».", "She: “I ‘know’ it”."),
    ("« I “know” it »", "“I ‘know’ it”"),
    ("« I ‹ know › it »", "“I ‘know’ it”"),
    ("« a « b « c » » »", "“a ‘b “c”’”"),
    ('He said "hello" to me.', "He said “hello” to me."),
    ('He said " hello " to me.', "He said “hello” to me."),
    ('("hello")', "(“hello”)"),
    ("\"He said 'hello' to me.\"", "“He said ‘hello’ to me.”"),
    ("She said 'yes' to it.", "She said “yes” to it."),
    ("‘I’m here,’ she said.", "“I’m here,” she said."),
    ('a 5" pipe and a "word"', 'a 5" pipe and a “word”'),
    # One mark of the two was changed already.
    ("« Hello”", "“Hello”"),
    ("“Hello »", "“Hello”"),
    # An English mark that met a French space.
    (f"“{N}Hello{N}”", "“Hello”"),
]
ACROSS_TAGS = [
    ("« <b>text</b> »", "“<b>text</b>”"),
    ("<b>« text »</b>", "<b>“text”</b>"),
    ("<b>«</b> text <b>»</b>", "<b>“</b>text<b>”</b>"),
    ('"<b>text</b>"', "“<b>text</b>”"),
    ('<i>"text"</i>, she said', "<i>“text”</i>, she said"),
    ("<b>« one</b> two »", "<b>“one</b> two”"),
    ('a "word"<fn1/>', "a “word”<fn1/>"),
    ('a "word<fn1/>"', "a “word<fn1/>”"),
]
PARAGRAPHS = [
    ("« It goes on.", "“It goes on."),
    ("« It goes “on”.", "“It goes ‘on’."),
    ("» and on. »", "“and on.”"),
    ("and on. »", "and on.”"),
    ("« One.<br/>« Two. »", "“One.<br/>“Two.”"),
    ("« One.<br/>» Two. »", "“One.<br/>“Two.”"),
]
MARKS_STAY = [
    "“<b>text</b>”",
    "“She said ‘hello’ to me.”",
    "“One.<br/>“Two.”",
    f"“{THIN}‘Yes’{THIN}”, she said",
    'a 5" pipe',
    "it is 6'2\" tall, or 6' 2\"",
    "at 48°51'24\" N",
    'one " alone',
    "'the dogs' bowls' are",
    "“no end",
    "no start”",
    "« »",
    '""',
    "the members’ vote and the members’ choice",
]
APOSTROPHES = [
    ("it's the cluster's", "it’s the cluster’s"),
    ("the members' vote", "the members’ vote"),
    ("l<b>'été</b>", "l<b>’été</b>"),
    ("the '90s, the ‘80s, in '98 he", "the ’90s, the ’80s, in ’98 he"),
    ("the class of '97 and the towns' bands", "the class of ’97 and the towns’ bands"),
    ("The '67 vintage and the growers' pride", "The ’67 vintage and the growers’ pride"),
    ("In '97, the towns and 'their' bands.", "In ’97, the towns and “their” bands."),
    ("he said '20 bands came', and left", "he said “20 bands came”, and left"),
    ("'tis and 'Twas", "’tis and ’Twas"),
    ("rock 'n' roll", "rock ’n’ roll"),
    ("the PhD's", "the PhD’s"),
    ("l´été", "l’été"),
]
APOSTROPHES_STAY = [
    "6'2\" tall",
    "6' tall",
    "it’s the members’",
    "l’été",
    "1'000",
    "it 'goes on",
    "’tis ’90s",
]


@pytest.mark.parametrize(("before", "after"), MARKS + ACROSS_TAGS + PARAGRAPHS + APOSTROPHES)
def test_becomes(before: str, after: str) -> None:
    assert str(polish(parse(before), "en-GB")) == after
    assert str(polish(parse(before), "en-US")) == after


@pytest.mark.parametrize("text", MARKS_STAY + APOSTROPHES_STAY)
def test_stays(text: str) -> None:
    assert str(polish(parse(text), "en-GB")) == text


@pytest.mark.parametrize(
    ("quotes", "after"), [("double", "“a ‘b’” and it’s"), ("single", "‘a “b”’ and it’s")]
)
@pytest.mark.parametrize("before", ["« a « b » » and it's", "“a ‘b’” and it’s", "‘a “b”’ and it’s"])
def test_the_publisher_chooses_the_outer_marks(before: str, quotes: Quotes, after: str) -> None:
    assert str(polish(parse(before), "en-GB", quotes=quotes)) == after


def test_apostrophes_alone_leave_quotations_alone() -> None:
    text = parse("'It's his,' she said.")
    assert str(polish(text, "en-GB", off={"quotation-marks"})) == "'It’s his,' she said."
