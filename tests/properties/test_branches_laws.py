"""What holds for any two branches of a PO file: no word is lost, and it does not matter who merges whom."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from booktranslate.catalog import Catalog, Entry, content, parse_po
from booktranslate.catalog.branch_merging import common_ground, merge_branches
from booktranslate.catalog.merging import merge
from booktranslate.model import Key, State, Translation, Unit, parse
from tests.properties.test_catalog_laws import slow

FRENCH = [
    "Le pôle réunit ses adhérents chaque mois.",
    "Nous avons signé la feuille de route.",
    "La <b>mixité</b> avance dans nos entreprises.",
    "Qui décide, chez vous ?",
    "Je suis arrivée par hasard, et je suis restée.",
    "Les 83 entreprises du réseau ont répondu.",
]


def unit(text: str, place: int) -> Unit:
    return Unit(parse(text), "", (f"livre.docx:{place}",), ("Chapitre",))


@st.composite
def ancestors(draw: st.DrawFn) -> Catalog:
    chosen = draw(st.lists(st.sampled_from(FRENCH), min_size=1, unique=True))
    entries = []
    for place, text in enumerate(chosen):
        state = draw(st.sampled_from(State))
        target = parse("" if state is State.EMPTY else f"Old{place}")
        origin = "pseudo" if state is State.DRAFT else ""
        comment = draw(st.sampled_from(["", f"Remark{place}"]))
        translation = Translation(target, state, origin)
        entries.append(
            Entry(unit(text, place), translation, comment, flags=draw(st.sampled_from([(), ("x",)])))
        )
    return Catalog("fr", "en-GB", tuple(entries), header=(("PO-Revision-Date", "2026-11-20 10:00+0100"),))


@st.composite
def branches(draw: st.DrawFn, of: Catalog, name: str, emptying: bool = True) -> Catalog:
    """What a person makes of a file: new words, other states, remarks more or fewer, another edition."""
    catalog = of
    if draw(st.booleans()):
        units = [entry.unit for entry in of.entries if draw(st.integers(0, 4))]
        if draw(st.booleans()):
            units = draw(st.permutations(units))
        for text in draw(
            st.lists(st.sampled_from([*FRENCH, "Tout change ici.", "Un autre titre"]), max_size=2)
        ):
            units.insert(draw(st.integers(0, len(units))), unit(text, 90))
        catalog, _ = merge(of, units)
    entries = []
    for place, entry in enumerate(catalog.all_entries):
        change = draw(st.sampled_from(["", "", "words", "draft", "state", "remark", "no remark", "empty"]))
        translation = entry.translation
        if change == "words":
            entry = replace(entry, translation=Translation(parse(f"{name}{place}"), State.REVIEWED))
        elif change == "draft":
            entry = replace(entry, translation=Translation(parse(f"{name}{place}"), State.DRAFT))
        elif change == "state" and translation.target:
            state = State.DRAFT if translation.state is State.REVIEWED else State.REVIEWED
            entry = replace(entry, translation=Translation(translation.target, state))
        elif change == "remark":
            entry = replace(
                entry, person_comment="\n".join(filter(None, [entry.person_comment, f"By{name}"]))
            )
        elif change == "no remark":
            entry = replace(entry, person_comment="", flags=())
        elif change == "empty" and entry.unit.locations and emptying:
            entry = replace(entry, translation=Translation(parse(""), State.EMPTY), previous="")
        entries.append(entry)
    number = len(catalog.entries)
    minute = draw(st.integers(0, 9))
    date = (("PO-Revision-Date", f"2026-11-21 10:0{minute}+0100"),)
    return replace(catalog, entries=tuple(entries[:number]), obsolete=tuple(entries[number:]), header=date)


def words(catalog: Catalog) -> set[str]:
    """The words of people, wherever they stand: each that the branches make stands nowhere else."""
    found = set()
    for entry in catalog.all_entries:
        found |= set(entry.translation.target.plain.split()) | set(entry.person_comment.split())
    return {word for word in found if word[-1:].isdigit() or word.startswith("By")}


def said(entries: Sequence[Entry]) -> dict[Key, tuple[object, ...]]:
    return {
        entry.key: (
            entry.translation,
            frozenset(entry.person_comment.split("\n")),
            frozenset(entry.flags),
            entry.previous,
            entry.unit,
        )
        for entry in entries
    }


@slow
@given(st.data())
def test_no_word_is_lost_and_both_orders_agree(data: st.DataObject):
    old = data.draw(ancestors())
    anna, zoe = data.draw(branches(old, "Anna")), data.draw(branches(old, "Zoe"))
    merged, conflicts = merge_branches(old, anna, zoe)
    swapped, same_conflicts = merge_branches(old, zoe, anna)

    for result in (merged, swapped):
        assert (words(anna) | words(zoe)) - words(old) <= words(result)
        assert words(anna) & words(zoe) <= words(result)
        assert parse_po(content(result, "livre"), Path("livre.po")).entries == result.entries
    assert [entry.key for entry in merged.entries] == [entry.key for entry in swapped.entries]
    assert {entry.key for entry in conflicts} == {entry.key for entry in same_conflicts}
    assert all(entry.state is State.DRAFT for entry in conflicts)
    apart = {entry.key for entry in merged.all_entries if "other translation" in entry.person_comment}
    one, other = said(merged.entries), said(swapped.entries)
    assert {key: one[key] for key in one.keys() - apart} == {key: other[key] for key in other.keys() - apart}
    assert dict(merged.header) == dict(swapped.header)


@slow
@given(st.data())
def test_a_branch_merged_with_what_it_came_from_is_the_branch(data: st.DataObject):
    old = data.draw(ancestors())
    anna = data.draw(
        branches(old, "Anna", emptying=False)
    )  # of a text that was emptied, a comment keeps the words
    for merged, conflicts in (merge_branches(old, anna, old), merge_branches(old, old, anna)):
        assert not conflicts
        assert said(merged.entries) == said(anna.entries)
        assert [entry.key for entry in merged.entries] == [entry.key for entry in anna.entries]
    twice, conflicts = merge_branches(old, anna, anna)
    assert not conflicts
    assert twice == anna


@slow
@given(st.data())
def test_the_common_ground_prefers_nobody(data: st.DataObject):
    old = data.draw(ancestors())
    anna, zoe = data.draw(branches(old, "Anna")), data.draw(branches(old, "Zoe"))
    one, other = common_ground(old, anna, zoe), common_ground(old, zoe, anna)
    targets = [{e.key: e.translation for e in ground.entries} for ground in (one, other)]
    both = {e.key for e in anna.entries} & {e.key for e in zoe.entries} & {e.key for e in old.entries}
    assert {key: targets[0][key] for key in both & targets[0].keys()} == {
        key: targets[1][key] for key in both & targets[1].keys()
    }
