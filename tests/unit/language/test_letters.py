"""Letters as a reader reads them."""

import pytest

from booktranslate.language.letters import composed, is_century, is_spelling, plain


@pytest.mark.parametrize(
    ("before", "raised"),
    [
        *[("2", "e"), ("le XX", "e"), ("XIX", "ème"), ("xx", "e"), ("1", "er"), ("1", "re"), ("2", "nde")],
        *[("3", "ème"), ("2", "d"), ("II", "d"), ("M", "me"), ("M", "lle"), ("et M", "mes"), ("n", "o")],
        *[("N", "os"), ("n", "°"), ("S", "t"), ("S", "te"), ("C", "ie"), ("D", "r"), ("P", "r"), ("V", "ve")],
        *[("M", "e "), ("12", "bis"), ("in-8", "o"), ("Soc", "té"), ("20", "th")],
    ],
)
def test_raised_letters_that_are_spelling(before: str, raised: str) -> None:
    assert is_spelling(before, raised)


@pytest.mark.parametrize(
    ("before", "raised"),
    [
        *[
            ("m", "2"),
            ("x", "n"),
            ("e", "x"),
            ("10", "n"),
            ("X", "t"),
            ("mot", "a"),
            ("3,5", "e"),
            ("A2", "e"),
        ],
        *[("", "e"), ("", ""), ("Word", "TM"), ("x", "e"), ("4", "d"), ("(", "e"), ("10", "-3")],
    ],
)
def test_raised_signs_that_have_a_meaning(before: str, raised: str) -> None:
    assert not is_spelling(before, raised)


def test_numerals_of_centuries() -> None:
    assert is_century("xx", "e siècle")
    assert is_century("XIX", " siècle")
    assert not is_century("xiv", ", roi de France")
    assert not is_century("l", "es femmes")


def test_accents_and_ligatures() -> None:
    assert (
        composed("e\u0301te\u0301 \ufb01n \ufb02eur a\ufb00aire o\ufb03ce") == "été fin fleur affaire office"
    )
    assert composed("20ᵗʰ") == "20ᵗʰ"
    assert plain("XXᵉ, Mᵐᵉ, nᵒ 5, xᵉ") == "XXe, Mme, no 5, xᵉ"
