"""Find what rules must not change: addresses, file names, code, numbers that are names, protected terms."""

import re
from collections.abc import Iterable, Sequence, Set
from functools import cache

from booktranslate.language import addresses
from booktranslate.language.figures import TELEPHONE
from booktranslate.typography.flat import SPACE, Span

# Each kind after a pattern without which a line has none: the fewer kinds are searched for, the faster.
_KINDS = (
    (r"://|www\.", addresses.WEB),
    ("@", addresses.MAIL),
    (r"\.[a-z]", f"{addresses.FILE}|{addresses.SITE}"),
    (r"\\", r"(?<!\w)[A-Za-z]:\\[^\s]*\w"),
    (r"/[\w.-]", r"(?<![\w<])(?:~|\.\.?)?/[\w.-]+(?:/[\w.-]+)+"),
    ("[`{<]", r"`[^`\n]+`|\{[^{}\n]*\}|<[A-Za-z/!][^<>\n]*>"),
    (r"\(\)", r"(?<![\w.])[A-Za-z_][\w.]*\(\)"),
    ("=", r"(?<!\w)--?[A-Za-z][\w-]*=\S+"),
    ("--", r"(?<![^\s(\[“‘«])--[A-Za-z][\w-]*"),
    (r"\*", r"(?<!\S)'[^'\s]*\*[^'\s]*'"),
    (r"\.\s-", r"(?<!\S)\.(?=\s-{1,2}[A-Za-z])"),
    (r"\*", r"(?<!\S)[\w./~-]*\*\.[\w*]+|(?<!\S)[\w.~-]+/[\w./-]*\*[\w.*-]*"),  # shell patterns
    ("=", r"(?<![\w.-])[A-Za-z_][\w.-]*=(?:\"[^\"\n]*\"|'[^'\n]*'|[\w.-]+)"),
    (r"%[(sd]|\$[A-Za-z_]", rf"(?<![\d{SPACE}])%(?:\(\w+\))?[sd]\b|\$[A-Za-z_]\w*"),
    ("_", r"(?<!\w)[^\W_]+_\w+"),
    ("[@#]", r"(?<!\w)[@#]\w[\w-]*"),
    # Numbers that are names: telephone, ISBN, DOI, company, ISO dates.
    (r"\+\d", rf"\+\d[\d{SPACE}.()-]{{6,}}\d"),
    (r"0\d", TELEPHONE),
    ("IS[BS]N", rf"\bIS[BS]N\b[:{SPACE}-]*[\dX](?:[{SPACE}-]?[\dX]){{6,}}"),
    (r"10\.\d", r"\b10\.\d{4,9}/\S*\w"),
    ("SIRE[NT]|RCS|TVA|VAT", rf"\b(?:SIREN|SIRET|RCS|TVA|VAT)\b[^\d\n]{{0,20}}\d(?:[{SPACE}]?\d)*"),
    (r"\d-\d", r"(?<![\w-])\d{4}-\d\d-\d\d(?![\w-])"),
    # Feet and inches, degrees and minutes: 6'2", 48°51'24"N.
    (r"\d['′]", r"(?<![\w'])\d+['′]\d+(?:\.\d+)?(?:[\"″]|'')?(?![\w'])"),
    (r"\d°", rf"\d+°[{SPACE}]?\d+['’′](?:[{SPACE}]?\d+(?:[.,]\d+)?(?:[\"”″]|''))?"),
)
# All of the above have one of these, which most paragraphs do not have, as is quickly found.
_RARE = frozenset("@#_`{<\\$°/=%+*")
_RARE_WORD = re.compile(r"\.[a-z]|\(\)|--|IS[BS]N|SIRE[NT]|RCS|TVA|VAT")
FIGURES = frozenset("0123456789")
SIGNS = _RARE | FIGURES
_FIGURES_WITHIN = re.compile(
    rf"\d(?:['′]\d|\d[{SPACE}.\-\u2011]\d\d[{SPACE}.\-\u2011]\d\d|\d{{3}}-\d\d-|(?<=0)\d{{9}}|(?<=1)0\.\d)"
)


def spans(line: str, names: Iterable[str], signs: Set[str]) -> list[Span]:
    """The stretches of a line that must not be changed, in order, without overlaps.

    `names` must not be changed either; `signs` are the characters of `SIGNS` in the line.
    """
    found: list[Span] = []
    if _perhaps(line, signs):
        found = _first_ones(line, [re.compile(pattern) for sign, pattern in _kinds() if sign.search(line)])
    for name in names:
        if name in line:
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", line):
                if all(stop <= match.start() or start >= match.end() for start, stop in found):
                    found.append(match.span())
    return sorted(found)


@cache
def _kinds() -> list[tuple[re.Pattern[str], str]]:
    """The kinds, with what to search for first; made for the first text that perhaps has one."""
    return [(re.compile(sign), pattern) for sign, pattern in _KINDS]


def _first_ones(line: str, kinds: Sequence[re.Pattern[str]]) -> list[Span]:
    """The matches as one pattern of all kinds would find them: the one that begins first, and of several, the
    first kind. Such a pattern would have to be compiled for each set of kinds."""
    found: list[Span] = []
    waiting = [(kind, kind.search(line)) for kind in kinds]
    while waiting := [(kind, match) for kind, match in waiting if match is not None]:
        _, first = min(waiting, key=lambda pair: pair[1].start())
        end = first.end()
        found.append(first.span())
        waiting = [
            (kind, match if match.start() >= end else kind.search(line, end)) for kind, match in waiting
        ]
    return found


def _perhaps(line: str, signs: Set[str]) -> bool:
    if not _RARE.isdisjoint(signs) or _RARE_WORD.search(line):
        return True
    return not FIGURES.isdisjoint(signs) and _FIGURES_WITHIN.search(line) is not None
