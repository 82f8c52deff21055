"""The spaces that stand between words and within figures; never a tab or a line break."""

NO_BREAK = "\u00a0\u2007\u2009\u202f"  # no-break, of the width of a figure, thin, narrow no-break
SPACE = " " + NO_BREAK
S = f"[{SPACE}]"
"""One of them, in a pattern."""
