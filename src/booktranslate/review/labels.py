"""What the forms say, in French and English, as a reviewer may speak only one of the two."""

import re
from collections.abc import Iterator

from booktranslate import notes
from booktranslate.language.spaces import SPACE
from booktranslate.model import State
from booktranslate.review.values import Row

NUMBER, FRENCH, ENGLISH = "N°", "Français / French", "Anglais / English"
OK, REMARK, STATE, NOTES, ID = "OK", "Remarque / Remark", "État / State", "Notes", "Id"

APPROVED, REFUSED = "OK", "non / no"
STATES = {
    State.EMPTY: "à traduire / to be translated",
    State.DRAFT: "brouillon / draft",
    State.REVIEWED: "relu / reviewed",
}
TOO_LONG = "(texte trop long pour une cellule / text too long for a cell)"
HELP = (
    "Corrigez l’anglais, écrivez OK si la traduction convient, et notez vos remarques ; ne changez pas le "
    "reste, gardez les <balises>. / Correct the English, write OK if a translation is right, and write your "
    "remarks; do not change the rest, and keep the <tags>."
)

_LANGUAGES = {"fr": "Français", "en": "English"}


def sides(*codes: str) -> list[str]:
    """The names of languages, as they head the columns of a bilingual edition."""
    return [_LANGUAGES.get(code.split("-")[0], code) for code in codes]


_YES = frozenset(
    "ok okay x o oui y yes v vrai true 1 bon good validé valide approuvé approved ✓ ✔ ☑ ☒ ✅".split()  # noqa: SIM905
)
_NO = frozenset((REFUSED, "n", "non", "no", "faux", "false", "0", "✗", "✘", "❌"))
_OPEN = {"", "☐", "-", "–", "—", "?"}


def verdict(words: str) -> tuple[bool | None, str]:
    """What is in the column OK: True, False or None (undecided), and the words in it that are a remark."""
    plain = " ".join(words.casefold().strip(f".!{SPACE}").split())
    if plain in _YES:
        return True, ""
    if plain in _NO:
        return False, ""
    return None, "" if plain in _OPEN else words


def about(row: Row) -> Iterator[str]:
    """The lines that tell a reviewer what a text is, its terms and changes, findings and comments."""
    told = row.notes
    if told.role in {notes.QUESTION, notes.ANSWER}:
        role = told.role if told.role == notes.QUESTION else f"Réponse / {told.role}"
        yield role + (f" : {told.speaker}" if told.speaker else "")
    elif told.role and told.role != "Paragraph":
        yield told.role
    for term in told.terms:
        yield f"{term.source} → {term.rule}"
    if told.change:
        yield f"Changé / Changed: {told.change}"
    for finding in row.findings:
        yield f"⚠ {finding.message}"
    if row.comment:
        yield re.sub(r"^booktranslate: ", "", row.comment, flags=re.MULTILINE)
