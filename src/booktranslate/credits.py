"""Who made an edition, for the metadata of files made from it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Credits:
    """Who made an edition and how, for the metadata of a PDF or an EPUB.

    `people` are names with roles, which are MARC relators (id.loc.gov/vocabulary/relators): "trl", "edt",
    "rev".
    """

    description: str = ""
    people: tuple[tuple[str, str], ...] = ()


def joined(*sentences: str) -> str:
    """Sentences joined into one text; one without a mark at its end gets a full stop if another follows."""
    given = [each.strip() for each in sentences if each.strip()]
    ended = [each if each[-1] in ".!?…" else f"{each}." for each in given[:-1]]
    return " ".join([*ended, *given[-1:]])
