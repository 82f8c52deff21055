"""Atomic writes."""

import errno
import os
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from booktranslate.errors import InputError, OutputError
from booktranslate.files import (
    as_on_disk,
    remove_file,
    require_regular,
    same_name,
    write_atomic,
    writing,
)


def test_a_write_replaces_whole(tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.txt"
    write_atomic(path, b"one")
    write_atomic(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(path.parent.iterdir()) == [path]


def test_a_new_file_has_the_permissions_that_the_umask_leaves(tmp_path: Path) -> None:
    made, other = tmp_path / "new.po", tmp_path / "other"
    before = os.umask(0o027)
    try:
        write_atomic(made, b"")
        other.touch()
    finally:
        os.umask(before)
    assert made.stat().st_mode == other.stat().st_mode


def test_the_umask_is_never_lifted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not for a moment: another thread would make files that everybody can write."""
    monkeypatch.setattr(os, "umask", lambda mask: pytest.fail("the umask was set"))
    write_atomic(tmp_path / "new.po", b"")


def test_permissions_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"one")
    path.chmod(0o640)
    write_atomic(path, b"two")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"one")

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left"):
        write_atomic(path, b"two")
    assert path.read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [path]


def test_an_error_of_the_writer_leaves_nothing(tmp_path: Path) -> None:
    def fail(temporary: Path) -> None:
        temporary.write_bytes(b"half")
        raise KeyError

    with pytest.raises(KeyError), writing(tmp_path / "a.txt") as temporary:
        fail(temporary)
    assert list(tmp_path.iterdir()) == []


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(OutputError):
        write_atomic(tmp_path / "a" / "b", b"")


def test_a_name_as_long_as_names_can_be(tmp_path: Path) -> None:
    path = tmp_path / ("a" * 252 + ".po")
    write_atomic(path, b"x")
    assert path.read_bytes() == b"x"


def test_names_are_the_same_however_accents_are_coded(tmp_path: Path) -> None:
    composed, decomposed = (unicodedata.normalize(form, "été") for form in ("NFC", "NFD"))
    assert composed != decomposed
    assert same_name(composed, decomposed)
    assert not same_name("été", "ete")
    (tmp_path / decomposed).mkdir()
    (tmp_path / decomposed / f"{decomposed}.po").touch()
    asked = tmp_path / composed / f"{composed}.po"
    assert as_on_disk(asked) == tmp_path / decomposed / f"{decomposed}.po"
    assert as_on_disk(tmp_path / "x" / "y") == tmp_path / "x" / "y"


def test_only_files_that_end_are_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    for path, words in (
        (Path("/dev/zero"), "device or a pipe"),
        (tmp_path / "pipe", "device or a pipe"),
        (tmp_path, "is a folder"),
        (tmp_path / "none", "does not exist"),
        (tmp_path / "loop", "cannot be read"),
    ):
        with pytest.raises(InputError, match=words):
            require_regular(path)


def test_a_file_that_cannot_be_removed(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be removed"):
        remove_file(tmp_path / "none")
