"""Texts that stand in columns made with spaces."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from booktranslate.catalog import Entry
from booktranslate.drafting.columns import drafted
from booktranslate.drafting.dispatch import Budget, ask
from booktranslate.drafting.plan import Request
from booktranslate.language.widths import SPACE, width_of
from booktranslate.model import TaggedText, Unit, parse

ENGLISH = {
    "Effectif": "Workforce",
    ": 12": ": 12",
    "Bureau des entrées": "Admissions",
    "Pharmacie": "Pharmacy",
    "Cuisine": "Kitchens and catering",
    "<b>Rôle</b>": "<b>Role</b>",
    "Une phrase.": "A sentence.",
}


@dataclass
class Dictionary:
    """An engine that knows a few texts and no other; it keeps no two spaces."""

    name: str = "dictionary"
    identity: str = "dictionary"
    max_texts: int = 2
    asked: list[int] = field(default_factory=list)

    def translate(self, batch: Sequence[TaggedText], context: str = "") -> list[TaggedText]:
        self.asked.append(len(batch))
        return [parse(ENGLISH.get(str(text), " ".join(str(text).split()))) for text in batch]

    def close(self) -> None:
        """Nothing to let go of."""


def draft(*texts: str) -> list[str]:
    engine = Dictionary()
    return [str(text) for text in drafted([parse(text) for text in texts], 2, engine.translate)]


def test_each_column_is_drafted_by_itself_and_begins_where_it_began() -> None:
    french = "Bureau des entrées" + 12 * " " + "Pharmacie" + 14 * " " + "Cuisine"
    (english,) = draft(french)
    assert english.split("    ")[0] == "Admissions"
    assert [part.strip() for part in english.split("    ") if part.strip()] == [
        "Admissions",
        "Pharmacy",
        "Kitchens and catering",
    ]
    for theirs, ours in (("Pharmacie", "Pharmacy"), ("Cuisine", "Kitchens")):
        before = width_of(french[: french.index(theirs)]), width_of(english[: english.index(ours)])
        assert abs(before[0] - before[1]) <= SPACE / 2


def test_a_column_that_is_too_long_keeps_off_the_next() -> None:
    assert draft("Cuisine    Effectif") == ["Kitchens and catering    Workforce"]


def test_tags_around_a_column_stay_and_spaces_within_tags_divide_nothing() -> None:
    assert draft("<b>Rôle</b>     : 12") == ["<b>Role</b>     : 12"]
    assert draft("<b>a     b</b>") == ["<b>a b</b>"]
    assert draft("Effectif  <tab/>   : 12") == ["Effectif <tab/> : 12"]


def test_three_spaces_are_no_column() -> None:
    assert draft("Une   phrase.", "Une phrase.") == ["Une phrase.", "A sentence."]


def test_an_engine_gets_no_more_texts_than_it_takes() -> None:
    engine, kept = Dictionary(), list[str]()
    texts = ["Effectif      : 12", "Pharmacie      Cuisine      Effectif"]
    request = Request(tuple(Entry(Unit(parse(text))) for text in texts))
    ask(engine, [request], Budget(None), lambda _, answers, billed: kept.extend(map(str, answers)))  # type: ignore[arg-type]
    assert engine.asked == [2, 2, 1]
    assert [text.split()[0] for text in kept] == ["Workforce", "Pharmacy"]
    assert kept[0].endswith("    : 12")
