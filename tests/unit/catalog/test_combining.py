"""Two copies of one PO file brought together."""

from dataclasses import replace

import pytest

from booktranslate.catalog import Catalog, Entry
from booktranslate.catalog.combining import bring_together
from booktranslate.catalog.merging import merge
from booktranslate.model import State, Translation, Unit, parse

SOURCE = "La présidente réunit ses adhérents chaque mois à Auch."
KEPT = "booktranslate: other translation: "


def entry(target: str = "", state: State = State.REVIEWED, origin: str = "", comment: str = "") -> Entry:
    translation = Translation(parse(target), state if target else State.EMPTY, origin)
    return Entry(Unit(parse(SOURCE), "", ("livre.docx:4",)), translation, person_comment=comment)


def book(*entries: Entry, obsolete: tuple[Entry, ...] = ()) -> Catalog:
    return Catalog("fr", "en-GB", entries, obsolete)


EMPTY = entry()
MACHINE = entry("Machine words", State.DRAFT, "deepl")
EDITED = entry("Machine words mended", State.DRAFT, "deepl")
PERSON = entry("Half done", State.DRAFT)
OURS = entry("Our words")
THEIRS = entry("Their words")
DOUBTED = entry("Our words", State.DRAFT)


@pytest.mark.parametrize(
    ("ours", "theirs", "ancestor", "target", "kept", "conflicts"),
    [
        (EMPTY, MACHINE, None, MACHINE, "", 0),
        (MACHINE, EMPTY, None, MACHINE, "", 0),
        (MACHINE, THEIRS, None, THEIRS, "", 0),
        (OURS, MACHINE, None, OURS, "", 0),
        (OURS, PERSON, None, OURS, "Half done", 0),
        (PERSON, THEIRS, None, THEIRS, "Half done", 0),
        (OURS, THEIRS, None, OURS, "Their words", 1),
        (OURS, OURS, None, OURS, "", 0),
        (MACHINE, EDITED, None, MACHINE, "Machine words mended", 0),
        (OURS, THEIRS, OURS, THEIRS, "", 0),
        (OURS, THEIRS, THEIRS, OURS, "", 0),
        (OURS, THEIRS, MACHINE, OURS, "Their words", 1),
        (MACHINE, EDITED, MACHINE, EDITED, "", 0),
        (DOUBTED, PERSON, OURS, PERSON, "", 0),
        (PERSON, DOUBTED, OURS, PERSON, "", 0),
        (OURS, EDITED, MACHINE, OURS, "Machine words mended", 0),
        (OURS, replace(OURS, translation=replace(OURS.translation, state=State.DRAFT)), OURS, None, "", 0),
    ],
)
def test_whose_words_stand(ours, theirs, ancestor, target, kept, conflicts):
    merged, findings = bring_together(book(ours), book(theirs), book(ancestor) if ancestor else None)
    (found,) = merged.entries
    assert found.translation == (target or theirs).translation
    assert found.person_comment == (KEPT + kept if kept else "")
    warnings = [finding for finding in findings if finding.severity == "warning"]
    assert [(finding.name, finding.where) for finding in warnings] == [
        ("conflicting-translation", "livre.docx:4")
    ] * conflicts
    assert bool(findings) == bool(kept)  # what a comment keeps is said


def test_comments_of_both_are_kept_once():
    ours, theirs, before = (entry("x", comment=text) for text in ("A\nB", "A\nC\nD", "A\nD"))
    assert bring_together(book(ours), book(theirs))[0].entries[0].person_comment == "A\nB\nC\nD"
    merged, _ = bring_together(book(ours), book(theirs), book(before))
    assert merged.entries[0].person_comment == "A\nB\nC"


def test_a_copy_of_an_older_edition_is_brought_up_to_date():
    removed = Entry(Unit(parse("Un paragraphe retiré depuis.")), Translation(parse("Gone"), State.REVIEWED))
    changed = Unit(parse(SOURCE.replace("mois", "semestre")))
    before = book(MACHINE, replace(removed, translation=Translation(parse("Go"), State.DRAFT, "deepl")))
    ours, _ = merge(before, [changed])
    merged, findings = bring_together(ours, book(THEIRS, removed), before)
    (found,) = merged.entries
    assert found.unit == replace(changed, notes=("Changed: “mois” → “semestre”",))
    assert (found.translation, found.previous) == (Translation(parse("Their words"), State.DRAFT), SOURCE)
    assert [e.translation for e in merged.obsolete] == [removed.translation]
    assert findings == []


def test_what_only_they_have_among_the_obsolete_is_added():
    gone = Entry(Unit(parse("Parti")), Translation(parse("Gone"), State.REVIEWED))
    left = Entry(Unit(parse("Laissé")), Translation(parse("Left"), State.REVIEWED))
    merged, _ = bring_together(book(OURS, obsolete=(gone,)), book(OURS, obsolete=(left, gone)))
    assert merged == book(OURS, obsolete=(gone, left))


def test_the_note_of_what_changed_is_that_of_the_words_that_stand() -> None:
    carried = replace(PERSON, previous="La présidente réunit ses adhérents chaque année à Auch.")
    (found,) = bring_together(book(EMPTY), book(carried))[0].entries
    assert found.unit.notes == ("Changed: “année” → “mois”",)
    (settled,) = bring_together(book(found), book(OURS))[0].entries
    assert settled.unit.notes == ()
