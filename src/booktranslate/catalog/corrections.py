"""What changed in a source text, shown word by word, and the same change made in its translation.

Only what is certain is changed: a number or a term of the glossary that took the place of another one, and
whose translation occurs exactly once in the old translation. The result is a proposal for a person.
"""

import re
from collections.abc import Iterator

from booktranslate.glossary import Glossary
from booktranslate.language.english import pattern
from booktranslate.language.spaces import S
from booktranslate.model import TaggedText, Text, tagged

_MOST = 8  # changes shown; of a rewritten text, a PO editor shows the previous text
_LONGEST = 80
_TOKEN = re.compile(rf"\d+(?:{S}\d{{3}})*(?:[.,]\d+)*|[^\W\d_]+(?:[’'](?=\w))?|\S")
_SECTION = re.compile(r"\d+(?:\.\d+)+")  # 4.5: a number of a heading, the same in both languages
_NUMBER = re.compile(rf"\d+(?:{S}\d{{3}})*(?:,\d+)?")


_Replaced = tuple[tuple[str, ...], tuple[str, ...]]  # how English may write what went, and what came


def shown_changes(old: str, new: str) -> str:
    """The words for a reviewer: `“83” → “87”; added “très”`; empty when there is too much to show."""
    spans = list(_spans(old, new))
    if not spans or len(spans) > _MOST:
        return ""
    return "; ".join(_shown(_short(old[a:b]), _short(new[c:d])) for a, b, c, d in spans)


def _shown(gone: str, came: str) -> str:
    if gone and came:
        return f"“{gone}” → “{came}”"
    return f"removed “{gone}”" if gone else f"added “{came}”"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def _spans(old: str, new: str) -> Iterator[tuple[int, int, int, int]]:
    """Where the texts differ, as start and end in each, in whole words and numbers."""
    from difflib import SequenceMatcher  # 1 ms, and most texts are as they were

    before, after = list(_TOKEN.finditer(old)), list(_TOKEN.finditer(new))
    words = [found[0] for found in before], [found[0] for found in after]
    for tag, a, b, c, d in SequenceMatcher(None, *words, autojunk=False).get_opcodes():
        if tag != "equal":
            yield (*_extent(before[a:b]), *_extent(after[c:d]))


def _extent(tokens: list[re.Match[str]]) -> tuple[int, int]:
    return (tokens[0].start(), tokens[-1].end()) if tokens else (0, 0)


def corrected(old: str, new: str, target: TaggedText, glossary: Glossary) -> TaggedText:
    """The translation of `old` with the numbers and terms of `new`, or as it is where that is not certain."""
    changes = _replaced_terms(old, new, glossary)
    if changes is None:
        changes = [(_english(old[a:b]), _english(new[c:d])) for a, b, c, d in _spans(old, new)]
    result: TaggedText | None = target
    for forms, replacement in changes:
        result = _with_one_replaced(result, forms, replacement) if result else None
    return result or target


def _replaced_terms(old: str, new: str, glossary: Glossary) -> list[_Replaced] | None:
    """The one term that took the place of another; None when the texts differ in anything else."""
    before, after = glossary.find(old), glossary.find(new)
    for gone in before:
        for came in after:
            same = old[: gone.start] == new[: came.start] and old[gone.end :] == new[came.end :]
            if same and gone.term != came.term:
                return [((gone.target, gone.term.target), (came.target,))]
    return None


def _english(number: str) -> tuple[str, ...]:
    """How English may write a French number, the usual way first: 2 500,5 is 2,500.5."""
    if _SECTION.fullmatch(number):
        return (number,)
    if not _NUMBER.fullmatch(number):
        return ()
    whole, _, decimals = number.partition(",")
    digits = re.sub(S, "", whole)
    grouped = digits if digits.startswith("0") else f"{int(digits):,}"
    forms = (digits, grouped) if digits == whole else (grouped, digits)  # a year has no comma
    return tuple(dict.fromkeys(form + (f".{decimals}" if decimals else "") for form in forms))


def _with_one_replaced(
    target: TaggedText, forms: tuple[str, ...], replacement: tuple[str, ...]
) -> TaggedText | None:
    """The text with the place that reads like one of the forms replaced; None unless there is just one."""
    if not forms or not replacement:
        return None
    wanted = pattern(tuple(dict.fromkeys(forms)), exact=False)
    places = [
        (index, found)
        for index, piece in enumerate(target)
        if isinstance(piece, Text)
        for found in wanted.finditer(piece.value)
        if not _is_in_a_number(found)
    ]
    if len(places) != 1:
        return None
    index, found = places[0]
    new = replacement[0]
    if found[0][:1].isupper():
        new = new[:1].upper() + new[1:]
    pieces = list(target)
    pieces[index] = Text(found.string[: found.start()] + new + found.string[found.end() :])
    return tagged(pieces)


def _is_in_a_number(found: re.Match[str]) -> bool:
    before, after = found.string[: found.start()], found.string[found.end() :]
    return bool(re.search(r"\d[.,]$", before) or re.match(r"[.,]\d", after))
