"""What is kept of a finished book."""

import os
import zipfile
from pathlib import Path

import pytest

from booktranslate.config import Project
from booktranslate.review.edition import editions, keep
from booktranslate.review.sent import Store
from tests.unit.docx import building as w

PACK = "b" * 12
PICTURE = "word/media/image1.png"


@pytest.mark.parametrize(("size", "has_picture"), [(10, True), (200_000, False)])
def test_pictures_are_left_out_where_they_are_most_of_a_book(
    tmp_path: Path, size: int, has_picture: bool
) -> None:
    picture = w.Member(PICTURE, os.urandom(size), link="image", id="pic1")
    book = w.word_file(tmp_path, w.p("Ça commence ici."), picture)
    project = Project(tmp_path)
    put = [("a" * 12, "Ça commence ici.")]
    keep(project, book, book, identity="c" * 12, pack=PACK, put=put, files=[])
    (kept,) = editions(Store(project))
    assert kept.put == put
    assert [place.text.plain for place in kept.places] == ["Ça commence ici."]
    with zipfile.ZipFile(kept.sent.folder / "edition.docx") as archive, zipfile.ZipFile(book) as whole:
        left_out = set(whole.namelist()) - set(archive.namelist())
    assert left_out == (set() if has_picture else {PICTURE})
