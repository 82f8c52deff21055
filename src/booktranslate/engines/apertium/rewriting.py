"""Rewrite French to make it easier for Apertium, and tidy up Apertium's English.

The rules are right whatever the sentence means. They work on flattened texts (`protected_words.py`), in
which tags and shielded stretches are single private-use characters, *stand-ins*, that no rule changes.
"""

import re
from collections.abc import Callable

from booktranslate.language.english_figures import with_english_figures
from booktranslate.language.letters import LOWER
from booktranslate.language.spaces import NO_BREAK

# The pivot languages drop subject pronouns, so the second pair does not know who speaks. A character is put
# before each subject pronoun (except "il", which is often impersonal); `stream.pronounced` makes it a
# pronoun.
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
    # "n'avez-vous" -> "vous n'avez": the pairs do not know inverted subjects. "rendez-vous" is a noun.
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
    # "“it Is well", "I Have begun": a pronoun was put before the word that began the sentence.
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
    """French without constructions that Apertium gets wrong, with figures and punctuation as in English."""
    return _rewritten(with_english_figures(text), _FRENCH)


def clean_english(text: str) -> str:
    """Apertium's English with correct apostrophes, spaces and capitals, and without doubled pronouns."""
    return _rewritten(text, _ENGLISH)


def _rewritten(text: str, rules: tuple[tuple[re.Pattern[str], _Replacement], ...]) -> str:
    for pattern, replacement in rules:
        text = pattern.sub(replacement, text)
    return text
