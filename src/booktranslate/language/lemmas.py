"""The dictionary forms of French words. The lemmatiser that knows them takes longer to load than a book to be
read, so what it has answered is kept in a file: a run that meets no new word needs no lemmatiser.
"""

from pathlib import Path
from typing import Any


class _Kept:
    """Lemma and whether the dictionary has the word, by word; `fresh` says that there are new ones."""

    def __init__(self) -> None:
        self.path: Path | None = None
        self.read = False
        self.fresh = False
        self.known: dict[str, tuple[str, bool]] = {}

    def of(self, word: str) -> tuple[str, bool]:
        found = self.known.get(word)
        if found is None and not self.read:
            self.read = True
            self.known |= _read(self.path) if self.path is not None else {}
            found = self.known.get(word)
        if found is None:
            lemmatiser = simplemma()
            base = str(lemmatiser.lemmatize(word, lang="fr")).lower()
            found = self.known[word] = base, bool(lemmatiser.is_known(word, lang="fr"))
            self.fresh = True
        return found


_kept = _Kept()


def lemma(word: str) -> str:
    """The dictionary form of a word in small letters."""
    return _kept.of(word)[0]


def is_known(word: str) -> bool:
    """Whether the dictionary has a word in small letters."""
    return _kept.of(word)[1]


def keep_in(path: Path) -> None:
    """From now on what this file has is known; `news` tells when it should be written again."""
    _kept.path, _kept.read = path, False


def news() -> str:
    """The content for the file, once there is something new in it; else nothing."""
    if not _kept.fresh:
        return ""
    _kept.fresh = False
    answers = sorted(_kept.known.items())
    lines = [f"{word}\t{base}\t{known:d}" for word, (base, known) in answers if _fits(word)]
    return "\n".join([_head(), *lines, ""])


def _read(path: Path) -> dict[str, tuple[str, bool]]:
    """What a file has; nothing, if it is of another lemmatiser or no file of ours."""
    if not path.is_file():
        return {}
    try:
        head, *lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        return {}
    if head != _head():
        return {}
    parts = (line.split("\t") for line in lines)
    return {one[0]: (one[1], one[2] == "1") for one in parts if len(one) == 3}


def _head() -> str:
    from importlib.metadata import version  # 10 ms: only for a book with terms

    return f"simplemma {version('simplemma')}"


def _fits(word: str) -> bool:
    return word.isprintable() and len(word) < 60


def simplemma() -> Any:
    """The lemmatiser."""
    import simplemma  # 0.15 s with its French dictionary: only when a text is searched

    return simplemma
