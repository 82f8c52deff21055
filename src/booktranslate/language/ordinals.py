"""The endings of ordinals in figures, in French and English."""

FRENCH_ORDINAL = "(?:ers?|[eè]?res?|ndes?|nds?|des?|d|es?|i?[eè]mes?|è|ᵉʳ|ᵉ)"
"""A pattern of the endings of French ordinals: 1er, 2nde, 3e, 4ème."""
ENGLISH_ORDINAL = "(?:st|nd|rd|th)"
"""A pattern of the endings of English ordinals."""
_OF_FIRST, _OF_SECOND = ("er", "re", "ère", "ere", "ᵉʳ"), ("nd", "nde", "d", "de")


def ordinal_ending(number: int) -> str:
    """The ending of the English ordinal of a number: st, nd, rd or th."""
    return "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def is_ordinal(number: int, ending: str) -> bool:
    """Whether a number with this ending is a French ordinal: 1er, 2nde, 3e; but not 3d or 2er."""
    ending = ending.removesuffix("s")
    return number == 1 if ending in _OF_FIRST else number == 2 if ending in _OF_SECOND else number > 1


def is_of_feminine(ending: str) -> bool:
    """Whether the ending of a French ordinal is a feminine one: 1re, 2nde."""
    return ending.removesuffix("s").endswith(("re", "de"))
