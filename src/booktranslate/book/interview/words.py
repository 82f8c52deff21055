"""The French of interviews: questions and requests, who is addressed, what looks like a name."""

import re
from collections.abc import Collection, Sequence

from booktranslate.language import word_set
from booktranslate.language.titles import untitled

_LONGEST_TITLE = 200
_LONGEST_QUESTION = 600  # characters: a longer paragraph that ends in "?" rather tells something
# A question mark, and what may follow it: closing marks, a remark « (rires) ».
_ASKS = re.compile(r"\?[\s»”\"’)\]…!]*(?:[\[(][^\])]{1,40}[\])])?[\s.]*$")
_VERBS = (
    "parl|racont|expliqu|décri[vrs]|présent|donn|cit|dit|évoqu|résum|détaill|précis|confi|partag|rappel|"
    "dress|livr|dévoil|éclair|illustr|révél|montr|fai"
)
_REQUEST = re.compile(
    rf"(?:^|[.!?…:–—]\s+|et (?:d’abord |puis )?)(?:"
    rf"(?:{_VERBS})\w*-(?:l[ea] )?(?:nous|moi)\b"
    r"|(?:encore )?(?:un|quelques) (?:\w+ )?mots? (?:sur|pour|de|d’)"
    r"|(?:le|un) (?:dernier )?mot (?:de la fin|pour)"
    r"|(?:une|ma|notre) dernière question"
    r"|(?:j’aimerais|je voudrais|nous aimerions|on aimerait) (?:que vous|vous|revenir|savoir|comprendre)"
    r"|revenons (?:à|sur|aux?)|parlons (?:de|du|d’)"
    r"|(?:présentez|décrivez|expliquez|imaginez|définissez|résumez|racontez|citez|complétez)\b"
    r"[^.]*\bv(?:ous|otre|os)\b)",
    re.IGNORECASE,
)
# « Pourrais-tu te présenter ? Quelques mots suffiront. »
_INVITES = re.compile(
    r"\b(?:pouvez|pourriez|peux|pourrais|voulez|voudriez|accepteriez)-(?:vous|tu)\b[^.!]*\?", re.IGNORECASE
)
_ADDRESSED = re.compile(r"\b(?:vous|votre|vos|vôtres?|tu|toi|ton|ta|tes)\b|\b[tT][’']", re.IGNORECASE)
_I = re.compile(r"\b(?:je|moi|mon|ma|mes|me)\b|\b[jm][’']", re.IGNORECASE)
_WE_ASK = re.compile(r"\b\w+(?:ons|mes)-nous\b", re.IGNORECASE)  # « Que voulons-nous ? »
_WE = re.compile(r"\b(?:nous|notre|nos|on)\b", re.IGNORECASE)
_TO_ME = re.compile(r"-moi\b|-nous\b", re.IGNORECASE)
_NUMBER = re.compile(r"^(?:\(?\d{1,3}\s*[.)°/–-]+|n°\s*\d+\s*[.:–-]?)\s*")
_DASH = re.compile(r"^[-–—−]\s*(?=\S)")
# « dit-il », « répondit Anne »: signs of a story.
_TOLD = re.compile(
    r"\b(?:dit|répondit|demanda|murmura|cria|s’écria|reprit|lança|fit|souffla|ajouta|soupira|répliqua|répéta|"
    r"chuchota|hurla|grogna|insista|protesta|rétorqua)(?:-t)?"
    r"(?:-(?:il|elle|on)\b| (?:l[ea] |mon |sa )?[A-ZÀ-Þ])"
)
_NO_INTERVIEW = re.compile(
    r"\bfaq\b|foire aux questions|questions? (?:les plus )?fréquentes?"
    r"|questions?[-/ ]réponses? (?:pratiques|juridiques)|\bquiz+\b|\bqcm\b|\bq\.c\.m\b|questionnaire"
    r"|\bexercices?\b|\bévaluation\b|\bpièce en \w+ actes?\b|\bscène \w+\b",
    re.IGNORECASE,
)
# Phrases that announce or begin an interview.
_ANNOUNCED = re.compile(
    r"\b(?:entretien|interview|rencontre|conversation|dialogue) (?:exclusive? )?(?:avec|de|d’)"
    r"|\bquestions à\b|\bpropos recueillis|\bretranscription"
    r"|\b(?:nous|vous|te|me) présenter\b|\bprésent(?:ez-vous|e-toi)\b",
    re.IGNORECASE,
)
_END = re.compile(
    r"^[\s([*–—-]*(?:propos (?:recueillis|recueilli|traduits)|entretien (?:réalisé|mené|conduit|recueilli)|"
    r"interview (?:réalisée|menée)|recueilli par|bibliographie|références|notes?$|fin$|à lire|"
    r"pour (?:en savoir plus|aller plus loin)|contacts?\b|sources?\b|crédits?\b|annexes?\b|remerciements)",
    re.IGNORECASE,
)

_PARTICLES = {
    "de",
    "du",
    "des",
    "le",
    "la",
    "van",
    "von",
    "der",
    "den",
    "el",
    "al",
    "ben",
    "bin",
    "di",
    "da",
    "dos",
}
# Words in titles and in names of organisations, which begin with a capital as people's names do.
_NO_NAME = word_set(
    """
    bibliographie annexe annexes introduction conclusion remerciements sommaire préface avant-propos
    postface pôle cluster clusters association université institut école centre fondation société
    groupe chapitre partie entretien entretiens interview interviews portrait portraits rencontre
    table tableau figure glossaire index notes sources références contexte méthode résultats
    objectifs objectif question questions réponse réponses valley vallée tech group digital capital
    industries industrie france europe paris lyon grand grande le la les un une des mon ma mes notre
    nos votre vos son sa ses leur leurs ce cette ces qui que quoi comment pourquoi direction service
    projet programme plan rapport bilan histoire premier première deuxième troisième second seconde
    article titre section module atelier conseil comité fédération réseau union agence région ville
    mairie ministère maison musée festival prix revue journal édition éditions merci bonjour
    présentation parcours actualités agenda contact contacts mentions légales foire
    """
)
_WORD = re.compile(r"[A-ZÀ-Þ](?:[\w’'·-]+|\.(?:-?[A-ZÀ-Þ]\.)*)|[a-zà-ÿ]+|[dD][’'][A-ZÀ-Þ]\w+")
_WITH = re.compile(
    r"^(?:(?:grand |l’|un )?(?:entretien|interview|rencontre|conversation|dialogue|portrait|échange|"
    r"témoignage|(?:trois |cinq |dix |\d+ )?questions à)\s*(?:exclusif |exclusive )?"
    r"(?:avec|de|du|d’|à|:|–|—)?\s*)+",
    re.IGNORECASE,
)


def asks(text: str) -> bool:
    """Whether a paragraph is a question or a request: « Parlez-nous de vos débuts. »"""
    text = without_number(text.strip())
    if len(text) > _LONGEST_QUESTION:
        return False
    if "?" in text and (_ASKS.search(text) or _INVITES.search(text)):
        return True
    return _REQUEST.search(text) is not None


def is_told(text: str) -> bool:
    """Whether a narrator says who speaks: « dit-il »."""
    return _TOLD.search(text) is not None


def is_numbered(text: str) -> bool:
    """Whether a paragraph begins with a number: « 3. »"""
    return _NUMBER.match(text) is not None


def begins_with_dash(text: str) -> bool:
    """Whether a paragraph begins with a dash, like a line of a dialogue."""
    return _DASH.match(text) is not None


def ends_interview(text: str) -> bool:
    """Whether a paragraph shows that an interview is over: « Propos recueillis par … », « Bibliographie »."""
    return len(text) < 200 and _END.match(text) is not None


def is_no_interview(title: str) -> bool:
    """Whether a title says that questions and answers are not an interview: FAQ, quiz."""
    return _NO_INTERVIEW.search(title) is not None


def announces_interview(text: str) -> bool:
    """Whether a text announces or mentions an interview: « Entretien avec … »."""
    return len(text) < 300 and _ANNOUNCED.search(text) is not None


def share(count: int, texts: Collection[str]) -> float:
    """The share that a count is of some texts, from 0 to 1; 0 if there are none."""
    return count / len(texts) if texts else 0.0


def addressed(questions: Sequence[str]) -> float:
    """The share of questions that address somebody: vous, tu, parlez-nous."""
    return share(sum(bool(_ADDRESSED.search(text) or _TO_ME.search(text)) for text in questions), questions)


def asked_for_oneself(questions: Sequence[str]) -> float:
    """The share of questions that one asks about oneself: « Où est ma facture ? », « Où allons-nous ? »"""
    return share(
        sum(
            not _ADDRESSED.search(text) and bool(_I.search(_TO_ME.sub("", text)) or _WE_ASK.search(text))
            for text in questions
        ),
        questions,
    )


def personal(answers: Sequence[str]) -> tuple[float, float]:
    """The share of answers with « je », and the share of those with « je », « nous » or « on »."""
    told = [bool(_I.search(text)) for text in answers]
    either = [first or bool(_WE.search(text)) for first, text in zip(told, answers, strict=True)]
    return share(sum(told), answers), share(sum(either), answers)


def is_person(text: str) -> bool:
    """Whether a text looks like the first name and surname of one person."""
    words = text.split()
    if not 2 <= len(words) <= 5 or any(not _WORD.fullmatch(word) for word in words):
        return False
    capital = [word for word in words if word[0].isupper() and len(word.strip(".")) > 1]
    if any(word[0].islower() and word not in _PARTICLES for word in words) or len(capital) < 2:
        return False
    return words[0][0].isupper() and not any(word.casefold().strip(".") in _NO_NAME for word in words)


def person_in(title: str) -> str:
    """The person whom a title names: « Entretien avec Élise Martin, présidente de … »; empty if it names
    nobody."""
    plain = _WITH.sub("", without_number(title.strip()))
    name = re.split(r"\s*[,:(–—|/]\s*|\s+-\s+", plain, maxsplit=1)[0].strip(" .")
    name = untitled(name)
    return " ".join(name.split()) if is_person(name) else ""


def people_in(title: str) -> list[str]:
    """All people whom a title names: « Entretien avec Maud Lestrade et Hugo Perrin »."""
    if len(title) > _LONGEST_TITLE or sum(map(str.isupper, title)) < 2:  # a name has two capitals
        return []
    parts = re.split(r"\s+(?:et|&)\s+|\s*,\s*", _WITH.sub("", title.strip()))
    return [name for part in parts if (name := person_in(part))]


def without_number(text: str) -> str:
    """The text without its number: « 3. Parlez-nous de vos clients. »"""
    return _NUMBER.sub("", text)


def initials(name: str) -> str:
    """The first letters of a name: "EM" for Élise Martin, "GFT" for Graça Figueiredo-Texier."""
    return "".join(part[0].upper() for part in re.split(r"[\s’'-]+", name) if part and part[0].isupper())
