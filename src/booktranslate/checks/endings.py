"""The punctuation mark that ends a text.

A lost mark is a fault, except in a book, or a list in it, that often leaves it out: then that is its style.

Names: pofilter's `endpunc`; `end-style` is our own, for differences that are often the house style.
"""

import re
from collections.abc import Iterator

from booktranslate.checks.pairs import Check, Flaw, Pair, Pairs
from booktranslate.language import addresses, sentences
from booktranslate.language.spaces import SPACE
from booktranslate.model import Span

_FEW = 3  # lost marks that are too few to be a style
# Lost marks that are a style, as a part of the texts of one sentence: in books 1 to 5 % have lost their full
# stop, in forms 10 to 60 %.
_USUAL = 0.1
_CUT = re.compile(r"\(\w{1,6}\.\)$")  # rue (cont.)
_CLOSERS = f"»”’\"')]}}\u200a\u2060*_{SPACE}\t\n"
_PICTURES = re.compile("[\u2600-\u27bf\ufe0f\U0001f300-\U0001faff\\s]+$")


def ends(pairs: Pairs) -> Iterator[tuple[int, Flaw]]:
    """A sentence has lost its final mark, or a question its question mark, and not as a style of the book."""
    yield from ((index, flaw) for index, flaw, is_style in pairs.once(_differences) if not is_style)


def end_styles(pairs: Pairs) -> Iterator[tuple[int, Flaw]]:
    """The text ends with a different mark, or with none, as many texts of the book do."""
    yield from ((index, flaw) for index, flaw, is_style in pairs.once(_differences) if is_style)


def _differences(pairs: Pairs) -> Iterator[tuple[int, Flaw, bool]]:
    """The texts that end with a different mark from the French, and whether that may be a matter of style."""
    lost: dict[int, Flaw] = {}
    for index, pair in enumerate(pairs):
        source, target = _end_mark(pair.source), _end_mark(pair.target)
        if not pair.translated or source == target or not re.search(r"\w", pair.source):
            continue
        if sentences.abbreviated(pair.target) or sentences.abbreviated(pair.source):
            continue
        if _is_lost(source, target, pair):
            if not _CUT.search(pair.source):
                lost[index] = _flaw(source, target, pair, suggestion="?" if target else None)
        elif not _is_usual(source, target, pair):
            yield index, _flaw(source, target, pair), True
    full_stops = {index for index in lost if _is_one_sentence(pairs[index])}
    everywhere = sum(pair.translated and _is_one_sentence(pair) for pair in pairs)
    is_style = len(full_stops) >= _FEW and len(full_stops) >= _USUAL * everywhere
    for index, flaw in lost.items():
        # The items of a list go together.
        listed = pairs[index].source[:1].islower() or not full_stops.isdisjoint((index - 1, index + 1))
        yield index, flaw, (is_style or listed) and index in full_stops


def _is_lost(source: str, target: str, pair: Pair) -> bool:
    """Whether a sentence has lost its final mark, or a question its question mark."""
    if not target and source in (".", "!", "?", "…"):
        kept = source == "!" and _is_name_with_mark(pair)
        return not _ends_openly(pair.target) and not kept and (source != "?" or _asks(pair.target))
    return source == "?" and target in (".", "…") and _asks(pair.target) and not _asked_before(pair)


def _is_usual(source: str, target: str, pair: Pair) -> bool:
    """Whether these two marks often correspond to each other."""
    if {source, target} <= {".", "!", "…"} or _ends_openly(pair.target):
        return True
    # In a list, items end with a semicolon, comma, full stop or nothing, depending on the house style.
    return {source, target} <= {";", ",", ".", ""} and not (source == "." and not target)


def _flaw(source: str, target: str, pair: Pair, suggestion: str | None = None) -> Flaw:
    if not source:
        message = f"The translation ends with “{target}”, the French text with no mark."
    elif not target:
        message = f"The French text ends with “{source}”, the translation with no mark."
    else:
        message = f"The French text ends with “{source}”, the translation with “{target}”."
    return Flaw(message, _end_of(pair.target), _end_of(pair.source), suggestion=suggestion)


# How an English question begins. A French question that is not one in English has not lost its mark.
_QUESTION = re.compile(
    r"(?:who|whom|whose|what|which|when|where|why|how(?! to\b)|is|are|am|was|were|do|does|did|have"
    r"|has|had|can|could|will|would|shall|should|may|might|must)(?:n[’']t)?\b",
    re.IGNORECASE,
)


def _is_name_with_mark(pair: Pair) -> bool:
    """Whether the last French word, with its mark, is a name that the translation keeps: println!"""
    last = pair.source.split()[-1]
    return last in pair.target and not last[0].isspace() and len(last) > 1


def _asked_before(pair: Pair) -> bool:
    """Whether a quoted question stands before the end: “Are you ill?” inquired the young man."""
    return re.search(r"\?[”’\"']\s[a-z][^?]*$", pair.target) is not None


def _asks(text: str) -> bool:
    last = sentences.split(text.strip(_CLOSERS + "“‘.…"))[-1:]
    return any(_QUESTION.match(_EXCLAIMED.sub("", each.lstrip("“‘\"'(–—- "))) for each in last)


_EXCLAIMED = re.compile(r"(?:why|well|what|how|oh|and),\s(?:\w+,\s)?", re.IGNORECASE)  # "Why, that was he."


def _ends_openly(text: str) -> bool:
    """Whether a text breaks off, or ends with an address or symbol, after which a mark would be wrong."""
    text = text.rstrip(_CLOSERS)
    open_ = re.search(r"(?:[–—→/\\|*=+-]|[;,]\s(?:and|or))\s*$", text)
    return open_ is not None or addresses.at_end(text)


def _end_of(text: str) -> Span:
    """The span of the last mark of a text or, without a mark, of its last letter."""
    end = len(text.rstrip(_CLOSERS))
    return max(end - 1, 0), end


# A sound after the words in a film transcript: (upbeat music).
_SOUND = re.compile(r"(?<=[.!?…;:,])[”’\"']?\s*\([a-zà-ÿ][^().]*\)$")
_NOTE_MARK = re.compile(r"(?:\[\d{1,3}\]|(?<=[.!?][”’\"])\d{1,2})\s*$")


def _end_mark(text: str) -> str:
    text = _SOUND.sub("", _NOTE_MARK.sub("", _PICTURES.sub("", text))).rstrip(_CLOSERS)
    if broken := re.search(r"(?:\.\.+|(?:[\s\u2060]{0,3}…)+)$", text):
        return "?" if text[: broken.start()].endswith("?") else "…"  # "What?…"
    found = re.search(r"[.!?:;,]+$", text)
    if not found:
        return ""
    mark = str(found[0])
    return "?" if "?" in mark else mark[-1:]


def _is_one_sentence(pair: Pair) -> bool:
    return pair.source.rstrip(_CLOSERS).endswith(".") and len(sentences.split(pair.target)) == 1


CHECKS = (
    Check("endpunc", "warning", "A sentence has lost its final punctuation mark.", ends),
    Check("end-style", "note", "The text ends with a different punctuation mark.", end_styles),
)
