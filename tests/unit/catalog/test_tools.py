"""Files as other tools save them are read the same."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from booktranslate import catalog
from booktranslate.catalog import Catalog, Entry
from booktranslate.model import State, Translation, Unit, parse

LONG = (
    "La présidente <b>préside</b>, « le pôle » avance ; l’équipe\u00a0suit\u202f: 2\u202f500 adhérents. " * 4
)


def sample() -> Catalog:
    where = ("mon livre tout entier.docx:12", "annexe.docx:3")
    notes = ("Chapitre 1 : les constats", "Réponse (Mme Etchegoinberry)")
    long = Unit(parse(LONG.strip()), "", where, notes)
    path = Unit(parse('Un chemin C:\\temp, un "mot" et\tune tabulation\u2028.'), "note", where)
    entries = (
        Entry(long, Translation(parse(LONG.strip()), State.REVIEWED), person_comment="Relu.\n\n  Deux fois."),
        Entry(
            path,
            Translation(parse('A path C:\\temp, a "word"\t!'), State.DRAFT, "deepl"),
            previous='Un \\ "x"',
        ),
        Entry(Unit(parse("<b>Vide</b><fn1/>"), "titre"), person_comment="booktranslate: ignore=numbers"),
        Entry(Unit(parse("Court")), Translation(parse("Short"), State.REVIEWED), flags=("no-wrap",)),
    )
    gone = (
        Entry(Unit(parse("Parti " * 30)), Translation(parse("Gone"), State.DRAFT), "Hélas.", "Part"),
        Entry(Unit(parse("Parti"), "ctx"), Translation(parse("Left"), State.REVIEWED)),
    )
    return Catalog("fr", "en-GB", entries, gone, (("Last-Translator", "Léa <lea@example.org>"),))


@pytest.fixture
def po(tmp_path: Path) -> Path:
    path = tmp_path / "livre.po"
    catalog.write(path, sample())
    return path


def said(book: Catalog) -> Catalog:
    return replace(book, header=(), obsolete=tuple(sorted(book.obsolete, key=lambda entry: entry.key)))


def run(*command: str | Path) -> bytes:
    return subprocess.run(command, capture_output=True, check=True).stdout


def test_what_we_write_is_what_msgcat_writes_unwrapped(po):
    # But for U+2028, where polib starts a new line inside a string.
    ours = po.read_text().replace('\u2028"\n"', "\u2028")
    ours = ours.replace('msgid ""\n"Un chemin', 'msgid "Un chemin')
    assert run("msgcat", "--no-wrap", po).decode() == ours


@pytest.mark.parametrize("options", [[], ["--no-wrap"], ["--width=30"], ["--indent"], ["--sort-output"]])
def test_msgcat(po, options):
    before = catalog.read(po)
    po.write_bytes(run("msgcat", *options, po))
    after = catalog.read(po, "en-GB")
    assert said(replace(after, entries=())) == said(replace(before, entries=()))
    assert sorted(after.entries, key=str) == sorted(before.entries, key=str)
    assert dict(after.header)["Last-Translator"] == "Léa <lea@example.org>"


def test_msgattrib_makes_what_is_fuzzy_obsolete(po):
    po.write_bytes(run("msgattrib", "--only-fuzzy", "--set-obsolete", po))
    obsolete = {entry.key: entry for entry in catalog.read(po).obsolete}
    draft = sample().entries[1]
    assert obsolete[draft.key] == replace(draft, unit=Unit(draft.unit.source, "note"))


def test_msgmerge_against_a_template_of_the_same_texts(po, tmp_path):
    template = tmp_path / "livre.pot"
    entries = tuple(Entry(entry.unit, flags=entry.flags) for entry in sample().entries)
    catalog.write(template, Catalog("fr", "", entries))
    before = catalog.read(po)
    po.write_bytes(run("msgmerge", "--previous", "--quiet", po, template))
    after = catalog.read(po, "en-GB")
    assert said(after) == said(before)


def test_a_text_that_msgmerge_matched_is_a_draft_with_its_previous_text(po, tmp_path):
    template = tmp_path / "livre.pot"
    changed = Unit(parse(LONG.strip().replace("présidente", "directrice", 1)))
    catalog.write(template, Catalog("fr", "", (Entry(changed),)))
    po.write_bytes(run("msgmerge", "--previous", "--quiet", po, template))
    (entry,) = catalog.read(po, "en-GB").entries
    assert (entry.state, entry.previous) == (State.DRAFT, LONG.strip())
    assert str(entry.translation.target) == LONG.strip()
    assert entry.person_comment == "Relu.\n\n  Deux fois."


def test_translate_toolkit(po, tmp_path):
    before = catalog.read(po)
    again = tmp_path / "again.po"
    run("pomerge", "--progress=none", "-t", po, "-i", po, "-o", again)
    assert again.read_bytes() != po.read_bytes()
    assert said(catalog.read(again, "en-GB")) == said(before)


def test_every_po_of_ours_passes_msgfmt(po):
    done = subprocess.run(["msgfmt", "-cv", "-o", "/dev/null", po], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (
        0,
        "2 translated messages, 1 fuzzy translation, 1 untranslated message.\n",
    )
