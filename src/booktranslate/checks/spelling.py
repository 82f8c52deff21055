"""Words that are in no English dictionary: misspelt if changing one letter makes a word, else only unknown.

The dictionaries of British and American English both count; variants.py says which of the two is right. These
are also accepted: trade_words.txt, compounds of two words (filesystem, roadmap), words with a prefix, words
of the glossary's translations, words that the French text has too (a command, Latin) unless they are French
words, words that begin with a capital in the French book, and the project's `dictionary.txt`. Few of the
remaining words in professional translations are errors, but half of those that are one letter away from a
word are: these are warnings, the rest notes.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from string import ascii_lowercase

from booktranslate.checks.dictionaries import (
    PREFIX,
    dictionary,
    is_compound,
    is_elided,
    is_half,
    is_prefixed,
    listing,
)
from booktranslate.checks.pairs import Check, Flaw, Found, Pair, Pairs, place
from booktranslate.checks.tables import text_of
from booktranslate.language import addresses, sentences, varieties, words
from booktranslate.language.letters import unaccented
from booktranslate.language.lexicons import is_english, is_french
from booktranslate.language.spaces import S
from booktranslate.model import Close, Open, Text, emphasis

FILE = "dictionary.txt"
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_PSEUDO = re.compile("⟦[^⟧]*⟧")  # a pseudo-translation, in no language, which `leftover` reports
_NUMBERED = re.compile(r"\w*\d\w*(?:[-‑]\w+)*")  # 1st, MP3, 2030-ready
_CODE = re.compile(r"`[^`]*`|'[^'\s]*'")
_QUOTED = re.compile(r"“[^“”]{1,60}”")


_POSSESSIVE = re.compile(r"['’][sd]?$")  # Perrin's, sync'd
_CONTRACTIONS = frozenset(
    words("dont didnt doesnt isnt wasnt arent werent havent hasnt hadnt couldnt wouldnt shouldnt cant wont")
)
_OFTEN = 3  # a word that occurs this often is meant
_ALIKE = 0.75  # likeness of two words, from which one may be a form of the other in another language
_SHORTEST = 5  # letters; nearly every string of four is one letter away from a word


def misspelt(pairs: Pairs) -> Iterator[tuple[int, Flaw]]:
    """A word is in no dictionary, but one letter away from a word that is."""
    for word, indexes, is_slip in pairs.once(_judged):
        if is_slip:
            meant = _meant(word.lower(), _language(pairs))
            message = f"“{word}” is in no dictionary; did you mean “{meant}”? If not, add it to {FILE}."
            for index in indexes:
                yield (
                    index,
                    Flaw(message, place(pairs[index].target, word), suggestion=varieties.cased(meant, word)),
                )


def unknown(pairs: Pairs) -> Iterator[tuple[int, Flaw]]:
    """A word is in no dictionary, and not obviously misspelt. Reported once, at its first place."""
    for word, indexes, is_slip in pairs.once(_judged):
        if not is_slip:
            more = f" It occurs in {len(indexes)} places." if len(indexes) > 1 else ""
            first = pairs[indexes[0]]
            what = "is French" if _is_left(word, first) else "is in no dictionary"
            message = f"“{word}” {what}; correct it, or add it to {FILE} if it is right.{more}"
            yield indexes[0], Flaw(message, place(first.target, word), place(first.source, word))


def _judged(pairs: Pairs) -> Iterator[tuple[str, Sequence[int], bool]]:
    """The unknown words, with the indexes of the pairs that have them; whether each is probably mistyped."""
    counts = _counts(pairs)
    found = _unknown(pairs)
    for word, indexes in found.items():
        is_slip = _is_slip(word, indexes, pairs, counts) and not _returns(word, found, pairs, counts)
        yield word, indexes, is_slip


def _returns(
    word: str, found: Mapping[str, Sequence[int]], pairs: Sequence[Pair], counts: Mapping[str, int]
) -> bool:
    """Whether a word is meant: the book has its singular and plural, and no word that they resemble."""
    stem = word.lower().removesuffix("s")
    if stem not in found or f"{stem}s" not in found or len(found[stem]) + len(found[f"{stem}s"]) < _OFTEN:
        return False
    like = [_meant(form, _language(pairs)) for form in (stem, f"{stem}s")]
    return not any(counts[each] for each in like if each)


def _is_slip(word: str, indexes: Sequence[int], pairs: Sequence[Pair], counts: Mapping[str, int]) -> bool:
    """Whether an unknown word is probably mistyped."""
    first = pairs[indexes[0]]
    titled = word[0].isupper() and _is_titled(word, first) and not _is_name(word, first)
    if word[0].isupper() and not _starts_sentence(word, first.target) and not titled:
        return False  # a name
    lower = word.lower()
    if not word[1:].islower():
        return False
    if _is_left(word, first) or not word.isascii() or (not titled and _is_foreign(word, first)):
        return False
    meant = _meant(lower, _language(pairs))
    if meant and _is_borrowed(lower, meant, first):
        return False
    # A word that occurs often is meant, unless the word that it resembles is far more usual.
    return meant != "" and (len(indexes) < _OFTEN or counts[meant] >= _OFTEN * len(indexes))


def _is_titled(word: str, pair: Pair) -> bool:
    """Whether a word is part of a name of English words, because one is beside it: Open Source Initiative."""
    found = re.search(
        rf"(?:\b([A-Z][a-z]{{3,}}) )?\b{re.escape(word)}\b(?: ([A-Z][a-z]{{3,}}))?", pair.target
    )
    beside = [other for other in found.groups() if other] if found and len(word) > _SHORTEST else []
    french_words = {part for one in _WORD.findall(pair.source) for part in _parts(one)}
    listed = listing(_language([pair]))
    return any(
        (other in _ADJECTIVES or (is_english(other.lower()) and listed(other.lower())))
        and other.lower() not in french_words
        for other in beside
    )


def _is_name(word: str, pair: Pair) -> bool:
    """Whether a word resembles a name in the French text: the Western Ghauts, « les Ghâtes »."""
    names = {unaccented(part) for one in re.findall(r"[A-ZÀ-Ý][\wß-ÿ]+", pair.source) for part in _parts(one)}
    return any(not is_french(name) and _likeness(word.lower(), name) > _ALIKE for name in names)


_ADJECTIVES = frozenset(
    words("European French English British American German Italian Spanish African Asian")
)


def _is_foreign(word: str, pair: Pair) -> bool:
    """Whether a word belongs to another language: the word beside it is unknown too (de tipo andino), or both
    are capitalised (Markos Botsaris)."""
    known = _accepting(_language([pair]))
    beside = [
        one or other
        for one, other in re.findall(
            rf"([^\W\d_]{{3,}}){S}{re.escape(word)}\b|\b{re.escape(word)}{S}([^\W\d_]{{3,}})",
            pair.target,
        )
    ]
    return any(
        (each[0].isupper() and word[0].isupper()) or not (known(each) or each.isupper()) for each in beside
    )


def _is_borrowed(word: str, meant: str, pair: Pair) -> bool:
    """Whether a word resembles a French word of the text more than the English word `meant` does.

    "salps" comes from « salpes » and is not "slaps" misspelt; "Maitre" comes from « Maître ».
    """
    french_words = {unaccented(part) for found in _WORD.findall(pair.source) for part in _parts(found)}
    near = max((_likeness(word, other) for other in french_words), default=0)
    nearer = max((_likeness(meant, other) for other in french_words), default=0)
    return near > max(nearer, _ALIKE)


@lru_cache(100_000)
def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _is_left(word: str, pair: Pair) -> bool:
    """Whether the French text has the same word: a borrowed one (magret, bon appétit), or a leftover."""
    return word.lower() in {part for found in _WORD.findall(pair.source) for part in _parts(found)}


def _parts(word: str) -> tuple[str, ...]:
    """A French word in lower case, with and without its elided article: l’acquis."""
    lower = word.lower()
    return lower, re.split("['’]", lower)[-1]


def _counts(pairs: Sequence[Pair]) -> Mapping[str, int]:
    return Counter(word for pair in pairs for word in _WORD.findall(pair.target.lower()))


def _starts_sentence(word: str, text: str) -> bool:
    return any(
        sentences.starts(text, found.start()) for found in re.finditer(rf"\b{re.escape(word)}\b", text)
    )


def _unknown(pairs: Sequence[Pair]) -> dict[str, list[int]]:
    """The words that are not accepted in any way, with the indexes of the pairs that have them."""
    places: dict[str, list[int]] = {}
    if not any(pair.translated for pair in pairs) or dictionary(_language(pairs)) is None:
        return places
    language = _language(pairs)
    known, listed = _accepting(language), listing(language)
    names = _names(pairs)
    for index, pair in enumerate(pairs):
        shared = {_straight(word.lower()) for word in _WORD.findall(pair.source)}
        for word in _words(pair):
            lower = _straight(word.lower())
            if {_straight(word), lower, lower.removesuffix("s")} & names or known(word):
                continue
            # Both halves need four letters here, else "lessans" would be a compound (less, ans).
            if is_prefixed(lower, listed) or is_compound(lower, listed, 4):
                continue
            if is_compound(lower, listed) and not (word.islower() and _meant(lower, language)):
                continue
            if lower in shared and not is_french(lower):
                continue
            if index not in (at := places.setdefault(word, [])):
                at.append(index)
    return places


def no_dictionary(pairs: Sequence[Pair]) -> Iterator[tuple[int, Found]]:
    """There is no dictionary of the target language on this computer, so spelling was not checked."""
    if any(pair.translated for pair in pairs) and dictionary(_language(pairs)) is None:
        message = (
            f"Spelling was not checked: no dictionary {_language(pairs)}.dic was found. Install LibreOffice "
            "with its English dictionaries (Debian: hunspell-en-gb), or name a folder that has it in DICPATH."
        )
        yield 0, message


def read_words(path: Path) -> frozenset[str]:
    """The words of a project's `dictionary.txt`, one per line; # begins a comment. Empty without a file.

    Raises InputError for a file that cannot be read, or is not UTF-8 text.
    """
    lines = (text_of(path) or "").splitlines()
    return frozenset(word for line in lines if (word := line.partition("#")[0].strip()))


def _language(pairs: Sequence[Pair]) -> str:
    return pairs[0].settings.target_lang.replace("-", "_")


@cache
def _accepting(language: str) -> Callable[[str], bool]:
    """A function that tells whether a word is listed, with its possessive ending or without it."""
    listed = listing(language)

    @lru_cache(100_000)
    def known(word: str) -> bool:
        plain = word.replace("’", "'")
        stem = _POSSESSIVE.sub("", plain)
        return any(map(listed, (plain, stem, stem.lower())))

    return known


@lru_cache(10_000)
def _meant(word: str, language: str) -> str:
    """A listed word that is one letter away: one added, removed, replaced or swapped with the next; or ""."""
    if word in _CONTRACTIONS:
        return f"{word[:-1]}’{word[-1]}"
    listed = listing(language)
    if is_english(word):  # a rare word, or an error so common that a lexicon has it: occured
        doubled = (word[:at] + word[at - 1] + word[at:] for at in range(1, len(word)))
        return next((one for one in doubled if listed(one)), "")
    swapped = [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)]
    if len(word) < _SHORTEST:
        return "" if word.endswith("s") else next((other for other in swapped if listed(other)), "")
    # Never a plural s: "callables" is not "callable" misspelt.
    shorter = [word[:at] + word[at + 1 :] for at in range(len(word) - word.endswith("s"))]
    longer = [
        word[:at] + letter + word[at:]
        for at in range(1, len(word) + 1)
        for letter in ascii_lowercase
        if at < len(word) or letter not in "s"
    ]
    other = [word[:at] + letter + word[at + 1 :] for at in range(1, len(word)) for letter in ascii_lowercase]
    return next((one for one in (*swapped, *shorter, *longer, *other) if listed(one)), "")


def _words(pair: Pair) -> Iterator[str]:
    text = _NUMBERED.sub(" ", _CODE.sub(" ", addresses.blanked(_without_borrowed(pair))))
    text = _PSEUDO.sub(" ", text)
    listed = listing(_language([pair]))
    for found in _WORD.finditer(text):
        if is_elided(_straight(found[0].lower()), listed):
            continue  # incurr'd
        word = _POSSESSIVE.sub("", found[0])
        after = text[found.end() : found.end() + 1]
        prefix = after in tuple("-‑–") and PREFIX.fullmatch(word)
        before = text[found.start() - 1 : found.start()]
        if (word.endswith("in") and after in tuple("'’")) or "_" in (before, after):
            continue  # seekin’, chasin’; a name in a program: into_rawed
        if (
            len(word) > 2
            and not word.rstrip("s").isupper()
            and not prefix
            and not is_half(found, text, listed)
        ):
            yield word


def _without_borrowed(pair: Pair) -> str:
    """The translation without names that the glossary keeps, and without words of the French text that are in
    italics or quotation marks."""
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
    """Words that are right without a dictionary: the project's, the glossary's, names of the French text."""
    first = pairs[0]
    terms = (word for term in first.glossary.terms for word in _WORD.findall(term.target))
    capitals = (word for pair in pairs for word in _WORD.findall(pair.source) if word[0].isupper())
    # L’Haÿ and d’Aubrac: with and without the article.
    elided = [word for pair in pairs for word in re.findall(r"\w+['’]\w+", pair.source)]
    parts = [part for word in elided if (part := re.split("['’]", word)[1]).istitle()]
    whole = [word for word in elided if re.split("['’]", word)[1].istitle()]
    return frozenset(map(_straight, chain(first.settings.words, terms, capitals, parts, whole)))


def _straight(word: str) -> str:
    return word.replace("’", "'")


CHECKS = (
    Check("spelling", "warning", "A word is in no dictionary, but is similar to one that is.", misspelt),
    Check("unknown-word", "note", "A word is in no dictionary.", unknown),
    Check("spelling-dictionary", "note", "No dictionary of the target language was found.", no_dictionary),
)
