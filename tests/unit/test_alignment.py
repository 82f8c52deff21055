"""Texts of two books find each other, whatever was added, removed, joined or moved."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booktranslate.alignment import Bead, BookText, align
from booktranslate.alignment.within import places

FRENCH = [
    "Le port",
    "Coumba Lemaire dirige le port de Dieppe depuis 2016, avec une équipe de 48 personnes.",
    "Les grutières du terminal travaillent la nuit, par tous les temps, et personne ne les remercie jamais.",
    "En 2023, le terminal a traité 1 250 000 tonnes de céréales, un record historique pour la région.",
    "La capitainerie a été rénovée ; elle abrite maintenant une exposition sur la navigation à vapeur.",
    "La montagne",
    "Perrine Vasseur a fondé une coopérative de guides dans la vallée de la Maurienne, à 1 800 mètres.",
    "L’hiver, trente moniteurs accueillent des visiteurs venus d’Italie, de Belgique et d’Autriche.",
    "Le climat change : la neige manque, les glaciers reculent et les stations se transforment.",
    "Un musée de la transhumance doit ouvrir en 2027 dans une ancienne laiterie du village.",
]
ENGLISH = [
    "The port",
    "Coumba Lemaire has run the port of Dieppe since 2016, with a team of 48 people.",
    "The women who drive the terminal’s cranes work at night, and nobody ever thanks them.",
    "In 2023 the terminal handled 1,250,000 tonnes of cereals, a historic record for the region.",
    "The harbour office has been renovated; it now houses an exhibition on steam navigation.",
    "The mountains",
    "Perrine Vasseur founded a cooperative of guides in the Maurienne valley, at 1,800 metres.",
    "In winter thirty instructors welcome visitors from Italy, Belgium and Austria.",
    "The climate is changing: there is little snow, glaciers are retreating, resorts are transformed.",
    "A museum of transhumance is due to open in 2027 in a former dairy of the village.",
]


def book_texts(texts: list[str], titles: bool = True) -> list[BookText]:
    levels = [1 if titles and len(text) < 20 else 0 for text in texts]
    return [
        BookText(text, "heading" if level else "paragraph", level)
        for text, level in zip(texts, levels, strict=True)
    ]


def pairs(french: list[str], english: list[str], titles: bool = True) -> dict[str, str]:
    """The English of each French text, by the numbers of both lists above; joined texts have a plus sign."""
    found = align(book_texts(french, titles), book_texts(english, titles))
    return {
        "+".join(french[index][:12] for index in bead.source): "+".join(
            english[index][:12] for index in bead.target
        )
        for bead in found
        if bead.source and bead.target
    }


def expected(numbers: list[int]) -> dict[str, str]:
    return {FRENCH[number][:12]: ENGLISH[number][:12] for number in numbers}


def test_the_same_texts() -> None:
    assert pairs(FRENCH, ENGLISH) == expected(list(range(10)))
    assert all(bead.sure >= 50 for bead in align(book_texts(FRENCH), book_texts(ENGLISH)))


def test_texts_that_were_added_and_removed() -> None:
    french = [text for number, text in enumerate(FRENCH) if number not in (2, 8)]
    english = [text for number, text in enumerate(ENGLISH) if number not in (4, 6)]
    english.insert(3, "A note that the translator added, of which the French book has never had a word.")
    assert pairs(french, english) == expected([0, 1, 3, 5, 7, 9])


def test_chapters_in_another_order() -> None:
    assert pairs(FRENCH, ENGLISH[5:] + ENGLISH[:5]) == expected(list(range(10)))


def test_texts_that_were_joined_and_divided() -> None:
    english = [*ENGLISH[:1], f"{ENGLISH[1]} {ENGLISH[2]}", *ENGLISH[3:]]
    found = pairs(FRENCH, english)
    assert found["Coumba Lemai+Les grutière"] == "Coumba Lemai"
    french = [*FRENCH[:6], f"{FRENCH[6]} {FRENCH[7]}", *FRENCH[8:]]
    assert pairs(french, ENGLISH)["Perrine Vass"] == "Perrine Vass+In winter th"


def test_a_text_that_was_moved() -> None:
    english = [*ENGLISH[:3], *ENGLISH[4:], ENGLISH[3]]
    assert pairs(FRENCH, english)[FRENCH[3][:12]] == ENGLISH[3][:12]


def test_without_any_heading() -> None:
    assert pairs(FRENCH, ENGLISH, titles=False) == expected(list(range(10)))


def test_hints_make_surer_and_another_book_has_no_partner() -> None:
    bare = align(book_texts(FRENCH[2:3]), book_texts(ENGLISH[2:3]))[0]
    hinted = align(
        [BookText(FRENCH[2], hints="women drive cranes night weathers nobody")], book_texts(ENGLISH[2:3])
    )[0]
    assert hinted.sure > bare.sure
    other = "Whales sing for hours, and their songs travel across whole oceans, from one pole to the other."
    assert all(
        bead.sure < 50
        for bead in align(book_texts([FRENCH[3]]), book_texts([other]))
        if bead.source and bead.target
    )


def test_nothing() -> None:
    assert align([], []) == []
    assert align(book_texts(FRENCH[:2]), []) == [Bead((0,), ()), Bead((1,), ())]
    assert align([], book_texts(ENGLISH[:1])) == [Bead((), (0,))]


TEXTS = st.lists(st.sampled_from(FRENCH + ENGLISH) | st.text(max_size=30), max_size=12)


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_each_text_is_in_one_bead(ours: list[str], theirs: list[str]) -> None:
    beads = align(book_texts(ours), book_texts(theirs))
    assert sorted(index for bead in beads for index in bead.source) == list(range(len(ours)))
    assert sorted(index for bead in beads for index in bead.target) == list(range(len(theirs)))
    assert all(0 <= bead.sure <= 100 for bead in beads)
    assert all(len(bead.source) < 2 or len(bead.target) < 2 for bead in beads)


def test_a_few_texts_against_many() -> None:
    """A book of which nearly all texts have no partner, on either side."""
    few = [BookText(f"Le chapitre numéro {number}.") for number in range(3)]
    many = [BookText(f"Line {number} of quite another book.") for number in range(1_000)]
    for source, target in ((few, many), (many, few)):
        beads = align(source, target)
        assert sorted(i for bead in beads for i in bead.source) == list(range(len(source)))
        assert sorted(i for bead in beads for i in bead.target) == list(range(len(target)))


@pytest.mark.parametrize(
    ("source", "target", "word", "there"),
    [
        # A name, a number, a word of one origin show how far the texts have come, whatever stands before.
        (
            "Elle vint. Puis Lagarde a vu les 12 ateliers.",
            "She came at last, and after that Lagarde saw 12 workshops.",
            "Lagarde",
            "Lagarde",
        ),
        (
            "La coopérative, née en 1954 dans la vallée, compte des membres.",
            "Founded in 1954, the cooperative has members.",
            "membres",
            "members",
        ),
        ("", "", "", ""),
    ],
)
def test_the_place_of_a_word_in_the_translation(source: str, target: str, word: str, there: str) -> None:
    assert abs(places(source, target).of(source.index(word)) - target.index(there)) <= 10
