"""French words: where they are in a text, and which dictionary forms they may be a form of."""

import re
import unicodedata
from functools import lru_cache
from typing import Any

HYPHENS = "-‐‑"
APOSTROPHES = "'’ʼ"

# Inclusive writing: adhérent·e·s, dirigeant.e.s, porteur-euse, candidat(e)s. A hyphen is also French
# grammar ("prends-le"), so that only the endings that cannot be a pronoun follow one.
_DOT = "[·•∙‧⋅]"
_FEMININE = "(?:e|ne|le|te|se|fe|ve|rice|trice|euse|esse|ère|ière|ienne)"
_INCLUSIVE = (
    rf"(?i:{_DOT}{_FEMININE}(?:{_DOT}?s)?)|\.{_FEMININE}(?:\.?s)?"
    rf"|[{HYPHENS}](?:e|ne|rice|trice|euse)(?:[{HYPHENS}]?s)?"
    rf"|\({_FEMININE}(?:\)s?|{_DOT}?s\))"
)
# Letters and digits; combining accents and soft hyphens are within a word.
_LETTER = r"[^\W_]"
WORD = re.compile(rf"((?:{_LETTER}+[\u0300-\u036f\u00ad]*)+)((?:{_INCLUSIVE})(?!{_LETTER}))?")
_FEMININE_ENDING = re.compile("(?:(?<=n)ne|(?<=l)le|(?<=f)fe|e)$")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|(?<![\w.-])[\w-]{1,63}(?:\.[\w-]{1,63})+/\S*"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+",
    re.IGNORECASE,
)
_SPACES = re.compile(r"[ \u00a0\u2000-\u200b\u202f\u205f\u3000]+|\r?\n")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PLURAL_WORDS = _words(
    "les des ces aux mes tes ses nos vos leurs quelques plusieurs certains certaines divers diverses "
    "différents différentes tous toutes quels quelles deux trois quatre cinq six sept huit neuf dix onze "
    "douze treize quatorze quinze seize vingt trente quarante cinquante soixante cent cents mille"
)
SINGULAR_WORDS = _words("le la un une ce cet cette mon ton son ma ta sa notre votre leur chaque au du")
QUANTITIES = _words(
    "dizaine dizaines douzaine quinzaine vingtaine trentaine cinquantaine centaine centaines millier "
    "milliers majorité beaucoup nombre combien plus moins peu tant trop million millions"
)


def without_addresses(text: str) -> str:
    """The text with links and e-mail addresses blanked, every other character where it was."""
    return _ADDRESS.sub(lambda found: "\ufffc" * len(found.group()), text)


@lru_cache(4096)
def joint(between: str) -> str:
    """What stands between two words, made equal: every space or hyphen " ", every apostrophe "'"."""
    if between in HYPHENS or _SPACES.fullmatch(between):
        return " "
    if between in APOSTROPHES:
        return "'"
    return between.strip() or between


@lru_cache(200_000)
def fold(word: str) -> str:
    """The word in lower case, composed accents, œ as oe, without soft hyphens."""
    return (
        unicodedata.normalize("NFC", word).replace("\xad", "").lower().replace("œ", "oe").replace("æ", "ae")
    )


@lru_cache(200_000)
def bases(word: str) -> frozenset[str]:
    """The dictionary forms that a word of a text may be a form of, folded; the word itself is one.

    The lemmatiser knows plurals, feminines and verbs; it never joins words of one family (formation,
    formateur), as a stemmer does. Rules add what it leaves out: participles used as nouns, which it takes
    for verbs (salariés), and words that it does not know.
    """
    plain = unicodedata.normalize("NFC", word).replace("\xad", "").lower()
    if len(plain) < 3:
        return frozenset({fold(plain)})
    found = {plain} | _inflected_from(plain)
    if word[:1] == "E" and not plain.startswith("é"):  # « Etat »: capitals often go without accents
        found |= {"é" + plain[1:]} | _inflected_from("é" + plain[1:])
    return frozenset(map(fold, found))


def _inflected_from(plain: str) -> set[str]:
    lemma, known = _lemma(plain), simplemma().is_known(plain, lang="fr")
    found = {lemma}
    if plain.endswith("e"):  # its plural tells that directrice, porteuse are feminines
        found.add(_lemma(f"{plain}s"))
    if plain.endswith(("ée", "ées", "és")):
        found.add(plain.rstrip("es"))
    singular = plain
    if plain[-1] in "sx" and not (known and lemma == plain):  # not: cours, prix
        singular = re.sub("(?<!e)aux$", "als", plain)[:-1]
        found |= {singular, _lemma(singular)}
    if not known:  # alternante, cheffe
        found.add(_FEMININE_ENDING.sub("", singular))
    return found


def is_noun_form(word: str, noun: str) -> bool:
    """Whether a word may be the noun's, where the noun looks like a verb: not « sait » of savoir-faire."""
    if not noun.endswith(("er", "ir", "aire", "dre", "ttre")):
        return True
    base = re.escape(fold(noun))
    return re.fullmatch(f"{base}s?|{base[:-2]}ères?", fold(word)) is not None


def _lemma(word: str) -> str:
    return str(simplemma().lemmatize(word, lang="fr")).lower()


def simplemma() -> Any:
    """The lemmatiser."""
    import simplemma  # 0.15 s with its French dictionary: only when a text is searched

    return simplemma
