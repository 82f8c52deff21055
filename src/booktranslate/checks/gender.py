"""Whether a woman stays a woman and a man a man in the translation.

French shows gender by titles, job titles and pronouns (Mme, la présidente, elle), English by titles and
pronouns (Ms, she, her). « Elle » may be a firm, and « son » is his, her or its. So in most cases a finding
needs a French sentence with one gender only, and a translation with only the other. The gender of the person
whom a chapter is about is learnt from its texts (« Directrice générale », « elle »), because a caption often
shows none: « Odile Kremer dans son jardin » is "in her garden".
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial

from booktranslate import notes
from booktranslate.checks import pronouns
from booktranslate.checks.pairs import Check, Flaw, Pair, Pairs, place
from booktranslate.language import sentences, titles
from booktranslate.model import Gender


@cache
def _any_of(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w’'-])(?:{'|'.join(words.split())})(?![\w-])", re.IGNORECASE)


_MONSIEUR = r"m\.(?=\s(?-i:[A-ZÀ-Þ][a-zà-ÿ]))"  # not the initials of a name: K. M.
_WORD = r"[^\W\d_]"
# A noun for a woman (une vendeuse), after an article or possessive: not « une démarche ambitieuse ».
_AGENT_IN_EUSE = (
    r"(?:(?<=\bune\s)|(?<=\bla\s)|(?<=\bma\s)|(?<=\bsa\s)|(?<=\bcette\s)|(?<=\bnotre\s)|(?<=\bvotre\s))"
    r"(?!(?:mal)?heureuse|nombreuse|curieuse|fameuse|précieuse|merveilleuse|affreuse|honteuse|joyeuse|dangereuse"
    r"|vigoureuse|sérieuse|ambitieuse|généreuse|courageuse|pieuse|creuse)\w{3,}euse"
)
# Singulars only: several people are "they" in English.
_SOURCE: Mapping[Gender, re.Pattern[str]] = {
    "f": _any_of(
        r"elle \w+-elle elle-même mme mlle madame mademoiselle celle(?!\sd[eu’']) femme fille fillette mère "
        "sœur tante grand-mère épouse nièce cousine reine dame copine amie présidente vice-présidente "
        "coprésidente dirigeante adjointe élue députée sénatrice avocate patronne cheffe docteure "
        "ingénieure préfète "
        "mairesse conseillère ouvrière infirmière déléguée chargée salariée associée étudiante stagiaire née "
        rf"\w+trice {_AGENT_IN_EUSE} \w{{3,}}ienne"
    ),
    # A long list, because "he" may stand for any masculine noun for a person.
    "m": _any_of(
        rf"{_MONSIEUR} il \w+-il lui lui-même celui monsieur homme garçon fils père frère oncle grand-père "
        "mari neveu cousin roi copain ami époux gars type président vice-président coprésident élu député "
        "avocat patron chef docteur maire ministre préfet délégué chargé salarié associé maître capitaine "
        "commandant juge "
        "collègue confrère client quelqu chacun aucun personne notaire camarade secrétaire comptable "
        "responsable interne voisin élève jeune enfant proche mécène expert témoin membre candidat agent "
        r"(?:le\s(?:mal)?heureux) (?:[lc]e|un)\s(?:vieux|mort|mourant|blessé|vieillard|gamin|bébé|saint) "
        r"médecin évêque pilote architecte adhérent second \w{3,}eur \w{3,}ien \w{3,}iste \w{3,}ant "
        r"\w{3,}ier \w{3,}logue \w{3,}crate"
    ),
}
_NOUNS: Mapping[Gender, re.Pattern[str]] = {
    kind: re.compile(rf"(?!(?:il|elle)\b){found.pattern}", re.IGNORECASE) for kind, found in _SOURCE.items()
}
# Words that show the gender of a person with certainty: not « lui », nor « il » in il faut, il y a.
_TELLS: Mapping[Gender, re.Pattern[str]] = {
    "f": _SOURCE["f"],
    "m": re.compile(
        r"(?<!faut-)(?<!est-)(?<!agit-)(?<!a-t-)\bil\b(?!\s+(?:n[’'])?(?:ne\s+)?(?:y\b|faut|fall\w+|faud\w+"
        r"|s[’']agi\w*|se\s+(?:peut|trouve|fait)|reste|suffi\w*|arriv\w+|pleu\w*|était|est|a\s+fallu|lui|leur"
        r"|me|m[’']a\s+fallu|nous|vaut|manqu\w+|semble\w*))"
        rf"|\b{_MONSIEUR}"
        r"|(?<!,\s)\b(?:monsieur|homme|garçon|fils|père|frère|oncle|mari|président|directeur|commandant)\b(?!-)",
        re.IGNORECASE,
    ),
}
_TARGET: Mapping[Gender, re.Pattern[str]] = {
    "f": _any_of(
        "she her hers herself mrs ms (?-i:Miss) madam ma’am chairwoman spokeswoman businesswoman lady"
    ),
    "m": _any_of("he him his himself mr sir chairman spokesman businessman gentleman"),
}
_CERTAIN: Mapping[Gender, re.Pattern[str]] = {
    "f": _any_of("she herself mrs ms (?-i:Miss) madam"),
    "m": _any_of("he himself mr sir"),
}
# Titles before a name; the same name must not have a title of the other gender.
_TITLES_FR: Mapping[Gender, str] = {"f": titles.OF_WOMEN["fr"], "m": titles.OF_MEN["fr"]}
_TITLES_EN: Mapping[Gender, str] = {"f": titles.OF_WOMEN["en"], "m": titles.OF_MEN["en"]}
_OTHER_NAME = re.compile(
    r"(?<=[^\W_A-Z0-9]\s|, )(?<!\b[àÀ]\s)(?<!\b[dDlL][eua]\s)(?<!\ben\s)(?<!\b[dl]es\s)(?<!\bau\s)"
    r"[A-ZÀ-Þ][^\W\d_]{2,}"
)
_NAME = rf"\s+((?!de\b)(?=[^a-z]){_WORD}[\w’'-]+)"
# English nouns of one gender, the French that they do not fit, the French that they fit, and a better word.
_ROLES: Sequence[tuple[str, str, str, str]] = (
    ("chairm[ae]n", "(?:vice-|co)?présidentes?", "(?:vice-|co)?présidents?", "chair"),
    ("chairwom[ae]n", "(?:vice-|co)?présidents?", "(?:vice-|co)?présidentes?", "chair"),
    ("businessm[ae]n", r"femmes?\sd[’']affaires", r"hommes?\sd[’']affaires", "businesswoman"),
    ("businesswom[ae]n", r"hommes?\sd[’']affaires", r"femmes?\sd[’']affaires", "businessman"),
    ("salesm[ae]n", "vendeuses?", "vendeurs?", "saleswoman"),
    ("saleswom[ae]n", "vendeurs?", "vendeuses?", "salesman"),
    ("actress(?:es)?", "acteurs?", "actrices?", "actor"),
    ("headmasters?", "directrices?", "directeurs?", "head teacher"),
)
# A ship is "she" in English and « il » in French.
_SHIP = re.compile(
    r"\b(?:ship|vessel|boat|frigate|schooner|brig|smack|steamer|yacht|barge|trawler|balloon)s?\b",
    re.IGNORECASE,
)
_OTHER: Mapping[Gender, Gender] = {"f": "m", "m": "f"}
_ANOTHER = "The translation has “{}”, the French text “{}”."
_PERSON: Mapping[Gender, str] = {"f": "a woman", "m": "a man"}


def gender(pairs: Pairs) -> Iterator[tuple[int, Flaw]]:
    """A woman has become a man in the translation, or a man a woman."""
    yield from ((index, flaw) for index, flaw, sure in pairs.once(_found) if sure)


def perhaps(pairs: Pairs) -> Iterator[tuple[int, Flaw]]:
    """A pronoun has the other gender than in French, but may stand for an animal or another person."""
    yield from ((index, flaw) for index, flaw, sure in pairs.once(_found) if not sure)


def _found(pairs: Pairs) -> Iterator[tuple[int, Flaw, bool]]:
    """The flaws of all pairs, at most one per pair, and whether each is certain.

    A flaw is certain when it concerns a title, a role, the speaker or the subject of a sentence, or when the
    gender of the person whom the text is about is known.
    """
    subjects = _subjects(pairs)
    people = _people(pairs, subjects)
    for index, pair in enumerate(pairs):
        if pair.translated:
            subject = subjects.get(_notes(pair).chapter, "")
            if flaw := _titles(pair) or _roles(pair):
                yield index, flaw, True
            elif _SHIP.search(pair.target):
                continue
            elif flaw := _speaker(pair) or _subject(pair):
                yield index, flaw, True
            elif flaw := _pronouns(pair, subject, people):
                yield index, flaw, _gender_of_text(pair, subject, people) is not None
            elif swapped := pronouns.swapped(pair, partial(_others, pair, people)):
                ours, theirs = swapped
                words = pair.target[slice(*theirs)], pair.source[slice(*ours)]
                yield index, Flaw(_ANOTHER.format(*words), theirs, ours), False


def _titles(pair: Pair) -> Flaw | None:
    for ours in ("f", "m"):
        theirs = _OTHER[ours]
        names = set(re.findall(rf"\b(?:{_TITLES_FR[ours]}){_NAME}", pair.source))
        # A French book may use English titles too: Mrs Otis, lady Anne.
        others = f"{_TITLES_FR[theirs]}|(?i:{_TITLES_EN[theirs]})"
        names -= set(re.findall(rf"\b(?:{others}){_NAME}", pair.source))
        for found in re.finditer(rf"\b({_TITLES_EN[theirs]}){_NAME}", pair.target):
            if found[2].removesuffix("’s") in names:
                message = f"“{found[0]}” is {_PERSON[ours]} in the French text; check the title."
                return Flaw(message, found.span())
    return None


def _roles(pair: Pair) -> Flaw | None:
    for english, wrong, right, better in _ROLES:
        role, person = (
            _first(_any_of(words), text) for words, text in ((english, pair.target), (wrong, pair.source))
        )
        if role and person and not _any_of(right).search(pair.source):
            message = f"“{role}” does not match “{person}”; use “{better}”."
            return Flaw(message, place(pair.target, role), place(pair.source, person), suggestion=better)
    return None


# The pronoun of a speaker (« dit-elle », "he said"), and a pronoun that begins a sentence.
_SPEAKS_FR = re.compile(
    r"\b(?:dit|fit|demand|répond|répli|repri|repren|ajout|cri|écri|exclam|murmur|continu|repart|poursui|soupir"
    r"|chuchot|expli|conclu|insist|lanç|sourit|assur|racont|souffl|confi|affirm)\w*-(?:t-)?(il|elle)(?![\w-])",
    re.IGNORECASE,
)
_SAID = (
    "said|says|asked|asks|answered|answers|replied|replies|cried|cries|added|adds|exclaimed|murmured|went on"
    "|thought|continued|continues|repeated|whispered|explained|explains|remarked|resumed|shouted|muttered|returned"
    "|insisted|insists|told|tells|sighed|smiled|smiles|confided|recalls|recalled|concluded|concludes"
)
_SPEAKS_EN = re.compile(rf"\b(he|she)\s+(?:{_SAID})\b|\b(?:{_SAID})\s+(he|she)\b", re.IGNORECASE)
_BEGINS_FR = re.compile(
    r"[—–\s«“]*(?:(?:Et|Mais|Puis|Alors|Donc|Car)\s)?(il|elle)\s(?!(?:y|faut|s[’']agi|(?:(?:me|te|lui|nous|vous|leur)\s)?sembl\w*)\b)",
    re.IGNORECASE,
)
_BEGINS_EN = re.compile(
    r"[—–\s“‘\"']*(?:(?:And|But|Then|So|For)\s)?(he|she)\b(?!\s(?:who|that)\b)", re.IGNORECASE
)


def _speaker(pair: Pair) -> Flaw | None:
    """A man speaks where a woman does in French, or the other way round."""
    speaks, spoken = _who(_SPEAKS_FR, pair.source), _who(_SPEAKS_EN, pair.target)
    if len(speaks) == len(spoken) == 1 and speaks.keys() != spoken.keys():
        return _of_another(*speaks.values(), *spoken.values())
    return None


def _subject(pair: Pair) -> Flaw | None:
    """A sentence begins with "he" where the French one begins with « elle », or the other way round."""
    ours, theirs = (list(sentences.spans(text)) for text in (pair.source, pair.target))
    if len(ours) != len(theirs):
        return None
    french = [_BEGINS_FR.match(pair.source[:end], start) for start, end in ours]
    english = [_BEGINS_EN.match(pair.target[:end], start) for start, end in theirs]
    counts, there = (Counter(_gender(found) for found in each if found) for each in (french, english))
    for one, other, (start, end) in zip(french, english, ours, strict=True):
        if one and other and (right := _gender(one)) != (wrong := _gender(other)):
            # The counts must differ too, because sentences may be split differently. And « elle » may be a
            # victim or a sentinel who is a man.
            changed = there[right] < counts[right] and there[wrong] > counts[wrong]
            anybody = wrong == "m" and pronouns.ANYBODY.search(pair.source)
            if changed and not anybody and not _SOURCE[wrong].search(pair.source[start:end]):
                return _of_another(one, other)
    return None


def _gender(found: re.Match[str]) -> Gender:
    return pronouns.GENDERS[str(found[found.lastindex or 1]).lower()]


def _who(pattern: re.Pattern[str], text: str) -> dict[Gender, re.Match[str]]:
    """The genders that a pattern finds, each with its last match."""
    return {_gender(found): found for found in pattern.finditer(text)}


def _of_another(ours: re.Match[str], theirs: re.Match[str]) -> Flaw:
    at = theirs.lastindex or 1
    return Flaw(_ANOTHER.format(theirs[at], ours[1]), theirs.span(at), ours.span(1))


def _pronouns(pair: Pair, subject: str, people: Mapping[str, Gender]) -> Flaw | None:
    known = _gender_of_text(pair, subject, people)
    sources, targets = sentences.split(pair.source), sentences.split(pair.target)
    if len(sources) != len(targets):
        sources, targets = [pair.source], [pair.target]
    for source, target in zip(sources, targets, strict=True):
        used: list[Gender] = [kind for kind in ("f", "m") if _TARGET[kind].search(target)]
        if len(used) != 1:
            continue
        theirs, ours = used[0], _OTHER[used[0]]
        word = _first(_TARGET[theirs], target)
        meant = [kind for kind in ("f", "m") if _SOURCE[kind].search(source)]
        if meant == [ours] and known in (None, ours) and _TELLS[ours].search(source):
            # « elle » may be a firm, and "his" may come from « son père »: only "he" and titles are certain.
            anybody = theirs == "m" and pronouns.ANYBODY.search(pair.source)
            if _CERTAIN[theirs].search(target) and not anybody and not _other_name(source, people):
                told = _first(_TELLS[ours], source)
                here = _TARGET[theirs].search(pair.target)
                there = _TELLS[ours].search(pair.source)
                return Flaw(
                    _ANOTHER.format(word, told),
                    here.span() if here else None,
                    there.span() if there else None,
                )
        elif not meant and known == ours and not _other_name(source, people):
            here = _TARGET[theirs].search(pair.target)
            message = f"The translation has “{word}”, but the French text is about {_PERSON[ours]}."
            return Flaw(message, here.span() if here else None)
    return None


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[0] if found else ""


def _other_name(text: str, people: Mapping[str, Gender]) -> bool:
    """Whether the text names a person whose gender is not known: Karim, Philippe. Not: à Grasse, du Havre."""
    for person in people:
        text = text.replace(person, " ")
    text = re.sub(rf"\b(?:{_TITLES_FR['f']}|{_TITLES_FR['m']}){_NAME}", " ", text)
    return _OTHER_NAME.search(text) is not None


def _others(pair: Pair, people: Mapping[str, Gender], gender: Gender) -> bool:
    """Whether the French text names a person who is or may be of this gender."""
    return _NOUNS[gender].search(pair.source) is not None or _other_name(pair.source, people)


def _gender_of_text(pair: Pair, subject: str, people: Mapping[str, Gender]) -> Gender | None:
    """The gender of the people named in a text and of the `subject` of its chapter; None if unknown or mixed.

    None also in an interview, where people speak of others.
    """
    if _notes(pair).is_interview:
        return None
    named = {kind for person, kind in people.items() if person in pair.source or person == subject}
    return named.pop() if len(named) == 1 else None


def _subjects(pairs: Sequence[Pair]) -> Mapping[str, str]:
    """Whom each chapter is about: its only speaker, or, without a speaker, the person who is its title."""
    speakers: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        noted = _notes(pair)
        speakers[noted.chapter].update({noted.speaker} - {""})
    return {title: next(iter(names), title) for title, names in speakers.items() if title and len(names) < 2}


def _people(pairs: Sequence[Pair], subjects: Mapping[str, str]) -> Mapping[str, Gender]:
    """The people of the book whose gender is certain, from the configuration or from the French text.

    The French text tells it by the words of their chapter that show a gender (« Présidente », « elle »), if
    they all show the same one.
    """
    speakers = {name for pair in pairs if (name := _notes(pair).speaker)}
    evidence: dict[str, list[Gender]] = defaultdict(list)
    for pair in pairs:
        noted = _notes(pair)
        name = subjects.get(noted.chapter, "")
        if name in speakers and not noted.is_interview and "?" not in pair.source:
            for sentence in sentences.split(pair.source):
                kinds: list[Gender] = [kind for kind in ("f", "m") if _SOURCE[kind].search(sentence)]
                if len(kinds) == 1 and _TELLS[kinds[0]].search(sentence):
                    evidence[name] += kinds
    found = {person: kinds[0] for person, kinds in evidence.items() if len(set(kinds)) == 1}
    return found | dict(pairs[0].settings.genders if pairs else {})


def _notes(pair: Pair) -> notes.Notes:
    return notes.read(pair.unit.notes)


CHECKS = (
    Check("gender", "warning", "A woman has become a man, or a man a woman.", gender),
    Check(
        "perhaps-gender", "note", "A pronoun has the other gender, but may refer to somebody else.", perhaps
    ),
)
