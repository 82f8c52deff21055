"""Declarations of settings, and their one reader."""

from dataclasses import dataclass
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booktranslate.config_fields import declared, read, setting, unknown
from booktranslate.errors import SettingError


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody at the table."""

    name: str = setting("", "Who it is.")
    seats: int = setting(1, "How many seats.", unit="seats", least=1, most=3)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a setting of each kind."""

    shape: Literal["round", "square"] = setting("round", "Its shape.")
    is_laid: bool = setting(False, "Whether it is laid.")
    height: float = setting(0.8, "How high it is.", unit="metres", least=0.1)
    wood: tuple[str, ...] = setting((), "What it is made of.")
    legs: tuple[Literal["front", "back"], ...] = setting(("front",), "Which legs it has.")
    guests: tuple[Guest, ...] = setting((), "Who sits at it.")
    price: int | str = setting("", "What it costs.")
    cloth: tuple[str, ...] | None = setting(None, "Which cloths, instead of ours.", shown="ours")


def test_a_table_that_says_nothing_has_the_defaults() -> None:
    assert read(Table, {}, "table") == Table()


def test_values_are_taken_with_hyphens_and_underscores() -> None:
    given = {
        "shape": "square",
        "is-laid": True,
        "height": 1,
        "wood": ["oak", "ash"],
        "legs": ["back", "front"],
        "guests": [{"name": "Anne", "seats": 2}, {}],
        "price": 30,
        "cloth": [],
    }
    made = Table("square", True, 1.0, ("oak", "ash"), ("back", "front"), (Guest("Anne", 2), Guest()), 30, ())
    assert read(Table, given, "table") == made
    assert read(Table, {"is_laid": True}, "table") == Table(is_laid=True)
    assert type(read(Table, {"height": 1}, "table").height) is float


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"shape": "oval"}, 'table.shape: "oval" is not allowed. Give "round" or "square".'),
        ({"is_laid": 1}, "table.is-laid: 1 is not allowed. Give true or false."),
        ({"height": 0}, "table.height: 0 is not allowed. Give a number of metres from 0.1."),
        ({"height": float("inf")}, "table.height: Infinity is not allowed."),
        ({"height": True}, "table.height: true is not allowed."),
        ({"wood": "oak"}, 'table.wood: "oak" is not allowed. Give a list of texts.'),
        ({"wood": [""]}, 'table.wood: [""] is not allowed.'),
        ({"legs": ["left"]}, 'table.legs: ["left"] is not allowed. Give a list of texts: "front", "back".'),
        ({"guests": ["Anne"]}, 'table.guests: ["Anne"] is not allowed. Give a list of tables.'),
        (
            {"guests": [{"seats": 4}]},
            "table.guests.seats: 4 is not allowed. Give a whole number of seats from 1 to 3.",
        ),
        ({"guests": [{"nam": "Anne"}]}, "table.guests.nam: unknown setting. Did you mean name?"),
        ({"price": 1.5}, "table.price: 1.5 is not allowed. Give a whole number or a text."),
        ({"hight": 1}, "table.hight: unknown setting. Did you mean height? Keys stand elsewhere."),
        ({"zzz": 1}, "table.zzz: unknown setting. Choose from: shape, is-laid, height"),
        ({"is_laid": True, "is-laid": True}, "table.is-laid: is there twice. Remove one of the two."),
        ("oak", 'table: "oak" is not a table. Write [table].'),
    ],
)
def test_a_mistake_names_the_key_and_what_it_takes(given: object, message: str) -> None:
    with pytest.raises(SettingError) as caught:
        read(Table, given, "table", "Keys stand elsewhere.")
    assert str(caught.value).startswith(message)
    assert caught.value.key in message


def test_a_long_value_is_not_repeated_in_full() -> None:
    with pytest.raises(SettingError) as caught:
        read(Table, {"shape": "x" * 5000}, "table")
    assert len(str(caught.value)) < 200


def test_a_table_without_settings_says_so() -> None:
    assert "engine.pseudo has no settings" in str(unknown("engine.pseudo.length", {}))


def test_declarations_tell_what_the_reference_prints() -> None:
    told = {one.name: (one.values, one.default_text) for one in declared(Table)}
    assert told["shape"] == ('"round" or "square"', '"round"')
    assert told["is-laid"] == ("true or false", "false")
    assert told["legs"] == ('a list of texts: "front", "back"', '["front"]')
    assert told["cloth"] == ("a list of texts", "ours")


def test_a_field_without_a_meaning_is_no_declaration() -> None:
    @dataclass
    class Bare:
        leg: int = 4

    with pytest.raises(TypeError, match=r"Bare\.leg says no meaning"):
        declared(Bare)


WORDS = st.sampled_from(["", "round", "back", "name", "oak"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)
NAMES = st.sampled_from([one.name for one in declared(Table)])


@given(st.dictionaries(NAMES, VALUES, max_size=4))
def test_whatever_stands_in_a_table_is_read_or_refused_by_its_key(given: dict[str, object]) -> None:
    refused = ""
    try:
        assert read(Table, given, "table").height >= 0.1
    except SettingError as error:
        refused = error.key
    assert not refused or refused.split(".")[1] in given
