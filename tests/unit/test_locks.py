"""Locks."""

import time
from pathlib import Path
from threading import Thread

import pytest

from booktranslate.errors import OutputError
from booktranslate.files import make_folder
from booktranslate.locks import in_turn, locked


def test_a_lock_is_held_by_one(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with locked(lock), pytest.raises(OutputError, match="another booktranslate"), locked(lock):
        pass
    with locked(lock):
        assert lock.exists()


def test_a_lock_and_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match="cannot be written"), locked(tmp_path / "file" / "lock"):
        pass
    with pytest.raises(OutputError, match="cannot be written"):
        make_folder(tmp_path / "file" / "folder")


def test_an_error_under_the_lock_is_not_one_of_the_lock(tmp_path: Path) -> None:
    with pytest.raises(PermissionError), locked(tmp_path / "lock"):
        raise PermissionError
    with locked(tmp_path / "lock"):  # it is free again
        assert (tmp_path / "lock").exists()


def test_turns_are_taken_as_they_become_free(tmp_path: Path) -> None:
    paths = [tmp_path / "turns" / "0.lock", tmp_path / "turns" / "1.lock"]
    at_work: list[int] = []
    most = 0

    def work(number: int) -> None:
        nonlocal most
        with in_turn(paths):
            at_work.append(number)
            most = max(most, len(at_work))
            time.sleep(0.03)
            at_work.remove(number)

    threads = [Thread(target=work, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 2
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="cannot be written"), in_turn([tmp_path / "file" / "0.lock"]):
        pass
