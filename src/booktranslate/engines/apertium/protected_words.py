"""Shield stretches that a rule-based engine must not translate, with words that take their place.

A shielded stretch has a *carrier*: an everyday French word of the same kind, gender and number. The engine
translates it, so that articles, agreement and word order around it come out right. Then the translation of
the carrier is replaced by the text that belongs there.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from booktranslate.engines.apertium.lexicon import EVERYDAY
from booktranslate.engines.markup import flat
from booktranslate.engines.markup.flat import (
    NAME,
    UNKNOWN,
    Flat,
    Shield,
    Span,
    addresses,
    glued,
    tags_balanced,
)
from booktranslate.engines.markup.stand_ins import STAND_IN
from booktranslate.glossary import Glossary, Match
from booktranslate.glossary.acronyms import is_word
from booktranslate.language import quantities, titles
from booktranslate.language.english_figures import english_form
from booktranslate.language.exonyms import ENGLISH_ACRONYMS
from booktranslate.language.letters import LOWER, UPPER
from booktranslate.language.ordinals import FRENCH_ORDINAL, is_of_feminine, is_ordinal, ordinal_ending
from booktranslate.language.roman_numerals import SMALL_ROMAN, roman_value
from booktranslate.language.spaces import S
from booktranslate.model import TaggedText, Text

_CAPITALISED = rf"[{UPPER}][{LOWER}]+(?:[-’'][{UPPER}]?[{LOWER}]+)*"
_PERSON = re.compile(rf"(?<![\w’'-])(?:{_CAPITALISED}{S})+{_CAPITALISED}(?![\w-])")
_HYPHENATED = re.compile(  # Val-Perdu, Saint-Laurent-du-Maroni; but a few countries are translated
    rf"(?<![\w’'-])(?!États-Unis|Royaume-Uni|Pays-Bas|Grande-Bretagne|Nouvelle-Zélande)"
    rf"[{UPPER}][{LOWER}]+(?:-[{LOWER}]{{1,3}})*(?:-[{UPPER}][{LOWER}]+)+(?![\w-])"
)
_TITLED = re.compile(
    rf"\b({'|'.join(map(re.escape, titles.ENGLISH))}){S}((?:{_CAPITALISED}{S})*{_CAPITALISED})(?![\w-])"
)
# (a) and a) must not become verbs. "et A. Dupont" has an initial; at the start of a sentence the letter may
# number an item.
_LETTERED = re.compile(
    rf"(?<![\w(])\(?[a-o]\)|(?<=[^\s.:!?–—-]{S})(?!M\.)[{UPPER}]\.(?:-[{UPPER}]\.)?{S}{_CAPITALISED}(?![\w-])"
)
_NUMERAL = f"(?:[0-9]+|{SMALL_ROMAN})"
_ORDINAL = re.compile(rf"\b({_NUMERAL})({STAND_IN}*)({FRENCH_ORDINAL})({STAND_IN}*)(?!\w)")
_ACRONYM = re.compile(r"(?<![\w.&-])(?:[A-Z]{2,6}|[A-Z]{1,3}&[A-Z]{1,3})(?![\w&-])")
_ALSO_WORDS = {"BUT", "CAP", "SAS"}  # in capitals these are certificates and companies
# Words that have a capital at the start of a sentence, but do not belong to a name that follows.
_OPENERS = re.compile(
    "(?:À|Après|Au|Aussi|Aux|Avant|Avec|Bonjour|Ce|Ces|Cet|Cette|Cher|Chère|Chez|Comme|Contre|Dans|De|Depuis|Des|"
    "Dès|Donc|Du|En|Entre|Et|Grâce|Il|Je|La|Le|Les|Leurs?|Lorsque|Ma|Mais|Merci|Mes|Mon|Nos|Notre|Ou|Par|Pour|"
    "Pourquoi|Quand|Que|Quel|Quelle|Qui|Sa|Sans|Selon|Ses|Si|Son|Sous|Sur|Un|Une|Vers|Voici|Vos|Votre)"
)
_FEMININE = re.compile(r"\b(?:la|une|cette|[mts]a|quelle|toute|nouvelle|première|grande)\s+$", re.IGNORECASE)
_ELIDED = re.compile(r"[’']$")

# (feminine, elided) -> singular, plural: words for which both routes always have the same noun.
_NOUNS = {
    (False, False): ("projet", "projets"),
    (False, True): ("objectif", "objectifs"),
    (True, False): ("solution", "solutions"),
    (True, True): ("idée", "idées"),
}
_ADJECTIVE = ("industriel", "industriels")
_NUMBER = "1000"
_MILLION = 10**6


def flatten(source: TaggedText, glossary: Glossary, target: str) -> Flat:
    """Flatten a text, with its addresses, terms, names, ordinals and large amounts of money shielded."""
    matches = [*glossary.find(source.plain), *EVERYDAY.find(source.plain)]
    return flat.flatten(source, matches, lambda flat, terms: _spans(flat, terms, target))


def _spans(flat: Flat, terms: list[tuple[int, int, Match]], target: str) -> Iterator[Span]:
    """The stretches to shield; of those that overlap, the first counts."""
    text = flat.text
    yield from addresses(flat)
    for start, end, match in terms:
        yield start, end, _term(match, flat, start, end)
    for found in _ORDINAL.finditer(text):
        # In a text that is certainly French, « 1e » too means "first".
        is_an_ordinal = found[3] == "e" or is_ordinal(_number(found[1]), found[3])
        if tags_balanced(flat, found[2] + found[4]) and is_an_ordinal:
            yield found.start(), found.end(), _ordinal(flat, found)
    yield from glued(flat)
    for one in quantities.french(text):
        if one.kind == "money" and one.scaled >= _MILLION:
            yield one.start, one.end, Shield(_NUMBER, (Text(english_form(one, target)),))
    for found in _TITLED.finditer(text):
        name = f"{_title(found[1], target)} {found[2]}"
        yield found.start(), found.end(), Shield(NAME, (Text(name),))
    for found in _LETTERED.finditer(text):
        yield found.start(), found.end(), Shield(NAME, (Text(found[0]),))
    for found in _PERSON.finditer(text):
        start, words = found.start(), re.split(S, found[0])
        if _OPENERS.fullmatch(words[0]):
            start += len(words[0]) + 1
            words = words[1:]
        if len(words) > 1:
            yield start, found.end(), Shield(NAME, (Text(text[start : found.end()]),))
    if not text.isupper():  # in a text in capitals they do not show acronyms
        for found in _ACRONYM.finditer(text):
            if found[0] in ENGLISH_ACRONYMS or found[0] in _ALSO_WORDS or not is_word(found[0]):
                english = ENGLISH_ACRONYMS.get(found[0], found[0])
                yield found.start(), found.end(), Shield(NAME, (Text(english),))
    for found in _HYPHENATED.finditer(text):
        yield found.start(), found.end(), Shield(NAME, (Text(found[0]),))


def _ordinal(flat: Flat, found: re.Match[str]) -> Shield:
    number = _number(found[1])
    feminine = is_of_feminine(found[3])
    carrier = ("première" if feminine else "premier") if number == 1 else "deuxième"
    written = f"{number}{found[2]}{ordinal_ending(number)}{found[4]}"
    return Shield(carrier, flat.expand(written).pieces)


def _number(figures: str) -> int:
    return int(figures) if figures.isdigit() else roman_value(figures)


def _term(match: Match, flat: Flat, start: int, end: int) -> Shield:
    before = re.sub(STAND_IN, "", flat.text[:start])
    speech = match.term.part_of_speech.casefold()
    if match.term.keep or speech == "name":
        carrier = NAME
    elif speech.startswith("adj"):
        carrier = _ADJECTIVE[match.plural]
    elif speech.startswith(("verb", "adv")):
        carrier = UNKNOWN
    else:
        carrier = _NOUNS[bool(_FEMININE.search(before)), bool(_ELIDED.search(before))][match.plural]
    if match.capitals == "as given":
        return Shield(carrier, flat.term(start, end, match.target), term=True)
    # The word that begins the French sentence may be anywhere in the English one.
    if match.capitals == "initial":
        match = replace(match, capitals="as given")
    return Shield(carrier.capitalize(), flat.term(start, end, match.target), term=True)


def _title(french: str, target: str) -> str:
    """The English title of a person, with a full stop in American English."""
    return titles.ENGLISH[french] + ("." if target == "en-US" else "")
