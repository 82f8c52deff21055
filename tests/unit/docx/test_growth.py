"""The work on one long paragraph grows as it does: each piece of its text is looked at a few times."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from booktranslate.docx import Document, Passage
from booktranslate.model import Piece, TaggedText
from tests.unit.docx import building as w

MARKS = {
    "breaks": w.r("mot") + w.r("<w:br/>"),
    "fields": w.r("mot ") + w.complex_field(" PAGE ", "7"),
    "links": w.r("mot ") + f'<w:hyperlink w:anchor="a">{w.r("un lien")}</w:hyperlink>',
    "formats": w.r("mot ") + w.r("gras", w.BOLD),
}


class Counted(tuple[Piece, ...]):
    """Pieces that count how many of them were handed out."""

    handed = 0

    def __iter__(self) -> Iterator[Piece]:
        for item in super().__iter__():
            Counted.handed += 1
            yield item

    def __getitem__(self, place: Any) -> Any:
        found = super().__getitem__(place)
        Counted.handed += len(found) if isinstance(place, slice) else 1
        return found


@pytest.mark.parametrize("content", MARKS.values(), ids=MARKS)
def test_writing_a_long_paragraph_is_linear(tmp_path: Path, content: str) -> None:
    count = 300
    path = w.word_file(tmp_path, w.p(content * count))

    def counted(passage: Passage) -> TaggedText:
        return TaggedText(Counted(passage.text.pieces + passage.text.pieces[:1]))

    Counted.handed = 0
    Document(path).replace(counted, "en", "fr")
    pieces = len(Document(path).passages[0].text.pieces) + 1
    assert Counted.handed <= 25 * pieces
