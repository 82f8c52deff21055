"""Inline tags such as <b>…</b>, <a1>…</a1> and <fn1/>, which must be in the translation, and intact.

Names: Okapi CheckMate has MISSING_CODE and EXTRA_CODE, Weblate `xml-tags` and `xml-invalid`; ours are more
specific. `tag-spacing` and `empty-tag` find known faults of engines (deepl-node#48, #30).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from booktranslate.checks.pairs import Check, Flaw, Found, Pair, each, place
from booktranslate.language.letters import is_spelling
from booktranslate.language.spaces import SPACE
from booktranslate.model import Close, Open, Piece, Placeholder, Span, TaggedText, Text

# Tags that a person or an engine has damaged: < b>, <B>, </ fn1>, <fn1 />, &lt;b&gt;
_DAMAGED = re.compile(r"</?\s*[A-Za-z]{1,4}[0-9]*\s*/?\s*>|</?(?:[a-z]{1,3}[0-9]+|[biu])(?=\s|$)")
_RAISED = re.compile(r"(?:sup|g)\d*")  # superscript, or a group of formats that may include it
_SPACES = f"{SPACE}\t\n"


def missing(pair: Pair) -> Iterator[Found]:
    """A tag of the French text is not in the translation."""
    lost = _counted(pair.unit.source) - _counted(pair.translation.target)
    lost -= Counter(_ordinal_endings(pair.unit.source))
    if _nesting_fault(pair.unit.source):
        lost = _balanced(lost, pair.unit.source)
    for tag in _joined(lost):
        message = f"{_this(tag)} of the French text is missing; put it with the same words in English."
        at = _place(pair.unit.source, tag.split("…")[0])
        yield Flaw(message, source_span=(at, _place(pair.unit.source, tag.split("…")[-1])))


def extra(pair: Pair) -> Iterator[Found]:
    """The translation has a tag that the French text does not have, or has it more often."""
    added = _counted(pair.translation.target) - _counted(pair.unit.source)
    added -= Counter(_ordinal_endings(pair.translation.target))
    known = _counted(pair.unit.source)
    if _nesting_fault(pair.unit.source):
        added = _balanced(added, pair.translation.target)
    for tag in _joined(added):
        if tag.split("…")[0] in known:
            yield f"{_this(tag)} occurs more often than in the French text; keep one and remove the rest."
        else:
            yield f"{_this(tag)} is not in the French text; remove it."


def order(pair: Pair) -> Iterator[Found]:
    """Footnotes or other objects are in a different order."""
    source, target = _placed(pair.unit.source), _placed(pair.translation.target)
    if source != target and sorted(source) == sorted(target):
        yield (
            f"The order of the tags is {' '.join(target)}; in the French text it is {' '.join(source)}. "
            "Footnotes are numbered in the order of the text: make sure that each is where it belongs."
        )


def nesting(pair: Pair) -> Iterator[Found]:
    """Tags cross, are closed without being opened, or are not closed."""
    fault = _nesting_fault(pair.translation.target)
    if fault and not _nesting_fault(pair.unit.source):
        yield fault


def malformed(pair: Pair) -> Iterator[Flaw]:
    """Something looks like a tag but is not one."""
    for piece in pair.translation.target:
        if isinstance(piece, Text):
            for found in _DAMAGED.findall(piece.value):
                if found not in pair.source and _is_ours(found, pair.unit.source):
                    message = f"“{found}” looks like a damaged tag; write it as in the French text."
                    yield Flaw(message, place(pair.target, found))


# The names of our tags, without their numbers; <file> and <user> are words of the book.
_NAMES = frozenset(
    ("b", "i", "u", "s", "bi", "sc", "sup", "sub", "g", "a", "f", "c", "m", "x", "fn", "en", "br", "tab")
)


def _is_ours(damaged: str, source: TaggedText) -> bool:
    name = re.sub(r"[^a-z]", "", damaged.lower())
    return name in _NAMES or name in {re.sub(r"\d", "", tag.name) for tag in source.tags}


def empty(pair: Pair) -> Iterator[Flaw]:
    """A pair of tags has no words between them."""
    known = set(_emptied(pair.unit.source))
    for name in _emptied(pair.translation.target):
        if name not in known:
            at = _place(pair.translation.target, f"<{name}>")
            message = (
                f"There are no words between <{name}> and </{name}>; move the words that belong there "
                f"between the tags."
            )
            yield Flaw(message, (at, at), _stretch(pair.unit.source, name))


def spacing(pair: Pair) -> Iterator[Flaw]:
    """A space beside a tag was lost: `le <b>mot</b>` became `the<b>word</b>`."""
    known = {name for name, _ in _glued(pair.unit.source)}
    for name, tag in _glued(pair.translation.target):
        if name not in known and tag in pair.translation.target.tags and _has(pair.unit.source, name):
            at = _place(pair.translation.target, name)
            message = f"A space is missing at the tag {_shown(tag)}: two words run together."
            yield Flaw(message, (at, at), suggestion=" ")


def _place(text: TaggedText, shown: str) -> int:
    """The place of a tag: its index in the plain text, or the end of the text if the tag is not there."""
    pieces = text.pieces
    at = next((index for index, piece in enumerate(pieces) if _is(piece, shown)), len(pieces))
    return len(TaggedText(pieces[:at]).plain)


def _is(piece: Piece, shown: str) -> bool:
    return not isinstance(piece, Text) and _shown(piece) == shown


def _stretch(text: TaggedText, name: str) -> Span | None:
    """The span in the plain text between a pair of tags; None if there is no such tag."""
    names = {tag.name for tag in text.tags}
    return (_place(text, f"<{name}>"), _place(text, f"</{name}>")) if name in names else None


def nowhere(pairs: Sequence[Pair]) -> Iterable[tuple[int, str]]:
    """Nothing, for a check whose findings come from elsewhere."""
    return ()


def _shown(tag: Open | Close | Placeholder) -> str:
    return str(TaggedText((tag,)))


def _counted(text: TaggedText) -> Counter[str]:
    return Counter(map(_shown, text.tags))


def _joined(tags: Counter[str]) -> Iterator[str]:
    """The tags, with <b> and </b> joined as <b>…</b> if there are equally many of both."""
    for tag in tags:
        name = tag.strip("</>")
        if tags[f"<{name}>"] == tags[f"</{name}>"]:
            if not tag.startswith("</"):
                yield tag if tag.endswith("/>") else f"{tag}…</{name}>"
        else:
            yield tag


def _balanced(tags: Counter[str], text: TaggedText) -> Counter[str]:
    """The tags without those that are never closed in `text`, and so only look like tags: (?P<mot>\\w+)."""
    counts = _counted(text)

    def is_tag(tag: str) -> bool:
        name = tag.strip("</>")
        return tag.endswith("/>") or counts[f"<{name}>"] == counts[f"</{name}>"]

    return Counter({tag: count for tag, count in tags.items() if is_tag(tag)})


def _this(tag: str) -> str:
    return f"The pair of tags {tag}" if "…" in tag else f"The tag {tag}"


def _ordinal_endings(text: TaggedText) -> Iterator[str]:
    """Superscript tags that a house style may add or leave out: M<sup>me</sup>, 20<sup>th</sup>."""
    for before, first, inner, last in zip(
        text.pieces, text.pieces[1:], text.pieces[2:], text.pieces[3:], strict=False
    ):
        if isinstance(before, Text) and isinstance(first, Open) and isinstance(inner, Text):
            ending = _RAISED.fullmatch(first.name) and is_spelling(before.value, inner.value)
            if ending and last == Close(first.name):
                yield from (_shown(first), _shown(Close(first.name)))


def _placed(text: TaggedText) -> list[str]:
    return [
        _shown(tag) for tag in text.tags if isinstance(tag, Placeholder) and tag.name not in ("br", "tab")
    ]


def _nesting_fault(text: TaggedText) -> str:
    opened: list[str] = []
    counts = _counted(text)
    for tag in text.tags:
        if isinstance(tag, Open):
            opened.append(tag.name)
        elif isinstance(tag, Close):
            if opened and opened[-1] == tag.name:
                opened.pop()
            elif counts[f"<{tag.name}>"] == counts[f"</{tag.name}>"]:
                return f"The tag </{tag.name}> is in the wrong place; first close the tag opened last."
            else:
                return f"The tag </{tag.name}> has no opening tag; put <{tag.name}> before it."
    return f"The tag <{opened[-1]}> is not closed; put </{opened[-1]}> after its words." if opened else ""


def _emptied(text: TaggedText) -> Iterable[str]:
    for first, second, third in zip(text.pieces, text.pieces[1:], (*text.pieces[2:], None), strict=False):
        if isinstance(first, Open):
            blank = isinstance(second, Text) and not second.value.strip(_SPACES)
            end = third if blank else second
            if end == Close(first.name):
                yield first.name


def _glued(text: TaggedText) -> Iterator[tuple[str, Open | Close]]:
    """Tags with a letter or digit on both sides, each with how it is written."""
    pieces = text.pieces
    for before, tag, after in zip(pieces, pieces[1:], pieces[2:], strict=False):
        if not (isinstance(before, Text) and isinstance(after, Text)):
            continue
        if isinstance(tag, Open | Close) and before.value[-1].isalnum() and after.value[0].isalnum():
            yield _shown(tag), tag


def _has(text: TaggedText, shown: str) -> bool:
    return shown in map(_shown, text.tags)


CHECKS = (
    Check("missing-tag", "error", "A tag of the French text is missing.", each(missing)),
    Check("extra-tag", "error", "A tag is not in the French text.", each(extra)),
    Check("tag-order", "warning", "Footnotes or objects are in a different order.", each(order)),
    Check("tag-nesting", "error", "Tags cross or are not closed.", each(nesting)),
    Check("damaged-tag", "error", "Something looks like a tag but is not one.", each(malformed)),
    Check("empty-tag", "warning", "A pair of tags has no words left.", each(empty)),
    Check("tag-spacing", "warning", "A space is missing at a tag.", each(spacing)),
    # Only the Word document shows this: steps/check.py adds the findings.
    Check(
        "grown-reference", "warning", "A cross-reference shows more words than in the French book.", nowhere
    ),
)
