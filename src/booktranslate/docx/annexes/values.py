"""What annexes say, regardless of what the book looks like."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Listing:
    """A table: the words of its head and of its rows, column by column. `shares` are the widths of the
    columns in hundredths of the table's, `languages` the languages of the columns below the head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[int, ...]
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex under a heading: paragraphs and tables, in order."""

    title: str
    blocks: tuple[str | Listing, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """All of its words, in order."""
        found = [self.title]
        for block in self.blocks:
            rows = (block.head, *block.rows) if isinstance(block, Listing) else ((block,),)
            found += [words for row in rows for words in row]
        return tuple(found)
