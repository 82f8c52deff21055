"""French spacing: writers type ordinary spaces, and the book has no-break spaces where they belong.

Every rule changes a space that was typed and adds none, so an address or a URL, which has no space, stays as
it is. The rules are those of the Lexique des règles typographiques en usage à l’Imprimerie nationale.
"""

import re

NO_BREAK = "\N{NO-BREAK SPACE}"
THIN = "\N{NARROW NO-BREAK SPACE}"

_UNITS = r"(?:k|M|Md)?€|°C|[km]?g|[kcmµn]?m[²³]?|ha|[kMGT]?Wh?|[kMGT]o"
_THOUSANDS = re.compile(r"(?<![\d,])\d{1,3}(?: \d{3})+(?!\d)")  # 2 500, 1 234 567; not "2023 364"
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"« ", "«" + NO_BREAK),
        (r" »", NO_BREAK + "»"),
        (r" :", NO_BREAK + ":"),
        (r" (?=[;!?%])", THIN),
        (r"(?<=\d) (?=h\b)", NO_BREAK),
        (rf"(?<=\d{NO_BREAK}h) (?=\d\d\b)", NO_BREAK),  # 8 h 30
        (rf"(?<=\d) (?=(?:{_UNITS})(?![\w’]))", THIN),
        (r"\b(MM?\.|Mmes?|Mlles?|n°) ", r"\1" + THIN),
        (r"\b([Tt]ableaux?|[Aa]rticle|[Pp]ages?) (?=\d)", r"\1" + NO_BREAK),
    )
)


def spaced(text: str) -> str:
    """`text` with the spaces that French typography requires instead of ordinary ones."""
    text = _THOUSANDS.sub(lambda number: number[0].replace(" ", THIN), text)
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text
