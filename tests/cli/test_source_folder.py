"""What lies in source/: the book, under whatever name, and what is not in the book and is named."""

import io
import shutil
import subprocess
import unicodedata
import zipfile
from pathlib import Path

import docx
import pytest

from tests.cli.bench import BOOK, Bench

NFC, NFD = (unicodedata.normalize(form, "Dirigeantes-été.docx") for form in ("NFC", "NFD"))


def test_litter_of_macos_stops_no_command(bench: Bench) -> None:
    (bench.folder / "source/._livre.docx").write_bytes(b"\0\5\x16\7")
    (bench.folder / "source/.DS_Store").write_bytes(b"\0")
    for command in ("extract", "status", "assemble"):
        result = bench.run(command)
        assert "._livre" not in result.out + result.err
        assert "DS_Store" not in result.out + result.err


def test_what_is_not_in_the_book_is_named(bench: Bench) -> None:
    source = bench.folder / "source"
    for name in ("annexe.odt", "a.pdf", "b.pdf"):
        (source / name).touch()
    for command in ("extract", "status", "assemble"):
        result = bench.run(command)
        assert (
            "Not in the book: annexe.odt – a document in another format (.odt). Run `booktranslate convert"
            in (result.err)
        )
        assert "Not in the book: a.pdf, b.pdf – a PDF. If it is part of the book, ask for the Word file" in (
            result.err
        )
        found = [row for row in bench.run(command, "--json").json if row.get("skipped")]
        assert [(row["document"], row["missing"]) for row in found] == [
            ("source/a.pdf", False),
            ("source/annexe.odt", True),
            ("source/b.pdf", False),
        ]


def test_a_book_with_parts_missing_is_not_final(bench: Bench) -> None:
    bench.write_book(["Bonjour."])
    bench.run("extract")
    bench.review({"Bonjour.": "Hello.", "Le livre": "The Book"})
    assert "NOT THE FINAL" not in bench.run("assemble").err
    (bench.folder / "source/annexe.doc").touch()
    shutil.copy(bench.folder / "source/livre.docx", bench.folder / "source/tome2.docx")
    error = bench.run("assemble", "livre").err
    assert "THIS IS NOT THE FINAL BOOK. In source/ and not in the book: annexe.doc, tome2.docx." in error


@pytest.mark.parametrize(("stored", "typed"), [(NFC, NFD), (NFD, NFC)])
def test_names_are_found_however_accents_are_coded(bench: Bench, stored: str, typed: str) -> None:
    (bench.folder / "source/livre.docx").rename(bench.folder / "source" / stored)
    assert bench.run("extract", typed, "--json").json[0]["document"] == stored
    bench.run("extract", typed.removesuffix(".docx"))
    assert bench.run("inspect", f"source/{typed}", "--json").json["complete"] is True
    bench.run("inspect", typed)


def test_a_document_of_another_folder_is_not_taken_for_one_of_the_book(bench: Bench) -> None:
    (bench.folder / "elsewhere").mkdir()
    shutil.copy(bench.folder / "source/livre.docx", bench.folder / "elsewhere/livre.docx")
    assert "there is no document" in bench.run("extract", "elsewhere/livre.docx", expect=2).err
    bench.run("extract", "source/livre.docx")


def test_two_documents_of_one_name(bench: Bench) -> None:
    shutil.copy(bench.folder / "source/livre.docx", bench.folder / "source/livre.docm")
    error = bench.run("extract", expect=3).err
    assert "livre.docm and livre.docx have the same name" in error


# --- convert ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A document in the formats of other programs, made by LibreOffice."""
    folder = tmp_path_factory.mktemp("originals")
    book = docx.Document()
    for text in BOOK:
        book.add_paragraph(text)
    book.save(str(folder / "annexe.docx"))
    program = shutil.which("soffice") or "libreoffice"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for kind in ("doc", "odt", "rtf"):
        command = [program, profile, "--headless", "--convert-to", kind, "--outdir", folder]
        subprocess.run([*command, folder / "annexe.docx"], check=True, capture_output=True, timeout=240)
    return folder


@pytest.mark.parametrize("kind", ["doc", "odt", "rtf"])
def test_convert_makes_a_document_of_the_book(bench: Bench, originals: Path, kind: str) -> None:
    original = bench.folder / "source" / f"annexe, été.{kind}"
    shutil.copy(originals / f"annexe.{kind}", original)
    before = original.read_bytes()
    result = bench.run("convert", original.name)
    assert f"Made source/annexe, été.docx from annexe, été.{kind}" in result.out
    assert "compare the new documents" in result.out
    assert original.read_bytes() == before
    made = docx.Document(str(original.with_suffix(".docx")))
    assert [item.text for item in made.paragraphs if item.text] == BOOK
    extracted = bench.run("extract")
    assert "Not in the book" not in extracted.err
    error = bench.run("convert", original.name, expect=6).err
    assert "already exists, and is not overwritten" in error


def test_convert_takes_a_file_from_anywhere(bench: Bench, originals: Path) -> None:
    inner = bench.folder / "notes"
    inner.mkdir()
    (bench.folder / "booktranslate.toml").touch()
    shutil.copy(originals / "annexe.odt", inner / "loin.odt")
    made = Bench(inner).run("convert", "loin.odt", "--json").json
    assert made == [{"file": "loin.odt", "made": "source/loin.docx"}]
    assert (bench.folder / "source/loin.docx").is_file()


def test_convert_leaves_nothing_of_what_cannot_be_read(bench: Bench, originals: Path) -> None:
    source = bench.folder / "source"
    doc = bytearray((originals / "annexe.doc").read_bytes())
    start = next(place for place in range(0, len(doc), 512) if doc[place : place + 2] == b"\xec\xa5")
    doc[start + 11] |= 1  # fEncrypted
    manifest = b'<manifest:encryption-data manifest:checksum="x"/>'
    for name, data, words in (
        ("vide.doc", b"", "is empty"),
        ("bruit.doc", bytes(range(256)) * 9, "not a document that LibreOffice"),
        ("coupe.odt", (originals / "annexe.odt").read_bytes()[:3000], "not a document that LibreOffice"),
        ("secret.doc", bytes(doc), "protected with a password"),
        ("secret.odt", _zip("META-INF/manifest.xml", manifest), "protected with a password"),
        ("texte.txt", b"Bonjour", "cannot be converted"),
    ):
        (source / name).write_bytes(data)
        assert words in bench.run("convert", name, expect=3).err, name
    assert sorted(path.suffix for path in source.iterdir() if path.suffix == ".docx") == [".docx"]
    assert "does not exist" in bench.run("convert", "rien.doc", expect=3).err
    assert not list(source.glob(".*"))


def test_convert_without_libreoffice(bench: Bench, originals: Path) -> None:
    shutil.copy(originals / "annexe.odt", bench.folder / "source/annexe.odt")
    env = {"PATH": str(bench.folder), "HOME": str(bench.folder)}
    assert "LibreOffice is not installed" in bench.run("convert", "annexe.odt", expect=5, env=env).err


def _zip(name: str, data: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(name, data)
    return made.getvalue()
