"""Mechanical wording: French made easier for Apertium, and its English made fit to be read.

Only what is right whatever the sentence says. The functions work on flattened texts (`carriers.py`), in
which tags and shielded stretches are single private-use characters, *marks*, that no rule changes.
"""

import re
from collections.abc import Callable

from booktranslate.language.english_figures import with_english_figures
from booktranslate.language.letters import LOWER
from booktranslate.language.spaces import NO_BREAK

# The pivots drop subject pronouns and then forget who speaks. A sign is set before each such subject (but
# "il", which is often no person); `stream.pronounced` makes it a pronoun of the pivot.
SUBJECTS = {
    "I": "\U000f0000",
    "we": "\U000f0001",
    "you": "\U000f0002",
    "one": "\U000f0003",
    "she": "\U000f0004",
    "they": "\U000f0005",
}

_Replacement = str | Callable[[re.Match[str]], str]
_CLITICS = r"((?:(?:ne|me|te|se|le|la|les|lui|leur|y|en|nous|vous)\s|[ljmtsny]['’])*)"
_NOT_OBJECT = "(?<!avec )(?<!pour )(?<!chez )(?<!d')"
_OBJECTS = r"(?:(?:ne|le|la|les|lui|leur|y|en|nous|vous) |[lny]')*"


def _uninvert(found: re.Match[str]) -> str:
    clitics, verb, pronoun = found.groups()
    declarative = f"{pronoun} {clitics}{verb}".lower()
    return declarative.capitalize() if found[0][0].isupper() else declarative


def _what(found: re.Match[str]) -> str:
    return "Quel élément " if found[0][0].isupper() else "quel élément "


_FRENCH: tuple[tuple[re.Pattern[str], _Replacement], ...] = (
    (re.compile(r"[’ʼ]"), "'"),
    (re.compile(f"[{NO_BREAK}]"), " "),
    # Inclusive writing: dirigeant·e·s -> dirigeants (English nouns have no gender).
    (re.compile(rf"(?<=[{LOWER}])[·•‧][{LOWER}]+[·•‧]s\b"), "s"),
    (re.compile(rf"(?<=[{LOWER}])[·•‧][{LOWER}]+\b"), ""),
    (re.compile(r"\bqu'est-ce (?:qui |que |qu')", re.IGNORECASE), _what),
    (re.compile(r"\best-ce (?:que |qu')", re.IGNORECASE), ""),
    (re.compile(r"\b[yY] a-t-il\b"), "il y a"),
    # "n'avez-vous" -> "vous n'avez": the pivots know no inverted subject. "rendez-vous" is a noun.
    (re.compile(rf"\b{_CLITICS}(?!rendez-)([{LOWER}]+(?:ez|es))-(vous)\b", re.IGNORECASE), _uninvert),
    (re.compile(rf"\b{_CLITICS}([{LOWER}]+ons)-(nous)\b", re.IGNORECASE), _uninvert),
    (
        re.compile(rf"\b{_CLITICS}([{LOWER}]+?)(?:-t)?-(je|tu|il|elle|on|ils|elles)\b", re.IGNORECASE),
        _uninvert,
    ),
    (re.compile(r"\b([Qq]u)'(?=(?:je|tu|nous|vous)\b)"), r"\1e "),
    (re.compile(r"\bl'on\b"), "on"),
    (re.compile(r"\bcela\b"), "ça"),
    (re.compile(r"\bCela\b"), "Ça"),
    (re.compile(r"« ?"), "“"),
    (re.compile(r" ?»"), "”"),
    (re.compile(r"‹ ?"), "‘"),
    (re.compile(r" +(?=[;:!?%…](?!\w))"), ""),
    (re.compile(r"\b(?=je\b|j')", re.IGNORECASE), SUBJECTS["I"]),
    (re.compile(rf"\b(?=nous {_OBJECTS}(?:[{LOWER}]+ons|sommes)\b)", re.IGNORECASE), SUBJECTS["we"]),
    (
        re.compile(rf"\b(?=vous {_OBJECTS}(?:[{LOWER}]+ez|êtes|dites|faites)\b)", re.IGNORECASE),
        SUBJECTS["you"],
    ),
    (re.compile(r"\b(?=on\b)", re.IGNORECASE), SUBJECTS["one"]),
    (re.compile(rf"{_NOT_OBJECT}\b(?=elle [a-z])", re.IGNORECASE), SUBJECTS["she"]),
    (re.compile(rf"\b(?=ils\b)|{_NOT_OBJECT}\b(?=elles [a-z])", re.IGNORECASE), SUBJECTS["they"]),
    (re.compile("œ"), "oe"),
    (re.compile("Œ"), "Oe"),
)

_SUBJECT = "[Ii]t|[Ww]e|[Yy]ou|[Tt]hey|[Hh]e|[Ss]he"


def _recased(found: re.Match[str]) -> str:
    pronoun, word = found[1] or found[3], found[2] or found[4]
    return f"{pronoun.capitalize()} {word.lower()}"


def _lower(found: re.Match[str]) -> str:
    return found[0].lower()


_ENGLISH: tuple[tuple[re.Pattern[str], _Replacement], ...] = (
    (re.compile(r"(?<=\w)'(?=\w)|(?<=s)'(?= )"), "’"),
    # "“it Is well", "I Have begun": a pronoun was set before a word that had the sentence's capital.
    (re.compile(rf"(?<=[“.!?] )({_SUBJECT}) ([A-Z][a-z]+)|(?:^|(?<=“))({_SUBJECT}) ([A-Z][a-z]+)"), _recased),
    (re.compile(r"\bI ([A-Z])(?=[a-z]+\b)"), lambda found: f"I {found[1].lower()}"),
    (re.compile(r"(?<=[a-z] )(?:It|Us|You|Them|Me|He|She|Is|Are|Has|Have|Was|Were|Can|This|The)\b"), _lower),
    (re.compile(r"\b(I|we|you|one|she|they) \1\b", re.IGNORECASE), r"\1"),  # both pivots may add the subject
    (re.compile(r"\bI there (?:was|were)\b"), "I had"),
    (re.compile(r" +(?=[,;:!?%…)\]”](?!\w))| +(?=\.(?:\s|$))"), ""),
    (re.compile(r"(?<=[(\[“]) +"), ""),
    (re.compile(r"(?<=\S) {2,}(?=\S)"), " "),
)


def easier_french(text: str) -> str:
    """French without what Apertium stumbles over, and with figures and punctuation as in English."""
    return _rewritten(with_english_figures(text), _FRENCH)


def clean_english(text: str) -> str:
    """Apertium's English with apostrophes, spaces, articles and punctuation as they should be."""
    return _rewritten(text, _ENGLISH)


def _rewritten(text: str, rules: tuple[tuple[re.Pattern[str], _Replacement], ...]) -> str:
    for pattern, replacement in rules:
        text = pattern.sub(replacement, text)
    return text
