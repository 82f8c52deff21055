"""A negation that was lost: « il ne vient pas » as "he comes".

English says no in many ways (fails to, unlike, hardly, impossible), so this is a note: where the French of a
sentence says no more often than the English does in any of them. Of 6,748 segments of professional
translation it finds 6 in a thousand; of lost negations two of five, since one "before" or "unhappy" in the
same sentence may be what stands for it.
"""

import re
from collections.abc import Iterator

from booktranslate.checks.pairs import Check, Flaw, Pair, each
from booktranslate.language import sentences

_FRENCH = re.compile(
    r"(?<![\w-])(?:ne\s|n[’'])(?:(?:[\w’'-]+\s){1,4}?)(?:pas|point|jamais|rien|aucune?|personne|nullement)(?![\w-])"
    r"(?!\s+(?:que|qu[’']|seulement|uniquement|moins|mal|encore)(?!\w))",
    re.IGNORECASE,
)
# « n’hésitez pas à », « il n’y a pas que », « ne … pas sans », a question: English says these without no.
_OTHERWISE = re.compile(
    r"hésit|n[’'](?:est|était)-(?:ce|il|elle)\s+pas|sans\b|\?|pourquoi\s+(?:ne\s+)?pas|ne\s+(?:tard|manqu|cess|ferm|oubli)"
    r"|inquiét|bouge|quitt|lâch|plus\s+tôt\s+que|autant|il\s+n[’']y\s+a\s+qu|n[’']empêche|impossible|empêch|faute\s+de"
    r"|ignor|peur\b|tant\s+que|avant\s+que|a\s+rien\b|n[’']y\s+a\s+rien",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    r"\b(?:no|not|none|nobody|nothing|nowhere|never|neither|nor|nay|cannot|without|unless|lest|hardly|barely|scarcely"
    r"|rarely|seldom|little|few|only|before|yet|still|too|least|less|instead|rather\s+than|away|beyond|against|despite"
    r"|otherwise|except\w*|unlike\w*|far\s+from|free\s+of|anything\s+but|all\s+but|wrong|nought|zero|unable"
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


def negation(pair: Pair) -> Iterator[Flaw]:
    """A French sentence says no more often than its translation does, in whichever words."""
    ours, theirs = list(sentences.spans(pair.source)), list(sentences.spans(pair.target))
    if len(ours) != len(theirs):
        ours, theirs = [(0, len(pair.source))], [(0, len(pair.target))]
    for (start, end), (from_, to) in zip(ours, theirs, strict=True):
        french, english = pair.source[start:end], pair.target[from_:to]
        found = list(_FRENCH.finditer(french))
        if len(found) > len(_ENGLISH.findall(english)) and not _OTHERWISE.search(french):
            message = f"The French text is negative (“{found[0][0]}”); does the translation?"
            yield Flaw(message, source_span=(start + found[0].start(), start + found[0].end()))


CHECKS = (Check("negation", "note", "A negation may have been lost.", each(negation)),)
