"""The mark that ends a text, in a whole book: one that is left out often is left out on purpose.

Names: pofilter's `endpunc`, and our `end-style` for what is as often as not the house style.
"""

import re
from collections.abc import Iterator, Sequence

from booktranslate.checks.pairs import Check, Flaw, Pair, each
from booktranslate.language import addresses, sentences
from booktranslate.language.spaces import SPACE
from booktranslate.model import Span

_FEW = 3  # texts that tell nothing of the style of a book yet
_USUAL = 0.1  # of the texts of one sentence; in books 1 to 5 % have lost their full stop, in forms 10 to 60
_CUT = re.compile(r"\(\w{1,6}\.\)$")  # rue (cont.)
_CLOSERS = f"»”’\"')]}}\u200a\u2060*_{SPACE}\t\n"
_PICTURES = re.compile("[\u2600-\u27bf\ufe0f\U0001f300-\U0001faff\\s]+$")


def ends(pairs: Sequence[Pair]) -> Iterator[tuple[int, Flaw]]:
    """A sentence lost the mark that ends it, and those beside it did not."""
    for index, flaw, usual in _ends(pairs):
        if not usual:
            yield index, flaw


def end_styles(pairs: Sequence[Pair]) -> Iterator[tuple[int, Flaw]]:
    """The text ends with another mark, or with none as many others do."""
    yield from ((index, flaw) for index, flaw, usual in _ends(pairs) if usual)
    for index, pair in enumerate(pairs):
        if pair.translated:
            yield from ((index, flaw) for flaw in end_style(pair))


def _ends(pairs: Sequence[Pair]) -> Iterator[tuple[int, Flaw, bool]]:
    """The marks that are lost, and whether this book does without them: the messages of a form, items."""
    found = [
        (index, flaw)
        for index, flaw in each(end)(pairs)
        if isinstance(flaw, Flaw) and not _CUT.search(pairs[index].source)
    ]
    stops = [pair for pair in pairs if pair.translated and _is_one_sentence(pair)]
    lost = sum(_is_one_sentence(pairs[index]) for index, _ in found)
    usual = lost >= _FEW and lost >= _USUAL * len(stops)
    bare = {index for index, _ in found if _is_one_sentence(pairs[index])}
    for index, flaw in found:
        # The items of a list go together.
        listed = pairs[index].source[:1].islower() or not bare.isdisjoint((index - 1, index + 1))
        yield index, flaw, (usual or listed) and index in bare


def end(pair: Pair) -> Iterator[Flaw]:
    """A sentence lost the mark that ends it, or a question mark came or went."""
    source, target = _end_mark(pair.source), _end_mark(pair.target)
    if source == target or not re.search(r"\w", pair.source):
        return
    if sentences.abbreviated(pair.target) or sentences.abbreviated(pair.source):
        return
    if not target and source in (".", "!", "?", "…") and not _ends_openly(pair.target):
        if (source == "!" and _is_name_with_mark(pair)) or (source == "?" and not _asks(pair.target)):
            return
        message = f"The French text ends with “{source}”, the translation with no mark."
        yield Flaw(message, _end_of(pair.target), _end_of(pair.source))
    elif source == "?" and target in (".", "…") and _asks(pair.target) and not _asked_before(pair):
        message = f"The French text ends with “?”, the translation with “{target}”."
        yield Flaw(message, _end_of(pair.target), _end_of(pair.source), suggestion="?")


# How an English question begins: one that is no question any more has lost no mark.
_QUESTION = re.compile(
    r"(?:who|whom|whose|what|which|when|where|why|how(?! to\b)|is|are|am|was|were|do|does|did|have"
    r"|has|had|can|could|will|would|shall|should|may|might|must)(?:n[’']t)?\b",
    re.IGNORECASE,
)


def _is_name_with_mark(pair: Pair) -> bool:
    """Whether the French ends in a word with a mark that the English has within: println!"""
    last = pair.source.split()[-1]
    return last in pair.target and not last[0].isspace() and len(last) > 1


def _asked_before(pair: Pair) -> bool:
    """Whether the question stands before who asks it: “Are you ill?” inquired the young man."""
    return re.search(r"\?[”’\"']\s[a-z][^?]*$", pair.target) is not None


def _asks(text: str) -> bool:
    last = sentences.split(text.strip(_CLOSERS + "“‘.…"))[-1:]
    return any(_QUESTION.match(_EXCLAIMED.sub("", each.lstrip("“‘\"'(–—- "))) for each in last)


_EXCLAIMED = re.compile(r"(?:why|well|what|how|oh|and),\s(?:\w+,\s)?", re.IGNORECASE)  # "Why, that was he."


def _ends_openly(text: str) -> bool:
    """Whether a sentence breaks off, or ends in an address or a sign, where a mark would be wrong."""
    text = text.rstrip(_CLOSERS)
    open_ = re.search(r"(?:[–—→/\\|*=+-]|[;,]\s(?:and|or))\s*$", text)
    return open_ is not None or addresses.at_end(text)


def end_style(pair: Pair) -> Iterator[Flaw]:
    """The text ends with another mark: as often as not the house style of lists, headings and speech."""
    source, target = _end_mark(pair.source), _end_mark(pair.target)
    if source == target or not re.search(r"\w", pair.source) or any(end(pair)):
        return
    if {source, target} <= {".", "!", "…"} or _ends_openly(pair.target):
        return
    if sentences.abbreviated(pair.target) or sentences.abbreviated(pair.source):
        return
    # An item of a list ends with a semicolon, a comma, a full stop or nothing, as the house has it.
    if {source, target} <= {";", ",", ".", ""} and not (source == "." and not target):
        return
    if not source:
        message = f"The translation ends with “{target}”, the French text with no mark."
    elif not target:
        message = f"The French text ends with “{source}”, the translation with no mark."
    else:
        message = f"The French text ends with “{source}”, the translation with “{target}”."
    yield Flaw(message, _end_of(pair.target), _end_of(pair.source))


def _end_of(text: str) -> Span:
    """Where its last mark or, without one, its last letter stands."""
    end = len(text.rstrip(_CLOSERS))
    return max(end - 1, 0), end


# What is heard in a film after the words: (upbeat music).
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
