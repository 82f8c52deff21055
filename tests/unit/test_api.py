"""The package from Python: what `__all__` names, and a project worked on from opening to the English book."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import booktranslate as bt
from booktranslate import api
from booktranslate.catalog import writing
from booktranslate.docx import Document
from booktranslate.steps.check import note_findings
from tests.properties.books import write_book

ROOT = Path(__file__).parents[2]


@pytest.fixture
def project(tmp_path: Path) -> bt.Workspace:
    (tmp_path / "source").mkdir()
    write_book(tmp_path / "source" / "livre.docx", [("Anna", ["La mixité avance.", "Merci à tous."])])
    return bt.open_project(tmp_path)


def test_what_all_names_is_there_and_documented() -> None:
    assert bt.__all__ == api.__all__
    for name in bt.__all__:
        assert getattr(bt, name) is getattr(api, name)
        assert name == "__version__" or (getattr(bt, name).__doc__ or name == "Key")
    defined = {
        name
        for name, value in vars(api).items()
        if getattr(value, "__module__", "") == "booktranslate.api" and not name.startswith("_")
    }
    assert defined <= set(bt.__all__)
    assert set(dir(bt)) == set(bt.__all__)


def test_every_kind_of_error_is_there() -> None:
    def kinds(error: type[bt.BooktranslateError]) -> set[type]:
        return {error}.union(*map(kinds, error.__subclasses__()))

    assert kinds(bt.BooktranslateError) == {
        getattr(bt, name) for name in bt.__all__ if name.endswith("Error")
    }


def test_what_is_private_is_not_there() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'secret'"):
        _ = bt.secret


def test_importing_the_package_is_quick() -> None:
    code = "import booktranslate, sys; print(sorted(m for m in sys.modules if m.startswith('booktranslate')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['booktranslate', 'booktranslate.version']"


def test_from_the_french_book_to_the_english_one(project: bt.Workspace) -> None:
    (extracted,) = bt.extract(project)
    assert extracted.units == 3
    drafted = bt.translate(project, engine="pseudo")
    assert drafted.drafted == 3
    entries = {str(entry.unit.source): entry for entry in bt.read_units(project)}
    assert entries["Merci à tous."].state is bt.State.DRAFT

    assert bt.write_units(project, {entries["Merci à tous."].key: "Thank you <b>all</b>."}) == 1
    assert bt.write_units(project, {entries["La mixité avance."].key: "Diversity."}, reviewed=False) == 1

    entries = {str(entry.unit.source): entry for entry in bt.read_units(project)}
    assert entries["Merci à tous."].state is bt.State.REVIEWED
    assert str(entries["Merci à tous."].translation.target) == "Thank you <b>all</b>."
    assert entries["La mixité avance."].state is bt.State.DRAFT
    names = {located.finding.name for located in bt.check(project)}
    assert {"extra-tag", "fuzzy"} <= names

    (book,) = bt.assemble(project)
    texts = [passage.text.plain for passage in Document(book.output).passages]
    assert "Thank you all." in texts


def test_the_example_of_the_readme(
    project: bt.Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    example = (ROOT / "README.md").read_text("utf-8").split("```python\n")[1].split("```")[0]
    folder = project.project.root
    monkeypatch.chdir(folder.parent)
    folder.rename("my-book")
    done: dict[str, list[bt.Located]] = {}
    exec(example, done)  # noqa: S102 - it is ours
    assert "drafted Merci à tous. → " in capsys.readouterr().out
    assert done["errors"] == []
    assert Path("my-book/build/en-GB/livre.docx").exists()


def test_the_page_of_the_reference_names_all() -> None:
    page = (ROOT / "docs" / "reference" / "python.md").read_text("utf-8")
    assert [name for name in bt.__all__ if f"`{name}`" not in page and f"`{name}(" not in page] == []


def test_an_unknown_text_changes_nothing(project: bt.Workspace) -> None:
    bt.extract(project)
    before = {path: path.read_bytes() for path in project.project.translations.rglob("*.po")}
    known = bt.read_units(project)[1].key
    with pytest.raises(bt.InputError, match=r"no document of the project contains the text “Rien de tel\."):
        bt.write_units(project, {known: "Something.", ("", "Rien de tel."): "Nothing."})
    assert before == {path: path.read_bytes() for path in before}


def test_what_is_written_is_counted_once(project: bt.Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also if somebody saves the file in between, so that it is read and changed again."""
    bt.extract(project)
    key = bt.read_units(project)[0].key
    refusals = [bt.ChangedMeanwhileError("was saved")]
    write = writing.write

    def once_refused(*arguments: Any) -> bool:
        if refusals:
            raise refusals.pop()
        return write(*arguments)

    monkeypatch.setattr(writing, "write", once_refused)
    assert bt.write_units(project, {key: "Anna"}) == 1


@pytest.mark.parametrize("command", ["extract", "translate", "write_units"])
def test_findings_in_the_notes_are_kept_up_to_date(project: bt.Workspace, command: str) -> None:
    bt.extract(project)
    first, *_, last = bt.read_units(project)
    bt.write_units(project, {last.key: "Thank you <b>all</b>."})
    with project.reconciler("check --notes") as reconciler:
        (path,) = note_findings(project.project, project.glossary, reconciler)
    noted = path.read_text("utf-8")
    assert "#. Check: extra-tag" in noted
    path.write_text(noted.replace("Thank you <b>all</b>.", "Thank you all."), "utf-8")
    if command == "extract":
        bt.extract(project)
    elif command == "translate":
        bt.translate(project, engine="pseudo")
    else:
        bt.write_units(project, {first.key: "Anna"})
    assert "extra-tag" not in path.read_text("utf-8")


def test_no_project(tmp_path: Path) -> None:
    with pytest.raises(bt.UsageError, match="no booktranslate project"):
        bt.open_project(tmp_path)


def test_a_second_english_is_adapted(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    write_book(tmp_path / "source" / "livre.docx", [("Anna", ["La couleur du centre."])])
    (tmp_path / "booktranslate.toml").write_text('[languages]\ntargets = ["en-GB", "en-US"]\n', "utf-8")
    british = bt.open_project(tmp_path)
    american = british.at("en-US")
    assert british.targets == ("en-GB", "en-US")
    for project in (british, american):
        bt.extract(project)
    (entry,) = (each for each in bt.read_units(british) if "couleur" in str(each.unit.source))
    bt.write_units(british, {entry.key: "The colour of the centre."})

    done = bt.translate(bt.open_project(tmp_path, "en-US"))

    assert (done.engine, done.drafted, done.redone) == ("adaptation from en-GB", 1, 0)
    again = bt.translate(bt.open_project(tmp_path, "en-US"))
    assert (again.drafted, again.redone) == (0, 0)
    (entry,) = (each for each in bt.read_units(american) if "couleur" in str(each.unit.source))
    assert (str(entry.translation.target), entry.state) == ("The color of the center.", bt.State.DRAFT)
    assert entry.translation.origin == "adaptation from en-GB (reviewed)"
