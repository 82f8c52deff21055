"""What becomes of adapted texts when the book changes, and what goes before them."""

from pathlib import Path

import pytest

import booktranslate as bt
from tests.properties.books import write_book

FIRST = "Les adhérents ont signé la feuille de route du centre."
LATER = "Les adhérents ont tous signé la feuille de route du centre."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "source").mkdir()
    (tmp_path / "booktranslate.toml").write_text('[languages]\ntargets = ["en-GB", "en-US"]\n', "utf-8")
    return tmp_path


def book(folder: Path, *texts: str) -> None:
    write_book(folder / "source" / "livre.docx", [("Anna", list(texts))])
    for target in ("en-GB", "en-US"):
        bt.extract(bt.open_project(folder, target))


def entry(folder: Path, target: str, source: str) -> bt.Entry:
    units = bt.read_units(bt.open_project(folder, target))
    return next(each for each in units if str(each.unit.source) == source)


def british(folder: Path, source: str, words: str) -> None:
    project = bt.open_project(folder)
    bt.write_units(project, {entry(folder, "en-GB", source).key: words})


def adapt(folder: Path) -> bt.Drafted:
    return bt.translate(bt.open_project(folder, "en-US"))


def test_a_text_for_an_earlier_french_says_so_until_its_counterpart_is_reviewed(folder: Path) -> None:
    book(folder, FIRST)
    british(folder, FIRST, "The members signed the centre’s roadmap.")
    adapt(folder)
    book(folder, LATER)
    assert (adapt(folder).drafted, adapt(folder).redone) == (0, 0)
    stale = entry(folder, "en-US", LATER)
    assert (str(stale.translation.target), stale.previous) == (
        "The members signed the center’s roadmap.",
        FIRST,
    )

    british(folder, LATER, "All members signed the centre’s roadmap.")
    assert adapt(folder).redone == 1
    fresh = entry(folder, "en-US", LATER)
    assert (str(fresh.translation.target), fresh.previous) == ("All members signed the center’s roadmap.", "")


def test_what_was_reviewed_in_this_english_goes_first(folder: Path) -> None:
    book(folder, FIRST)
    british(folder, FIRST, "The members signed the centre’s roadmap.")
    american = bt.open_project(folder, "en-US")
    bt.write_units(american, {entry(folder, "en-US", FIRST).key: "Members all signed."})
    bt.extract(american)  # which remembers it
    write_book(folder / "source" / "autre.docx", [("Zoé", [FIRST])])
    for target in ("en-GB", "en-US"):
        bt.extract(bt.open_project(folder, target))
    adapt(folder)
    found = [each for each in bt.read_units(american) if str(each.unit.source) == FIRST]
    assert [str(each.translation.target) for each in found] == ["Members all signed."] * 2


def test_figures_alone_are_those_of_the_french(folder: Path) -> None:
    book(folder, "03/04/2021", "2 500,5")
    bt.translate(bt.open_project(folder), engine="pseudo")
    adapt(folder)
    assert [str(entry(folder, "en-US", each).translation.target) for each in ("03/04/2021", "2 500,5")] == [
        "04/03/2021",
        "2,500.5",
    ]
    assert adapt(folder).redone == 0
