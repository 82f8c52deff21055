"""A PO file changed where it stands, and the suggestions of the memory in its notes."""

from dataclasses import replace
from pathlib import Path

import pytest

from booktranslate.catalog import Catalog, Entry, read, update, with_drafts, write
from booktranslate.catalog.merging import merge
from booktranslate.catalog.suggestions import suggestion, suggestions, with_suggestions
from booktranslate.errors import ChangedMeanwhileError, OutputError
from booktranslate.files import stamp, write_atomic
from booktranslate.model import State, Translation, Unit, parse

OUI, NON = Unit(parse("Oui"), notes=("Paragraph",)), Unit(parse("Non"))
EMPTY = Catalog("fr", "en-GB")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write(tmp_path / "a.po", merge(EMPTY, [OUI, NON])[0])
    return tmp_path / "a.po"


def reviewed(path: Path, source: str, target: str) -> None:
    """As Poedit saves: a new file takes the place of the old one."""
    catalog = read(path)
    entries = tuple(
        replace(entry, translation=Translation(parse(target), State.REVIEWED))
        if entry.key[1] == source
        else entry
        for entry in catalog.entries
    )
    write(path, replace(catalog, entries=entries))


def targets(path: Path) -> list[str]:
    return [str(entry.translation.target) for entry in read(path).entries]


DRAFTS = {("", "Oui"): (parse("YES"), "x"), ("", "Non"): (parse("NO"), "x")}


def test_what_is_saved_between_reading_and_writing_stays(path: Path) -> None:
    calls = []

    def change(catalog: Catalog) -> Catalog:
        calls.append(catalog)
        if len(calls) < 3:
            reviewed(path, "Oui", f"Mine {len(calls)}")
        return with_drafts(catalog, DRAFTS)

    assert update(path, "en-GB", change)
    assert targets(path) == ["Mine 2", "NO"]
    assert len(calls) == 3
    assert not update(path, "en-GB", lambda catalog: catalog)


def test_a_file_that_is_saved_without_end_is_left_to_who_saves_it(path: Path) -> None:
    numbers = iter(range(1000))

    def change(catalog: Catalog) -> Catalog:
        reviewed(path, "Oui", f"Mine {next(numbers)}")
        return with_drafts(catalog, DRAFTS)

    with pytest.raises(ChangedMeanwhileError, match="saved by another program"):
        update(path, "en-GB", change)
    assert targets(path)[1] == ""


def test_writing_with_a_stamp(tmp_path: Path) -> None:
    path = tmp_path / "a"
    assert stamp(path) == ""
    write_atomic(path, b"one")
    seen = stamp(path)
    write_atomic(path, b"two", seen=seen)
    with pytest.raises(OutputError):
        write_atomic(path, b"three", seen=seen)
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


def test_only_drafts_that_say_what_is_expected_give_way() -> None:
    entries = (
        Entry(OUI, Translation(parse("OLD"), State.DRAFT, "x")),
        Entry(NON, Translation(parse("OLD"), State.REVIEWED)),
    )
    replacing = {("", "Oui"): parse("OLD"), ("", "Non"): parse("OLD")}
    after = with_drafts(replace(EMPTY, entries=entries), DRAFTS, replacing)
    assert [str(entry.translation.target) for entry in after.entries] == ["YES", "OLD"]
    other = {("", "Oui"): parse("ELSE")}
    assert with_drafts(replace(EMPTY, entries=entries), DRAFTS, other).entries == entries


def test_suggestions_are_notes_that_extraction_keeps(path: Path) -> None:
    line = suggestion(87, "Oui,\n <b>oui</b>", "Yes")
    assert line == "Memory 87%: “Oui, <b>oui</b>” → “Yes”"
    update(path, "en-GB", lambda catalog: with_suggestions(catalog, {("", "Oui"): [line]}))
    entry = read(path).entries[0]
    assert entry.unit.notes == ("Paragraph", line)
    assert suggestions(entry.unit.notes) == (line,)
    again = merge(read(path), [replace(OUI, notes=("Heading",)), NON])[0]
    assert again.entries[0].unit.notes == ("Heading", line)
    assert with_suggestions(again, {}).entries[0].unit.notes == ("Heading",)


def test_a_long_source_is_shortened_and_a_translation_never() -> None:
    line = suggestion(80, "a" * 1000, "b" * 1000)
    assert "…”" in line
    assert "b" * 1000 in line
    assert len(line) < 1300
