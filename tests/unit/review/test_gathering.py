"""What a person is sent: the texts of a chapter, what nobody has reviewed, the riskiest first."""

from pathlib import Path

import pytest

from booktranslate.catalog import Catalog, Entry, write
from booktranslate.config import Project
from booktranslate.errors import UsageError
from booktranslate.glossary import Glossary
from booktranslate.model import Finding, State, Translation, Unit, parse
from booktranslate.review.gathering import Wanted, gather, riskiest
from booktranslate.review.identity import text_id
from booktranslate.review.risk import Risk
from booktranslate.review.sent import Store
from booktranslate.review.values import Pack

SHORT = "Merci."
LONG = "Les clubs du réseau ont signé la charte, puis les adhérents ont ouvert trois maisons dans la vallée."
KNOWN = "Le réseau compte douze clubs."


def entry(source: str, target: str, chapter: str = "", *, reviewed: bool = False) -> Entry:
    notes = (f"Chapter: {chapter}",) if chapter else ()
    state = State.REVIEWED if reviewed else State.DRAFT if target else State.EMPTY
    return Entry(Unit(parse(source), "", ("livre.docx:1",), notes), Translation(parse(target), state))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(tmp_path)
    catalog = Catalog(
        "fr",
        "en-GB",
        (
            entry(SHORT, "Thanks.", "Anne Exemple"),
            entry(KNOWN, "The network has twelve clubs.", "Anne Exemple", reviewed=True),
            entry(LONG, "The clubs of the network signed the charter.", "Zoé Exemple"),
        ),
    )
    write(made.translations / "livre.po", catalog)
    return made


def packs(project: Project, wanted: Wanted | None = None) -> list[Pack]:
    return gather(project, "a" * 12, [project.source / "livre.docx"], Glossary(), wanted, "Ida Exemple")


def sources(pack: Pack) -> list[str]:
    return [str(row.source) for row in pack.rows]


def test_a_chapter_has_its_number_in_its_document(project: Project) -> None:
    (last,) = packs(project, Wanted("Zoé"))
    assert last.number == 2
    found = packs(project, Wanted(by_chapter=True, unreviewed=True))
    assert [pack.number for pack in found] == [1, 2]
    (whole,) = packs(project)
    assert whole.number == 0


def test_all_of_a_document_in_the_order_of_the_book(project: Project) -> None:
    (pack,) = packs(project)
    assert sources(pack) == [SHORT, KNOWN, LONG]
    assert [row.number for row in pack.rows] == [1, 2, 3]
    assert (pack.document, pack.chapter, pack.reviewer) == ("livre.docx", "livre", "Ida Exemple")
    assert [row.risk for row in pack.rows][1] == 0
    assert all(row.id == text_id(row.key) for row in pack.rows)


def test_chapters(project: Project) -> None:
    first, second = packs(project, Wanted(by_chapter=True))
    assert (first.chapter, second.chapter) == ("Anne Exemple", "Zoé Exemple")
    assert first.id != second.id
    for name in ("2", "zoé", "Zoé Exemple"):
        (pack,) = packs(project, Wanted(name))
        assert sources(pack) == [LONG]
    with pytest.raises(UsageError, match="no chapter “3”"):
        packs(project, Wanted("3"))
    with pytest.raises(UsageError, match="is in 2 titles"):
        packs(project, Wanted("Exemple"))


def test_only_what_is_not_reviewed_and_the_riskiest_first(project: Project) -> None:
    (pack,) = packs(project, Wanted(unreviewed=True, riskiest=True))
    assert sources(pack) == [LONG, SHORT]
    assert [row.number for row in pack.rows] == [1, 2]
    listed = riskiest(project, [project.source / "livre.docx"], Glossary(), 1)
    assert [str(row.source) for _, _, row in listed] == [LONG]


def test_what_raises_the_risk() -> None:
    risk = Risk([entry(KNOWN, "The network has twelve clubs.", reviewed=True)])
    seen = entry("Le réseau compte deux clubs.", "The network has two clubs.")
    unseen = entry("La vallée garde cent moulins.", "The valley keeps a hundred mills.")
    assert 0 < risk.of(seen) < risk.of(unseen) < 1
    fault = Finding("missing-tag", "error", "A tag is missing.")
    note = Finding("spelling", "note", "A word is unknown.")
    assert risk.of(seen) < risk.of(seen, [note]) < risk.of(seen, [fault])
    figure = entry("Le réseau compte 12 clubs.", "The network has 12 clubs.")
    assert risk.of(figure) > risk.of(entry("Le réseau compte des clubs.", "The network counts clubs."))
    assert risk.of(entry(KNOWN, "")) == 1


def test_what_was_sent_is_found_again(project: Project) -> None:
    (pack,) = packs(project)
    store = Store(project)
    store.keep(pack, ["xlsx"])
    found = store.find(pack.id)
    assert found is not None
    assert (found.reviewer, found.forms, found.chapter) == ("Ida Exemple", ("xlsx",), "livre")
    assert [str(found.entries[row.id].translation.target) for row in pack.rows] == [
        str(row.target) for row in pack.rows
    ]
    assert [sent.pack for sent in store.all()] == [pack.id]
    assert store.find("../../etc") is None
    assert store.find("0" * 12) is None
