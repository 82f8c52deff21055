"""Quotation marks and apostrophes.

All marks of a paragraph are read together: each gets a direction from its neighbours, then opening and
closing marks are paired. Only marks with a partner are changed, and guillemets, whose direction is known; all
others are left to people.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from booktranslate.language import text_before
from booktranslate.language.spaces import THIN
from booktranslate.typography.flat import KEPT, OBJECT, SPACE, Edit
from booktranslate.typography.rule import S, Style, W, edit, replaced

_MARK = re.compile("[«»‹›“”\"‘’']")
_QUOTING = re.compile(r"[«»‹›“”\"‘']|’(?!\w)")  # elsewhere ’ is an apostrophe
_KIND = {"«": "g", "»": "g", "‹": "a", "›": "a", "“": "d", "”": "d", '"': "d", "‘": "s", "’": "s", "'": "s"}
_GLYPHS = {"double": ("“”", "‘’"), "single": ("‘’", "“”")}
_BLANK = f"{SPACE}\n\t"
_BEFORE_OPENER = f"{_BLANK}([{{–—-/{OBJECT}«‹“‘\"'"
_AFTER_CLOSER = f"{_BLANK})]}}.,;:!?…–—-/%{OBJECT}»›”’\"'"
_SENTENCE = ".,;:!?…"
_ELIDED = rf"(?:tis|twas|twere|em|til)(?![\w'’])|\d0s(?!\w)|n['’‘](?={S})"  # rock ’n’ roll
_ELISION = re.compile(_ELIDED, re.IGNORECASE)

_BETWEEN = re.compile(rf"(?<={W})(['‘´])(?={W})")
_LEADING = re.compile(rf"(?<!{W})(['‘])(?={_ELIDED})", re.IGNORECASE)
_AND = re.compile(rf"(?<={S})['‘’]n(['‘])(?={S})", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\w'’])(['‘])(?=\d\d(?![\w'’]|[.,]\d))")
_TRAILING = re.compile(rf"(?<=[^\W\d_]|{KEPT})(')(?!{W})")


@dataclass(slots=True, eq=False)
class _Mark:
    """A mark: whether it opens or closes a quotation, has a partner, and has no words between itself and
    that; and in how many quotations it is."""

    at: int
    character: str
    opens: bool = False
    closes: bool = False
    paired: bool = False
    empty: bool = False
    level: int = 0
    stop: int = -1  # where the quotation that it opens ends

    @property
    def kind(self) -> str:
        return _KIND[self.character]

    @property
    def certain(self) -> bool:
        return not self.empty and (self.paired or self.kind in "ga")


def quotation_marks(text: str, style: Style) -> Iterator[Edit]:
    """Write English marks, alternating when nested, without spaces inside."""
    if not _QUOTING.search(text):
        return
    outer_and_inner = _GLYPHS[style.quotes]
    for mark in _read(text, style):
        if not mark.certain:
            continue
        glyph = outer_and_inner[mark.level % 2][not mark.opens]
        yield from edit(mark.at, mark.at + 1, mark.character, glyph)
        yield from _inner_spaces(text, mark)


def apostrophes(text: str, style: Style) -> Iterator[Edit]:
    """Write curly apostrophes; the signs of feet and minutes stay straight."""
    marks = _read(text, style)
    quotes = {mark.at for mark in marks if mark.paired}
    for pattern in (_BETWEEN, _LEADING, _AND, _YEAR):
        for start, stop, new in replaced(pattern, text, lambda found: "’" * len(found.groups())):
            within_number = text[start - 1 : start].isdigit() and text[stop : stop + 1].isdigit()
            if start not in quotes and not within_number:
                yield start, stop, new
    opened = len(text)  # after an opening mark without a partner, an apostrophe may be that partner
    for mark in marks:
        if mark.kind == "s" and mark.opens and not mark.paired and not _YEAR.match(text, mark.at):
            opened = min(opened, mark.at)
    for start, stop, new in replaced(_TRAILING, text, lambda found: "’"):
        if start not in quotes and start < opened:
            yield start, stop, new


def _inner_spaces(text: str, mark: _Mark) -> Iterator[Edit]:
    start = stop = mark.at + 1 if mark.opens else mark.at
    if mark.opens:
        while text[stop : stop + 1] and text[stop] in SPACE:
            stop += 1
        neighbour = text[stop : stop + 1]
    else:
        while start and text[start - 1] in SPACE:
            start -= 1
        neighbour = text[start - 1 : start]
    # A thin space separates the marks of two quotations: “ ‘…’ ”.
    apart = mark.character in "“”‘’" and neighbour in _KIND and text[start:stop] in tuple(THIN)
    if start < stop and neighbour and neighbour not in "\n\t" and not apart:
        yield start, stop, ""


def _read(text: str, style: Style) -> list[_Mark]:
    marks = [_Mark(found.start(), found[0]) for found in _MARK.finditer(text)]
    if not marks:
        return marks
    for mark in marks:
        mark.opens, mark.closes = _directions(text, mark)
    openers = Counter(mark.kind for mark in marks if mark.opens)
    others = Counter(mark.kind for mark in marks if not mark.opens)
    stack: list[_Mark] = []
    for index, mark in enumerate(marks):
        if mark.closes and (opener := _opener(text, index, marks, stack)):
            while stack[-1] is not opener:
                stack.pop().stop = mark.at
            stack.pop()
            opener.stop, opener.opens, mark.opens = mark.at, True, False
            opener.empty = mark.empty = not _has_words(text, opener, mark)
            opener.paired = mark.paired = not mark.empty
        elif mark.opens:
            # At the start of a further paragraph, an opening mark may only repeat the one before.
            unequal = openers[mark.kind] > others[mark.kind] and _begins_line(text, mark.at)
            if unequal and any(other.kind == mark.kind for other in stack):
                mark.level = -1
            else:
                stack.append(mark)
        elif mark.character in "'’" and mark.closes and stack and stack[-1].kind == "s":
            stack.pop()  # it may be an apostrophe or the end of the quotation
    for mark in stack:
        mark.stop = len(text)
    _count_levels(text, marks, _GLYPHS[style.quotes][0][0])
    return marks


def _directions(text: str, mark: _Mark) -> tuple[bool, bool]:
    """Whether the mark may open a quotation, and whether it may close one."""
    before, after = text[mark.at - 1 : mark.at] or " ", text[mark.at + 1 : mark.at + 2] or " "
    match mark.character:
        case "«" | "‹" | "“":
            return True, False
        case "»" | "›":
            # In French, a paragraph that continues a quotation may begin with the closing mark.
            opens = _begins_line(text, mark.at) and bool(text[mark.at + 1 :].strip(_BLANK))
            return opens, not opens
        case "”":
            return False, True
        case "‘":
            return before in _BEFORE_OPENER and after not in _BLANK and not _elided(text, mark.at), False
        case "’":
            return False, before not in _BLANK and after in _AFTER_CLOSER
        case "'":
            opens = before in _BEFORE_OPENER and after not in _BLANK and not _elided(text, mark.at)
            return opens, not opens and before not in _BLANK and after in _AFTER_CLOSER
    opens = before in _BEFORE_OPENER and after not in _BLANK
    closes = before not in _BLANK and after in _AFTER_CLOSER
    if not opens and not closes and before in _BLANK and after in _BLANK:  # as in French: " mot "
        return not re.search(rf"\d{S}$", text_before(text, mark.at)), True
    return opens, closes


def _elided(text: str, at: int) -> bool:
    return bool(_ELISION.match(text, at + 1))


def _begins_line(text: str, at: int) -> bool:
    before = text[:at].rstrip(SPACE)
    return not before or before.endswith(("\n", "\t"))


def _opener(text: str, index: int, marks: list[_Mark], stack: list[_Mark]) -> _Mark | None:
    """The opening mark of the quotation that a mark closes; None if it closes none."""
    mark = marks[index]
    if mark.kind == "s":
        if not stack or stack[-1].kind != "s" or not _ends(text, index, marks, stack[-1].at):
            return None
        return stack[-1]
    for candidate in reversed(stack):
        if candidate.kind == mark.kind:
            return candidate
    # An engine may have changed only one of the two marks: « word”.
    mixed = mark.character in "»”" and stack and stack[-1].character in "«“"
    return stack[-1] if mixed else None


def _has_words(text: str, opener: _Mark, closer: _Mark) -> bool:
    return bool(text[opener.at + 1 : closer.at].strip(f"{_BLANK}«»‹›“”\"‘’'"))


def _ends(text: str, index: int, marks: list[_Mark], opener: int) -> bool:
    """Whether a single mark ends the quotation from `opener`: its neighbours show it, or no later mark can.

    If the opening mark may be the apostrophe of a year (the class of '98), only the neighbours count.
    """
    at = marks[index].at
    if text[at - 1] in _SENTENCE or text[at + 1 : at + 2] not in SPACE:
        return True
    if _YEAR.match(text, opener):
        return False
    for other in islice(marks, index + 1, None):
        if other.kind != "s" or other.opens:
            return True
        if other.closes:
            return False
    return True


def _count_levels(text: str, marks: list[_Mark], outer: str) -> None:
    """Set the level of each mark: in how many quotations it is.

    A quotation without an end counts only if it must be the outer one, which begins the paragraph and goes on
    in the next. `outer` is the outer opening mark of the style.
    """
    counted: list[_Mark] = []
    for mark in marks:
        around = counted = [other for other in counted if mark.at < other.stop]
        goes_on = mark.level < 0
        if goes_on:  # it has the level of the mark that it repeats
            same = [place for place, other in enumerate(around) if other.kind == mark.kind]
            around = around[: same[-1]] if same else []
        mark.level = len(around)
        unfinished = not mark.empty and (mark.kind in "ga" or mark.character == outer)
        if (
            mark.opens
            and not goes_on
            and (mark.paired or (unfinished and not around and _begins_line(text, mark.at)))
        ):
            counted.append(mark)


def quotations(text: str, style: Style) -> list[tuple[int, int]]:
    """The positions of the two marks of each quotation in a flattened text."""
    return [(mark.at, mark.stop) for mark in _read(text, style) if mark.paired and mark.opens]
