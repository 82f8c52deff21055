"""The dictionary forms of French words.

The lemmatiser takes longer to load than a book takes to read. So its answers are kept in a file, and a run
that meets no new word does not load it.
"""

from pathlib import Path
from typing import Any


class _Kept:
    """For each word its lemma, and whether the dictionary has it; `fresh` if the file lacks some words."""

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
    """The dictionary form of a lower-case French word."""
    return _kept.of(word)[0]


def is_known(word: str) -> bool:
    """Whether the dictionary has a lower-case French word, or a form of it."""
    return _kept.of(word)[1]


def keep_in(path: Path) -> None:
    """Use the answers in the file at `path` from now on. The caller writes what `news` returns to it."""
    _kept.path, _kept.read = path, False


def news() -> str:
    """The new content of the file if there are new answers since the last call; else ""."""
    if not _kept.fresh:
        return ""
    _kept.fresh = False
    answers = sorted(_kept.known.items())
    lines = [f"{word}\t{base}\t{known:d}" for word, (base, known) in answers if _fits(word)]
    return "\n".join([_head(), *lines, ""])


def _read(path: Path) -> dict[str, tuple[str, bool]]:
    """The answers in a file; none if another version of the lemmatiser gave them, or it is not our file."""
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
    """The lemmatiser, as a module."""
    import simplemma  # takes 0.15 s with its French dictionary

    return simplemma
