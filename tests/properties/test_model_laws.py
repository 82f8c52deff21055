"""Parsing and printing tagged text are inverses."""

import xml.etree.ElementTree as ElementTree

from hypothesis import given
from hypothesis import strategies as st

from booktranslate.model import Close, Open, Placeholder, TaggedText, Text, parse, tagged

_SIGNS = st.sampled_from([*"<>&;/#x1bilt \u00a0é", "&amp;", "<b>", "</b>", "<fn1/>", "&#233;", "&lt"])
_TEXTS = st.lists(st.one_of(_SIGNS, st.characters(exclude_categories=["Cs", "Cc"])), max_size=12).map("".join)
_NAMES = st.sampled_from(["b", "i", "sup", "a1", "g12", "fn1", "br", "x3"])
_PIECES = st.one_of(
    st.builds(Text, _TEXTS), st.builds(Open, _NAMES), st.builds(Close, _NAMES), st.builds(Placeholder, _NAMES)
)
_TAGGED = st.lists(_PIECES, max_size=10).map(tagged)


@given(_TAGGED)
def test_printing_then_parsing_gives_the_text(text: TaggedText) -> None:
    assert parse(str(text)) == text
    assert parse(text.xml) == text


@given(_TEXTS)
def test_anything_can_be_parsed(text: str) -> None:
    assert parse(str(parse(text))) == parse(text)


@given(_TEXTS)
def test_xml_of_text_is_well_formed(text: str) -> None:
    literal = tagged([Text(text)])
    assert (ElementTree.fromstring(f"<t>{literal.xml}</t>").text or "") == text
