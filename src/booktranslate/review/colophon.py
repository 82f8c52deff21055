"""The lines of the colophon: who made the English of a document."""

from booktranslate.review.making import Making


def colophon_of(making: Making) -> list[str]:
    """The lines of the colophon, which Word shows below title and author."""
    approved = ", ".join(f"{who} ({day})" for who, day in making.approved)
    lines = [
        f"English edition, {making.day}" if making.day else "English edition",
        f"Translated by {making.translator}" if making.translator else "",
        f"First drafted with {making.engines}" if making.drafted else "",
        f"Adapted from the {making.adapted_from} edition" if making.adapted_from else "",
        f"Edited by {making.editor}" if making.editor else "",
        f"Reviewed by {', '.join(making.reviewers)}" if making.reviewers else "",
        f"Approved by {approved}" if approved else "",
    ]
    return list(filter(None, lines))
