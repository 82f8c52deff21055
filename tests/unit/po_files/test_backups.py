"""What is kept of PO files, and for how long."""

from pathlib import Path

import pytest

from booktranslate.po_files import backups
from booktranslate.po_files.backups import History


@pytest.fixture
def po(tmp_path: Path) -> Path:
    path = tmp_path / "translations" / "en-GB" / "livre.po"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"one")
    return path


def at_work(po: Path, command: str = "extract") -> History:
    return History(po.parents[2], po.parents[2] / ".booktranslate", command)


def replace(po: Path, data: bytes, command: str = "extract") -> None:
    kept = at_work(po, command)
    kept.replacing(po)
    po.write_bytes(data)
    kept.replaced(po)


def test_before_and_after_are_kept_and_the_latest_comes_first(po: Path) -> None:
    replace(po, b"two")
    replace(po, b"three", "translate")
    latest, first = at_work(po).backups()
    name = "translations/en-GB/livre.po"
    assert (latest.command, first.command) == ("translate", "extract")
    assert (latest.files, first.files) == ((name,), (name,))
    assert [latest.before(name).read_bytes(), latest.after(name).read_bytes()] == [b"two", b"three"]
    assert [copy.read_bytes() for copy in at_work(po).versions(po)] == [b"three", b"two", b"two", b"one"]


def test_only_the_first_state_that_a_command_found_is_kept(po: Path) -> None:
    kept = at_work(po)
    for data in (b"two", b"three"):
        kept.replacing(po)
        po.write_bytes(data)
        kept.replaced(po)
    (backup,) = kept.backups()
    name = backup.files[0]
    assert (backup.before(name).read_bytes(), backup.after(name).read_bytes()) == (b"one", b"three")


def test_what_was_seen_is_known_until_it_is_forgotten(po: Path) -> None:
    kept = at_work(po)
    assert not kept.is_as_seen(po)
    kept.accept(po)
    assert kept.is_as_seen(po)
    assert kept.tracked(po.parent) == [po]
    po.write_bytes(b"other")
    assert not kept.is_as_seen(po)
    kept.forget(po)
    assert kept.tracked(po.parent) == []


def test_old_backups_make_room(po: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "_MOST", 6)
    for number in range(9):
        replace(po, b"%d" % number)
    kept = at_work(po).backups()
    assert len(kept) == 6
    assert kept[0].after(kept[0].files[0]).read_bytes() == b"8"
