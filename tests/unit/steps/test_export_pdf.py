"""The PDF of a document that nobody vouches for: nothing is fetched, no file is read, and it ends."""

import http.server
import shutil
import subprocess
import threading
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from booktranslate.errors import EngineError, InputError
from booktranslate.libreoffice import LibreOffice
from booktranslate.steps.export_pdf import export_pdf
from tests.unit.docx.building import Member, p, r, word_file
from tests.unit.steps.untrusted import picture, untrusted_book

SECRET = (255, 0, 255)
TEXTS = (
    "includetext",
    "include",
    "import",
    "rd",
    "link",
    "dde",
    "database",
    "chunk",
    "ole",
    "sub-",
    "template",
)
pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


class Listener:
    """A server on this machine that writes down what it is asked, and has a picture for everybody."""

    def __enter__(self) -> "Listener":
        self.asked: list[str] = []
        listener, data = self, picture(SECRET)

        class Handler(http.server.BaseHTTPRequestHandler):
            def answer(self) -> None:
                listener.asked.append(self.path)
                self.send_response(200)
                self.send_header("Content-Type", "image/png")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            do_GET = do_HEAD = do_OPTIONS = do_PROPFIND = do_POST = answer  # noqa: N815

            def log_message(self, *_: object) -> None:
                """It has a log of its own."""

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        ).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()


@dataclass(frozen=True)
class Seen:
    """What came of a book of all constructs: what the listener was asked, and what the PDF shows."""

    asked: tuple[str, ...]
    text: str
    colours: frozenset[tuple[int, int, int]]


def text_of(pdf: Path) -> str:
    return subprocess.run(
        ["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True
    ).stdout


def colours_of(pdf: Path) -> frozenset[tuple[int, int, int]]:
    """The full colours of its pages."""
    subprocess.run(["pdftoppm", "-r", "40", pdf, pdf.with_suffix("")], check=True)
    pages = [Image.open(page).convert("RGB") for page in pdf.parent.glob(f"{pdf.stem}-*.ppm")]
    found = {colour for page in pages for _, colour in page.getcolors(2**24) or ()}
    return frozenset(tuple(255 if part > 200 else 0 if part < 60 else 128 for part in c) for c in found)  # type: ignore[misc]


def secret_file(folder: Path, construct: str) -> str:
    if construct.startswith(TEXTS) and "picture" not in construct:
        path = folder / f"{construct}.txt"
        path.write_text(f"SECRET of {construct}", "utf-8")
    else:
        path = folder / f"{construct}.png"
        path.write_bytes(picture(SECRET))
    return path.as_uri()


@pytest.fixture(scope="module")
def online(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """A book whose constructs lead to the listener."""
    path = tmp_path_factory.mktemp("online") / "book.docx"
    with Listener() as listener:
        untrusted_book(path, lambda construct: f"{listener.url}/{construct}.png")
        pdf = export_pdf(path)
        return Seen(tuple(listener.asked), text_of(pdf), colours_of(pdf))


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """A book whose constructs lead to files of this machine."""
    folder = tmp_path_factory.mktemp("local")
    (folder / "secrets").mkdir()
    untrusted_book(folder / "book.docx", lambda construct: secret_file(folder / "secrets", construct))
    pdf = export_pdf(folder / "book.docx")
    return Seen((), text_of(pdf), colours_of(pdf))


def names(tmp_path: Path) -> list[str]:
    return untrusted_book(tmp_path / "names.docx", lambda construct: f"http://invalid.example/{construct}")


def test_there_are_enough_constructs(tmp_path: Path) -> None:
    assert len(names(tmp_path)) > 90


def test_nothing_is_fetched(online: Seen, tmp_path: Path) -> None:
    assert [name for name in names(tmp_path) if f"/{name}.png" in online.asked] == []
    assert online.asked == ()


def test_no_file_is_read(local: Seen) -> None:
    assert "SECRET" not in local.text
    assert SECRET not in local.colours


def test_the_pages_are_there_to_their_end(online: Seen, local: Seen, tmp_path: Path) -> None:
    drawn = {"theme", "comment"}
    for seen in (online, local):
        assert [name for name in names(tmp_path) if name not in seen.text and name not in drawn] == []
        assert (0, 0, 255) in seen.colours  # the picture that is in the file


@pytest.mark.parametrize("group", ["pictures", "stories", "chunks"])
def test_without_our_care_it_would_fetch(group: str, tmp_path: Path) -> None:
    """LibreOffice as it comes asks the listener: so the tests above can fail."""
    with Listener() as listener:
        path = tmp_path / "book.docx"
        untrusted_book(path, lambda construct: f"{listener.url}/{construct}.png", group)
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, path]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        assert listener.asked


def test_a_linked_picture_keeps_its_place_and_is_told(tmp_path: Path) -> None:
    told: list[str] = []
    untrusted_book(tmp_path / "book.docx", lambda _: "http://127.0.0.1:9/x.png", "stories")
    export_pdf(tmp_path / "book.docx", warn=told.append)
    assert [text for text in told if "alternative text" not in text] == told[:1]
    assert told[0].startswith("book.pdf: 9 pictures left empty: linked (not in the file)")
    told.clear()
    export_pdf(word_file(tmp_path, p(r("Bonjour"))), warn=told.append)
    assert told == []


def test_an_svg_of_adobe_with_entities_is_drawn(tmp_path: Path) -> None:
    url = "http://127.0.0.1:9/x.png"
    untrusted_book(tmp_path / "book.docx", lambda _: url, "pictures")
    svg = (
        '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd" ['
        '<!ENTITY ns "http://www.w3.org/2000/svg">]><svg xmlns="&ns;" width="40" height="40">'
        '<rect width="40" height="40" fill="#00ff00"/></svg>'
    )
    path = replaced(tmp_path / "book.docx", "word/media/own.svg", svg.encode())
    assert (0, 255, 0) in colours_of(export_pdf(path))


def test_no_key_reaches_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nenv > "{tmp_path}/environment"\n', "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    for variable in ("DEEPL_AUTH_KEY", "LIBRETRANSLATE_API_KEY", "MY_TOKEN", "LC_ALL"):
        monkeypatch.setenv(variable, f"value-of-{variable}")
    with pytest.raises(EngineError, match="could not make a PDF"):
        export_pdf(word_file(tmp_path, p(r("Bonjour"))))
    environment = (tmp_path / "environment").read_text("utf-8")
    assert "value-of-LC_ALL" in environment
    assert environment.count("value-of-") == 1


def test_a_program_that_does_not_end_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\nsleep 60\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    began = time.monotonic()
    with pytest.raises(EngineError, match=r"livre\.docx: LibreOffice was stopped after 1 seconds"):
        export_pdf(word_file(tmp_path, p(r("Bonjour"))), seconds=1)
    assert time.monotonic() - began < 20


def test_the_time_grows_with_the_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[float] = []
    monkeypatch.setattr(LibreOffice, "run", lambda *_, seconds, document: given.append(seconds))
    for content in (p(r("Bonjour")), p(r("Bonjour")) * 20_000):
        with pytest.raises(EngineError, match="could not make a PDF"):
            export_pdf(word_file(tmp_path, content))
    small, large = given
    assert 90 < small < 92
    assert large > small + 50


def replaced(path: Path, part: str, data: bytes) -> Path:
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, old in members.items():
            archive.writestr(name, data if name == part else old)
    return path


BOMB = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><a:theme xmlns:a="a">&b;</a:theme>'


def test_a_part_with_entities_never_reaches_libreoffice(tmp_path: Path) -> None:
    path = word_file(tmp_path, p(r("Bonjour")), Member("word/theme/theme1.xml", BOMB.encode(), link="theme"))
    with pytest.raises(InputError, match=r"livre\.docx: word/theme/theme1\.xml: has a DTD"):
        export_pdf(path)


@pytest.mark.parametrize("group", ["charts", "settings"])
def test_what_would_hang_is_exported(group: str, tmp_path: Path) -> None:
    """A chart and settings that lead outside: LibreOffice 7.4 does not end unless they are sealed."""
    untrusted_book(tmp_path / "book.docx", lambda _: "http://127.0.0.1:9/x.png", group)
    assert export_pdf(tmp_path / "book.docx", seconds=60).exists()
