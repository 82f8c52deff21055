"""Whether a word is French or English, by the lexicons of simplemma: evidence, but never enough by itself."""

from functools import lru_cache
from typing import Any

from booktranslate.language import words


@lru_cache(100_000)
def is_french(word: str) -> bool:
    """Whether the French lexicon has a lower-case word, or a form of it."""
    return word in _INVARIABLE or (word != "" and (_is_known(word) or _is_adverb(word)))


@lru_cache(100_000)
def is_english(word: str) -> bool:
    """Whether the English lexicon has a lower-case word, or a form of it."""
    return word in _SMALL or (word != "" and bool(_simplemma().is_known(word, lang="en")))


def _is_known(word: str) -> bool:
    return bool(_simplemma().is_known(word, lang="fr"))


# French words that simplemma leaves out, as it does with most that have one form only; “aujourd” is followed
# by ’hui.
_INVARIABLE = frozenset(
    words(
        "accès ailleurs amas anis aujourd auparavant auquel aussitôt autrefois aux auxquelles auxquels "
        "avis beaucoup bras cas certes choix cinquante combien comment corps creux croix cyprès davantage "
        "débris décès dehors déjà delà desquelles desquels dessus dont dorénavant dos duquel entrailles "
        "époux excès fracas gars gaz gris guère gueux héros hormis jadis jamais jus laps lilas logis loin "
        "longtemps maïs marais mars mégarde mieux moeurs mœurs naguère néanmoins nez noix non notamment "
        "oui paix palais paradis parfois partout pays perdrix peu pis plupart plusieurs plutôt poids pois "
        "pourquoi pourtant près printemps processus progrès puits quant quarante quasi quatorze "
        "quelquefois quiconque radis rarement refus relais repas repos revers rubis seulement sitôt soi "
        "soixante souvent succès talus tant tard tas taux tellement temps ténèbres tôt toujours toux "
        "travers treize très trop univers velours via vite voire voix volontiers"
    )
)


def _is_adverb(word: str) -> bool:
    """Whether a word is an adverb in -ment of a known adjective: vraiment, précisément, récemment."""
    if not word.endswith("ment") or len(word) < 7 or is_english(word):
        return False
    stem = word.removesuffix("ment")
    adjectives = [stem, f"{stem}e", stem.removesuffix("é") + "e"]
    if stem.endswith(("am", "em")):  # constamment, récemment
        adjectives = [f"{stem[:-2]}ant", f"{stem[:-2]}ent"]
    return any(map(_is_known, adjectives))


# Function words that simplemma leaves out.
_SMALL = frozenset(
    words(
        "he her him his i it me my our she the their them they us we you your a an any and as at by for from "
        "in into is of on or than that these this those to was were who whom whose with"
    )
)


def _simplemma() -> Any:
    import simplemma  # takes 0.2 s with its two lexicons

    return simplemma
