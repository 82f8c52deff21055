"""New words in the tags of the old ones; texts of two books side by side."""

import pytest

from booktranslate.model import parse
from booktranslate.review.book_alignment import align
from booktranslate.review.finished import carried


@pytest.mark.parametrize(
    ("model", "now", "expected"),
    [
        ("The <b>members</b> met.", "The members have met.", "The <b>members</b> have met."),
        ("The <b>members</b> met.<fn1/>", "Our members met.", "Our <b>members</b> met.<fn1/>"),
        ("A<br/>B", "A C", "A<br/>C"),
    ],
)
def test_tags_go_with_their_words(model: str, now: str, expected: str) -> None:
    assert str(carried(parse(model), parse(now))) == expected


FIRST = "The network has twelve clubs in the region."
SECOND = "Members have signed the road map."


def test_a_text_that_was_written_anew_at_its_place_is_paired() -> None:
    assert align([FIRST, SECOND, "End"], [FIRST, "Nothing like it.", "End"]).pairs == ((0, 0), (1, 1), (2, 2))


def test_of_several_the_likeliest_are_paired() -> None:
    new = ["Words of somebody else, which nobody had asked for.", "Members have now signed the road map."]
    found = align([FIRST, SECOND], [FIRST, *new])
    assert found.pairs == ((0, 0), (1, 2))
    assert found.added == (1,)


def test_texts_cut_in_two_and_joined_are_paired_with_nothing() -> None:
    cut = align([FIRST, SECOND], ["The network has twelve clubs", "in the region.", SECOND])
    assert (cut.pairs, cut.gone, cut.added, cut.recut) == (((1, 2),), (0,), (0, 1), frozenset({0}))
    joined = align([FIRST, SECOND], [f"{FIRST} {SECOND}"])
    assert (joined.pairs, joined.gone, joined.recut) == ((), (0, 1), frozenset({0, 1}))
