"""Paragraphs are found among the letters of pages however pages set them, and what is gone is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booktranslate.publishing.locating import Found, Pages, folded, locate


def found(texts: list[str], *pages: str) -> list[Found]:
    return locate([(text,) for text in texts], Pages(pages))


LONG = "The lamp was lit at dusk, and nobody on the island slept before it burned."


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("difficult offices", "diﬃ-\ncult oﬃces"),  # ligatures and a hyphen at the end of a line
        ("a co\u00adoperative", "a co\ufffeoperative"),  # the hyphen as PDFium writes it
        ("Chapter One", "CHAPTER ONE"),
        ("Straße", "STRASSE"),
        ("le cafe\u0301", "le caf\u00e9"),
        ("on foot\u00a0– 3\u202f000", "on foot – 3 000"),
        ("½ and 2²", "1⁄2 and 22"),
    ],
)
def test_what_pages_do_to_letters(text: str, page: str) -> None:
    (one,) = found([text], page)
    assert one.is_whole


def test_folding_keeps_the_places_of_letters() -> None:
    letters, places = folded("– É ﬁn")
    assert letters == "éfin"
    assert places == [2, 4, 4, 5]


def test_a_paragraph_over_a_page_break_with_feet_between() -> None:
    head, tail = LONG[:33], LONG[33:]
    foot = "4 A note at the foot of the page. Page 3"
    (one, note) = found([LONG, "A note at the foot of the page."], f"{head} {foot}", f"Running head {tail}")
    assert one.is_whole
    assert [span.page for span in one.spans] == [0, 1]
    assert note.is_whole


@pytest.mark.parametrize("letters", [1, 2, 5, 9])
def test_few_letters_on_the_next_page(letters: int) -> None:
    cut = len(LONG) - letters - 1
    (one,) = found([LONG], LONG[:cut] + "- Page 1", f"{LONG[cut:]}")
    assert one.is_whole
    (other,) = found([LONG], LONG[:letters], LONG[letters:])
    assert other.is_whole


def test_words_from_right_to_left_may_stand_in_another_order() -> None:
    (one,) = found(["שלום (Arman) לכולם"], "לכולם Arman() שלום")
    assert one.is_whole
    (other,) = found(["שלום (Arman) לכולם"], "Arman() שלום")
    assert other.lost == "לכולם"


def test_what_is_gone_is_named() -> None:
    (one,) = found([LONG], "The lamp was lit at dusk, and nobody on")
    assert one.lost == "the island slept before it burned"
    assert one.missing == len(folded(one.lost)[0])
    (middle,) = found([LONG], "The lamp was lit at dusk, island slept before it burned.")
    assert middle.lost == "and nobody on the"


def test_the_same_words_elsewhere_do_not_stand_in() -> None:
    twice = ["Yes.", LONG, "Yes.", "No."]
    ones = found(twice, f"Yes. {LONG} No.")
    assert [one.is_whole for one in ones] == [True, True, False, True]
    assert ones[2].lost == "Yes"


def test_a_clipped_text_does_not_take_from_its_neighbours() -> None:
    clipped = f"In the box: {LONG}"
    ones = found([clipped, LONG, f"{LONG} Again."], f"In the box: The lamp was lit {LONG} {LONG} Again.")
    assert [one.is_whole for one in ones] == [False, True, True]
    assert ones[0].lost.startswith("at dusk")


def test_a_text_that_repeats_itself_begins_where_the_most_of_it_follows() -> None:
    twice = f"{LONG} {LONG}"
    (one,) = found([twice], twice[:40], twice[40:])
    assert one.is_whole
    assert [span.page for span in one.spans] == [0, 1]


def test_whole_lines_come_before_the_end_of_one_paragraph_and_the_beginning_of_the_next() -> None:
    """Letters of two neighbours that together say what a third one says stay where they are."""
    one, other = "The pictures go well with it.", "You can change the look of all."
    ones = found(
        [f"Before. {one}", f"{other} Behind.", f"{one} {other}"],
        f"Before. {one}\n{other} Behind.\n{one} {other}",
    )
    assert [each.is_whole for each in ones] == [True, True, True]


def test_a_short_text_stays_near_its_neighbours() -> None:
    """A row of a table, whose first cell also stands alone on a line far away."""
    rows = [f"Row {number} of them" for number in range(100)]
    filler = [f"{LONG} And once more, for the {number}th time." for number in range(60)]
    texts = ["CCI", *rows, *filler, "CCI"]
    near, *_, far = found(texts, "CCI " + "\n".join(rows), "\n".join(filler), "CCI")
    assert (near.spans[0].page, far.spans[0].page) == (0, 2)


def test_pieces_part_where_the_page_shows_a_number() -> None:
    pages = Pages(["The lamp 12 was lit at dusk 13 indeed"])
    (one,) = locate([("The lamp", " was lit at dusk", " indeed")], pages)
    assert one.is_whole
    assert pages.left == 4


WORDS = st.lists(st.text("abcdefghijklmnop", min_size=1, max_size=9), min_size=4, max_size=30)


@given(st.lists(WORDS, min_size=1, max_size=12), st.data())
def test_every_letter_of_a_page_serves_once(paragraphs: list[list[str]], data: st.DataObject) -> None:
    """Whatever the words: what is on pages is found, and what is taken out is missed, letter by letter.

    A paragraph whose letters stand in others, too, may take theirs: then more is missed.
    """
    texts = [" ".join(words) for words in paragraphs]
    cut = data.draw(st.integers(0, len(texts)))
    pages = ["\n".join(texts[:cut]), "\n".join(texts[cut:])]
    total = sum(len(folded(text)[0]) for text in texts)
    ones = found(texts, *pages)
    assert sum(one.missing for one in ones) == 0
    gone = data.draw(st.integers(0, len(texts) - 1))
    left = [text for number, text in enumerate(texts) if number != gone]
    without = found(texts, "\n".join(left))
    missed, taken_out = sum(one.missing for one in without), folded(texts[gone])[0]
    assert missed >= len(taken_out)
    if taken_out not in folded("".join(left))[0]:
        assert missed == len(taken_out)
    assert sum(one.letters for one in without) == total
