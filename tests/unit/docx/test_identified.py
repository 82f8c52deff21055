"""The identity of a finished book in its properties, and the comments that come back in it."""

import re
import zipfile
from pathlib import Path

import docx
import pytest

from booktranslate.docx import Document, Edition
from booktranslate.docx.draft_mark import finished, identified, marked
from booktranslate.docx.remarks import remarks
from booktranslate.model import parse

MARK = "booktranslate:0123456789ab:ba9876543210"


def edition(path: Path, identifier: str = "") -> Edition:
    book = docx.Document()
    book.add_paragraph("Un texte.")
    if identifier:
        book.core_properties.identifier = identifier
    book.save(str(path))
    return Document(path).replace(lambda passage: parse("A text."), "en-GB", "fr")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", MARK),
        ("isbn:978-2-0000-0000-0", f"isbn:978-2-0000-0000-0 {MARK}"),
        ("booktranslate:111111111111:222222222222", MARK),
        ("booktranslate-archive:7 booktranslated", f"booktranslate-archive:7 booktranslated {MARK}"),
    ],
)
def test_the_identity_stands_behind_that_of_the_source(tmp_path: Path, before: str, after: str) -> None:
    made = identified(finished(edition(tmp_path / "livre.docx", before)), MARK)
    made.save(tmp_path / "book.docx")
    assert docx.Document(str(tmp_path / "book.docx")).core_properties.identifier == after


def test_a_draft_without_properties_has_both_marks(tmp_path: Path) -> None:
    made = edition(tmp_path / "livre.docx")
    bare = tmp_path / "bare.docx"
    with zipfile.ZipFile(tmp_path / "livre.docx") as source, zipfile.ZipFile(bare, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "_rels/.rels":
                data = re.sub(rb"<Relationship [^>]*core-properties[^>]*/>", b"", data)
            if name != "docProps/core.xml":
                target.writestr(name, data.replace(b'PartName="/docProps/core.xml"', b'PartName="/none.xml"'))
    made = Document(bare).replace(lambda passage: parse("A text."), "en-GB", "fr")
    identified(marked(made, "DRAFT"), MARK).save(tmp_path / "book.docx")
    properties = docx.Document(str(tmp_path / "book.docx")).core_properties
    assert (properties.identifier, properties.content_status) == (MARK, "Draft")


def test_comments_are_read_with_their_authors_and_places(tmp_path: Path) -> None:
    book = docx.Document()
    first, second = book.add_paragraph("One"), book.add_paragraph("Two")
    book.add_comment(second.runs, "Which one?", author="Ida Exemple")
    book.add_comment(first.runs, "", author="Ida Exemple").add_paragraph("In two\nlines")
    book.save(str(tmp_path / "book.docx"))
    document = Document(tmp_path / "book.docx")
    told = {
        remark.text: (remark.author, document.passages_by_paragraph[remark.paragraph][0].text.plain)
        for remark in remarks(document)
        if remark.paragraph is not None
    }
    assert told == {"Which one?": ("Ida Exemple", "Two"), "In two lines": ("Ida Exemple", "One")}
