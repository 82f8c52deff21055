"""Which books are on a shelf."""

import os
from pathlib import Path

import pytest

from booktranslate.errors import InputError, UsageError
from booktranslate.shelf.catalogue import books


def project(folder: Path, *, named: bool = False) -> Path:
    (folder / "source").mkdir(parents=True)
    if named:
        (folder / "booktranslate.toml").touch()
    return folder


def test_a_folder_has_all_projects_in_it(tmp_path: Path) -> None:
    project(tmp_path / "zoe")
    project(tmp_path / "2026" / "spring" / "anna", named=True)
    project(tmp_path / "zoe" / "inner")  # a book has no books in it
    project(tmp_path / ".trash" / "old")
    (tmp_path / "empty").mkdir()
    found = books(tmp_path)
    assert [(book.name, book.root) for book in found] == [
        ("2026/spring/anna", tmp_path / "2026" / "spring" / "anna"),
        ("zoe", tmp_path / "zoe"),
    ]


def test_a_project_is_a_shelf_of_one(tmp_path: Path) -> None:
    one = project(tmp_path / "anna")
    assert [(book.name, book.root) for book in books(one)] == [("anna", one)]


def test_a_list_names_its_books_in_its_order(tmp_path: Path) -> None:
    project(tmp_path / "zoe")
    project(tmp_path / "anna")
    (tmp_path / "lists").mkdir()
    path = tmp_path / "lists" / "books.txt"
    path.write_text("# spring\n../zoe\n\n  ../anna  \n../zoe\n../gone\n", "utf-8-sig")
    assert [(book.name, book.root, book.where) for book in books(path)] == [
        ("../zoe", tmp_path / "zoe", "books.txt:2"),
        ("../anna", tmp_path / "anna", "books.txt:4"),
        ("../gone", tmp_path / "gone", "books.txt:6"),
    ]


def test_what_is_no_shelf(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there are no books on this shelf"):
        books(tmp_path)
    path = tmp_path / "books.txt"
    path.write_text("# none yet\n")
    with pytest.raises(UsageError, match="there are no books"):
        books(path)
    path.write_bytes(b"\xe9\n")
    with pytest.raises(InputError, match="is not UTF-8 text"):
        books(path)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputError, match="is a device or a pipe"):
        books(tmp_path / "pipe")
