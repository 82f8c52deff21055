"""What is in the source folder: the book, what is not in it and why, and what nobody needs to hear of."""

import os
import unicodedata
from pathlib import Path

import pytest

from booktranslate.book.documents import Outside, source_documents
from booktranslate.config import Project
from booktranslate.errors import InputError


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "livre.docx").touch()
    return folder


def outside(source: Path) -> dict[str, Outside]:
    found = source_documents(Project(source.parent))
    assert [path.name for path in found.documents] == ["livre.docx"]
    return {item.path.name: item for item in found.outside}


@pytest.mark.parametrize(
    "name",
    [
        "._livre.docx",
        ".DS_Store",
        "Thumbs.db",
        "desktop.ini",
        ".~lock.livre.docx#",
        ".gitkeep",
        "~WRL0001.tmp",
    ],
)
def test_what_systems_leave_behind_is_passed_over(source: Path, name: str) -> None:
    (source / name).write_bytes(b"\0\5\x16\7")
    assert outside(source) == {}


@pytest.mark.parametrize(
    ("name", "advice", "missing"),
    [
        ("annexe.doc", "booktranslate convert", True),
        ("annexe.ODT", "booktranslate convert", True),
        ("annexe.rtf", "booktranslate convert", True),
        ("annexe.pages", "Export To > Word", True),
        ("annexe.rtfd", "Save it as Word", True),
        ("annexe.pdf", "ask for the Word file", False),
        ("notes.txt", "save it as .docx", False),
        ("~$livre.docx", "Save the document in Word", False),
    ],
)
def test_each_kind_is_named_with_what_to_do(source: Path, name: str, advice: str, missing: bool) -> None:
    (source / name).touch()
    found = outside(source)[name]
    assert advice in found.advice
    assert found.missing is missing


def test_a_package_of_macos_is_a_document(source: Path) -> None:
    (source / "annexe.pages").mkdir()
    assert outside(source)["annexe.pages"].missing


def test_what_is_converted_is_not_missing(source: Path) -> None:
    (source / "livre.doc").touch()
    (source / "livre.pdf").touch()
    os.utime(source / "livre.doc", (1, 1))
    assert outside(source) == {}


def test_an_original_that_is_much_newer_is_named(source: Path) -> None:
    (source / "livre.doc").touch()
    os.utime(source / "livre.docx", (1, 1))
    found = outside(source)["livre.doc"]
    assert "newer than livre.docx" in found.what
    assert not found.missing


def test_folders_with_documents_are_named(source: Path) -> None:
    (source / "images").mkdir()
    (source / "images/a.png").touch()
    (source / "partie 2/textes").mkdir(parents=True)
    (source / "partie 2/textes/b.docx").touch()
    (source / "partie 2/textes/._b.docx").touch()
    found = outside(source)
    assert found.keys() == {"partie 2"}
    assert found["partie 2"].what == "a folder with 1 document"
    assert "Move" in found["partie 2"].advice


@pytest.mark.parametrize("target", ["gone.docx", "lien.docx"])
def test_a_link_that_leads_nowhere(source: Path, target: str) -> None:
    (source / "lien.docx").symlink_to(target)
    assert outside(source)["lien.docx"].missing
    assert "broken link" in outside(source)["lien.docx"].what


def test_a_link_out_of_the_project(source: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other") / "secret.docx"
    other.touch()
    (source / "lien.docx").symlink_to(other)
    assert "outside the project" in outside(source)["lien.docx"].what


def test_a_pipe_is_no_document(source: Path) -> None:
    os.mkfifo(source / "tube.docx")
    assert "pipe" in outside(source)["tube.docx"].what


def test_without_a_document_the_error_says_what_is_there(source: Path) -> None:
    (source / "livre.docx").rename(source / "livre.doc")
    with pytest.raises(InputError, match=r"holds no Word document.*livre\.doc.*convert"):
        source_documents(Project(source.parent))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tome.docx", "tome.docm"),
        ("tome.docx", "tome.DOCX"),
        (unicodedata.normalize("NFC", "été.docx"), unicodedata.normalize("NFD", "été.docx")),
    ],
)
def test_two_documents_of_one_name_are_an_error(source: Path, one: str, other: str) -> None:
    (source / one).touch()
    (source / other).touch()
    if len(list(source.iterdir())) < 3:
        pytest.skip("one name for this file system")
    with pytest.raises(InputError, match="have the same name") as caught:
        source_documents(Project(source.parent))
    assert one in caught.value.what
    assert other in caught.value.what


def test_a_folder_that_cannot_be_read(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(InputError, match="cannot be read \\(Permission denied\\)"):
        source_documents(Project(source.parent))
