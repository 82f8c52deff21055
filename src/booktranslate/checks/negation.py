"""A lost negation: « il ne vient pas » translated as "he comes".

English negates in many ways (fails to, unlike, hardly, impossible), so this is a note. Each French negation
is paired with at most one English one near its place. A word that always negates (not, never, without) may be
farther away than one that sometimes does (before, unhappy, refuse). A stressed verb ("he did insist") near a
French negation is suspicious in itself: there the partner must be a word that always negates.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from booktranslate.alignment.within import places
from booktranslate.checks.pairs import Check, Flaw, Pair, each

_WORDS = r"(?:(?!qu[e’'])[\w’'-]+\s+)"
_UTTERLY = r"peut\splus\s(?!\w+(?:er|[^ae]ir|re)\b)"  # on ne peut plus clair
# Not: « ne … pas que », « pas seulement », « pas moins »; « n’importe qui » is anybody.
_NOT_ONLY = r"(?![\w-])(?!\s+(?:qu[’']|(?:que|seulement|uniquement|moins|mal|encore)(?!\w)))"
_FRENCH = re.compile(
    rf"(?<![\w-])(?:ne\s+|n[’'])(?!importe\b|ayez\scrainte|sais\squoi|est-ce|en\sp\w+\splus|{_UTTERLY}){_WORDS}{{0,5}}?"
    rf"(?:pas|point|jamais|rien|aucune?|personne|nullement|plus|guère|ni){_NOT_ONLY}"
    r"|(?<![\w-])ne\s+(?:pas|point|plus|jamais|rien)\s(?!que|qu[’']|seulement)"
    rf"|(?<![\w-])(?:jamais|rien|aucune?|personne|nulle?)\s{_WORDS}{{0,4}}?(?:ne\s|n[’'])(?!est-ce)"
    r"|(?<![\w-])(?:ne\s+|n[’'])(?:pu|p[eu]\w+|os\w+|cess\w+|saurai\w*)\b(?!\splus\b)(?![^.;!?]{0,70}\b(?:que|qu[’']))"
    r"|(?<![\w-])(?:ne\s+|n[’'])sa(?:vai[st]|i[st]|urait|chant)\s(?=s[’']|quoi|comment|quel|où|si\b)"
    r"|(?<=\w )non\s(?!plus|pas|seulement|loin|pareil)(?=[a-zé]{3,})|(?<=\bou )non(?!\w)"
    r"|(?:(?<=\bet )|(?<=\bou )|(?<=\bmais )|(?<=[,;!.…—«] ))pas\s(?=\w)"
    r"(?!que\b|qu[’']|seulement|plus|moins|mal|à\spas)",
    re.IGNORECASE,
)
# French words that may be translated by an English negation, but need not be.
_PERHAPS = re.compile(
    r"\b(?:sans|aucune?s?|rien|jamais|personne|nulle?|imposs\w+|refus\w+|interdi\w+|défen[ds]\w*|empêch\w+"
    r"|évit\w+|ignor\w+|manqu\w+|absen\w+|in(?:capab|util|suffis|connu|vis|dispens|conv|ex)\w+|non|ni|guère"
    r"|plus|peu|faute)\b|\bn[’'](?=\w)|\bne\s",
    re.IGNORECASE,
)
# Near these, English often has no negation: « n’hésitez pas à », « ne … pas sans », a question.
_OTHERWISE = re.compile(
    r"hésit|n[’'](?:est|était)-(?:ce|il|elle)\s+pas|sans\b|\?|pourquoi\s+(?:ne\s+)?pas|ne\s+(?:tard|manqu|cess|ferm|oubli)"
    r"|inquiét|bouge|quitt|lâch|plus\s+tôt\s+que|autant|il\s+n[’']y\s+a\s+qu|n[’']empêche|impossible|empêch|faute\s+de"
    r"|ignor|peur\b|tant\s+que|avant\s+que|a\s+rien\b|n[’']y\s+a\s+rien",
    re.IGNORECASE,
)
_OTHERWISE_BESIDE = re.compile(
    r"n[’']est-ce\s+pas|n[’']y\s+a\s+(?:pas|point|plus|rien|aucun\w*)\s+(?:de\s+|d[’'])?(?:doute|plus|autre|mieux)"
    r"|plus\s+\w+\s+que|ni\b.*\bni|sauf|excepté|malgré|aussitôt|guère"
    r"|pas\s+(?:encore|assez|toujours|trop|tout|très|mieux|pire|bien|rare|loin|peu|mal|plus|moins)"
    r"|qu(?:e\s|[’'])\s*\w*\s*ne\s|\b(?:avant|moins|crain\w+|peur|doute\w*)\b.*\bne\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:no|not|none|nobody|nothing|nowhere|never|neither|nor|nay|cannot|without|unable|unless|hardly|barely"
    r"|scarcely|seldom|rarely)\b|n[’']t\b|\b(?:dont|cant|wont)\b",
    re.IGNORECASE,
)
_SOMEHOW = re.compile(
    r"\b(?:no|not|none|nobody|nothing|nowhere|never|neither|nor|nay|cannot|without|unless|lest|hardly|barely|scarcely"
    r"|rarely|seldom|little|few|only|before|yet|still|too|least|less|instead|rather\s+than|away|beyond|against|despite"
    r"|otherwise|differ\w*|outside|other\s+than|le(?:ave|aves|ft|aving)\s+(?:out|aside)|neglect\w*"
    r"|in\s+spite|exclud\w*|exempt\w*|restrain\w*|sav(?:e[sd]?|ing)|rare|rid|wary|beware|out\s+of"
    r"|regardless|blind\w*|barr\w*|cut\s+off|stripped|abandon\w*|guess\w*|exhaust\w*|gone|drop\w*|remov\w*|forg[eo]t\w*|mistak\w*|false"
    r"|wast\w*|wonder\w*|separate\w*|skip\w*|omit\w*|apart\s+from|disabl\w*|br(?:ea|o)k\w*"
    r"|contrary|empty|endure\w*|restrict\w*|limit\w*|disdain\w*|excus\w*|spar(?:e[sd]?|ing)|with(?:dr|h)\w*"
    r"|hid\w*|conceal\w*|secret\w*|invalid\w*|invisib\w*|indirect\w*|incorrect\w*|indecent\w*"
    r"|except\w*|unlike\w*|far\s+from|free\s+of|anything\s+but|all\s+but|wrong|nought|zero|unable"
    r"|fail\w*|lack\w*|refus\w*|avoid\w*|den(?:y|ie)\w*|absen\w*|ignor\w*|forb[ai]\w+|prevent\w*|stop\w*|ceas\w*"
    r"|prohibit\w*|ban(?:s|ned)?|miss\w*|overlook\w*|reject\w*|declin\w*|doubt\w*|hesitat\w*|reluctan\w*|oppos\w*"
    r"|remain\w*|hat(?:e[sd]?|ing)|keep\w*|kept|quit|lost|lose\w*|suppress\w*|short\w*|hard|difficult\w*|terribl\w*"
    r"|non\w*|mis\w{4,}|un\w{4,}|ir(?:regular|relevant|respective)\w*|\w{3,}less(?:ly|ness)?"
    r"|in(?:ab|acc|ade|adv|app|aud|cap|com(?:pl|pr|pat)|con(?:sid|ven|sist)|corr|cred|def|del|depend|diff|dif|eff|evit"
    r"|exac|exp(?:er|li)|fin|flex|suff|tol|val|vis)\w{3,}"
    r"|im(?:mob|mov|mun|perf|perv|pen|poss|pat|prob|prop)\w+|dis(?:ag|all|app|bel|cont|lik|ple|reg|sat|obe)\w+)\b"
    r"|n[’']t\b|\b(?:dont|cant|wont)\b",
    re.IGNORECASE,
)

# "He did insist": do before a verb. _NO_STRESS excludes a do that grammar requires (nor do we, what he did).
_DO = re.compile(
    r"\b(?:do|does|did)\s+(?:(?:\w+ly|even|ever|quite)\s+)?(?!(?:so|it|an?|not|you|s?he|we|they|no|my|your|his|her"
    r"|our|their|th(?:is|at|e|ese|ose|ings?|em)|what|with|for|in|on|at|to|as|is|was|and|or|but|all|well|much|more"
    r"|\w+thing|good|some|any|harm|work|business|research|indeed|better|one|always|by|ill|away|over|up|out|if"
    r"|when|where|how|because|too|little|less|most|likewise|differently|otherwise|great|many|such|of|from"
    r"|without|me|him|us|wrong|right|certain|other|another|same|exactly|just|only|people|men|women)\b)[a-z]{2,}\b"
)
_NO_STRESS = re.compile(
    r"\b(?:what|how|why|where|when|nor|neither|never|only|so|could|can|must|may|might|should|would|will|to|than|as"
    r"|not|n[’']t|whom)\b[^.;,]{0,20}$",
    re.IGNORECASE,
)

# How far away, in letters, a certain negation, a possible one, and a stressed verb may be.
_FAR, _CLOSE, _STRESSED = 80, 70, 60
_AROUND, _BESIDE = 40, 30  # letters of French searched for _OTHERWISE and _OTHERWISE_BESIDE
_ALONE, _PERHAPS_ALONE = 2.0, 0.6  # the costs of having no partner; a partner costs 0.5 at most


@dataclass(frozen=True, slots=True)
class _No:
    """A French negation: the place in the translation of its partner, and the cost of having none."""

    at: int
    found: re.Match[str]
    cost: float


def negation(pair: Pair) -> Iterator[Flaw]:
    """A French negation has no counterpart near its place in the translation."""
    if found := next(_lost(pair.source, pair.target), None):
        message = f"The French text is negative (“{found[0].strip()}”); does the translation?"
        yield Flaw(message, source_span=found.span())


def _lost(source: str, target: str) -> Iterator[re.Match[str]]:
    sure = list(_FRENCH.finditer(source))
    if not sure:
        return
    taken = [found.span() for found in sure]
    perhaps = (
        found
        for found in _PERHAPS.finditer(source)
        if not any(start <= found.start() < end for start, end in taken)
    )
    course = places(source, target)
    french = [_No(course.of(found.end()), found, _ALONE) for found in sure]
    french += [_No(course.of(found.end()), found, _PERHAPS_ALONE) for found in perhaps]
    french.sort(key=lambda no: no.at)
    certain = {found.start(): _FAR for found in _NOT.finditer(target)}
    english = {found.start(): _CLOSE for found in _SOMEHOW.finditer(target)} | certain
    for no in _alone(french, sorted(english.items())):
        start, end = no.found.span()
        if not _OTHERWISE.search(source[max(0, start - _AROUND) : end + _AROUND]) and not (
            _OTHERWISE_BESIDE.search(source[max(0, start - _BESIDE) : end + _BESIDE])
        ):
            yield no.found
    stressed = [found for found in _DO.finditer(target) if _is_stressed(target, found)]
    for no in _alone(french, sorted(certain.items())) if stressed else ():
        if any(abs(found.start() - no.at) <= _STRESSED for found in stressed):
            yield no.found


def _is_stressed(text: str, found: re.Match[str]) -> bool:
    asked = "?" in text[found.start() : found.end() + 60].split(".")[0]
    return not asked and not _NO_STRESS.search(text[max(0, found.start() - 60) : found.start()])


def _alone(french: Sequence[_No], english: Sequence[tuple[int, int]]) -> list[_No]:
    """The certain negations that have no partner in the cheapest pairing.

    `english` gives the place of each English negation, and how far away its partner may be.
    """
    costs = [[sum(no.cost for no in french[:row])] * (len(english) + 1) for row in range(len(french) + 1)]
    for row, no in enumerate(french, 1):
        for column, (at, reach) in enumerate(english, 1):
            costs[row][column] = min(
                costs[row - 1][column] + no.cost,
                costs[row][column - 1],
                costs[row - 1][column - 1] + abs(no.at - at) / reach / 2 if abs(no.at - at) <= reach else 1e9,
            )
    alone: list[_No] = []
    row, column = len(french), len(english)
    while row:
        if column and costs[row][column] == costs[row][column - 1]:
            column -= 1
        elif costs[row][column] == costs[row - 1][column] + french[row - 1].cost:
            row -= 1
            if french[row].cost == _ALONE:
                alone.append(french[row])
        else:
            row, column = row - 1, column - 1
    return alone[::-1]


CHECKS = (Check("negation", "note", "A negation may have been lost.", each(negation)),)
