"""What the lemmatiser has answered is kept; a run that meets no new word does without it."""

import sys
from pathlib import Path

import pytest

from booktranslate.language import lemmas


@pytest.fixture(autouse=True)
def forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lemmas, "_kept", lemmas._Kept())


def again(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """As in another run, in which there is no lemmatiser."""
    monkeypatch.setattr(lemmas, "_kept", lemmas._Kept())
    monkeypatch.setitem(sys.modules, "simplemma", None)
    lemmas.keep_in(path)


def test_a_word_that_is_kept_needs_no_lemmatiser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "lemmas.txt"
    lemmas.keep_in(path)
    words = ["chevaux", "dirigeantes", "zorglub"]
    answers = [(lemmas.lemma(word), lemmas.is_known(word)) for word in words]
    assert answers[0] == ("cheval", True)
    assert answers[2] == ("zorglub", False)
    path.write_text(lemmas.news(), "utf-8")
    again(monkeypatch, path)
    assert [(lemmas.lemma(word), lemmas.is_known(word)) for word in words] == answers
    with pytest.raises(ImportError):
        lemmas.lemma("maisons")


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"simplemma 0.0.1\nchevaux\tjument\t1\n", b"chevaux\tjument\t1\n"]
)
def test_a_file_of_another_lemmatiser_or_of_none_is_not_believed(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "lemmas.txt"
    path.write_bytes(content)
    lemmas.keep_in(path)
    assert lemmas.lemma("chevaux") == "cheval"
    assert "chevaux\tcheval\t1" in lemmas.news()


def test_there_is_news_only_of_new_words(tmp_path: Path) -> None:
    lemmas.keep_in(tmp_path / "lemmas.txt")
    assert lemmas.news() == ""
    lemmas.lemma("chevaux")
    assert "chevaux" in lemmas.news()
    lemmas.lemma("chevaux")
    assert lemmas.news() == ""
