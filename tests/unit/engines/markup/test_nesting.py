"""Pairs of tags, one inside the other."""

import pytest

from booktranslate.engines.markup.nesting import balanced, pairs
from booktranslate.model import parse


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<b>x<i>y</i></b>", {0: 5, 5: 0, 2: 4, 4: 2}),
        ("<b>x</b><b>y</b>", {0: 2, 2: 0, 3: 5, 5: 3}),
        ("<b>x<i>y</b>z</i>", {0: 4, 4: 0}),
        ("<b>x", {}),
        ("x</b>", {}),
        ("<fn1/>x", {}),
    ],
)
def test_pairs(text: str, found: dict[int, int]) -> None:
    assert pairs(parse(text).pieces) == found


@pytest.mark.parametrize("text", ["", "x", "<b>x<i>y</i></b>", "<fn1/><b></b>"])
def test_balanced(text: str) -> None:
    assert balanced(parse(text))


@pytest.mark.parametrize("text", ["<b>x<i>y</b>z</i>", "<b>x", "x</b>", "<b>x</i></b>"])
def test_not_balanced(text: str) -> None:
    assert not balanced(parse(text))
