"""PO files as we write them: complete, the same each time, untouched when nothing changed."""

import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from booktranslate import catalog
from booktranslate.catalog import Catalog, Entry
from booktranslate.errors import InputError, OutputError
from booktranslate.model import State, TaggedText, Translation, Unit, parse

NOW = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
LATER = datetime(2026, 4, 1, 12, 30, tzinfo=UTC)


def entry(source: str, target: str = "", state: State = State.REVIEWED, **more: object) -> Entry:
    translation = Translation(parse(target), state if target else State.EMPTY)
    return replace(Entry(Unit(parse(source)), translation), **more)


def book(*entries: Entry, obsolete: tuple[Entry, ...] = ()) -> Catalog:
    return Catalog("fr", "en-GB", entries, obsolete)


def checked(path: Path) -> str:
    """What `msgfmt -cv` complains of; its count of messages left out."""
    done = subprocess.run(["msgfmt", "-cv", "-o", "/dev/null", path], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return "\n".join(line for line in done.stderr.splitlines() if "translat" not in line)


def test_the_file_to_the_letter(tmp_path):
    path = tmp_path / "livre.po"
    unit = Unit(parse("La <b>mixité</b> « avance »"), "titre", ("mon livre.docx:3",), ("Chapitre 1",))
    draft = Translation(parse("The <b>mix</b> “moves”"), State.DRAFT, "deepl")
    one = Entry(unit, draft, person_comment="À voir.", previous="La mixité", flags=("no-wrap",))
    gone = entry("Parti", "Gone", person_comment="Dommage.")
    assert catalog.write(path, book(one, obsolete=(gone,)), NOW)
    assert path.read_text() == (
        "#\n"
        'msgid ""\n'
        'msgstr ""\n'
        '"Project-Id-Version: livre\\n"\n'
        '"Report-Msgid-Bugs-To: \\n"\n'
        '"POT-Creation-Date: 2026-03-01 12:30+0000\\n"\n'
        '"PO-Revision-Date: 2026-03-01 12:30+0000\\n"\n'
        '"Last-Translator: \\n"\n'
        '"Language-Team: \\n"\n'
        '"Language: en_GB\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        '"X-Generator: booktranslate\\n"\n'
        '"X-Source-Language: fr\\n"\n'
        "\n"
        "# À voir.\n"
        "# booktranslate: draft by deepl\n"
        "#. Chapitre 1\n"
        "#: mon%20livre.docx:3\n"
        "#, fuzzy, no-wrap\n"
        '#| msgid "La mixité"\n'
        'msgctxt "titre"\n'
        'msgid "La <b>mixité</b> « avance »"\n'
        'msgstr "The <b>mix</b> “moves”"\n'
        "\n"
        "# Dommage.\n"
        '#~ msgid "Parti"\n'
        '#~ msgstr "Gone"\n'
    )
    assert checked(path) == ""


def test_unchanged_content_is_not_written_again(tmp_path):
    path = tmp_path / "livre.po"
    catalog.write(path, book(entry("un", "one"), entry("deux " * 40, "two " * 40)), NOW)
    wrapped = subprocess.run(["msgcat", path], capture_output=True, check=True).stdout
    assert wrapped != path.read_bytes()
    path.write_bytes(wrapped)
    assert not catalog.write(path, catalog.read(path), LATER)
    assert path.read_bytes() == wrapped


def test_dates_follow_what_changed(tmp_path):
    path = tmp_path / "livre.po"
    catalog.write(path, book(entry("un")), NOW)
    one = catalog.read(path)
    catalog.write(path, catalog.with_drafts(one, {("", "un"): (parse("one"), "pseudo")}), LATER)
    fields = dict(catalog.read(path).header)
    assert fields["POT-Creation-Date"].startswith("2026-03-01")
    assert fields["PO-Revision-Date"].startswith("2026-04-01")
    one = catalog.read(path)
    catalog.write(path, replace(one, entries=(*one.entries, entry("deux"))), LATER)
    assert dict(catalog.read(path).header)["POT-Creation-Date"].startswith("2026-04-01")


def test_header_fields_and_comment_of_others_stay(tmp_path):
    path = tmp_path / "livre.po"
    header = (("Last-Translator", "Léa <lea@example.org>"), ("X-Poedit-Bookmarks", "1,2"), ("X-Other", "é"))
    catalog.write(path, replace(book(entry("un", "one")), header=header, comment="De Léa.\nEt Paul."), NOW)
    again = catalog.read(path)
    assert set(header) <= set(again.header)
    assert again.comment == "De Léa.\nEt Paul."


@pytest.mark.parametrize("target", ["Done\n", "\nDone", "Done\n\n"])
def test_line_feeds_that_msgfmt_refuses_are_not_written(tmp_path, target):
    path = tmp_path / "livre.po"
    catalog.write(path, book(entry("Fait", target)), NOW)
    assert checked(path) == ""
    assert str(catalog.read(path).entries[0].translation.target) == "Done"


def test_format_flags_do_not_make_prose_a_format(tmp_path):
    path = tmp_path / "livre.po"
    odd = entry("50 %d'adhérents", "50% of members", flags=("c-format", "no-python-format"))
    catalog.write(path, book(odd), NOW)
    assert checked(path) == ""
    assert catalog.read(path).entries[0].flags == ("no-python-format",)


def test_notes_and_references_stay_on_their_line(tmp_path):
    path = tmp_path / "livre.po"
    unit = Unit(
        parse("un"), "", ("a\tb\nc.docx:1", "50 %.docx", "word/footnotes.xml"), ("ligne\r\nsuite", " ")
    )
    catalog.write(path, book(Entry(unit)), NOW)
    again = catalog.read(path).entries[0].unit
    assert (again.locations, again.notes) == (unit.locations, ("ligne suite",))


def test_a_file_that_cannot_be_read_is_not_replaced(tmp_path):
    path = tmp_path / "livre.po"
    path.write_bytes(b"<<<<<<< HEAD\n")
    with pytest.raises(InputError, match="merge conflict"):
        catalog.write(path, book(entry("un")), NOW)
    assert path.read_bytes() == b"<<<<<<< HEAD\n"


def test_a_place_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError):
        catalog.write(tmp_path / "file" / "livre.po", book(entry("un")), NOW)


def test_drafts_are_for_empty_entries_only():
    drafts = {("", text): (parse(f"{text}!"), "pseudo") for text in ("un", "deux", "trois")}
    drafts["", "quatre"] = (TaggedText(), "pseudo")
    before = book(entry("un"), entry("deux", "two", State.DRAFT), entry("trois", "three"), entry("quatre"))
    after = catalog.with_drafts(before, drafts)
    assert after.entries[0].translation == Translation(parse("un!"), State.DRAFT, "pseudo")
    assert after.entries[1:] == before.entries[1:]


def test_a_long_book_is_written_and_read_whole(tmp_path):
    path = tmp_path / "livre.po"
    text = "La <b>mixité</b> avance, « pas à pas », dans les pôles de la région. " * 5
    long = book(*(entry(f"{n} {text}", f"{n} {text}") for n in range(10_000)))
    catalog.write(path, long, NOW)
    again = catalog.read(path, "en-GB")
    assert again.entries == long.entries
