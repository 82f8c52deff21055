"""Facts of French and English that more than one part needs: each is stated once, here."""


def words(text: str) -> tuple[str, ...]:
    """The words of a list in the code."""
    return tuple(text.split())


def text_before(text: str, at: int) -> str:
    """The letters before a place, as far back as a rule looks: not all of a long text for each place."""
    return text[max(0, at - 80) : at]
