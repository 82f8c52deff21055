"""What a person saves while a command is at work is read before it is replaced."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from booktranslate import files
from booktranslate.catalog import read, write
from booktranslate.config import Project
from booktranslate.glossary import Glossary
from booktranslate.memory import Memory
from booktranslate.model import State, Translation, parse
from booktranslate.po_files.reconciling import Reconciler
from booktranslate.steps.check import apply_fixes, fixes
from booktranslate.steps.combine import combine
from booktranslate.steps.extract import extract
from tests.properties.books import write_book

TEXT, OTHER = "Le pôle réunit ses adhérents.", "Merci."


@pytest.fixture
def project(tmp_path: Path) -> Project:
    write_book(tmp_path / "source" / "livre.docx", [("Titre", [TEXT, OTHER])])
    return Project(tmp_path)


@pytest.fixture
def reconciler(project: Project) -> Iterator[Reconciler]:
    with closing(Memory(None)) as memory:
        made = Reconciler(project, memory, "test")
        extract(project, [project.source / "livre.docx"], Glossary(), made, jobs=1)
        yield made


def po(project: Project) -> Path:
    return project.translations / "livre.po"


def review(path: Path, text: str, target: str) -> None:
    catalog = read(path)
    entries = tuple(
        replace(entry, translation=Translation(parse(target), State.REVIEWED))
        if entry.key[1] == text
        else entry
        for entry in catalog.entries
    )
    write(path, replace(catalog, entries=entries))


def reviewed(path: Path) -> dict[str, str]:
    return {
        entry.key[1]: str(entry.translation.target)
        for entry in read(path).entries
        if entry.state is State.REVIEWED
    }


@pytest.fixture
def saving(project: Project, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From now on somebody saves the file just before it is replaced, once."""
    check = files._check_unchanged

    def begin() -> None:
        left = [1]

        def saved_first(path: Path, seen: str | None) -> None:
            if left and path == po(project):
                left.pop()
                review(path, OTHER, "Thanks.")
            check(path, seen)

        monkeypatch.setattr(files, "_check_unchanged", saved_first)

    return begin


def test_extract(project: Project, reconciler: Reconciler, saving: Callable[[], None]) -> None:
    review(po(project), TEXT, "The cluster gathers its members.")
    write_book(project.source / "livre.docx", [("Titre", [TEXT, OTHER, "Un texte de plus."])])
    saving()
    extract(project, [project.source / "livre.docx"], Glossary(), reconciler, jobs=1)
    assert reviewed(po(project)) == {TEXT: "The cluster gathers its members.", OTHER: "Thanks."}
    assert len(read(po(project)).entries) == 4


def test_combine(
    project: Project, reconciler: Reconciler, saving: Callable[[], None], tmp_path: Path
) -> None:
    copy = tmp_path / "anna.po"
    copy.write_bytes(po(project).read_bytes())
    review(copy, TEXT, "The cluster gathers its members.")
    saving()
    combine(project, [project.source / "livre.docx"], [copy], reconciler)
    assert reviewed(po(project)) == {TEXT: "The cluster gathers its members.", OTHER: "Thanks."}


def test_check_fix(project: Project, reconciler: Reconciler, saving: Callable[[], None]) -> None:
    review(po(project), TEXT, "The cluster's « members »")
    found = fixes(project, [project.source / "livre.docx"], Glossary())
    saving()
    apply_fixes(project, found, Glossary(), reconciler)
    assert reviewed(po(project)) == {TEXT: "The cluster’s “members”", OTHER: "Thanks."}
