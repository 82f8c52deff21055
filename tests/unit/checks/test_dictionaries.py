"""What the dictionaries have answered is kept, so that a later run need not load them."""

import gc
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from booktranslate.checks import dictionaries


@pytest.fixture
def _fresh(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """As a new process, with a cache and a dictionary of its own."""
    (tmp_path / "en_GB.aff").write_text("SET UTF-8\n")
    (tmp_path / "en_GB.dic").write_text("2\nzyzzyva\nTorres\n")
    monkeypatch.setenv("DICPATH", str(tmp_path))
    monkeypatch.setattr(dictionaries, "cache_folder", lambda: tmp_path / "cache")
    dictionaries._listing.cache_clear()
    yield
    dictionaries._listing.cache_clear()


@pytest.mark.usefixtures("_fresh")
def test_a_later_run_loads_no_dictionary_for_words_that_were_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ("zyzzyva", "Torres", "torrès", "dhwxqi", "house")
    before = [dictionaries.has(word, "en-GB") for word in asked]
    assert before == [True, True, False, False, True]
    dictionaries.keep_answers()
    dictionaries._listing.cache_clear()
    monkeypatch.setattr(dictionaries, "_loaded", lambda path: pytest.fail(f"{path} was loaded"))
    assert [dictionaries.has(word, "en-GB") for word in asked] == before


@pytest.mark.usefixtures("_fresh")
def test_new_answers_are_added_and_the_oldest_go(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(dictionaries, "_MOST", 4)
    rounds = [["zyzzyva", "house"], ["dhwxqi"], ["member"], ["Torres", "qqq"]]
    contents = []
    for words in rounds:
        for word in words:
            dictionaries.has(word, "en-GB")
        dictionaries.keep_answers()
        (kept,) = (tmp_path / "cache" / "spelling").iterdir()
        contents.append(kept.read_bytes())
        dictionaries._listing.cache_clear()
    assert contents[1].startswith(contents[0])  # not written anew
    assert contents[2].split() == [b"+zyzzyva", b"+house", b"-dhwxqi", b"+member"]
    assert contents[3].split() == [b"+Torres", b"-qqq"]


@pytest.mark.usefixtures("_fresh")
def test_the_dictionaries_are_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    found = dictionaries.dictionary
    monkeypatch.setattr(dictionaries, "dictionary", lambda name: looked.append(name) or found(name))
    assert [dictionaries.has(word, "en-GB") for word in ("zyzzyva", "dhwxqi", "qqq")] == [True, False, False]
    assert looked == ["en_GB", "en_US"]


@pytest.mark.usefixtures("_fresh")
def test_another_dictionary_is_asked_anew(tmp_path: Path) -> None:
    assert not dictionaries.has("dhwxqi", "en-GB")
    dictionaries.keep_answers()
    dictionaries._listing.cache_clear()
    dictionaries._loaded.cache_clear()
    (tmp_path / "en_GB.dic").write_text("3\nzyzzyva\nTorres\ndhwxqi\n")
    assert dictionaries.has("dhwxqi", "en-GB")


@pytest.mark.usefixtures("_fresh")
def test_a_cache_that_cannot_be_written_or_read_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    assert dictionaries.has("zyzzyva", "en-GB")
    dictionaries.keep_answers()
    assert (tmp_path / "cache").is_file()


@pytest.mark.usefixtures("_fresh")
def test_the_garbage_collector_does_not_look_through_a_dictionary_as_it_is_loaded(tmp_path: Path) -> None:
    """It would for each 700 words, and take two thirds of the time."""
    words = ["".join(letters) for letters in product("abcdefghij", repeat=4)]
    (tmp_path / "en_GB.dic").write_text("\n".join([str(len(words)), *words]))
    looked: list[str] = []
    gc.callbacks.append(notice := lambda phase, info: looked.append(phase))
    try:
        assert dictionaries.has("jjjj", "en-GB")
    finally:
        gc.callbacks.remove(notice)
    assert len(looked) < 10
    assert gc.isenabled()
