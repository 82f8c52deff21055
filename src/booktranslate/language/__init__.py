"""Facts about French and English that several packages need, each stated once."""

FRENCH, ENGLISH = "fr", "en"  # the languages of the typography rules and of most checks


def words(text: str) -> tuple[str, ...]:
    """The words of a list that is written as one string."""
    return tuple(text.split())


def word_set(text: str) -> frozenset[str]:
    """The words of a list that is written as one string, to look words up in."""
    return frozenset(text.split())


def text_before(text: str, at: int) -> str:
    """The last 80 characters before a place: as far back as rules look, so that long texts cost no more."""
    return text[max(0, at - 80) : at]
