"""French words: where they are in a text, and their possible dictionary forms."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from booktranslate.language import word_set
from booktranslate.language.lemmas import is_known, lemma
from booktranslate.language.lemmas import simplemma as simplemma
from booktranslate.language.letters import UPPER, unaccented
from booktranslate.language.sentences import stops_at

HYPHENS = "-‐‑"
APOSTROPHES = "'’ʼ"

# Inclusive writing: adhérent·e·s, dirigeant.e.s, porteur-euse, candidat(e)s. A hyphen may also join a pronoun
# (« prends-le »), so only endings that cannot be a pronoun count after one.
_DOT = "[·•∙‧⋅]"
_FEMININE = "(?:e|ne|le|te|se|fe|ve|rice|trice|euse|esse|ère|ière|ienne)"
_INCLUSIVE = (
    rf"(?i:{_DOT}{_FEMININE}(?:{_DOT}?s)?)|\.{_FEMININE}(?:\.?s)?"
    rf"|[{HYPHENS}](?:e|ne|rice|trice|euse)(?:[{HYPHENS}]?s)?"
    rf"|\({_FEMININE}(?:\)s?|{_DOT}?s\))"
)
# A word consists of letters and digits, with combining accents and soft hyphens inside.
_LETTER = r"[^\W_]"
_INSIDE = "[\u0300-\u036f\u00ad]"
WORD = re.compile(rf"({_LETTER}++(?:{_INSIDE}++{_LETTER}*+)*+)((?:{_INCLUSIVE})(?!{_LETTER}))?")
# « P.M.E. » is one word; its last dot belongs to it unless it ends a sentence.
_DOTTED = rf"(?<![\w.])[{UPPER}](?:\.[{UPPER}])+(?!\w)\.?"
_DOTTED_OR_WORD = f"({_DOTTED})|{WORD.pattern}"
_FEMININE_ENDING = re.compile("(?:(?<=n)ne|(?<=l)le|(?<=f)fe|e)$")
_SPACES = re.compile(r"[ \u00a0\u2000-\u200b\u202f\u205f\u3000]+|\r?\n")


PLURAL_WORDS = word_set(
    "les des ces aux mes tes ses nos vos leurs quelques plusieurs certains certaines divers diverses "
    "différents différentes tous toutes quels quelles deux trois quatre cinq six sept huit neuf dix onze "
    "douze treize quatorze quinze seize vingt trente quarante cinquante soixante cent cents mille"
)
SINGULAR_WORDS = word_set("le la un une ce cet cette mon ton son ma ta sa notre votre leur chaque au du")
QUANTITIES = word_set(
    "dizaine dizaines douzaine quinzaine vingtaine trentaine cinquantaine centaine centaines millier "
    "milliers majorité beaucoup nombre combien plus moins peu tant trop million millions"
)
DETERMINERS = PLURAL_WORDS | SINGULAR_WORDS
PRONOUNS = word_set("le la les l lui leur se s y me m te t nous vous")
SUBJECTS = word_set("je j tu il elle on nous vous ils elles qui ne n")
# Words after which « mise » and « prise » are nouns; "" is the start of a text.
BEFORE_NOUNS = frozenset({""}) | word_set(
    "à avant avec après comme d dans de en entre et lors ni ou par pour sans selon sur vers "
    "ancien anciens ancienne anciennes bon bons jeune jeunes meilleurs nouveau nouveaux nouvel petits grands "
    "futur futurs premier premiers dernier derniers seuls vrais chers bonne bonnes meilleure "
    "meilleures mauvaise nouvelle nouvelles future futures dernière dernières prochaine prochaines première "
    "premières seconde grande grandes petite petites simple simples seule vraie véritable autre autres même "
    "éventuelle double large rapide réelle différente différentes"
)
AUXILIARIES = word_set(
    "ai as a avons avez ont avais avait avions aviez avaient aurai auras aura aurons aurez auront aurais "
    "aurait aurions auraient eu eut eurent ait aient aie ayons ayant avoir suis es est sommes êtes sont "
    "étais était étions étiez étaient serai seras sera serons serez seront serais serait serions seraient "
    "été fut furent soit soient sois soyons étant être"
)
_ADVERBS = word_set("bien déjà encore jamais mal mieux pas plus toujours tous toutes très aussi")


def is_adverb(word: str) -> bool:
    """Whether a lower-case word is an adverb that may stand between an auxiliary and its participle."""
    return word in _ADVERBS or word.endswith("ment")


@dataclass(slots=True)  # not frozen, as a book has a great many
class Word:
    """A word of a text: its place, the word without dots and inclusive ending, and that ending (`·e·s`)."""

    start: int
    end: int
    plain: str
    ending: str


def words(text: str) -> Iterator[Word]:
    """The words of a text, in order. An acronym with dots is one word, whose `plain` has no dots."""
    for found in re.finditer(_DOTTED_OR_WORD, text):
        if dotted := found[1]:
            end = found.end()
            if dotted.endswith(".") and stops_at(text, end):
                end -= 1
            yield Word(found.start(), end, dotted.replace(".", ""), "")
        else:
            yield Word(*found.span(), found[2], found[3] or "")


def spellings(text: str) -> list[str]:
    """The `plain` of each of the words of a text; several times faster than `words`."""
    found = re.findall(_DOTTED_OR_WORD, text)
    return [dotted.replace(".", "") if dotted else word for dotted, word, _ in found]


@lru_cache(4096)
def joint(between: str) -> str:
    """What stands between two words, normalised: " " for spaces and hyphens, "'" for apostrophes."""
    if between in HYPHENS or _SPACES.fullmatch(between):
        return " "
    if between in APOSTROPHES:
        return "'"
    return between.strip() or between


@lru_cache(200_000)
def fold(word: str) -> str:
    """The word in lower case and NFC, with oe and ae for œ and æ, without soft hyphens."""
    return (
        unicodedata.normalize("NFC", word).replace("\xad", "").lower().replace("œ", "oe").replace("æ", "ae")
    )


@lru_cache(200_000)
def bare(word: str) -> str:
    """The word folded and without accents, as headings in capitals often write it."""
    return unaccented(fold(word))


def lacks_accents(written: str, word: str) -> bool:
    """Whether `written` is the word with some or no accents left out; both words are folded."""
    return len(written) == len(word) and all(
        one == other or one == bare(other) for one, other in zip(written, word, strict=True)
    )


@lru_cache(20_000)
def is_spelt_so(word: str) -> bool:
    """Whether a word without accents is right as it is, and not a verb: « cote », which is not « côté »."""
    plain = word.lower()
    if plain in DETERMINERS or plain in BEFORE_NOUNS:
        return True
    return is_known(plain) and not lemma(plain).endswith(("er", "ir", "re"))


@lru_cache(200_000)
def bases(word: str) -> frozenset[str]:
    """The possible dictionary forms of a word of a text, folded, including the word itself.

    The lemmatiser knows plurals, feminines and verbs. Unlike a stemmer, it never joins different words of a
    family (formation, formateur). Rules add what it leaves out: participles used as nouns, which it takes for
    verbs (salariés), and words that it does not know.
    """
    plain = unicodedata.normalize("NFC", word).replace("\xad", "").lower()
    if len(plain) < 3:
        return frozenset({fold(plain)})
    found = {plain} | _inflected_from(plain)
    if word[:1] == "E" and not plain.startswith("é"):  # « Etat »: capitals often lack their accents
        found |= {"é" + plain[1:]} | _inflected_from("é" + plain[1:])
    return frozenset(map(fold, found))


def _inflected_from(plain: str) -> set[str]:
    base, known = lemma(plain), is_known(plain)
    found = {base}
    if plain.endswith("e"):  # only by their plurals does it know directrice and porteuse as feminines
        found.add(lemma(f"{plain}s"))
    if plain.endswith(("ée", "ées", "és")):
        found.add(plain.rstrip("es"))
    singular = plain
    if plain[-1] in "sx" and not (known and base == plain):  # not: cours, prix
        singular = re.sub("(?<!e)aux$", "als", plain)[:-1]
        found |= {singular, lemma(singular)}
    if not known:  # alternante, cheffe
        found.add(_FEMININE_ENDING.sub("", singular))
    return found


def is_noun_form(word: str, noun: str) -> bool:
    """Whether a word may be a form of a noun that looks like a verb; True for other nouns.

    « sait » is not a form of the noun savoir.
    """
    if not noun.endswith(("er", "ir", "aire", "dre", "ttre")):
        return True
    base = re.escape(bare(noun))
    feminine = f"|{base[:-2]}eres?" if len(base) > 4 else ""  # not: mer, mère
    return re.fullmatch(f"{base}s?{feminine}", bare(word)) is not None
