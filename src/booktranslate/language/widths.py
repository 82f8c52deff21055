"""An estimate of how wide a text is, from the widths of letters in Arial."""

_WIDTHS = {
    222: "ijl", 278: "ft .,:;!/I'’", 333: "r-()", 500: "ckszvxyJ", 722: "wCDHNRU", 833: "mM",
    611: "FTZ", 667: "ABEKPSVXY", 778: "GOQ", 944: "W", 889: "%", 1000: "—…",
}  # fmt: skip
_WIDTH = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_OTHER = 556  # the width of digits and most lower-case letters

SPACE = _WIDTH[" "]


def width_of(text: str) -> int:
    """The width of a text, in thousandths of an em."""
    return sum(widths_of(text))


def widths_of(text: str) -> list[int]:
    """The width of each letter of a text, in thousandths of an em."""
    return [_WIDTH.get(letter, _OTHER) for letter in text]
