"""The report: what it counts, what it compares, and that the page is safe, whole and readable."""

import json
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booktranslate import catalog
from booktranslate.catalog import Catalog, Entry
from booktranslate.checks import CheckSettings
from booktranslate.config import Project
from booktranslate.errors import InputError, UsageError
from booktranslate.glossary import Glossary, Term
from booktranslate.memory import Memory, Spent
from booktranslate.model import State, Translation, Unit, parse
from booktranslate.steps.report import Report, report
from booktranslate.steps.report.plots import over_time
from booktranslate.steps.report.values import Changes, Faults, Point, Words
from booktranslate.steps.status import status, total

HOSTILE = "<script>alert('&amp;')</script>\"><img src=x onerror=alert(1)>\u202e"
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=timezone(timedelta(hours=1)))
DAY = timedelta(days=1)
GLOSSARY = Glossary(
    (
        Term("feuille de route", "roadmap", forbidden=("road sheet",)),
        Term("pôle", "cluster"),
        Term("adhérent", "member"),
    )
)


def entry(source: str, target: str = "", state: State | None = None, *notes: str, **more: Any) -> Entry:
    """An entry; a target without a state is reviewed."""
    state = state or (State.REVIEWED if target else State.EMPTY)
    return Entry(Unit(parse(source), notes=notes), Translation(parse(target), state), **more)


@dataclass(frozen=True)
class Reconciler:
    """A project with the PO files of one document."""

    project: Project

    @property
    def document(self) -> Path:
        return self.project.source / "livre.docx"

    @property
    def out(self) -> Path:
        return self.project.root / "build" / "report.html"

    @property
    def page(self) -> str:
        return self.out.read_text("utf-8")

    def write(self, *entries: Entry, file: str = "livre.po", translator: str = "") -> None:
        header = (("Last-Translator", translator),)
        made = Catalog("fr", "en-GB", entries, header=header)
        path = self.project.translations / file
        path.unlink(missing_ok=True)
        catalog.write(path, made, NOW)

    def report(self, now: datetime = NOW, **more: Any) -> Report:
        settings = more.pop("settings", CheckSettings())
        glossary = more.pop("glossary", Glossary())
        return report(self.project, [self.document], glossary, settings, self.out, now=now, **more)


@pytest.fixture
def reconciler(tmp_path: Path) -> Reconciler:
    return Reconciler(Project(tmp_path))


# --- progress --------------------------------------------------------------------------------------------

INTERVIEW = "Chapter: Anna Roux"
BOOK = (
    entry("Le livre", "The book"),
    entry("Anna Roux", "Anna Roux", None, INTERVIEW, "Heading"),
    entry("Que faites-vous ?", "What do you do?", State.DRAFT, INTERVIEW, "Question"),
    entry("Je dirige une usine à Lyon.", "", None, INTERVIEW, "Answer by Anna Roux"),
    entry("Des annexes", "Annexes", State.DRAFT, "Chapter: Annexe", "Paragraph"),
)


def test_words_are_counted_by_chapter_and_state(reconciler: Reconciler) -> None:
    reconciler.write(*BOOK)
    made = reconciler.report()
    (document,) = made.documents
    assert document.name == "livre.docx"
    assert [(each.title, each.interview, each.texts, each.words) for each in document.chapters] == [
        ("", False, 1, Words(reviewed=2)),
        ("Anna Roux", True, 3, Words(reviewed=2, drafted=2, untranslated=6)),
        ("Annexe", False, 1, Words(drafted=2)),
    ]
    assert made.words == document.words == Words(4, 4, 6)


def test_words_are_those_of_status(reconciler: Reconciler) -> None:
    reconciler.write(*BOOK, entry("L’aujourd’hui d’une sous-traitante : 2 500 t, 3,5 %", "Today"))
    counted = total(status(reconciler.project, [reconciler.document]))
    words = reconciler.report().words
    assert (words.reviewed, words.total) == (counted.reviewed_words, counted.words)


def test_a_book_in_chapter_files_keeps_its_chapters_even_without_notes(reconciler: Reconciler) -> None:
    reconciler.write(entry("Le livre"), file="livre/00-text.po")
    reconciler.write(entry("Un mot", "", None, "Chapter: Préface"), file="livre/01-preface.po")
    reconciler.write(entry("Deux mots"), file="livre/02-annexe.po")
    assert [chapter.title for chapter in reconciler.report().chapters] == ["", "Préface", "annexe"]


def test_hours_are_the_words_left_at_a_stated_speed(reconciler: Reconciler) -> None:
    reconciler.write(entry("mot " * 1001), entry("fini", "done"))
    assert reconciler.report().hours == 3
    assert reconciler.report(words_per_hour=1001).hours == 1
    assert "1,001 words an hour" in reconciler.page


def test_all_is_never_said_before_all_is_reviewed() -> None:
    assert Words(reviewed=99_999, drafted=1).percent == 99.9
    assert Words(reviewed=5).percent == 100.0
    assert Words().percent == 100.0


def test_reviewers_are_named_without_their_address(reconciler: Reconciler) -> None:
    files = {"01-a.po": "Zoé Blanc <zoe@example.org>", "02-b.po": "FULL NAME <EMAIL@ADDRESS>"}
    files |= {"03-c.po": "Zoé Blanc", "04-d.po": "<anna@example.org>", "05-e.po": ""}
    for number, (name, translator) in enumerate(files.items()):
        reconciler.write(entry(f"texte {number}", "text"), file=f"livre/{name}", translator=translator)
    made = reconciler.report()
    assert [(each.name, len(each.files), each.words.total) for each in made.reviewers] == [
        ("anna@example.org", 1, 2),
        ("Zoé Blanc", 2, 4),
        ("", 2, 4),
    ]
    assert "zoe@example.org" not in reconciler.page
    assert made.reviewers[1].files[0] == "translations/en-GB/livre/01-a.po"


def test_a_book_without_text_has_a_report(reconciler: Reconciler) -> None:
    reconciler.write()
    assert reconciler.report().words == Words()
    assert "The book has no text yet." in reconciler.page


# --- findings --------------------------------------------------------------------------------------------

LOST_LINK = "Voir www.example.org pour {}."


def test_findings_are_counted_by_kind_and_chapter(reconciler: Reconciler) -> None:
    reconciler.write(
        entry(LOST_LINK.format("un"), "See the site.", None, "Chapter: Un"),
        entry(LOST_LINK.format("deux"), "See the web.", State.DRAFT, "Chapter: Deux"),
        entry("Pas de traduction.", "", None, "Chapter: Deux"),
        entry("Rien à dire.", "Nothing to say.", State.DRAFT, "Chapter: Trois"),
    )
    made = reconciler.report()
    (kind,) = made.kinds
    assert (kind.name, kind.reviewed, kind.drafted) == ("urls", 1, 1)
    assert made.findings == Faults(**{kind.severity: 2})
    assert [chapter.findings.total for chapter in made.chapters] == [1, 1, 0]


def test_findings_that_people_silenced_are_not_counted(reconciler: Reconciler) -> None:
    silenced = replace(
        entry(LOST_LINK.format("un"), "See the site."), person_comment="booktranslate: ignore=urls"
    )
    reconciler.write(silenced)
    assert reconciler.report().findings.total == 0
    reconciler.write(replace(silenced, person_comment=""))
    assert reconciler.report().findings.total == 1
    assert reconciler.report(settings=CheckSettings(off=frozenset({"urls"}))).findings.total == 0
    with pytest.raises(UsageError, match="no-such-check"):
        reconciler.report(settings=CheckSettings(off=frozenset({"no-such-check"})))


def test_reviewed_texts_with_errors_come_first(reconciler: Reconciler) -> None:
    errors = CheckSettings(severities={"urls": "error", "doublewords": "warning"})
    two = "Voir www.example.org et www.example.com."
    reconciler.write(
        entry("Rien à dire.", "Nothing to say."),
        entry("Encore un mot ici.", "Another word word here.", State.DRAFT),
        entry(two, "See the web.", State.DRAFT),
        entry(LOST_LINK.format("un"), "See the site."),
        entry(LOST_LINK.format("deux"), "See that site.", State.DRAFT),
    )
    found = reconciler.report(settings=errors).attention
    assert [each.source for each in found] == [
        LOST_LINK.format("un"),
        two,
        LOST_LINK.format("deux"),
        "Encore un mot ici.",
    ]
    assert [each.state for each in found] == [State.REVIEWED, *[State.DRAFT] * 3]
    lines = (reconciler.project.translations / "livre.po").read_text("utf-8").splitlines()
    file, _, line = found[0].where.rpartition(":")
    assert file == "translations/en-GB/livre.po"
    assert lines[int(line) - 1] == f'msgid "{LOST_LINK.format("un")}"'
    assert {message.name for message in found[0].findings} == {"urls"}


def test_ten_texts_are_shown_and_long_ones_are_cut_at_a_word(reconciler: Reconciler) -> None:
    reconciler.write(*(entry(LOST_LINK.format(number) + " mot" * 300, "See it.") for number in range(12)))
    found = reconciler.report().attention
    assert len(found) == 10
    assert found[0].source.endswith(" mot …")
    assert len(found[0].source) < 520


def test_a_text_with_many_findings_does_not_fill_the_page(reconciler: Reconciler) -> None:
    links = " ".join(f"www.example.org/{number}" for number in range(9))
    reconciler.write(entry(f"Voir {links}", "See it."))
    (text,) = reconciler.report(settings=CheckSettings(off=frozenset({"short", "numbers"}))).attention
    shown = reconciler.page.count("is missing; copy it exactly.")
    assert shown == 5
    assert f"and {len(text.findings) - 5} more" in reconciler.page


# --- terms and cost --------------------------------------------------------------------------------------


def test_terms_are_used_never_used_or_not_respected(reconciler: Reconciler) -> None:
    reconciler.write(
        entry("La feuille de route du pôle", "The roadmap of the cluster"),
        entry("Deux feuilles de route, deux pôles", "Two road sheets, two clusters"),
        entry("Une feuille de route sans traduction"),
    )
    terms = reconciler.report(glossary=GLOSSARY).terms
    assert terms is not None
    assert (terms.total, terms.used, terms.unused) == (3, 2, ("adhérent",))
    (wrong,) = terms.not_respected
    assert (wrong.source, wrong.target, wrong.texts, wrong.used_in) == ("feuille de route", "roadmap", 1, 3)
    assert len(wrong.places) == 1
    assert reconciler.report().terms is None


def test_a_term_beside_a_misused_one_is_not_blamed(reconciler: Reconciler) -> None:
    # Its own target is the source of the misused one: the sentences of the checks name both.
    glossary = Glossary((Term("pôle", "cluster"), Term("cluster", "group")))
    reconciler.write(entry("Le pôle est un cluster", "The cluster is a set"))
    terms = reconciler.report(glossary=glossary).terms
    assert terms is not None
    assert [term.source for term in terms.not_respected] == ["cluster"]


def test_a_forbidden_word_within_another_term_is_no_fault(reconciler: Reconciler) -> None:
    filiere = Term("filière", "trade group")
    glossary = Glossary((Term("pôle", "cluster", forbidden=("group",)), filiere, Term("adhérent", "member")))
    reconciler.write(entry("Le pôle, la filière et l’adhérent", "The cluster, the trade group and the guest"))
    terms = reconciler.report(glossary=glossary).terms
    assert terms is not None
    assert [term.source for term in terms.not_respected] == ["adhérent"]


def test_the_ledger_gives_the_cost(reconciler: Reconciler) -> None:
    reconciler.write(*BOOK)
    assert reconciler.report().cost is None
    assert not (reconciler.project.state / "memory.sqlite").exists()
    with closing(Memory(reconciler.project.state / "memory.sqlite")) as memory:
        assert reconciler.report().cost is None
        memory.store("deepl", {("", "un"): "one"}, Spent("1", "livre.docx", "deepl", 3, 90_000, 90_000))
        memory.store("deepl", {("", "deux"): "two"}, Spent("2", "livre.docx", "deepl", 2, 60_000, 60_000))
        memory.store("apertium", {("", "un"): "one"}, Spent("3", "livre.docx", "apertium", 9, 900, 0))
    cost = reconciler.report().cost
    assert cost is not None
    assert (cost.currency, cost.price) == ("EUR", 3.0)
    assert [(each.engine, each.runs, each.texts, each.billed, each.price) for each in cost.engines] == [
        ("apertium", 1, 9, 0, 0.0),
        ("deepl", 2, 5, 150_000, 3.0),
    ]
    assert "3.00 EUR" in reconciler.page


# --- changes and history ---------------------------------------------------------------------------------


def test_the_first_report_has_nothing_to_compare_with(reconciler: Reconciler) -> None:
    reconciler.write(*BOOK)
    assert reconciler.report().changes is None
    assert "This is the first report." in reconciler.page


def test_what_has_changed_since_the_last_report(reconciler: Reconciler) -> None:
    stays, goes = entry("Reste", "Stays"), entry("Part", "Goes")
    reconciler.write(
        stays,
        goes,
        entry("Vide un"),
        entry("Vide deux"),
        entry("Brouillon à lire", "Draft", State.DRAFT),
        entry("Relu puis repris", "Read"),
        entry("Relu et changé", "Read and left"),
        entry("Ancien texte", "Old text"),
    )
    reconciler.report()
    reconciler.write(
        stays,
        entry("Vide un", "Drafted", State.DRAFT),
        entry("Vide deux", "Written by hand"),
        entry("Brouillon à lire", "Draft"),
        entry("Relu puis repris", "Read", State.DRAFT),
        entry("Relu et changé", "Read and changed"),
        entry("Nouveau texte", "Old text", State.DRAFT, previous="Ancien texte"),
        entry("Jamais vu", "Never seen", State.DRAFT),
    )
    changes = reconciler.report(NOW + DAY).changes
    assert changes == Changes(
        NOW,
        new=1,
        corrected=1,
        removed=1,
        drafted=2,
        reviewed=2,
        reviewed_words=5,
        reworded=1,
        reopened=1,
    )
    assert "Since the report of 24 November 2026, 09:30" in reconciler.page
    assert "2 texts reviewed (5 words)" in reconciler.page


def test_a_moved_text_is_no_change(reconciler: Reconciler) -> None:
    reconciler.write(*BOOK)
    reconciler.report()
    reconciler.write(*BOOK[1:], BOOK[0])
    changes = reconciler.report(NOW + DAY).changes
    assert changes == Changes(NOW)
    assert not changes.any
    assert "Nothing has changed since the report of 24 November 2026" in reconciler.page


def test_the_same_report_again_is_the_same_to_the_byte(reconciler: Reconciler) -> None:
    reconciler.write(BOOK[0])
    reconciler.report(NOW - DAY)
    reconciler.write(*BOOK)
    reconciler.report()
    files = [reconciler.out, reconciler.out.with_suffix(".json"), reconciler.project.state / "report.json"]
    before = [file.read_bytes() for file in files]
    reconciler.report(NOW + timedelta(hours=3))
    assert [file.read_bytes() for file in files] == before


def test_changes_within_a_day_are_seen(reconciler: Reconciler) -> None:
    reconciler.write(entry("Un texte", "A text", State.DRAFT))
    reconciler.report()
    reconciler.write(entry("Un texte", "A text"))
    made = reconciler.report(NOW + timedelta(hours=3))
    assert made.changes == Changes(NOW, reviewed=1, reviewed_words=2)
    assert made.history == (Point(NOW.date(), Words(reviewed=2)),)


def test_a_point_is_kept_for_each_day_of_a_year(reconciler: Reconciler) -> None:
    for number in range(3):
        reconciler.write(*(entry(f"texte{each}", "text") for each in range(number + 1)))
        made = reconciler.report(NOW + number * DAY)
    assert [point.words.reviewed for point in made.history] == [1, 2, 3]
    file = reconciler.project.state / "report.json"
    data = json.loads(file.read_text("utf-8"))
    assert len(data["snapshots"]) == 2
    first = date(2020, 1, 1)
    data["points"] = [
        {"day": (first + number * DAY).isoformat(), "reviewed": 1, "drafted": 0, "untranslated": 0}
        for number in range(400)
    ]
    file.write_text(json.dumps(data), "utf-8")
    made = reconciler.report(NOW + 3 * DAY)
    assert len(made.history) == 366
    assert made.history[-1].day == (NOW + 3 * DAY).date()


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "null", '{"format": 2}', '{"format": 1, "snapshots": [], "points": [1]}', "\xff"],
)
def test_a_history_that_is_none_stops_before_anything_is_written(
    reconciler: Reconciler, content: str
) -> None:
    reconciler.write(*BOOK)
    file = reconciler.project.state / "report.json"
    file.parent.mkdir()
    file.write_bytes(content.encode("latin-1"))
    with pytest.raises(InputError, match="Move the file away"):
        reconciler.report()
    assert not reconciler.out.exists()
    assert file.read_bytes() == content.encode("latin-1")


def test_a_document_without_po_file_stops_before_anything_is_written(reconciler: Reconciler) -> None:
    with pytest.raises(InputError, match="extract"):
        reconciler.report()
    assert list(reconciler.project.root.iterdir()) == []


# --- the page --------------------------------------------------------------------------------------------

VOID = {"meta", "br", "rect", "line", "polygon", "img"}


class Reader(HTMLParser):
    """Reads a page strictly: all elements in order, each with its attributes, closed where they should be."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def named(self, *tags: str) -> Iterator[dict[str, str | None]]:
        return (attributes for tag, attributes in self.elements if tag in tags)


@pytest.fixture
def full(reconciler: Reconciler) -> Reconciler:
    """A project whose report has every part, with hostile text wherever text comes from outside."""
    hostile = Reconciler(Project(reconciler.project.root / "<u>name<u>"))
    chapter = f"Chapter: {HOSTILE}"
    glossary = Glossary((Term("route", f"road {HOSTILE}"), Term(f"jamais {HOSTILE}", "never")))
    hostile.write(entry("Un mot", "A word", None, chapter), translator=HOSTILE)
    hostile.report(NOW - 9 * DAY, glossary=glossary)
    hostile.write(
        entry("Un mot", "A word", None, chapter),
        entry("Voir www.example.org &lt;script&gt;", f"See it {HOSTILE}", None, chapter, "Question"),
        entry("La route", "The path", State.DRAFT, chapter),
        entry("Rien", "HALF"),
        translator=HOSTILE,
    )
    po = hostile.project.translations / "livre.po"
    po.write_text(po.read_text("utf-8").replace("HALF", "x x &#xD800;"), "utf-8")  # half a character
    with closing(Memory(hostile.project.state / "memory.sqlite")) as memory:
        memory.store("x", {("", "un"): "one"}, Spent("1", "livre.docx", HOSTILE, 3, 900, 900))
    made = hostile.report(glossary=glossary)
    assert made.attention
    assert made.cost
    assert made.terms
    return hostile


def test_no_text_of_the_book_becomes_markup(full: Reconciler) -> None:
    reader = Reader(full.page)
    assert reader.open == []
    assert not list(reader.named("script", "img", "u"))
    assert not [name for _, attributes in reader.elements for name in attributes if name.startswith("on")]
    assert full.page.count("&lt;script&gt;") > 5
    assert "\u202e" not in full.page


def test_the_page_needs_nothing_else(full: Reconciler) -> None:
    reader = Reader(full.page)
    links = [value for _, attributes in reader.elements for key, value in attributes.items() if key == "href"]
    ids = [attributes["id"] for _, attributes in reader.elements if "id" in attributes]
    assert links
    assert {f"#{each}" for each in ids} >= set(links)
    assert len(ids) == len(set(ids))
    assert not list(reader.named("script", "link", "iframe", "object", "img"))
    assert not [1 for _, attributes in reader.elements if "src" in attributes or "style" in attributes]
    assert not re.search(r"url\(|@import|https?://", full.page)


def test_the_page_is_accessible(full: Reconciler) -> None:
    reader = Reader(full.page)
    assert next(reader.named("html"))["lang"] == "en"
    levels = [int(tag[1]) for tag, _ in reader.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(attributes.get("scope") in ("col", "row") for attributes in reader.named("th"))
    tables, pictures = list(reader.named("table")), list(reader.named("svg"))
    assert len(list(reader.named("caption"))) == len(tables) > 3
    assert all(attributes["role"] == "img" for attributes in pictures)
    assert len(re.findall(r"<svg[^>]*>\s*<title", full.page)) == len(pictures) > 5
    assert any(attributes.get("lang") == "fr" for attributes in reader.named("blockquote"))


def test_colours_of_text_stand_out(full: Reconciler) -> None:
    colours = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{3,6});", full.page))
    for name in ("ink", "soft", "reviewed", "error", "warning", "note"):  # WCAG 2.2, 1.4.3
        assert contrast(colours[name], "#ffffff") >= 4.5, name
    # Printed in grey, neighbouring states still differ.
    bars = [contrast(colours[name], "#ffffff") for name in ("reviewed", "drafted", "untranslated")]
    assert bars[0] > 2.5 * bars[1]
    assert bars[1] > 1.3 * bars[2]


def contrast(one: str, other: str) -> float:
    def luminance(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_bars_show_the_shares_of_the_states(reconciler: Reconciler) -> None:
    reconciler.write(entry("un deux trois", "one two three"), entry("quatre", "four", State.DRAFT))
    reconciler.report()
    whole = re.search(r'<div class="whole">(.*?)</div>', reconciler.page, re.DOTALL)
    assert whole
    assert "3 words reviewed, 1 drafted, 0 untranslated" in whole[1]
    assert re.findall(r'class="(\w+)" x="([\d.]+)%" width="([\d.]+)%"', whole[1]) == [
        ("reviewed", "0.0", "75.0"),
        ("drafted", "75.0", "25.0"),
    ]


# --- the data --------------------------------------------------------------------------------------------

WORDS = {"reviewed", "drafted", "untranslated", "total", "left", "percent"}


def test_the_data_keep_their_shape(full: Reconciler) -> None:
    """Scripts rely on it: a name that goes or changes its meaning needs another `format`."""
    data = json.loads(full.out.with_suffix(".json").read_text("utf-8"))
    assert data["format"] == 1
    assert data.keys() == {
        "format",
        "project",
        "source_lang",
        "target_lang",
        "made",
        "texts",
        "words",
        "words_per_hour",
        "hours_left",
        "documents",
        "reviewers",
        "sent",
        "signed",
        "findings",
        "attention",
        "terms",
        "cost",
        "changes",
        "history",
        "proofs",
    }
    assert data["words"].keys() == WORDS
    assert data["documents"][0].keys() == {"name", "words", "chapters"}
    chapter = data["documents"][0]["chapters"][0]
    assert chapter.keys() == {"title", "interview", "texts", "words", "findings"}
    assert chapter["words"].keys() == WORDS
    assert chapter["findings"].keys() == {"error", "warning", "note"}
    assert data["reviewers"][0].keys() == {"name", "files", "words"}
    assert data["findings"].keys() == {"error", "warning", "note", "kinds"}
    assert data["findings"]["kinds"][0].keys() == {"name", "severity", "summary", "reviewed", "drafted"}
    text = data["attention"][0]
    assert text.keys() == {"where", "chapter", "state", "source", "target", "findings"}
    assert text["findings"][0].keys() == {"name", "severity", "message"}
    assert data["terms"].keys() == {"total", "used", "unused", "not_respected"}
    assert data["terms"]["not_respected"][0].keys() == {"source", "target", "texts", "used_in", "places"}
    assert data["cost"].keys() == {"currency", "price", "engines"}
    assert data["cost"]["engines"][0].keys() == {
        "engine",
        "runs",
        "texts",
        "characters",
        "billed",
        "price",
    }
    counts = {"new", "corrected", "removed", "drafted", "reviewed", "reviewed_words", "reworded", "reopened"}
    assert data["changes"].keys() == counts | {"since"}
    assert data["history"][0].keys() == {"day"} | WORDS
    assert datetime.fromisoformat(data["changes"]["since"]) == NOW - 9 * DAY
    assert data["made"] == "2026-11-24"


# --- the plot --------------------------------------------------------------------------------------------

points = st.lists(
    st.builds(
        Point,
        st.dates(date(2020, 1, 1), date(2030, 1, 1)),
        st.builds(Words, *[st.integers(0, 10**7)] * 3),
    ),
    max_size=40,
    unique_by=lambda point: point.day,
).map(lambda some: sorted(some, key=lambda point: point.day))


@given(points)
def test_the_plot_stays_in_its_frame_and_stacks_the_states(history: list[Point]) -> None:
    plot = over_time(history)
    if len(history) < 2:
        assert plot is None
        return
    assert plot is not None
    size = len(history)
    below = [float(plot.bottom)] * size
    for area in plot.areas:
        corners = [tuple(map(float, corner.split(","))) for corner in area.polygon.split()]
        upper, lower = corners[:size], corners[size:][::-1]
        assert [y for _, y in lower] == below
        assert all(high <= low for (_, high), (_, low) in zip(upper, lower, strict=True))
        assert all(plot.left <= x <= plot.right and plot.top <= y <= plot.bottom for x, y in corners)
        below = [y for _, y in upper]
    assert (plot.days[0].at, plot.days[-1].at) == (plot.left, plot.right)
    assert 2 <= len(plot.days) <= 5
    assert 2 <= len(plot.words) <= 6
    assert plot.words[-1].at == plot.top
