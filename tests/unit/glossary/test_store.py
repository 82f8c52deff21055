"""Which file of a project is its glossary, and how terms are added to it."""

import os
from pathlib import Path

import pytest

from booktranslate.errors import ChangedMeanwhileError, InputError
from booktranslate.glossary import Glossary, Term, csv_file, store, xlsx_file

ONE, TWO = Glossary((Term("a", "b", "noun"),)), Glossary((Term("c", "d", "verb"),))
EMPTY = Glossary()


def laid(folder: Path, **files: Glossary) -> None:
    for kind, glossary in files.items():
        data = csv_file.dump(glossary) if kind == "csv" else xlsx_file.dump(glossary)
        (folder / f"glossary.{kind}").write_bytes(data)


@pytest.mark.parametrize(
    ("named", "files", "read", "words"),
    [
        ("csv", {}, "csv", ""),
        ("xlsx", {}, "xlsx", ""),
        ("csv", {"csv": ONE}, "csv", ""),
        ("csv", {"xlsx": TWO}, "xlsx", ""),
        ("xlsx", {"csv": ONE}, "csv", ""),
        ("csv", {"csv": ONE, "xlsx": TWO}, "csv", "glossary.csv is used"),
        ("xlsx", {"csv": ONE, "xlsx": TWO}, "xlsx", "glossary.xlsx is used"),
        (
            "csv",
            {"csv": EMPTY, "xlsx": TWO},
            "xlsx",
            "glossary.xlsx is used, because glossary.csv has no terms",
        ),
        ("csv", {"csv": EMPTY, "xlsx": EMPTY}, "csv", ""),
        ("csv", {"csv": ONE, "xlsx": EMPTY}, "csv", "glossary.csv is used"),
    ],
)
def test_the_named_file_wins_unless_it_has_no_term(
    tmp_path: Path, named: str, files: dict[str, Glossary], read: str, words: str
) -> None:
    laid(tmp_path, **files)
    stored = store.load(tmp_path / f"glossary.{named}")
    assert stored.path == tmp_path / f"glossary.{read}"
    assert stored.glossary == files.get(read, EMPTY)
    assert words in " ".join(stored.notes)
    assert len(stored.notes) == bool(words)


def test_the_age_of_the_files_does_not_matter(tmp_path: Path) -> None:
    laid(tmp_path, csv=ONE, xlsx=TWO)
    for kind in ("csv", "xlsx"):
        os.utime(tmp_path / f"glossary.{kind}", (2e9, 2e9))
        assert store.load(tmp_path / "glossary.csv").glossary == ONE


def test_windows_1252_is_said(tmp_path: Path) -> None:
    (tmp_path / "g.csv").write_bytes("source;cible\nfilière;x\n".encode("cp1252"))
    assert store.load(tmp_path / "g.csv").notes == (
        "g.csv is not UTF-8; it is read as Windows-1252. Check the accents.",
    )


def test_a_mistake_in_the_file_that_wins_is_raised(tmp_path: Path) -> None:
    laid(tmp_path, xlsx=TWO)
    (tmp_path / "glossary.csv").write_text("source,target\n,x\n", "utf-8")
    with pytest.raises(InputError, match="the source is empty"):
        store.load(tmp_path / "glossary.csv")
    assert store.load(tmp_path / "glossary.xlsx").glossary == TWO


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("there", [ONE, None])
def test_terms_are_added_to_the_file_that_is_read(tmp_path: Path, kind: str, there: Glossary | None) -> None:
    if there:
        laid(tmp_path, **{kind: there})
    path = tmp_path / f"glossary.{kind}"
    store.add(store.load(path), TWO.terms, "fr")
    terms = (there.terms if there else ()) + TWO.terms
    assert store.load(path).glossary.terms == terms
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize(("language", "separator"), [("fr", ";"), ("fr-CA", ";"), ("en", ","), ("fro", ",")])
def test_a_csv_file_is_written_as_excel_opens_it(tmp_path: Path, language: str, separator: str) -> None:
    path = tmp_path / "glossary.csv"
    store.add(store.load(path), ONE.terms, language)
    assert path.read_bytes().startswith(f"\ufeffsource{separator}target{separator}".encode())
    assert store.load(path).glossary == ONE


def test_a_workbook_saved_meanwhile_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid(tmp_path, xlsx=ONE)
    path = tmp_path / "glossary.xlsx"
    stored, add = store.load(path), xlsx_file.add

    def add_while_a_person_saves(*given: object) -> bytes:
        made = add(*given)  # type: ignore[arg-type]
        laid(tmp_path, xlsx=TWO)
        return made

    monkeypatch.setattr(xlsx_file, "add", add_while_a_person_saves)
    with pytest.raises(ChangedMeanwhileError):
        store.add(stored, TWO.terms, "fr")
    assert store.load(path).glossary == TWO
