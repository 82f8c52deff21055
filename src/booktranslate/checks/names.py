"""Acronyms and proper names of the French text, which must be in the translation.

The name `acronyms` is pofilter's. Glossary terms are left to terms.py.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from functools import cache, partial

from booktranslate.checks.dictionaries import has
from booktranslate.checks.misspelt_names import slips
from booktranslate.checks.pairs import Check, Flaw, Pair, Pairs, each, place, quoted
from booktranslate.language import sentences, text_before, titles, words
from booktranslate.language.calendar import FR_DAYS, FR_MONTHS
from booktranslate.language.exonyms import ACRONYMS, GENERIC, PLACES
from booktranslate.language.letters import bare
from booktranslate.language.lexicons import is_english, is_french
from booktranslate.language.roman_numerals import is_roman_ordinal
from booktranslate.language.spaces import S

_ACRONYM = re.compile(r"(?<![\w.&’'-])(?:[ldLD][’'])?([A-ZÀ-Ý]{2,}(?:&[A-Z]+)?)(?![\w&]|[.-]\w)")
_NO_ACRONYM = re.compile(r"[IVXLCDM]+|XX?S|XX?L|[A-Z]{1,2}\d|OK|ISBN|ISSN|NB|PS")
# Two or more words in capitals are a heading or emphasis: POUR ALLER PLUS LOIN.
_EMPHASIS = re.compile(rf"(?<!\w)[A-ZÀ-Ý’'.-]{{2,}}(?:{S}(?:[A-ZÀ-Ý’'.-]{{2,}}|À|Y))+(?!\w)")
_NAME = r"[A-ZÀ-ÝŒ][a-zß-ÿœšžłğşıčćęąńśźżřěůťďő]+(?:[-’'](?:[a-zß-ÿ]{1,4}[-’'])*[A-ZÀ-Ý][\wß-ÿ]+)*"
_RUN = re.compile(rf"(?<![\w.@/-])(?:[ldLDjJnNsSqQ]u?[’'])?({_NAME}(?:{S}{_NAME})*)(?![\w@/])")
_TITLE = re.compile(rf"\b{titles.FRENCH}{S}$")
_ADJECTIVE = re.compile("(?:i?ans?|ese|ish|ists?|ing|ed|ity|isms?|tions?|[ai]tors?)$")
_ENGLISH_CAPITALS = frozenset(
    words("I God Lord Heaven English French German Spanish Italian British American European")
)
_ARTICLES = frozenset(words("Le La Les Un Une Des Du De"))
# People named after a place (Toulousain, Bretonne, Allemands), and the endings that English changes.
_PEOPLE = re.compile(
    r"\w{3,}(?:ais|aises?|ois|oises?|iens?|iennes?|éens?|éennes?|ains?|aines?|ands?|andes?|ons|onnes?|yens?|yennes?)"
)
_ENDING = re.compile(
    r"(?:e|es|ie|ique|iques|aise?|oise?|ienn?e?|ains?|aine|éenn?e?|ande?|agne|ogne|ège|ée|s)$"
)
_NEAR, _SHORT = 0.15, 120  # part of the text that is near; a text this short is all near
_OFTEN = 3  # a spelling that occurs this often is no accident
_MONTHS_AND_DAYS = frozenset(name.capitalize() for name in (*FR_MONTHS, *FR_DAYS))


def acronyms(pairs: Sequence[Pair]) -> Iterator[tuple[int, Flaw]]:
    """An acronym is missing, and no new one is in its place. Each acronym is reported once."""
    reported: set[str] = set()
    for index, pair in enumerate(pairs):
        if pair.translated and not _is_all_capitals(pair.source):
            for acronym in _lost_acronyms(pair):
                if acronym not in reported:
                    reported.add(acronym)
                    expected = "keep it, write its English counterpart, or put it in the glossary"
                    message = f"The acronym “{acronym}” of the French text is missing; {expected}."
                    yield index, Flaw(message, source_span=place(pair.source, acronym))


def _lost_acronyms(pair: Pair) -> Iterator[str]:
    emphasised = {start for found in _EMPHASIS.finditer(pair.source) for start in range(*found.span())}
    # A new acronym in the translation may be the counterpart: « OMC », "WTO".
    others = set(_ACRONYM.findall(pair.target)) - set(_ACRONYM.findall(pair.source))
    for match in _ACRONYM.finditer(pair.source):
        acronym = match[1]
        if _NO_ACRONYM.fullmatch(acronym) or re.match(r"\s?€", pair.source[match.end() :]):
            continue
        if match.start(1) in emphasised or _is_word_in_capitals(acronym):
            continue
        if others or _in_term(pair, match.start(1), match.end(1)):
            continue
        known = ACRONYMS.get(acronym, "")
        if not _has(rf"{re.escape(acronym)}s?" + (f"|{known}" if known else ""), pair.target):
            yield acronym


def _is_word_in_capitals(word: str) -> bool:
    """Whether a word is in capitals for emphasis: ATTENTION, COMPLÉMENTS; but not GRETA or INSEE."""
    return len(word) > 3 and is_french(word.lower())


def names(pairs: Pairs) -> Iterator[tuple[int, Flaw]]:
    """A proper name of the French text is spelt differently, or another name is used in its place."""
    respelt = [(index, word, close) for index, word, close, meant in pairs.once(_respelt) if not meant]
    shown = {(index, close) for index, _, close in respelt}
    respelt += [each for each in slips(pairs) if (each[0], each[2]) not in shown]
    for index, word, close in respelt:
        message = f"The name “{word}” is “{close}” here; write it as in the French text."
        pair = pairs[index]
        right = None if " " in word else word
        yield index, Flaw(message, place(pair.target, close), place(pair.source, word), suggestion=right)


def respelt_names(pairs: Pairs) -> Iterator[tuple[int, Flaw]]:
    """A proper name has a different spelling, which may be the English one. Each is reported once."""
    reported = set()
    for index, word, close, meant in pairs.once(_respelt):
        if meant and (word, close) not in reported:
            reported.add((word, close))
            message = f"The name “{word}” is “{close}” here; is that its English form?"
            pair = pairs[index]
            yield index, Flaw(message, place(pair.target, close), place(pair.source, word))


def _respelt(pairs: Pairs) -> Iterator[tuple[int, str, str, bool]]:
    """Names that are spelt differently in the translation: the index of the text, the French name, what the
    translation has, and whether that may be intended.

    It may be intended if the name has no other name or title beside it and only loses its accents (Périm,
    Biscoë), if the book always spells it so, or if English transcribes it differently.
    """
    found = []
    for index, pair in enumerate(pairs):
        if pair.translated and not _is_all_capitals(pair.source):
            for lost, misspelt in _lost_names(pair):
                other = "" if misspelt else _instead(lost, pair)
                alone = len(lost) == 1 and not _is_titled(lost[0], pair.source)
                found += [(index, word, close, alone) for word, close in misspelt.items()]
                found += [(index, " ".join(lost), other, False)] if other else []
    counts = Counter((word, close) for _, word, close, _ in found)
    for index, word, close, alone in dict.fromkeys(found):
        usual = counts[word, close] >= _OFTEN and not any(
            _has(re.escape(word), pair.target) for pair in pairs
        )
        yield (
            index,
            word,
            close,
            usual or _is_transliterated(word, close) or (alone and bare(word) == bare(close)),
        )


def _is_transliterated(word: str, close: str) -> bool:
    """Whether two spellings are transcriptions of the same name: Katria, Katrya; César, Cæsar."""
    one, other = map(_spelling, (word, close))
    return one == other and bare(word) != bare(close)


def _spelling(name: str) -> str:
    name = bare(name)
    for there, here in _SPELLINGS:
        name = re.sub(there, here, name)
    return name


# How French and English spell names from other alphabets and from antiquity.
_SPELLINGS = (
    ("[æœ]", "e"), ("y", "i"), ("tch", "ch"), ("ou|oo", "u"), ("k?c(?=[aloru])", "k"), ("king$", "kin"),
    ("ff$", "v"), ("kh", "k"), ("in[ea]$", "in"),
    ("ide$", "is"), ("(?<=[a-z]{3})on$", "o"),
)  # fmt: skip


def _is_titled(word: str, text: str) -> bool:
    """Whether a name has a title before it, or is part of a longer name: Mme Périer, Césaire Périer."""
    name = re.escape(word)
    beside = rf"{titles.FRENCH}{S}+{name}|(?<![\w.] )(?<!^)\b{_NAME}{S}+{name}\b|\b{name}{S}+{_NAME}"
    return re.search(beside, text) is not None


def missing_names(pair: Pair) -> Iterator[Flaw]:
    """A proper name of the French text is not in the translation."""
    if _is_all_capitals(pair.source):
        return
    # « Mme Vannina Pietrucci » may well be "Ms Pietrucci".
    lost_names = [lost for lost, misspelt in _lost_names(pair) if not misspelt]
    gone = [" ".join(lost) for lost in lost_names if not _instead(lost, pair)]
    if gone:
        found = dict.fromkeys(gone)
        noun, verb = ("names", "are") if len(found) > 1 else ("name", "is")
        message = (
            f"The {noun} {quoted(found)} of the French text {verb} not in the translation; "
            "make sure that nothing was left out."
        )
        yield Flaw(message, source_span=place(pair.source, gone[0]))


def _lost_names(pair: Pair) -> Iterator[tuple[list[str], dict[str, str]]]:
    """French names that are missing: the missing words of each, and the similar words of the translation for
    those that have one."""
    # Cached, because a long text may repeat a name in each sentence.
    is_here, close_to = cache(partial(_is_here, target=pair.target)), cache(partial(_close, pair=pair))
    for match in _RUN.finditer(pair.source):
        parts = re.split(S, match[1])
        titled = _TITLE.search(text_before(pair.source, match.start(1))) is not None
        starts_sentence = not titled and sentences.starts(pair.source, match.start())
        named = titled or (len(parts) > 1 and any(not _is_word(part) for part in parts))
        checked = [
            word
            for word in (parts[1:] if starts_sentence else parts)
            if not _is_common(word, alone=len(parts) == 1 and not titled) and (named or not _is_word(word))
        ]
        if not checked or _in_term(pair, match.start(1), match.end(1)):
            continue
        alone = len(parts) == 1
        lost = [word for word in checked if not is_here(word, person=titled)]
        misspelt = {word: close for word in lost if (close := close_to(word, person=titled, alone=alone))}
        if misspelt or len(lost) == len(checked):
            yield lost, misspelt


def _instead(lost: Sequence[str], pair: Pair) -> str:
    """The name that replaces a lost one, if the lost one has several words or both are known places."""
    other = _other_name(pair, max(pair.source.find(lost[0]), 0) / len(pair.source))
    if not PLACES.keys() & set(lost):
        # Two words must be names: in verse a new line begins with a capital after a name (Hector Dont).
        return other if sum(not _is_word(word) for word in lost) > 1 else ""
    known = any(re.fullmatch(english, other) for english in PLACES.values())
    return other if known and other not in _SIDES else ""


_SIDES = frozenset(words("West East North South Atlantic Pacific"))  # often no name: the west of a country


def _other_name(pair: Pair, at: float) -> str:
    """A name in the translation that the French text does not have in any form; "" if there is none.

    It must be at about the place `at`, a part of the text, and not begin a sentence.
    """
    source = bare(pair.source)
    for found in _RUN.finditer(pair.target):
        if abs(found.start() / len(pair.target) - at) > _NEAR and len(pair.target) > _SHORT:
            continue
        for word in found[1].split():
            start = sentences.starts(pair.target, found.start())
            place = any(re.fullmatch(english, word) for english in PLACES.values())
            if re.match("[’'][a-z]{2}", pair.target[found.end() :]):
                continue  # Qur’an
            if start or word in _ENGLISH_CAPITALS or (is_english(word.lower()) and not place):
                continue
            if bare(word)[:4] not in source and not _is_translated_place(word, pair):
                return str(word)
    return ""


def _is_translated_place(word: str, pair: Pair) -> bool:
    return any(
        place in pair.source and re.search(english, word, re.IGNORECASE) for place, english in PLACES.items()
    )


def _is_all_capitals(text: str) -> bool:
    """Whether a text is all in capitals, so that they do not show which words are names."""
    return not any(word.islower() for word in re.findall(r"[^\W\d_]{2,}", text))


def _in_term(pair: Pair, start: int, end: int) -> bool:
    return any(match.start < end and start < match.end for match in pair.terms)


def _is_common(word: str, *, alone: bool) -> bool:
    if (
        word in GENERIC
        or word in _ARTICLES
        or word in _MONTHS_AND_DAYS
        or len(word) < 3
        or titles.is_title(word)
        or is_roman_ordinal(word)
    ):
        return True
    return alone and word not in PLACES and _PEOPLE.fullmatch(word) is not None


def _is_here(word: str, target: str, *, person: bool = False) -> bool:
    word, target = (text.replace("’", "'") for text in (word, target))
    if _has(PLACES.get(word, "") or re.escape(word), target) or word.casefold() in target.casefold():
        return True
    if is_english(bare(word)) and _has(re.escape(bare(word)), target):
        return True  # Damoclès, Napoléon
    if saint := re.match("Sainte?-(.{4})", word):
        return re.search(rf"\b(?:St\.?|Saint)[ -]{bare(saint[1])}", bare(target), re.IGNORECASE) is not None
    ending = None if person else _ENDING.search(word)
    stem = bare(word[: ending.start()]) if ending else ""
    if len(stem) < 3:
        return False
    relatives = re.findall(rf"\b{re.escape(stem)}\w*", bare(target))
    # A name that has only lost its accents is misspelt.
    return any(relative != bare(word) for relative in relatives)


def _is_word(word: str) -> bool:
    """Whether a capitalised word may be no name, because it is an ordinary French word: Politique."""
    parts = re.split("[-’']", word.lower())
    # Capitals are often without an accent: Électeurs, Electeurs.
    return word not in PLACES and all(is_french(part) or is_french(re.sub("^e", "é", part)) for part in parts)


def _close(word: str, pair: Pair, *, person: bool = False, alone: bool = False) -> str:
    """A name in the translation that looks like a misspelling of a French one; "" if there is none."""
    candidates = set(re.findall(_NAME, pair.target)) - set(re.findall(_NAME, pair.source))
    found = get_close_matches(word, sorted(candidates), 1, 0.8)
    if not found or word in PLACES or word[0] != found[0][0]:
        return ""
    close = str(found[0])
    if close.replace("’", "'") == word.replace("’", "'"):
        return ""  # typography curls the apostrophe
    if not person and bare(close) == bare(word) and has(close, pair.settings.target_lang):
        return ""  # the Parthenon
    if close != word and _transcribed(close, "en") == _transcribed(word, "fr"):
        return ""  # Bachar, Bashar
    # Platon, Plato; détroit de Torrès, Torres: the English form of a name that stands alone.
    if (
        alone
        and not person
        and has(close, pair.settings.target_lang)
        and not has(word, pair.settings.target_lang)
    ):
        return ""
    # "Canadian" is derived from Canada, "Contributing" is an English word.
    if not person and (is_english(close.lower()) or _ADJECTIVE.search(close)):
        return ""
    return close


# How French and English transcribe names from other alphabets.
_LETTERS = (
    ("tch", "ch"),
    ("(?<!t)ch", "sh"),
    ("ou", "u"),
    ("dj", "j"),
    ("gu(?=[ei])", "g"),
    ("ine$", "in"),
    ("iev$", "yev"),
)


def _transcribed(name: str, language: str) -> str:
    name = name.casefold()
    for french, english in _LETTERS if language == "fr" else ():
        name = re.sub(french, english.upper(), name)  # so that nothing is replaced twice
    return name.casefold()


def _has(pattern: str, text: str) -> bool:
    return re.search(rf"(?<![^\W_])(?:{pattern})(?![^\W_])", text, re.IGNORECASE) is not None


CHECKS = (
    Check("acronyms", "note", "An acronym is missing.", acronyms),
    Check("names", "warning", "A proper name is spelt differently, or is a different name.", names),
    Check(
        "perhaps-name",
        "note",
        "A proper name is spelt differently, perhaps in its English form.",
        respelt_names,
    ),
    Check("missing-name", "note", "A proper name is missing.", each(missing_names)),
)
