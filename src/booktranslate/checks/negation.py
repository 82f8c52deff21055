"""A negation that was lost: « il ne vient pas » as "he comes".

English says no in many ways (fails to, unlike, hardly, impossible), so this is a note, and only where none
of them is there.
"""

import re
from collections.abc import Iterator

from booktranslate.checks.pairs import Check, Flaw, Pair, each
from booktranslate.language import sentences

_FRENCH = re.compile(
    r"(?<![\w-])(?:ne\s|n[’'])(?:(?:[\w’'-]+\s){1,3}?)(?:pas|jamais|rien|aucune?|personne|nullement)(?![\w-])"
    r"(?!\s+(?:que|seulement|uniquement|moins|mal|encore)\b)",
    re.IGNORECASE,
)
# « n’hésitez pas à », « il n’y a pas que », « ne … pas sans », a question: English says these without no.
_OTHERWISE = re.compile(
    r"hésit|n[’'](?:est|était)-(?:ce|il|elle)\s+pas|sans\b|\?|pourquoi\s+(?:ne\s+)?pas|ne\s+(?:tard|manqu|cess|ferm|oubli)"
    r"|inquiét|bouge|quitt|lâch|plus\s+tôt\s+que|autant|il\s+n[’']y\s+a\s+qu|n[’']empêche|impossible|empêch|faute\s+de",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    r"\b(?:no|not|none|nobody|nothing|nowhere|never|neither|nor|cannot|without|hardly|barely|scarcely|rarely|seldom|little"
    r"|few|only|fail\w*|lack\w*|unable|unlike|instead|rather|refus\w*|avoid\w*|prevent\w*|stop\w*|miss\w*|except\w*|far|free"
    r"|den(?:y|ie)\w*|without|away|unless|nought|zero|least|absent|absence|beyond|against|wrong|ignor\w*|forb\w+|ban\w*|nay"
    r"|doubt\w*|before|keep|kept|despite|other|too|yet|still|unlikely|loath|reluctan\w*|hate\w*|dislik\w*|out|less|any\w*"
    r"|end\w*|give\s+up|gave\s+up|remain\w*|all\s+but|leave\w*|left|skip\w*|short|hard|difficult\w*|blame\w*|sorry|careful"
    r"|mind|already|even|dare|quit|lost|lose|decline\w*|reject\w*|oppos\w*|cease\w*|poor\w*|bad\w*|anxious|careless|alone"
    r"|un\w{4,}|in\w{5,}|im\w{5,}|ir\w{5,}|il\w{5,}|dis\w{4,}|non\w*|mis\w{4,}|\w{3,}less\w*)\b|n[’']t\b|\b(?:dont|cant|wont)\b",
    re.IGNORECASE,
)


def negation(pair: Pair) -> Iterator[Flaw]:
    """A French sentence says no, and its translation says it in no way."""
    ours, theirs = list(sentences.spans(pair.source)), list(sentences.spans(pair.target))
    if len(ours) != len(theirs):
        ours, theirs = [(0, len(pair.source))], [(0, len(pair.target))]
    for (start, end), (from_, to) in zip(ours, theirs, strict=True):
        french = pair.source[start:end]
        found = _FRENCH.search(french)
        if found and not _OTHERWISE.search(french) and not _ENGLISH.search(pair.target[from_:to]):
            message = f"The French text says no (“{found[0]}”); does the translation?"
            yield Flaw(message, source_span=(start + found.start(), start + found.end()))


CHECKS = (Check("negation", "note", "A negation may have been lost.", each(negation)),)
