"""Quotation marks and apostrophes: French ones, unmatched ones, straight ones.

Names: pofilter's where it has the check. Rules: New Hart's Rules 9, Chicago Manual of Style 13.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from booktranslate.checks.pairs import Check, Flaw, Found, Pair, each, place, quoted
from booktranslate.language import addresses

_GUILLEMETS = re.compile(r"[«»‹›]")
_FEET = re.compile(r"(?<=\d)[\"']")
_INCHES = re.compile(r"(?<=\d)[\"”]")  # a screen of 27”


_PATH = re.compile(r"(?<=\S) [»›] (?=\S)")  # a path of menus: Settings » Downloads


def guillemets(pair: Pair) -> Iterator[Flaw]:
    """French quotation marks are left."""
    text = pair.target if "«" in pair.target + pair.source else _PATH.sub(" ", pair.target)
    found = _GUILLEMETS.findall(text)
    if found:
        message = f"French quotation marks {quoted(dict.fromkeys(found))} are left; use “ and ”."
        yield Flaw(message, place(pair.target, found[0]))


def quotes(pairs: Sequence[Pair]) -> Iterator[tuple[int, Flaw]]:
    """Quotation marks do not match."""
    translated = [(index, pair) for index, pair in enumerate(pairs) if pair.translated]
    whole = _over_several([pair for _, pair in translated])
    for at, (index, pair) in enumerate(translated):
        following = translated[at + 1][1] if at + 1 < len(translated) else None
        if at not in whole and not _is_continued(pair, following):
            yield from ((index, flaw) for flaw in _unmatched(pair, following))


def _over_several(pairs: Sequence[Pair]) -> frozenset[int]:
    """The indexes of the texts of quotations that open in one text and close in a later one.

    The texts between have no quotation marks, or close the quotation and open it again.
    """
    found: set[int] = set()
    run: list[int] = []
    for index, pair in enumerate(pairs):
        marks = re.findall("[“”]", pair.target)
        opened = marks.count("“") - marks.count("”")
        if run and len(run) < _FAR and (not marks or (marks[0] == "”" and opened in (0, -1))):
            run.append(index)
            if opened == -1:
                found.update(run)
                run = []
        else:
            run = [index] if opened == 1 and marks[-1] == "“" else []
    return frozenset(found)


_FAR = 8  # texts of one quotation, at most


def _is_continued(pair: Pair, following: Pair | None) -> bool:
    """Whether a quotation goes on in the next text, which then opens with a mark (New Hart's Rules 9.2.4).

    Not where the French text has quotation marks or a dash of dialogue, which show where a quotation ends.
    """
    if following is None or pair.target.count("“") != pair.target.count("”") + 1:
        return False
    opened = pair.target.rfind("“") > pair.target.rfind("”")
    if opened and pair.target.rstrip().endswith(":") and not following.target.lstrip().startswith("“"):
        return True  # verses follow, or a letter
    marked = any(_SPEECH.search(each.source) for each in (pair, following))
    return not marked and following.target.lstrip().startswith("“")


_SPEECH = re.compile(r"[«»“”\"]|^\s*[—–-]")


def _unmatched(pair: Pair, following: Pair | None) -> Iterator[Flaw]:
    inches = pair.source.count('"') % 2 and _INCHES.search(pair.source)
    text = _INCHES.sub("", pair.target) if inches else pair.target
    opened, closed = text.count("“"), text.count("”")
    # Where the French marks do not match either, the quotation goes on over several paragraphs.
    if pair.source.count("«") == pair.source.count("»"):
        if opened > closed:
            message = f"“ stands {_times(opened)}, ” {_times(closed)}: a quotation is not closed."
            yield Flaw(message, (at := text.rfind("“"), at + 1))
        elif closed > opened:
            message = (
                f"“ stands {_times(opened)}, ” {_times(closed)}: a quotation is closed that was not opened."
            )
            yield Flaw(message, place(text, "”"))
        elif text.find("”") < text.find("“"):
            message = "A closing quotation mark ” comes before the opening one “."
            yield Flaw(message, place(text, "”"))
        elif _is_odd(text) and '"' not in pair.source and not _goes_on(pair, following):
            yield Flaw('A straight quotation mark " has no matching mark.', (at := text.rfind('"'), at + 1))


def _is_odd(text: str) -> bool:
    return text.count('"') % 2 == 1 == _FEET.sub("", text).count('"') % 2


def _goes_on(pair: Pair, following: Pair | None) -> bool:
    """Whether a straight mark may belong to a quotation over several texts: the French has no marks here."""
    again = following is not None and following.target.lstrip().startswith('"')
    return re.search("[«»“”]", pair.source) is None and (pair.target.count('"') == 1 or again)


def quote_style(pairs: Sequence[Pair]) -> Iterator[tuple[int, Found]]:
    """Quotation marks are straight where the book has typographic ones, or are low („)."""
    return _unless_usual(pairs, _straight_quotes, '"', "“")


def apostrophes(pairs: Sequence[Pair]) -> Iterator[tuple[int, Found]]:
    """An apostrophe is straight where the book has ’, or another character is used as an apostrophe."""
    return _unless_usual(pairs, _wrong_apostrophes, "'", "’")


def _unless_usual(
    pairs: Sequence[Pair], function: Callable[[Pair], Iterable[Found]], straight: str, curly: str
) -> Iterator[tuple[int, Found]]:
    """The flaws that `function` finds; none in a book that mostly has straight marks."""
    plain, typographic = (sum(mark in pair.target for pair in pairs) for mark in (straight, curly))
    if plain > max(_FEW, typographic):
        return
    yield from each(function)(pairs)


_FEW = 10  # texts that are too few to show the style of a book


def _straight_quotes(pair: Pair) -> Iterator[Flaw]:
    text = _FEET.sub("", addresses.blanked(pair.target))
    if '"' in text and '"' not in pair.source:
        yield Flaw('Write “ and ” instead of straight quotation marks ".', place(pair.target, '"'))
    if "„" in text:
        yield Flaw("The quotation mark „ is not English; write “.", place(pair.target, "„"), suggestion="“")


def _wrong_apostrophes(pair: Pair) -> Iterator[Flaw]:
    text = _FEET.sub("", addresses.blanked(pair.target))
    wrong = re.findall(r"(?<!\w)\w*[^\W\d_][`´ʼ′][^\W\d_]+", text)
    if "'" not in pair.source:
        wrong += re.findall(r"(?<![^\W_])[^\W_]+'[^\W\d_]*", text)
    if wrong:
        message = f"Write the apostrophe as ’ in {quoted(dict.fromkeys(wrong))}."
        better = re.sub("['`´ʼ′]", "’", wrong[0])
        yield Flaw(message, place(pair.target, wrong[0]), suggestion=better)


def _times(count: int) -> str:
    return {0: "not once", 1: "once", 2: "twice"}.get(count, f"{count} times")


CHECKS = (
    Check("french-quotes", "warning", "French quotation marks are left.", each(guillemets)),
    Check("doublequoting", "warning", "Quotation marks do not match.", quotes),
    Check("quote-style", "note", "Quotation marks are straight.", quote_style),
    Check("apostrophes", "note", "Apostrophes are straight or wrong.", apostrophes),
)
