"""What holds for the roles of every document, and for the outline that the bilingual edition is made from."""

from collections.abc import Sequence
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from booktranslate.book.interview import understand
from booktranslate.config_tables import Interview
from booktranslate.docx import Document, Passage
from booktranslate.docx.outline import Block, Outline, Paragraph, Words
from booktranslate.model import Text, parse
from tests.properties.test_docx_laws import books, laws, made

_LABELS = [
    "Anne Roy : ",
    "<b>A. R. –</b> ",
    "[Chercheur] (0:15)",
    "Q : ",
    "R : ",
    "Question 1. ",
    "— ",
    "3. ",
    "Anne Roy",
]
_WORDS = [
    "Comment allez-vous ?",
    "Je vais bien.",
    "Parlez-nous de vous.",
    "",
    "Entretien avec Anne Roy",
    "« ?",
    "12",
]
_TEXTS = st.tuples(st.sampled_from(["", *_LABELS]), st.sampled_from(_WORDS)).map("".join).filter(str.strip)
_PASSAGES = st.builds(
    lambda text, kind, style, level, look, cell, copy: Passage(
        parse(text), "word/document.xml", 1, kind, style, level if kind == "heading" else 0, copy, look, cell
    ),
    _TEXTS,
    st.sampled_from(["paragraph", "paragraph", "heading", "table cell", "footnote", "alternative text"]),
    st.sampled_from(["Normal", "Question", "Title"]),
    st.integers(1, 3),
    st.sampled_from(["", "bold", "italic"]),
    st.tuples(st.integers(0, 1), st.integers(1, 3), st.integers(1, 2)),
    st.booleans(),
)
_CHAPTERS = st.lists(
    st.tuples(st.sampled_from(["", "Anne Roy", "FAQ"]), st.lists(_PASSAGES, max_size=9)), max_size=3
)


@given(_CHAPTERS)
def test_every_passage_has_one_role(chapters: Sequence[tuple[str, Sequence[Passage]]]) -> None:
    found = understand(chapters, Interview())
    assert [len(roles) for roles in found.roles] == [len(passages) for _, passages in chapters]
    for (_, passages), roles in zip(chapters, found.roles, strict=True):
        for passage, role in zip(passages, roles, strict=True):
            assert (role.question, role.answer) != (True, True)
            assert role.answer or not role.speaker
            if passage.copy or passage.kind in {"footnote", "alternative text"}:
                assert (role.question, role.answer) == (False, False)
    assert bool(found.questions) == bool(found.evidence)


@given(_CHAPTERS)
def test_reading_twice_gives_the_same(chapters: Sequence[tuple[str, Sequence[Passage]]]) -> None:
    assert understand(chapters, Interview()) == understand(chapters, Interview())


def _paragraphs(blocks: Sequence[Block]) -> list[Paragraph]:
    found = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found.append(block)
        else:
            found += [inner for row in block.rows for cell in row for inner in _paragraphs(cell.blocks)]
    return found


def _letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


@laws
@given(books())
def test_the_outline_has_the_words_of_every_paragraph(book: dict[str, object]) -> None:
    with made(book) as path:
        document = Document(Path(path))
        outline = Outline(document)
        paragraphs = _paragraphs(
            [*outline.body, *(block for note in outline.notes.values() for block in note)]
        )
        for paragraph in paragraphs:
            shown = _letters("".join(item.text for item in paragraph.content if isinstance(item, Words)))
            for passage in paragraph.passages:
                for piece in passage.text:
                    assert not isinstance(piece, Text) or _letters(piece.value) in shown
        in_body = {id(passage) for paragraph in paragraphs for passage in paragraph.passages}
        for passage in document.passages:
            if passage.part == document.main_part and passage.kind in {"paragraph", "heading", "table cell"}:
                assert id(passage) in in_body or passage.copy, passage


@laws
@given(books())
def test_the_outline_can_be_read_again_after_the_texts_are_replaced(book: dict[str, object]) -> None:
    with made(book) as path:
        document = Document(Path(path))
        outline = Outline(document)
        document.replace(lambda passage: parse("Zyx") if passage.text.plain else None, "en-GB", "fr")
        for paragraph in _paragraphs(outline.body):
            if paragraph.passages:
                now = "".join(item.text for item in outline.content(paragraph) if isinstance(item, Words))
                assert "Zyx" in now
