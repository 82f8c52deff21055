"""The spaces that stand between words and within figures; never a tab or a line break."""

THIN = "\u2009\u202f"
NO_BREAK = f"\u00a0\u2007{THIN}"  # no-break, of the width of a figure, thin, narrow no-break
SPACE = " " + NO_BREAK
S = f"[{SPACE}]"
"""One of them, in a pattern. Where a tab or a line break will do as well, `\\s` finds all of them, too."""

_ORDINARY = str.maketrans(dict.fromkeys(NO_BREAK, " "))


def ordinary(text: str) -> str:
    """The text with an ordinary space for each that does not break."""
    return text.translate(_ORDINARY)
