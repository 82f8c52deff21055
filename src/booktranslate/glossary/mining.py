"""Find candidates for terms in French texts that a glossary does not have yet.

Candidates are groups of words with the shape of a French noun phrase (noun, adjective, "noun de noun"),
ranked by C-value (Frantzi, Ananiadou and Mima, 2000): frequency, weighted by length, less the occurrences
within longer candidates. simplemma unites the forms of a term. General keyword extractors were tried, but on
interviews they rank « c’est » and « j’ai dit » first.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from booktranslate.glossary.collection import Glossary
from booktranslate.language import addresses, french, sentences, word_set
from booktranslate.language.french import simplemma

_MOST_WORDS = 6
_LINK = ""  # stands for any link word: « appel à projets » and « appel aux projets » are one candidate
_CONTEXT = 40  # characters on each side of a candidate
_CONTEXTS = 3


_LINKS = word_set("de du des d la le l les à au aux en")
_OTHERS = word_set(
    """
    ah ai aie aient ailleurs ainsi alors an année années ans août après as assez au aucun aucune
    aujourd aura aurait aussi autant autre autres avaient avais avait avant avec avez avoir avons
    avril ayant beaucoup bien bon bonne bout c car ce ceci cela celle celles celui cent certain
    certaine certaines certains ces cet cette ceux chacun chacune chaque chez chose choses ci cinq
    cinquante combien comme comment contre coup côté d dans de debout demain depuis dernier dernière
    derrière des dessous dessus deux devant dimanche dire dit dix dois doit donc dont du dès
    décembre déjà eh elle elles en encore enfin ensemble ensuite entre es est et eu eux exemple
    faire fait faites faut façon fois font fut février gens grand grande grandes grands gros heure
    heures hier hors hui huit ici il ils j jamais janvier je jeudi jour jours juillet juin jusqu
    jusque juste l la laquelle le lequel les lesquelles lesquels leur leurs longtemps lors lorsque
    lui lundi là m ma madame mai maintenant mais mal malgré mardi mars matin me mercredi mes
    mesdames messieurs mieux mille mme mmes moi moins mois moment mon monde monsieur même mêmes n ne
    neuf ni non nos notre nous nouveau nouvelle novembre nul nulle octobre oh on onze or ou oui où
    par parce parfois parmi part partout pas pendant personne petit petite petites petits peu peut
    peuvent peux plus plusieurs plutôt point pour pourquoi pourtant premier première presque près
    puis puisque qu quand quarante quatorze quatre que quel quelle quelles quelqu quelque quelques
    quels qui quinze quoi rien s sa saint samedi sans sauf se semaine semaines sept septembre sera
    serait ses seul seule seulement si six soi soir soit soixante son sont sorte sous souvent suis
    sur surtout t ta tard tel telle telles tels tes toi ton toujours tous tout toute toutes treize
    trente trois trop très tu tôt un une va vais vendredi vers veut veux vingt vite voici voilà vont
    vos votre vous vrai vraiment vu y ça étaient étais était étant été être
    """
)
_CONJUGATED = re.compile("(?:(?<!é)es?|ent|ons|ez|ai|as|a|ais|ait|aient|is|it|ut|ont)$")
_INVARIABLE = re.compile("(?:[sxz]|ment)$")


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of the book, and its place, as shown to people."""

    text: str
    where: str


@dataclass(frozen=True, slots=True)
class Context:
    """An occurrence of a candidate, with some text around it, and its place."""

    text: str
    where: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may be a term, in their commonest form, with count, score and the first contexts."""

    term: str
    count: int
    score: float
    contexts: tuple[Context, ...]

    @property
    def is_name(self) -> bool:
        """Whether the candidate looks like a name, which a glossary would not translate."""
        words = [word for word in french.WORD.findall(self.term) if word[0].lower() not in _LINKS]
        return all(word[0][0].isupper() for word in words)


@dataclass
class _Found:
    forms: Counter[str] = field(default_factory=Counter)
    places: list[tuple[Passage, int, int]] = field(default_factory=list)


def candidates(passages: Sequence[Passage], known: Glossary, fewest: int = 3) -> list[Candidate]:
    """The candidates that occur at least `fewest` times and are not in the glossary.

    The best come first, and names after all others.
    """
    found: dict[tuple[str, ...], _Found] = {}
    for passage in passages:
        for key, start, end in _phrases(passage.text):
            one = found.setdefault(key, _Found())
            one.forms[_folded_start(passage.text, start, end)] += 1
            one.places.append((passage, start, end))
    frequent = {key: one for key, one in found.items() if len(one.places) >= fewest}
    explained = _explained(frequent)
    ranked = []
    for key, one in frequent.items():
        count = len(one.places)
        nested = explained.get(key, [])
        score = math.log2(1 + len(key)) * (count - (sum(nested) / len(nested) if nested else 0))
        term = max(one.forms, key=lambda form: (one.forms[form], -len(form), form))
        if len(key) == 1 and (count - max(nested, default=0) < fewest or not _is_rare(term)):
            continue
        if score > 0 and not is_known(term, known):
            contexts = tuple(_context(*place) for place in one.places[:_CONTEXTS])
            ranked.append(Candidate(term, count, round(score, 1), contexts))
    return sorted(ranked, key=lambda candidate: (candidate.is_name, -candidate.score, candidate.term))


def _phrases(text: str) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """Each group of words that may be a term: its lemmas, which identify it, and its start and end."""
    text = addresses.blanked(text)
    run: list[re.Match[str]] = []
    end = None
    for word in french.WORD.finditer(text):
        if end is not None and french.joint(text[end : word.start()]) not in (" ", "'"):
            yield from _within(run)
            run = []
        run.append(word)
        end = word.end()
    yield from _within(run)


def _within(run: Sequence[re.Match[str]]) -> Iterator[tuple[tuple[str, ...], int, int]]:
    kinds = [_kind(word[1]) for word in run]
    for first, kind in enumerate(kinds):
        if kind != "word":
            continue
        key: list[str] = []
        for last in range(first, min(len(run), first + _MOST_WORDS)):
            if kinds[last] == "other":
                break
            key.append(_LINK if kinds[last] == "link" else _lemma(run[last][1]))
            if kinds[last] == "word":
                yield tuple(key), run[first].start(), run[last].end()


def _lemma(word: str) -> str:
    return min(french.bases(word), key=lambda form: (len(form), form))


def _kind(word: str) -> str:
    plain = word.lower().replace("’", "'")
    if plain in _LINKS:
        return "link"
    if plain in _OTHERS or len(plain) < 2 or not word[0].isalpha() or _is_verb(word):
        return "other"
    return "word"


def _is_verb(word: str) -> bool:
    """Whether a word is a conjugated verb; not a participle, which may also be an adjective or noun."""
    plain = word.lower()
    lemma = str(simplemma().lemmatize(plain, lang="fr")).lower()
    return (
        lemma != plain
        and lemma.endswith(("er", "ir", "re"))
        and not lemma.endswith(("ière", "aire", "oire"))
        and _CONJUGATED.search(plain) is not None
    )


def _explained(found: dict[tuple[str, ...], _Found]) -> dict[tuple[str, ...], list[int]]:
    """For each candidate, the counts of the longer candidates that contain it."""
    within: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for key, one in found.items():
        parts = {
            key[first:last]
            for first in range(len(key))
            for last in range(first + 1, len(key) + 1)
            if last - first < len(key)
        }
        for part in parts & found.keys():
            within[part].append(len(one.places))
    return within


def _folded_start(text: str, start: int, end: int) -> str:
    """A form of a candidate, in lower case if only the start of a sentence capitalises it."""
    form = " ".join(text[start:end].split())
    if not sentences.starts(text, start) or form[1:] != form[1:].lower():
        return form
    return form[0].lower() + form[1:]


def _is_rare(word: str) -> bool:
    """Whether a single word may be a term: it is not in the dictionary, and not of a kind missing there."""
    return not (_INVARIABLE.search(word) or word.isupper() or simplemma().is_known(word.lower(), lang="fr"))


def is_known(term: str, known: Glossary) -> bool:
    """Whether the glossary has the term."""
    length = len(term.rstrip("."))  # the last dot of P.M.E. may end a sentence
    return any(match.start == 0 and match.end >= length for match in known.find(term))


def _context(passage: Passage, start: int, end: int) -> Context:
    text = passage.text
    before = text[max(0, start - _CONTEXT) : start]
    after = text[end : end + _CONTEXT]
    return Context(
        f"{'…' if start > _CONTEXT else ''}{before}{text[start:end]}{after}"
        f"{'…' if end + _CONTEXT < len(text) else ''}",
        passage.where,
    )
