"""Ordinals in figures: the endings of French and of English."""

FRENCH_ORDINAL = "(?:ers?|[eè]?res?|ndes?|nds?|des?|d|es?|i?[eè]mes?|è|ᵉʳ|ᵉ)"
"""A pattern of what French puts behind a number to make it an ordinal: 1er, 2nde, 3e, 4ème."""
ENGLISH_ORDINAL = "(?:st|nd|rd|th)"
"""A pattern of what English puts there."""
_OF_FIRST, _OF_SECOND = ("er", "re", "ère", "ere", "ᵉʳ"), ("nd", "nde", "d", "de")


def ordinal_ending(number: int) -> str:
    """What English puts behind a number to make it an ordinal."""
    return "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def is_ordinal(number: int, ending: str) -> bool:
    """Whether French makes an ordinal of this number with that ending: 1er, 2nde, 3e; not 3d nor 2er."""
    ending = ending.removesuffix("s")
    return number == 1 if ending in _OF_FIRST else number == 2 if ending in _OF_SECOND else number > 1


def is_of_feminine(ending: str) -> bool:
    """Whether the ending of a French ordinal tells that it is of a feminine word: 1re, 2nde."""
    return ending.removesuffix("s").endswith(("re", "de"))
