"""Punctuation and spaces: French spacing, repeated words, unmatched brackets, outer spaces, ellipses.

Names: pofilter's where it has the check. Rules: New Hart's Rules 4 and 9, Chicago Manual of Style 6 and 13.
"""

import re
from collections.abc import Iterator, Sequence

from booktranslate.checks.pairs import Check, Flaw, Found, Pair, each, place
from booktranslate.language import addresses, words
from booktranslate.language.lexicons import is_english
from booktranslate.language.roman_numerals import SMALL_ROMAN
from booktranslate.language.spaces import SPACE
from booktranslate.model import Span
from booktranslate.typography.flat import line as line_of

_BEFORE = re.compile(
    rf"(?<![{SPACE}])[{SPACE}]{{1,3}}"  # four or more are layout
    rf"([;!?](?![\w=\[])|%(?![\w=%]|[ ]?\d)|:(?![-)(/:=\w])|[,)\]](?![-)])|\.(?![.\w\\/]))"
)
_AFTER = re.compile(r"(?<![^\W\d_])[^\W\d_]{2,}(?:[;!?]|,|:)[^\W\d_]{2,}|(?<![a-z])[a-z]{2,}\.[A-Z][a-z]+")
_SPACES = re.compile(rf"(?<=\S)[{SPACE}]{{2,}}(?=\S)")
_DOUBLE = re.compile(rf"(?<![\w’'-])([^\W\d_]+)[{SPACE}\n]+\1(?![\w’'-]|\.\w)", re.IGNORECASE)
_MAY_DOUBLE = frozenset(
    words(
        "had that is do very really so many much far long no ha hear well bye there now knock hush blah tut "
        "yes her"
    )
)
_ENUMERATOR = re.compile(rf"(?m)(?:^|(?<=[\s(;,]))(?:\d{{1,2}}|[a-zA-Z]|{SMALL_ROMAN.lower()})\)")
_PAIRS = {"(": ")", "[": "]", "{": "}"}


def spaces_at_marks(pair: Pair) -> Iterator[Flaw]:
    """There is a space before a punctuation mark, as in French, or none after it."""
    line = line_of(pair.translation.target)
    text = _SPACED_DOTS.sub(addresses.blank, _CODE.sub(addresses.blank, addresses.blanked(line)))
    text = _CHOICE.sub(lambda found: addresses.blank(found) if found[0] in pair.source else found[0], text)
    for match in _BEFORE.finditer(text):
        if match[1] == "%" and not text[match.start() - 1].isdigit():
            continue  # an operator, a format: i % j
        if match.start() and not (match[1] == ":" and _is_ratio(text, match)):
            message = f"There is a space before “{match[1]}” in “{_around(line, match)}”; remove it."
            yield Flaw(message, _plain(pair, match.start(), match.start(1)), suggestion="")
    for match in _AFTER.finditer(text):
        if not _is_in_french(match[0], pair.source) and not _is_code(match[0]):
            yield Flaw(f"A space is missing in “{match[0]}”.", _plain(pair, *match.span()))


# Text between backticks, or between brackets with spaces inside: ( "a" ), [ ].
_CODE = re.compile(r"`[^`\n]+`|\([ ][^()\n]{0,80}[ ]\)|\[[ ](?:[^][\n]{0,80}[ ])?\]")
# The conditional operator of programming languages: ? : and (a ? b : c)
_CHOICE = re.compile(r"\?[ ](?:[^\s?:;]{1,30}[ ])?:(?=[ .,;)]|$)")
# An ellipsis in Chicago style, with the mark that follows: “by nature . . . ?”
_SPACED_DOTS = re.compile(rf"[{SPACE}]*\.(?:[{SPACE}]\.){{2,3}}(?:[{SPACE}][!?,;:])?")


def _is_in_french(words: str, source: str) -> bool:
    """Whether the French text has the same words, or the same mark between letters without a space.

    An index entry within another is written filière:bois (ECMA-376-1 §17.16.5.75 XE).
    """
    mark = re.sub(r"\w", "", words)
    return words in source or re.search(rf"[^\W\d_]{re.escape(mark)}[^\W\d_]", source) is not None


def _is_code(words: str) -> bool:
    """Whether words without a space between them are code: ro,noexec, package:any."""
    first, mark, last = re.split(r"([^\w])", words, maxsplit=1)
    if mark == ":":
        return last.islower()
    return mark == "," and words.islower() and not (is_english(first) and is_english(last))


def brackets(pair: Pair) -> Iterator[Flaw]:
    """A bracket has no matching bracket."""
    fault = _unbalanced(pair.target)
    if fault and not _unbalanced(pair.source):
        yield Flaw(f"The bracket “{fault}” has no matching bracket.", place(pair.target, fault))


def double_words(pair: Pair) -> Iterator[Flaw]:
    """A word is repeated."""
    # « nous nous », « vous vous » are French grammar; « très très » is a doubling that English may keep.
    if any(match[1].lower() not in ("nous", "vous") for match in _DOUBLE.finditer(line_of(pair.unit.source))):
        return
    for match in _DOUBLE.finditer(line_of(pair.translation.target)):
        same_case = match[0].startswith(match[1]) and match[0].endswith(match[1])
        if match[0][-2:].isupper() and not match[1][-1:].isupper():
            continue  # "such as AS"
        if match[1].lower() not in _MAY_DOUBLE and (same_case or match[1].lower() in _SMALL):
            message = f"The word “{match[1]}” is repeated."
            yield Flaw(message, _plain(pair, *match.span()), suggestion=match[1])


_SMALL = frozenset(
    words("the a an of to in and for with on at by from it we you they he she this as or are was")
)


def _spaces(pair: Pair, pattern: re.Pattern[str]) -> Iterator[Flaw]:
    target = line_of(pair.translation.target)
    match = pattern.search(target)
    if match and not _SPACES.search(line_of(pair.unit.source)):
        message = f"There are two spaces in “{_around(target, match)}”."
        yield Flaw(message, _plain(pair, *match.span()), suggestion=" ")


def spaces(pairs: Sequence[Pair]) -> Iterator[tuple[int, Found]]:
    """There are two spaces instead of one, except after sentences in a book that always has two there."""
    wide = sum(_WIDE.search(pair.target) is not None for pair in pairs)
    pattern = _SPACES_WITHIN if wide > max(_FEW, len(pairs) / 10) else _SPACES
    yield from each(lambda pair: _spaces(pair, pattern))(pairs)


_WIDE = re.compile(r"[.!?:][”’\")]?  (?=\S)")
_FEW = 10  # texts that are too few to show the style of a book
_SPACES_WITHIN = re.compile(rf"(?<=[^\s.!?:”’\")])[{SPACE}]{{2,}}(?=\S)")


def start_space(pair: Pair) -> Iterator[Flaw]:
    """Only one of the two texts starts with a space."""
    source, target = (line_of(text)[:1] in _BLANKS for text in (pair.unit.source, pair.translation.target))
    if source != target:
        yield Flaw(_outer("starts", source), (0, 0 if source else 1))


def end_space(pair: Pair) -> Iterator[Flaw]:
    """Only one of the two texts ends with a space."""
    source, target = (line_of(text)[-1:] in _BLANKS for text in (pair.unit.source, pair.translation.target))
    if source != target:
        end = len(pair.target)
        yield Flaw(_outer("ends", source), (end if source else end - 1, end))


_BLANKS = tuple(SPACE + "\t\n")


def start_capital(pair: Pair) -> Iterator[Flaw]:
    """Only one of the two texts starts with a capital."""
    source, target = _first_word(pair.source), _first_word(pair.target)
    if not source or not target or source.lower() == target.lower() or _is_cased_inside(target):
        return
    if source[0].isupper() and target[0].islower():
        message = f"The French text starts with a capital, the translation without: “{target}”."
        yield Flaw(message, place(pair.target, target), place(pair.source, source))
    elif source[0].islower() and target in _COMMON and not _is_cased_inside(source):
        message = f"The French text starts without a capital, the translation with one: “{target}”."
        yield Flaw(message, place(pair.target, target), place(pair.source, source))


# Words that are capitalised only at the start of a sentence; any other may be a name.
_COMMON = frozenset(
    words(
        "The A An This That These Those It We You They He She There In On At To For With From By "
        "Of And But Or So If When What Where Who Why How No Not Yes All Some Many Each Every One "
        "Two Three Four Five Our Your Their His Her My Its As After Before Then Now Here Is Are "
        "Was Were Do Does Did Have Has Had More Most Less Working Training Support Funding Help "
        "Being Making Having"
    )
)


def ellipses(pair: Pair) -> Iterator[Flaw]:
    """Full stops are used instead of an ellipsis."""
    if spaced := _SPACED_DOTS.search(pair.target):
        yield Flaw(f"Write “…” instead of “{spaced[0].strip()}”.", spaced.span())
    elif re.search(r"(?<!\.)\.{2,}(?!\.)", pair.target) and ".." not in pair.source:
        found = re.search(r"\.{2,}", pair.target)
        dots = found[0] if found else ".."
        message = "Write “…”" + (" or one full stop" if len(dots) == 2 else "") + f" instead of “{dots}”."
        yield Flaw(message, place(pair.target, dots), suggestion=None if len(dots) == 2 else "…")


def _plain(pair: Pair, start: int, end: int) -> Span:
    """Convert a span of the line to the plain text, which has no character for a footnote or a field."""
    line, held = line_of(pair.translation.target), pair.target.count("\ufffc")
    if line.count("\ufffc") == held:
        return start, end
    return start - line.count("\ufffc", 0, start), end - line.count("\ufffc", 0, end)


def _is_ratio(text: str, match: re.Match[str]) -> bool:
    return text[: match.start()][-1:].isdigit() and text[match.end() :].lstrip(SPACE)[:1].isdigit()


def _around(text: str, match: re.Match[str]) -> str:
    before = text[: match.start()].split()[-1:]
    return f"{''.join(before)}{match[0]}{text[match.end() :][:12]}".strip()


def _unbalanced(text: str) -> str:
    """A bracket that has no partner even if a) may be a list item and :) a smiley; "" if there is none."""
    readings = [
        text,
        _ENUMERATOR.sub("", text),
        _FACE.sub("", text),
        _ENUMERATOR.sub("", _FACE.sub("", text)),
    ]
    faults = [_open_bracket(reading) for reading in readings]
    return faults[-1] or faults[0] if all(faults) else ""


_FACE = re.compile("[:;]-?[()]")


def _open_bracket(text: str) -> str:
    opened: list[str] = []
    marks: list[str] = re.findall(r"[()\[\]{}]", text)
    for mark in marks:
        if mark in _PAIRS:
            opened.append(mark)
        elif not opened or _PAIRS[opened.pop()] != mark:
            return mark
    return opened[-1] if opened else ""


def _outer(verb: str, source: bool) -> str:
    if source:
        return f"The French text {verb} with a space, the translation does not."
    return f"The translation {verb} with a space, the French text does not."


def _first_word(text: str) -> str:
    """The first word of a text, after quotation marks, brackets, dashes and initials; "" if there is none."""
    found = re.match(r"[\s«“‘\"'(\[–—-]*+(?:\w\.[\s-]*+){0,3}+[\s–—-]*+([^\W\d_][\w’'-]*)", text)
    return str(found[1]) if found else ""


def _is_cased_inside(word: str) -> bool:
    return any(letter.isupper() for letter in word[1:])  # iPhone, eIDAS


CHECKS = (
    Check(
        "puncspacing",
        "warning",
        "There is a space before a punctuation mark, or none after it.",
        each(spaces_at_marks),
    ),
    Check("brackets", "warning", "A bracket has no matching bracket.", each(brackets)),
    Check("doublewords", "warning", "A word is repeated.", each(double_words)),
    Check("doublespacing", "note", "There are two spaces instead of one.", spaces),
    Check("startwhitespace", "warning", "Only one of the two texts starts with a space.", each(start_space)),
    Check("endwhitespace", "warning", "Only one of the two texts ends with a space.", each(end_space)),
    Check("startcaps", "note", "Only one of the two texts starts with a capital.", each(start_capital)),
    Check("ellipsis", "note", "Full stops are used instead of an ellipsis.", each(ellipses)),
)
