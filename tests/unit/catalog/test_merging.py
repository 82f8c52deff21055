"""The source book changes while people review: what each entry keeps."""

from dataclasses import replace

import pytest

from booktranslate.catalog import Catalog, Entry
from booktranslate.catalog.changes import Kind
from booktranslate.catalog.merging import merge
from booktranslate.model import State, Translation, Unit, parse

A = "La présidente du pôle réunit ses adhérents chaque mois à Auch."
A_EN = "The president of the cluster brings her members together every month in Auch."
B = "Le budget vient pour moitié des entreprises et pour moitié de la région."
B_EN = "Half of the budget comes from companies and half from the region."
C = "Elle n’aime pas les adjectifs, et elle le dit volontiers à ses équipes."
C_EN = "She does not like adjectives, and readily tells her teams so."


def entry(source: str, target: str = "", state: State = State.REVIEWED, context: str = "", **more) -> Entry:
    translation = Translation(parse(target), state if target else State.EMPTY, more.pop("origin", ""))
    return replace(Entry(Unit(parse(source), context), translation), **more)


def book(*entries: Entry, obsolete: tuple[Entry, ...] = ()) -> Catalog:
    return Catalog("fr", "en-GB", entries, obsolete)


def units(*sources: str) -> list[Unit]:
    return [Unit(parse(source)) for source in sources]


OLD = book(entry(A, A_EN, person_comment="Vu.", flags=("no-wrap",)), entry(B, B_EN), entry(C, C_EN))


def only(old: Catalog, source: str, context: str = "") -> tuple[Entry, Kind | None]:
    """The one entry that a book of one unit gets from `old`, and the kind of its change."""
    new, report = merge(old, [Unit(parse(source), context)])
    (found,) = new.entries
    kinds = [change.kind for change in report.changes if change.kind is not Kind.REMOVED]
    return found, kinds[0] if kinds else None


def test_the_same_units_change_nothing():
    assert merge(OLD, [entry.unit for entry in OLD.entries])[0] == OLD


def test_order_notes_and_places_follow_the_book():
    moved = [Unit(parse(text), "", ("livre.docx:9",), ("Chapitre 2",)) for text in (C, A, B)]
    new, report = merge(OLD, moved)
    assert [entry.unit for entry in new.entries] == moved
    assert [str(entry.translation.target) for entry in new.entries] == [C_EN, A_EN, B_EN]
    assert new.entries[1].person_comment == "Vu."
    assert (report.kept, report.changes) == (3, ())


def test_a_new_text_is_untranslated():
    new, report = merge(OLD, units(A, "Un texte tout neuf que personne n’a encore vu.", B, C))
    assert new.entries[1].state is State.EMPTY
    assert [change.kind for change in report.changes] == [Kind.NEW]


def test_a_changed_text_keeps_the_translation_as_a_draft():
    changed = A.replace("chaque mois", "deux fois par an")
    new, report = merge(OLD, units(changed, B, C))
    first = new.entries[0]
    assert first == replace(
        OLD.entries[0],
        unit=Unit(parse(changed), notes=("Changed: “chaque mois” → “deux fois par an”",)),
        translation=Translation(parse(A_EN), State.DRAFT),
        previous=A,
    )
    (change,) = report.changes
    assert (change.kind, change.old, change.new) == (Kind.CHANGED, (("", A),), (("", changed),))
    assert 60 < change.score < 90
    assert change.unsettled


def test_a_draft_that_is_stale_twice_shows_the_text_it_was_made_for():
    once, _ = only(book(entry(A, A_EN)), A.replace("mois", "semaine"))
    twice, _ = only(book(once), A.replace("mois", "jour"))
    assert (twice.previous, twice.state) == (A, State.DRAFT)
    back, _ = only(book(twice), A)
    assert (back.previous, back.state) == ("", State.DRAFT)


def test_the_origin_of_a_draft_goes_when_a_person_accepted_it():
    draft, _ = only(book(entry(A, A_EN, State.DRAFT, origin="deepl")), A.replace("mois", "jour"))
    accepted, _ = only(book(entry(A, A_EN, origin="deepl")), A.replace("mois", "jour"))
    assert (draft.translation.origin, accepted.translation.origin) == ("deepl", "")


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (A, A.replace("pôle réunit", "pôle, réunit"), Kind.MINOR),
        (A, A.replace("réunit", "réunnit"), Kind.MINOR),
        (A, A.replace("La prés", "la prés"), Kind.MINOR),
        (
            "Il y avait 19 % de fonds privés en 2016.",
            "Il y avait 54 % de fonds privés en 2016.",
            Kind.CHANGED,
        ),
        ("Directirce", "Directrice", Kind.MINOR),
    ],
)
def test_minor_corrections_are_told_apart(before, after, kind):
    found, actual = only(book(entry(before, "x")), after)
    assert (actual, found.state, found.previous) == (kind, State.DRAFT, before)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("L'équipe avance: 2 500 adhérents ?", "L’équipe avance\u00a0: 2\u202f500 adhérents\u202f?"),
        ("«Oui»", "«\u00a0Oui\u00a0»"),
        ("peut-être", "peut\u2011être"),
        ("mix\u00adité…", "mixité..."),
        ("deux  espaces", "deux espaces"),
    ],
)
def test_typography_alone_does_not_unsettle(before, after):
    found, kind = only(book(entry(before, "x", person_comment="Vu.")), after)
    assert (kind, found.state, found.previous) == (Kind.REFORMATTED, State.REVIEWED, "")
    assert found.person_comment == "Vu."


@pytest.mark.parametrize(
    ("before", "target", "after", "expected"),
    [
        ("Le <b>pôle</b> avance", "The <b>cluster</b> moves", "Le <i>pôle</i> avance",
         "The <i>cluster</i> moves"),
        ("Le <b>pôle</b> avance", "The <b>cluster</b> moves", "Le pôle avance", "The cluster moves"),
        ("Un<fn1/> deux<fn2/>", "One<fn1/> two<fn2/>", "Un deux<fn1/>", "One two<fn1/>"),
        ("<a1>Un</a1> et <a2>deux</a2>", "<a2>Two</a2>, <a1>one</a1>", "<a2>Un</a2> et <a1>deux</a1>",
         "<a1>Two</a1>, <a2>one</a2>"),
        ("<b>Un <i>deux</i></b>", "<b>One <i>two</i></b>", "Un <i>deux</i>", "One <i>two</i>"),
        ("Un<br/>deux", "One<br/>two", "Un deux", "One two"),
        ("<g1>Un</g1> l'<g2>an</g2>", "<g1>One</g1> <g2>year</g2>", "<g3>Un</g3> l’<g1>an</g1>",
         "<g3>One</g3> <g1>year</g1>"),
    ],
)  # fmt: skip
def test_formatting_alone_adapts_the_tags(before, target, after, expected):
    found, kind = only(book(entry(before, target)), after)
    assert (str(found.translation.target), found.state, kind) == (expected, State.REVIEWED, Kind.REFORMATTED)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Le pôle avance", "Le <b>pôle</b> avance"),
        ("Le <b>pôle</b> avance", "Le <b>pôle avance</b>"),
        ("Le pôle avance", "Le pôle avance<fn1/>"),
        ("Un deux", "Un<br/>deux"),
    ],
)
def test_a_tag_without_a_certain_place_asks_for_a_person(before, after):
    found, kind = only(book(entry(before, "x <b>y</b>")), after)
    assert (found.state, found.previous, kind) == (State.DRAFT, before, Kind.REFORMATTED)
    assert str(found.translation.target) == "x <b>y</b>"


def test_removed_texts_wait_and_come_back_as_they_were():
    without, report = merge(OLD, units(B, C))
    assert [change.kind for change in report.changes] == [Kind.REMOVED]
    assert without.obsolete == (OLD.entries[0],)
    again, report = merge(without, units(A, B, C))
    assert again == OLD
    assert [change.kind for change in report.changes] == [Kind.REVIVED]


def test_nothing_is_kept_of_an_entry_that_says_nothing():
    new, report = merge(book(entry(A), entry(B, person_comment="À voir.")), units(C))
    assert [entry.key[1] for entry in new.obsolete] == [B]
    assert len(report.of(Kind.REMOVED)) == 2


def test_a_reviewed_obsolete_entry_is_better_than_a_draft():
    old = book(entry(A, "Draft", State.DRAFT, origin="pseudo"), obsolete=(entry(A, A_EN),))
    found, _ = only(old, A)
    assert (found.translation.target, found.state) == (parse(A_EN), State.REVIEWED)
    similar = book(
        entry(A.replace("mois", "an"), "Draft", State.DRAFT),
        obsolete=(entry(A.replace("mois", "jour"), A_EN),),
    )
    assert only(similar, A)[0].translation.target == parse(A_EN)


def test_two_translations_of_one_text_are_both_kept():
    found, _ = only(book(entry(A, A_EN), obsolete=(entry(A, "Other words", person_comment="Hm."),)), A)
    assert found.translation.target == parse(A_EN)
    assert found.person_comment == "Hm.\nbooktranslate: other translation: Other words"


def test_a_context_that_comes_or_goes_changes_nothing_else():
    with_context = [Unit(parse(A), "titre"), Unit(parse(A), "corps")]
    new, report = merge(book(entry(A, A_EN)), with_context)
    assert [e.translation for e in new.entries] == [Translation(parse(A_EN), State.REVIEWED)] * 2
    assert report.counts == {Kind.CONTEXT: 2}
    one = replace(new.entries[1], translation=Translation(parse("Other"), State.REVIEWED))
    back, report = merge(book(new.entries[0], one), units(A))
    assert back.entries[0].translation.target == parse(A_EN)
    assert [e.translation.target for e in back.obsolete] == [parse("Other")]
    assert report.counts == {Kind.CONTEXT: 1, Kind.REMOVED: 1}


def test_a_text_that_stands_elsewhere_too_is_a_suggestion():
    old = book(entry(A, A_EN, person_comment="Vu.", flags=("no-wrap",)))
    new, report = merge(
        old, [Unit(parse(A)), Unit(parse(A), "titre"), Unit(parse(f"<b>{A[:12]}</b>{A[12:]}"))]
    )
    assert new.entries[0] == old.entries[0]
    for suggestion in new.entries[1:]:
        assert suggestion.translation == Translation(parse(A_EN), State.DRAFT)
        assert (suggestion.person_comment, suggestion.flags) == ("", ())
    assert report.counts == {Kind.NEW: 2}


def test_units_with_one_key_become_one_entry():
    twice = [Unit(parse(A), "", ("a.docx:1",), ("Un",)), Unit(parse(A), "", ("a.docx:7",), ("Deux",))]
    new, _ = merge(book(), twice)
    assert [entry.unit for entry in new.entries] == [Unit(parse(A), "", ("a.docx:1", "a.docx:7"), ("Un",))]


def test_a_split_paragraph_shares_out_its_translation():
    old = book(entry(f"{A} {B} {C}", f"{A_EN} {B_EN} {C_EN}", person_comment="Long."))
    new, report = merge(old, units("Avant, un paragraphe sans rapport aucun.", A, f"{B} {C}"))
    assert [str(e.translation.target) for e in new.entries] == ["", A_EN, f"{B_EN} {C_EN}"]
    assert [e.state for e in new.entries] == [State.EMPTY, State.DRAFT, State.DRAFT]
    assert {e.previous for e in new.entries[1:]} == {f"{A} {B} {C}"}
    assert [e.person_comment for e in new.entries] == ["", "Long.", ""]
    (change,) = report.of(Kind.SPLIT)
    assert (change.new, change.unsettled) == ((("", A), ("", f"{B} {C}")), True)
    assert new.obsolete == ()


def test_a_split_that_cannot_be_followed_leaves_the_whole_to_the_first():
    old = book(entry(f"{A} {B}", "All of it in one sentence."))
    new, _ = merge(old, units(A, B))
    assert [str(e.translation.target) for e in new.entries] == ["All of it in one sentence.", ""]


def test_a_part_that_a_split_leaves_empty_takes_an_old_text_that_is_like_it_at_once():
    """Otherwise only the next extraction would give it, though nothing changed in the meantime."""
    whole, first, second = "le le pôle", "le", "le pôle"
    old = book(obsolete=(entry(whole, "All of it."), entry("le le", "The the.")))
    new, report = merge(old, units(first, second))
    assert [str(each.translation.target) for each in new.entries] == ["All of it.", "The the."]
    assert merge(new, units(first, second))[0] == new
    assert [change.kind for change in report.changes] == [Kind.SPLIT, Kind.MINOR]


def test_a_split_numbers_its_tags_anew():
    one, two = (
        "Le <a1>pôle</a1> de la région avance vite.",
        "Son <a2>budget</a2> vient des entreprises.<fn1/>",
    )
    old = book(entry(f"{one} {two}", "The <a1>cluster</a1> moves. Its <a2>budget</a2> is theirs.<fn1/>"))
    new, _ = merge(old, units(one, two.replace("a2", "a1")))
    targets = [str(e.translation.target) for e in new.entries]
    assert targets == ["The <a1>cluster</a1> moves.", "Its <a1>budget</a1> is theirs.<fn1/>"]


def test_joined_paragraphs_join_their_translations():
    one, two = "Le <a1>pôle</a1> de la région avance vite.", "Son <a1>budget</a1> vient des entreprises."
    old = book(
        entry(one, "The <a1>cluster</a1> moves.", person_comment="Un."),
        entry(two, "Its <a1>budget</a1> is theirs.", State.DRAFT, person_comment="Deux."),
    )
    new, report = merge(old, units(f"{one} {two.replace('a1', 'a2')}"))
    (found,) = new.entries
    assert str(found.translation.target) == "The <a1>cluster</a1> moves. Its <a2>budget</a2> is theirs."
    assert (found.state, found.previous) == (State.DRAFT, f"{one} {two}")
    assert found.person_comment == "Un.\nDeux."
    assert (report.counts, new.obsolete) == ({Kind.JOINED: 1}, ())


def test_a_paragraph_that_only_grew_is_changed_not_joined():
    old = book(entry(A, A_EN), entry(B, B_EN), entry(C, C_EN))
    new, report = merge(old, units(f"{A} Et à Tarbes.", B, C))
    assert report.counts == {Kind.CHANGED: 1}
    assert new.entries[0].translation.target == parse(A_EN)


def test_each_old_translation_goes_to_the_likest_text():
    near = A.replace("mois", "semestre")
    far = A.replace("chaque mois à Auch", "le premier lundi du printemps")
    new, _ = merge(book(entry(A, A_EN)), units(far, near))
    assert [e.state for e in new.entries] == [State.EMPTY, State.DRAFT]


def test_unlike_texts_share_nothing():
    new, report = merge(
        OLD, units("Un poème sur la mer.", "Titre", "Une tout autre histoire de montagne et de neige.")
    )
    assert {e.state for e in new.entries} == {State.EMPTY}
    assert new.obsolete == OLD.entries
    assert report.counts == {Kind.NEW: 3, Kind.REMOVED: 3}


def test_an_entry_without_translation_has_no_previous_text():
    found, kind = only(book(entry(A, person_comment="À voir.")), A.replace("mois", "jour"))
    assert (found.state, found.previous, found.person_comment) == (State.EMPTY, "", "À voir.")
    assert kind is Kind.MINOR or kind is Kind.CHANGED


def test_a_long_book_is_merged_whole():
    sources = [f"Paragraphe {n} : {A} {n * n} {B if n % 3 else C}" for n in range(10_000)]
    old = book(*(entry(source, "x") for source in sources))
    changed = [s.replace("présidente", "directrice") if n % 50 == 0 else s for n, s in enumerate(sources)]
    new_units = units(*changed)
    _, report = merge(old, new_units)
    assert (report.kept, report.counts) == (9_800, {Kind.CHANGED: 200})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Le po\u0302le est ne\u0301, une a\ufb00aire.", "Le pôle est né, une affaire."),
        ("Au XX<sup>e</sup> siècle, M<sup>me</sup> Roux.", "Au XXe siècle, Mme Roux."),
        ("Au <sc>xx</sc><sup>e</sup> siècle.", "Au XXe siècle."),
        ("Au XXᵉ siècle, nᵒ 5.", "Au XXe siècle, no 5."),
        ("La <x1>Région</x1> parle <b><i>haut</i></b>.", "La Région parle <bi>haut</bi>."),
    ],
)
def test_a_text_that_is_read_otherwise_now_stays_reviewed(old: str, new: str) -> None:
    target = "It is <b><i>so</i></b>." if "<bi>" in new else "In the 20<sup>th</sup> century."
    found, kind = only(book(entry(old, target)), new)
    assert kind is Kind.REFORMATTED
    assert found.state is State.REVIEWED
    assert str(found.translation.target) == (
        "It is <bi>so</bi>." if "<bi>" in new else target if "<sup>" not in old else "In the 20th century."
    )


def test_a_mark_that_is_text_now_does_not_lose_the_translation():
    """Apostrophes in a content control were a tag once: “Lappel” and “L’appel” share letters, not words."""
    found, kind = only(book(entry("L<x1/>appel est lancé.", "The call is launched.")), "L’appel est lancé.")
    assert (found.state, str(found.translation.target)) == (State.DRAFT, "The call is launched.")
    assert (kind, found.previous) == (Kind.MINOR, "L<x1/>appel est lancé.")
