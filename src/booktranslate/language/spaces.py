"""The spaces between words and within figures; tabs and line breaks do not count."""

THIN = "\u2009\u202f"
NO_BREAK = f"\u00a0\u2007{THIN}"  # no-break space, figure space, thin space, narrow no-break space
SPACE = " " + NO_BREAK
S = f"[{SPACE}]"
"""A pattern of one of these spaces. Where a tab or line break also counts, `\\s` matches them all."""

_ORDINARY = str.maketrans(dict.fromkeys(NO_BREAK, " "))


def ordinary(text: str) -> str:
    """The text with an ordinary space for each no-break or thin space."""
    return text.translate(_ORDINARY)
