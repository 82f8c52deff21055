"""Facts of French and English that more than one part needs: each is stated once, here."""

FRENCH, ENGLISH = "fr", "en"  # the pair that typography and most checks know


def words(text: str) -> tuple[str, ...]:
    """The words of a list in the code."""
    return tuple(text.split())
