"""What holds for every PO file, whatever people write and however the book changes."""

import re
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

import polib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from booktranslate import catalog
from booktranslate.catalog import Catalog, Entry
from booktranslate.catalog.combining import bring_together
from booktranslate.catalog.merging import merge
from booktranslate.model import Placeholder, State, TaggedText, Text, Translation, Unit, parse, tagged

slow = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
with_tools = settings(slow, max_examples=25)

# All that a Word file (XML 1.0, section 2.2) can hold, with what PO files trip over made frequent.
characters = st.one_of(
    st.sampled_from('\\"\t\u2028\u2029\u0085\u00a0\u202f\u200b\u00adé’«»<>&%{}#~|n'),
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"),
)
tags = st.sampled_from(["<b>", "</b>", "<a1>", "</a1>", "<fn1/>", "<br/>", "<g12>", "&amp;", "&lt;b>"])
texts = st.lists(st.one_of(st.text(characters, max_size=20), tags), min_size=1, max_size=6).map(
    lambda parts: parse("".join(parts))
)
sources = texts.filter(bool)
comments = st.lists(st.text(characters, min_size=1, max_size=20).map(str.strip).filter(bool), max_size=3).map(
    "\n".join
)
words = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8)


@st.composite
def entries(draw: st.DrawFn, obsolete: bool = False) -> Entry:
    # Tools drop obsolete entries that have no translation.
    target = draw(sources if obsolete else texts)
    if not target:
        translation = Translation(target, State.EMPTY)
    else:
        origin = draw(st.sampled_from(["", "deepl", "apertium (fr-es-en)"]))
        translation = Translation(target, draw(st.sampled_from([State.DRAFT, State.REVIEWED])), origin)
    source, context = draw(sources), draw(st.one_of(st.just(""), words))
    notes = tuple(draw(st.lists(words, max_size=2)))
    locations = tuple(
        draw(st.lists(st.from_regex(r"[a-z %é⁨]+\.docx:[1-9]", fullmatch=True), max_size=2, unique=True))
    )
    previous = draw(st.one_of(st.just(""), sources.map(str)))
    return Entry(
        Unit(source, context) if obsolete else Unit(source, context, locations, notes),
        translation,
        draw(comments),
        previous,
        draw(st.one_of(st.just(""), words)) if previous else "",
        draw(st.sampled_from([(), ("no-wrap",)])),
    )


@st.composite
def books(draw: st.DrawFn) -> Catalog:
    found = {entry.key: entry for entry in draw(st.lists(entries(), max_size=6))}
    gone = {entry.key: entry for entry in draw(st.lists(entries(obsolete=True), max_size=3))}
    obsolete = tuple(entry for key, entry in gone.items() if key not in found)
    return Catalog("fr", "en-GB", tuple(found.values()), obsolete)


def without_dates(book: Catalog) -> Catalog:
    return replace(book, header=(), obsolete=tuple(sorted(book.obsolete, key=lambda entry: entry.key)))


@slow
@given(books())
def test_what_is_written_is_read_again_and_not_written_twice(book: Catalog):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "livre.po"
        assert catalog.write(path, book)
        again = catalog.read(path, "en-GB")
        assert replace(again, header=()) == book
        before = path.read_bytes()
        assert not catalog.write(path, again)
        assert path.read_bytes() == before


@slow
@given(books())
def test_what_is_said_is_read_without_the_silent_entries_too(book: Catalog):
    def said(found: Catalog) -> list[Entry]:
        return [entry for entry in found.all_entries if entry.translation.target or entry.person_comment]

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "livre.po"
        catalog.write(path, book)
        assert said(catalog.read(path, silent=False)) == said(book)


@slow
@given(books())
def test_polib_says_the_same_of_it(book: Catalog):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "livre.po"
        catalog.write(path, book)
        # Not splitlines, which polib calls: it takes U+2028 inside a text for the end of a line.
        file = polib.pofile(_Lines(path.read_text("utf-8")))
    assert [(entry.msgid, entry.msgctxt or "", entry.msgstr) for entry in file] == [
        (str(entry.unit.source), entry.unit.context, str(entry.translation.target))
        for entry in (*book.entries, *book.obsolete)
    ]
    assert [entry.fuzzy for entry in file] == [
        entry.state is State.DRAFT for entry in (*book.entries, *book.obsolete)
    ]


class _Lines(str):
    __slots__ = ()

    def splitlines(self, keepends: bool = False) -> list[str]:
        return self.split("\n")


@with_tools
@given(books().filter(lambda book: book.entries))  # msgcat makes nothing of a header alone
def test_gettext_accepts_it_and_says_the_same(book: Catalog):
    with tempfile.TemporaryDirectory() as folder:
        path, template = Path(folder) / "livre.po", Path(folder) / "livre.pot"
        catalog.write(path, book)
        checked = subprocess.run(["msgfmt", "-cv", "-o", "/dev/null", path], capture_output=True, text=True)
        assert checked.returncode == 0, checked.stderr
        assert "warning" not in checked.stderr
        path.write_bytes(subprocess.run(["msgcat", path], capture_output=True, check=True).stdout)
        assert without_dates(catalog.read(path, "en-GB")) == without_dates(book)

        catalog.write(template, Catalog("fr", "", tuple(Entry(e.unit, flags=e.flags) for e in book.entries)))
        merged = ["msgmerge", "--quiet", "--previous", "--no-fuzzy-matching", path, template]
        path.write_bytes(subprocess.run(merged, capture_output=True, check=True).stdout)
        after = catalog.read(path, "en-GB")
        assert _without_previous(after) == _without_previous(book)


def _without_previous(book: Catalog) -> Catalog:
    """For msgmerge, only a fuzzy entry can have a previous text."""

    def stripped(entry: Entry) -> Entry:
        return replace(entry, previous="", previous_context="")

    book = without_dates(book)
    return replace(
        book, entries=tuple(map(stripped, book.entries)), obsolete=tuple(map(stripped, book.obsolete))
    )


@slow
@given(books())
def test_merging_the_same_units_is_identity(book: Catalog):
    units = [entry.unit for entry in book.entries]
    merged, report = merge(book, units)
    assert merge(merged, units)[0] == merged
    assert [replace(entry, unit=unit) for entry, unit in zip(merged.entries, units, strict=True)] == [
        *book.entries
    ]
    assert (report.kept, report.changes) == (len(book.entries), ())


# A book whose paragraphs share words, so that everything can look like everything.
vocabulary = st.sampled_from(["le", "pôle", "la", "mixité", "avance", "vite", ".", ",", "2019", "Elle"])
sentences = st.lists(vocabulary, min_size=1, max_size=12).map(" ".join)
formats = st.sampled_from(["{}", "<b>{}</b>", "{}<fn1/>", "<a1>{}</a1>", "« {} »"])
paragraphs = st.builds(lambda form, text: parse(form.format(text)), formats, sentences)


@st.composite
def editions(draw: st.DrawFn) -> tuple[Catalog, list[Unit]]:
    """A reviewed book and the units of its next edition: moved, cut, joined, corrected, dropped, new."""
    first = draw(st.lists(paragraphs, min_size=1, max_size=8, unique_by=str))
    found = tuple(
        Entry(Unit(source), Translation(parse(f"w{n}. <b>x{n}</b> y{n}"), State.REVIEWED), f"c{n}")
        for n, source in enumerate(first)
    )
    kept = draw(st.integers(0, len(found)))
    texts = list(draw(st.permutations(first)))[: draw(st.integers(0, len(first)))]
    for _ in range(draw(st.integers(0, 4))):
        if not texts:
            break
        at = draw(st.integers(0, len(texts) - 1))
        change = draw(st.sampled_from(["split", "join", "tags", "word", "double", "new"]))
        plain = texts[at].plain.split()
        if change == "split" and len(plain) > 1:
            cut = draw(st.integers(1, len(plain) - 1))
            texts[at : at + 1] = [tagged([Text(" ".join(part))]) for part in (plain[:cut], plain[cut:])]
        elif change == "join" and at:
            texts[at - 1 : at + 1] = [tagged([*texts[at - 1], Text(" "), *texts[at]])]
        elif change == "tags":
            texts[at] = tagged([*texts[at], Placeholder("fn2")])
        elif change == "word":
            texts[at] = tagged([*texts[at], Text(" encore")])
        elif change == "double":
            texts.insert(at, texts[at])
        else:
            texts.insert(at, draw(paragraphs))
    contexts = st.sampled_from(["", "", "titre"])
    return Catalog("fr", "en-GB", found[:kept], found[kept:]), [Unit(text, draw(contexts)) for text in texts]


def _words(text: TaggedText | str) -> set[str]:
    return set(re.findall(r"[wxy]\d+", str(text)))


def _all_words(book: Catalog) -> set[str]:
    entries = (*book.entries, *book.obsolete)
    return set().union(*(_words(e.translation.target) | _words(e.person_comment) for e in entries))


def _comments(book: Catalog) -> set[str]:
    return set().union(*(entry.person_comment.split("\n") for entry in (*book.entries, *book.obsolete)))


@slow
@given(editions())
def test_merging_loses_no_word_and_no_comment(edition: tuple[Catalog, list[Unit]]):
    book, units = edition
    merged, report = merge(book, units)
    assert _all_words(merged) == _all_words(book)
    assert _comments(merged) - {""} == _comments(book) - {""}
    assert [entry.key for entry in merged.entries] == list(dict.fromkeys(unit.key for unit in units))
    keys = [entry.key for entry in (*merged.entries, *merged.obsolete)]
    assert len(keys) == len(set(keys))
    # A translation counts as reviewed only for the words that it was reviewed for.
    reviewed = {e.unit.source.plain.replace(" ", "") for e in (*book.entries, *book.obsolete)}
    for entry in merged.entries:
        if entry.state is State.REVIEWED:
            assert entry.unit.source.plain.replace(" ", "") in reviewed
    in_report = {key for change in report.changes for key in change.new}
    assert report.kept + len(in_report) == len(merged.entries)


@slow
@given(editions())
def test_merging_twice_is_merging_once(edition: tuple[Catalog, list[Unit]]):
    book, units = edition
    once, _ = merge(book, units)
    assert merge(once, units)[0] == once


@slow
@given(editions(), st.data())
def test_bringing_together_loses_nothing_that_either_wrote(
    edition: tuple[Catalog, list[Unit]], data: st.DataObject
):
    ancestor, units = edition

    def reviewed(name: str) -> Catalog:
        def touched(entry: Entry) -> Entry:
            if not data.draw(st.booleans()):
                return entry
            number = len(name) * 1000 + data.draw(st.integers(0, 999))
            state = data.draw(st.sampled_from([State.DRAFT, State.REVIEWED]))
            return replace(
                entry,
                translation=Translation(parse(f"w{number}"), state),
                person_comment=f"{entry.person_comment}\n{name}{number}",
            )

        return replace(ancestor, entries=tuple(map(touched, ancestor.entries)))

    ours, theirs = reviewed("o"), reviewed("tt")
    current, _ = merge(ours, units)
    for known in (None, ancestor):
        merged, _ = bring_together(current, theirs, known)
        written = (_all_words(ours) | _all_words(theirs)) - _all_words(ancestor)
        assert written <= _all_words(merged)
        assert (_comments(ours) | _comments(theirs)) - _comments(ancestor) <= _comments(merged)
        assert [entry.unit for entry in merged.entries] == [entry.unit for entry in current.entries]
