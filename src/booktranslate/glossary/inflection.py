"""The forms of a French term from which the lemmatiser does not find the term.

`french.bases` finds the dictionary forms of a word in a text. But it does not find the term for a form that
is in the dictionary by itself (« travailleuse », « mise »), or may belong to another word (« baux » to bal).
So these forms are made from the term.
"""

import re
import unicodedata
from functools import lru_cache

from booktranslate.language import french, word_set

VERBAL = ("", "verb")  # parts of speech of terms that may be a verb

_AUX = word_set("bail corail émail fermail soupirail travail vantail vitrail")
_ALS = word_set("aval bal banal cal carnaval cérémonial chacal choral fatal festival final régal récital")
_OUX = word_set("bijou caillou chou genou hibou joujou pou")
_EUS = word_set("bleu émeu landau pneu sarrau")
_DOUBLED = re.compile("(?:ien|eron|patron|champion|piéton|compagnon|espion|maçon)$")
# Nouns whose counterpart in -ière is not a feminine, but a different thing.
_NO_IERE = word_set("cafetier carrier courrier glacier gravier panier portier poudrier sablier verrier")

# The endings of verbs: the infinitive, the past participle, the present participle.
_VERBS = tuple(
    tuple(line.split())
    for line in """
    er é ant|cer cé çant|ger gé geant
    ir i issant|ir i ant|enir enu enant|ouvrir ouvert ouvrant|ffrir ffert ffrant|courir couru courant
    mourir mort mourant|vêtir vêtu vêtant|quérir quis quérant|fuir fui fuyant
    voir vu voyant|cevoir çu cevant|devoir dû devant|mouvoir mu mouvant|savoir su sachant
    valoir valu valant|vouloir voulu voulant|pouvoir pu pouvant|asseoir assis asseyant
    dre du dant|prendre pris prenant|aindre aint aignant|eindre eint eignant|oindre oint oignant
    coudre cousu cousant|moudre moulu moulant|soudre solu solvant
    mettre mis mettant|battre battu battant|aître u aissant|naître né naissant|connaître connu connaissant
    rompre rompu rompant|vaincre vaincu vainquant|vivre vécu vivant|suivre suivi suivant
    uire uit uisant|nuire nui nuisant|luire lui luisant|crire crit crivant|dire dit disant|lire lu lisant
    rire ri riant|suffire suffi suffisant|faire fait faisant|traire trait trayant|plaire plu plaisant
    taire tu taisant|boire bu buvant|croire cru croyant|clure clu cluant|inclure inclus incluant
    clore clos closant
    """.replace("\n", "|").split("|")
    if line.strip()
)


@lru_cache(20_000)
def nouns(word: str) -> frozenset[str]:
    """A noun or adjective with its plurals, and the feminines of one for a person, folded."""
    plain = unicodedata.normalize("NFC", word).lower()
    singular = {plain, *_feminines(plain)}
    return frozenset(french.fold(form) for one in singular for form in (one, _plural(one)))


def _plural(word: str) -> str:
    if word in _AUX or (word.endswith("al") and word not in _ALS):
        return f"{word[:-2].removesuffix('a')}aux"
    if word[-1:] in "sxz":
        return word
    if (word.endswith(("au", "eu")) and word not in _EUS) or word in _OUX:
        return f"{word}x"
    return f"{word}s"


def _feminines(word: str) -> tuple[str, ...]:
    if word.endswith("teur"):
        return f"{word[:-3]}rice", f"{word[:-1]}se", f"{word}e"
    if word.endswith("eur"):
        return f"{word[:-1]}se", f"{word}e"
    if word.endswith("ier") and word not in _NO_IERE:
        return (f"{word[:-2]}ère",)
    if _DOUBLED.search(word):
        return (f"{word}ne",)
    if word.endswith(("é", "ivain")):  # the lemmatiser knows salariée, but not « CHARGEE »; nor écrivaine
        return (f"{word}e",)
    return (f"{word}fe",) if word == "chef" else ()


@lru_cache(20_000)
def participles(word: str) -> frozenset[str]:
    """The four forms of the past participle of a verb, and its present participle, folded.

    Empty for a word that does not look like a verb.

    An ending may allow several (répartissant, répartant); a form that does not exist does no harm.
    """
    plain = unicodedata.normalize("NFC", word).lower()
    longest = max((len(verb[0]) for verb in _VERBS if plain.endswith(verb[0])), default=0)
    made: set[str] = set()
    for infinitive, past, present in _VERBS:
        if len(infinitive) == longest and plain.endswith(infinitive) and len(plain) > 3:
            stem = plain[:-longest]
            made |= {f"{stem}{past}{agreement}" for agreement in ("", "e", "s", "es")}
            made.add(f"{stem}{present}")
    return frozenset(map(french.fold, made))


def first_persons(word: str) -> frozenset[str]:
    """The form with nous of a verb in -cer or -ger (lançons, partageons), unknown to the lemmatiser."""
    plain = unicodedata.normalize("NFC", word).lower()
    ending = {"cer": "çons", "ger": "geons"}.get(plain[-3:])
    return frozenset({french.fold(plain[:-3] + ending)}) if ending else frozenset()
