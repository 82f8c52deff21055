"""Words in pictures: the list, the originals, and translated ones in the finished book."""

import io
import shutil
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from tests.cli.bench import Bench
from tests.unit.docx import building as w
from tests.unit.docx.building import Member
from tests.unit.publishing.everything import STYLES, heading, picture, png


def drawn(size: tuple[int, int] = (60, 40), kind: str = "PNG", words: str = "") -> bytes:
    stream = io.BytesIO()
    made = Image.new("RGB", size, "white")
    if words:
        font = ImageFont.truetype("DejaVuSans.ttf", 40)
        ImageDraw.Draw(made).text((20, 20), words, "black", font)
    made.save(stream, kind)
    return stream.getvalue()


@pytest.fixture
def book(tmp_path: Path) -> Bench:
    made = Bench(tmp_path)
    (tmp_path / "source").mkdir()
    return write(made, png())


def write(made: Bench, data: bytes) -> Bench:
    w.word_file(
        made.folder / "source",
        heading("Le port") + w.p("Voici ", picture(1, "Un phare"), picture(2)),
        Member("word/media/image1.png", data, link="image", id="pic1"),
        styles=STYLES,
    )
    made.run("extract")
    return made


def put(bench: Bench, name: str, data: bytes) -> Path:
    path = bench.folder / "pictures" / "en-GB" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def shown(bench: Bench) -> bytes:
    return w.read(bench.folder / "build/en-GB/livre.docx", "word/media/image1.png")


def test_the_list_and_the_originals(book: Bench) -> None:
    done = book.run("pictures", "--save", "pictures/fr", "--json")
    (found,) = done.json
    assert (found["name"], found["heading"], found["description"], found["uses"]) == (
        "image1.png",
        "Le port",
        "Un phare",
        2,
    )
    assert (found["width"], found["height"], found["replacement"]) == (60, 40, None)
    assert (book.folder / "pictures/fr/livre/image1.png").read_bytes() == png()


def test_a_translated_picture_is_in_the_book(book: Bench) -> None:
    book.run("assemble")
    assert shown(book) == png()
    put(book, "image1.png", drawn())
    book.run("assemble")
    assert shown(book) == drawn()
    nearer = drawn((120, 80))
    put(book, "livre/image1.png", nearer)
    done = book.run("assemble")
    assert shown(book) == nearer
    assert "pictures/en-GB/image1.png is not in the book: no picture of the book has this name." in done.err
    assert book.run("pictures", "--json").json[0]["replacement"] == "pictures/en-GB/livre/image1.png"


def test_what_does_not_fit_is_said(book: Bench) -> None:
    path = put(book, "image1.png", drawn((60, 60)))
    done = book.run("pictures")
    assert (
        "pictures/en-GB/image1.png has other proportions than the original; it will be stretched." in done.err
    )
    path.write_bytes(drawn(kind="JPEG"))
    refused = book.run("assemble", expect=3)
    assert "image1.png: is JPEG; the picture in the book is PNG. Save it as PNG" in refused.err
    path.unlink()
    put(book, "image9.png", drawn())
    put(book, "cover.png", drawn())
    done = book.run("pictures")
    assert "image9.png matches no picture" in done.err
    assert "cover.png" not in done.err


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")
def test_words_are_read(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    bench = write(Bench(tmp_path), drawn((500, 100), words="Le grand phare"))
    assert bench.run("pictures", "--ocr", "--json").json[0]["words"] == "Le grand phare"


def test_without_tesseract_it_says_how_to_get_it(book: Bench, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    done = book.run("pictures", "--ocr", expect=5, env={"PATH": str(tmp_path / "nothing")})
    assert "apt install tesseract-ocr" in done.err
