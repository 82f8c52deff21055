"""Labels of speakers at the start of a paragraph: `Anne Exemple :`, `A. E. –`, `[Chercheur] (0:15)`, `Q.`"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from booktranslate.language import word_set
from booktranslate.language.spaces import SPACE
from booktranslate.language.titles import untitled
from booktranslate.model import Close, Open, TaggedText, Text

_SPACE = r"\s"  # it matches no-break spaces too
_INITIALS = rf"(?:[A-ZÀ-Þ]\.{_SPACE}?-?){{1,4}}|[A-ZÀ-Þ]{{1,4}}(?:-[A-Z]{{1,2}})?"
_NAME = (
    rf"[A-ZÀ-Þ][\w’'.·-]*(?:{_SPACE}(?:[A-ZÀ-Þ][\w’'.·-]*|[dD][’'][A-ZÀ-Þ]\w*|de|du|des|le|la|van|von|el|ben|et|"
    rf"n[°º]|rédaction|\d{{1,3}})){{0,5}}"
)
_CLOCK = rf"\d{{1,2}}(?::|{_SPACE}?h{_SPACE}?|[’'′])\d{{2}}(?:[:.’'′″]\d{{1,3}}){{0,2}}"
_TIME = rf"[\[(]?{_CLOCK}(?:{_SPACE}*[-–—>]+{_SPACE}*{_CLOCK})?[\])]?"
_REMARK = rf"(?:{_SPACE}*\([^()]{{1,60}}\))?"
_BEFORE = rf"(?:{_TIME}{_SPACE}*[-–—:]?{_SPACE}*)?"
# What follows a time, if there is one.
_FORMS = tuple(
    re.compile(form, re.DOTALL)
    for form in (
        # [Chercheur] (0:15) : …
        rf"[\[{{<](?P<name>{_NAME}|{_INITIALS})[\]}}>]{_SPACE}*(?:{_TIME})?{_SPACE}*[:–—-]?{_SPACE}*"
        r"(?P<rest>.*)$",
        # Anne Exemple (présidente) : …
        rf"(?P<name>{_NAME}|{_INITIALS}){_REMARK}{_SPACE}*(?:{_TIME})?{_SPACE}*:(?!//){_SPACE}*"
        r"(?P<rest>.*)$",
        # A. E. – …    Q – …
        rf"(?P<name>{_INITIALS}|[QR]\.?{_SPACE}?\d{{1,3}}|(?:Question|Réponse)(?:{_SPACE}\d+)?){_SPACE}*[–—-]+{_SPACE}+"
        r"(?P<rest>.*)$",
        # Anne Exemple (0:15) …
        rf"(?P<name>{_NAME}|{_INITIALS}){_SPACE}+(?:{_TIME}){_SPACE}*(?P<rest>.*)$",
        # Q. …   Q1. …   R) …
        rf"^(?P<name>[QR]{_SPACE}?\d{{0,3}}|(?:Question|Réponse){_SPACE}\d{{1,3}}){_SPACE}*[.)]{_SPACE}+"
        r"(?P<rest>.*)$",
    )
)
_ALONE = re.compile(
    rf"[\[]?(?P<name>{_NAME}|{_INITIALS})[\]]?{_REMARK}{_SPACE}*(?:{_TIME})?{_SPACE}*[:–—-]?$",
    re.DOTALL,
)
_LONGEST = 60
# A long text without any of these has no label. All begin with a sign of one set, which is found faster.
_SIGN = re.compile(r"[:\]–—).-](?:(?<!\.)|(?<=^[QR]\.)|(?<=\d\.)\d)")

ASKERS = word_set(
    """
    q question questions journaliste interviewer intervieweur intervieweuse interviewe(r)
    enqueteur enquetrice chercheur chercheuse chercheure redaction laredaction moderateur
    moderatrice animateur animatrice intervieweureuse presentateur presentatrice
    """
)
ANSWERERS = word_set(
    """
    r rep reponse reponses interviewe interviewee enquete enquetee repondant repondante temoin
    participant participante invite invitee
    """
)
# Words before a colon that are nobody's label.
NOBODY = word_set(
    """
    exemple exemples note notes nb remarque remarques attention source sources photo photos legende
    conseil resultat resultats objectif objectifs definition rappel important astuce date lieu heure
    duree contact telephone tel mail email adresse site web prix public materiel consigne etape
    theme titre auteur auteurs mots motscles resume abstract article annexe figure tableau chapitre
    partie introduction conclusion total avantage avantages inconvenient inconvenients probleme
    solution oui non vrai faux explication correction option choix bref enfin alors donc ainsi aussi
    parexemple bilan contexte profil age profession fonction nom prenom formation
    """
)


@dataclass(frozen=True, slots=True)
class Label:
    """The speaker whom a paragraph names at its start: the name as written (`A. E.`), its key, and the rest
    of the paragraph.

    `is_set_off`: brackets or formatting show that it is a label, not the start of a sentence.
    """

    name: str
    key: str
    rest: str
    is_set_off: bool = False


def read_label(text: TaggedText) -> Label | None:
    """The label at the start of a paragraph; None if there is nothing that can be one."""
    plain = text.plain.strip()
    if (
        len(plain) > _LONGEST
        and not isinstance(text.pieces[0], Open)
        and not _SIGN.search(plain, 0, 2 * _LONGEST)
    ):
        return None
    marked, after = _marked(text)
    start = _behind_time(plain)
    for number, form in enumerate(_FORMS):
        found = form.match(plain, start)
        if found and len(found["name"]) <= _LONGEST:
            return _label(found["name"], found["rest"], number == 0 or bool(marked))
    if marked and after.strip():
        bare = marked.strip().rstrip(f":–—-.{SPACE}")
        if len(bare) <= _LONGEST and _ALONE.match(bare + " :", _behind_time(bare)):
            return _label(bare, after.strip().lstrip(f":–—-{SPACE}"), True)
    found = _ALONE.match(plain, start) if len(plain) <= _LONGEST else None
    return _label(found["name"], "", bool(marked) or plain[-1] in ":]–—") if found else None


def _behind_time(text: str) -> int:
    found = re.match(_BEFORE, text)
    return found.end() if found else 0


def _label(name: str, rest: str, is_set_off: bool) -> Label | None:
    key = key_of(name)
    return Label(" ".join(name.split()), key, rest.strip(), is_set_off) if key else None


@lru_cache(1_000)  # a book has the same few labels in hundreds of paragraphs
def key_of(name: str) -> str:
    """The key by which labels are compared: letters and digits only, in lower case, without accents, titles
    and the numbers of questions."""
    plain = unicodedata.normalize("NFKD", untitled(name.strip())).encode("ascii", "ignore").decode()
    letters = re.sub(r"[^a-z0-9]+", "", plain.casefold())
    return re.sub(r"^(q|r|question|reponse)\d+$", r"\1", letters)


def _marked(text: TaggedText) -> tuple[str, str]:
    """The words inside the tags with which a text begins, and the words after them; both may be empty."""
    opened: list[str] = []
    inside, after = "", ""
    done = False
    for piece in text:
        match piece:
            case Open(name) if not done:
                if inside and not opened:
                    done = True
                opened.append(name)
            case Close(name) if not done and opened:
                opened.pop()
                done = not opened
            case Text(value):
                if not done and not opened:
                    return "", ""
                inside, after = (inside, after + value) if done else (inside + value, after)
    return inside, after
