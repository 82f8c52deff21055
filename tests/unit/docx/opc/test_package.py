"""The package: what is a Word file, what is refused and why, and that nothing else is touched."""

import io
import os
import re
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from booktranslate.docx import Bounds, Document
from booktranslate.docx.opc.package import Package
from booktranslate.errors import ExitCode, InputError, OutputError
from tests.unit.docx import building as w

HELLO = w.p("Bonjour")


def refusal(path: Path, bounds: Bounds | None = None) -> str:
    """The one-line error of a file that is not accepted."""
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(InputError) as error:
        Document(path, bounds=bounds)
    assert error.value.exit_code == ExitCode.INPUT
    assert path.name in str(error.value)
    assert "\n" not in str(error.value)
    assert not path.is_file() or path.read_bytes() == before
    return str(error.value)


def zipped(path: Path, members: dict[str, bytes | str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in members.items():
            archive.writestr(member, data)
    return path


def with_member(path: Path, member: str, data: bytes | str, method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(member, data, method)
    return path


def replaced(path: Path, member: str, data: bytes) -> Path:
    """The file with one member of other content."""
    with zipfile.ZipFile(path) as archive:
        members = {item: archive.read(item) for item in archive.namelist()}
    return zipped(path, {**members, member: data})


@pytest.mark.parametrize("main_type", [w.DOCX, w.DOTX, w.DOCM, w.DOTM])
@pytest.mark.parametrize("main", ["word/document.xml", "word/document2.xml", "livre.xml", "docs/a b/é.xml"])
def test_the_main_part_may_have_any_name_and_each_word_type(
    tmp_path: Path, main: str, main_type: str
) -> None:
    path = w.word_file(tmp_path, HELLO, main=main, main_type=main_type)
    assert w.texts(path) == ["Bonjour"]
    assert w.body(w.translated(path, {"Bonjour": "Hello"}), main) == w.bare(w.p("Hello"))


def test_strict_documents_are_read_and_stay_strict(tmp_path: Path) -> None:
    content = w.p("Bonjour ", w.r("Marie", w.BOLD), w.footnote_mark(2))
    path = w.word_file(tmp_path, content, strict=True, footnotes=w.footnote(2, w.p("Une note")))
    assert b"purl.oclc.org" in w.read(path, "word/document.xml")
    source = "Bonjour <b>Marie</b><fn1/>"
    assert w.texts(path) == [source, "Une note"]
    output = w.translated(path, {source: "<b>Marie</b>, hello<fn1/>", "Une note": "A note"})
    assert w.body(output) == w.bare(w.p(w.r("Marie", w.BOLD), ", hello", w.footnote_mark(2)))
    assert b"schemas.openxmlformats.org/wordprocessingml" not in w.read(output, "word/document.xml")


def test_a_main_part_in_other_case_or_percent_encoded_is_found(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, HELLO)
    links = w.read(path, "_rels/.rels").replace(b"word/document.xml", b"/Word/d%6Fcument.xml")
    assert w.texts(replaced(path, "_rels/.rels", links)) == ["Bonjour"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("part", ["word/document.xml", "[Content_Types].xml"])
def test_a_part_in_utf_16(tmp_path: Path, part: str, encoding: str) -> None:
    path = w.word_file(tmp_path, w.p("Né en été"))
    text = re.sub(r"<\?xml.*?\?>", "", w.read(path, part).decode())
    data = f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode(encoding)
    assert f"{part}: is XML in UTF-16" in refusal(replaced(path, part, data))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert "does not exist" in refusal(tmp_path / "livre.docx")


def test_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "livre.docx"
    folder.mkdir()
    assert "is a folder" in refusal(folder)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty (0 bytes)"),
        (b"Bonjour", "is not a Word document (.docx)"),
        (b"{\\rtf1 Bonjour}", "is not a Word document (.docx)"),
        (b"PK\x03\x04 and no more", "is cut off or damaged"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + b"WordDocument", "old Word format (.doc)"),
        (
            bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le"),
            "protected with a password. Open it in Word, choose File > Info",
        ),
    ],
)
def test_files_of_another_kind(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "livre.docx"
    path.write_bytes(data)
    assert said in refusal(path)


def test_a_truncated_file_at_any_place(tmp_path: Path) -> None:
    data = w.word_file(tmp_path, HELLO).read_bytes()
    path = tmp_path / "cut.docx"
    for end in range(1, len(data) - 1, 97):
        path.write_bytes(data[:end])
        refusal(path)


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = w.word_file(tmp_path, HELLO)

    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    with pytest.raises(InputError, match=r"livre\.docx: cannot be read \(Permission denied\)"):
        Document(path)


def test_a_zip_that_is_no_word_document(tmp_path: Path) -> None:
    path = zipped(tmp_path / "livre.docx", {"mimetype": "application/epub+zip"})
    assert "[Content_Types].xml is missing" in refusal(path)


def test_a_package_without_a_main_part(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, HELLO)
    with zipfile.ZipFile(path) as archive:
        members = {item: archive.read(item) for item in archive.namelist() if item != "word/document.xml"}
    assert "has no main part" in refusal(zipped(path, members))


def test_a_workbook_named_docx(tmp_path: Path) -> None:
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    path = w.word_file(tmp_path, HELLO, main_type=sheet)
    assert "is not a Word document (the type of its main part word/document.xml is" in refusal(path)


@pytest.mark.parametrize(
    "member", ["../../etc/passwd", "/etc/passwd", "word/../../x", "C:/Windows/x", "..\\x", "word\\x"]
)
def test_names_that_leave_the_file(tmp_path: Path, member: str) -> None:
    assert "points outside the archive" in refusal(with_member(w.word_file(tmp_path, HELLO), member, b""))


def test_two_entries_of_one_name(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, HELLO)
    with pytest.warns(UserWarning, match="Duplicate"):
        with_member(path, "word/document.xml", b"<x/>")
    assert "two entries named 'word/document.xml'" in refusal(path)


def test_an_entry_without_a_name(tmp_path: Path) -> None:
    path = with_member(w.word_file(tmp_path, HELLO), "x", b"")
    data = bytearray(path.read_bytes())
    place = data.rindex(b"PK\x01\x02")
    data[place + 46 : place + 47] = b"\0"  # zipfile cuts a name at a null byte
    path.write_bytes(data)
    assert "holds an entry without a name" in refusal(path)


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, HELLO, main="é.xml")
    path.write_bytes(path.read_bytes().replace("é.xml".encode(), b"\xff\xff.xml", 1))
    refusal(path)


def test_too_many_entries(tmp_path: Path) -> None:
    assert "the limit is 2" in refusal(w.word_file(tmp_path, HELLO), Bounds(entries=2))


def test_a_member_that_unpacks_to_very_much(tmp_path: Path) -> None:
    path = with_member(w.word_file(tmp_path, HELLO), "word/media/image.bmp", bytes(17 * 2**20))
    assert "word/media/image.bmp, which unpacks to more than 200 times its size" in refusal(path)
    assert w.texts(with_member(w.word_file(tmp_path, HELLO), "word/a.bmp", bytes(2**20))) == ["Bonjour"]


def test_many_members_that_unpack_to_very_much(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, HELLO)
    for number in range(5):
        with_member(path, f"word/media/image{number}.bmp", bytes(4 * 2**20))
    assert "unpacks to more than 200 times its size" in refusal(path)


def test_more_megabytes_than_the_limit(tmp_path: Path) -> None:
    path = with_member(w.word_file(tmp_path, HELLO), "word/media/a.bmp", bytes(3 * 2**20))
    assert "unpacks to 3 MB; the limit is 2" in refusal(path, Bounds(megabytes=2))


def test_a_size_that_lies(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, HELLO)
    with_member(path, "word/media/a.bmp", bytes(2**20))
    data = path.read_bytes()
    path.write_bytes(data.replace(struct.pack("<L", 2**20), struct.pack("<L", 100)))
    package = Package(path)
    with pytest.raises(InputError, match=r"word/media/a\.bmp: is damaged"):
        package.read("word/media/a.bmp")


def test_a_size_that_lies_costs_no_memory(tmp_path: Path) -> None:
    path = with_member(w.word_file(tmp_path, HELLO), "word/media/a.bmp", bytes(128 * 2**20))
    data = path.read_bytes()
    path.write_bytes(data.replace(struct.pack("<L", 128 * 2**20), struct.pack("<L", 100)))
    package = Package(path)
    tracemalloc.start()
    with pytest.raises(InputError, match=r"word/media/a\.bmp: is damaged"):
        package.read("word/media/a.bmp")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * 2**20


@pytest.mark.parametrize("target", ["/dev/zero", "fifo", "loop", "n" * 300])
def test_what_is_no_file_is_refused(tmp_path: Path, target: str) -> None:
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "loop").symlink_to("loop")
    path = tmp_path / "livre.docx"
    path.symlink_to(target) if len(target) < 255 else None
    with pytest.raises(InputError, match=r"is a device or a pipe|cannot be read"):
        Package(path if len(target) < 255 else tmp_path / target)


THEME = "word/theme/theme1.xml"
TYPE = '<?xml version="1.0"?>\n<!-- <x/> --><?pi <x/> ?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
DECLARED = {
    "utf-8": TYPE.encode(),
    "a mark": TYPE.encode("utf-8-sig"),
    "utf-16": TYPE.encode("utf-16"),
    "utf-16 without a mark": TYPE.encode("utf-16-be"),
    "utf-32": TYPE.encode("utf-32"),
    "utf-7": TYPE.replace("?>", ' encoding="UTF-7"?>', 1).encode().replace(b"<!DOC", b"+ADwAIQ-DOC"),
    "ebcdic": TYPE.replace("?>", ' encoding="cp037"?>', 1).encode("cp037"),
    "a lie": TYPE.replace("?>", ' encoding="utf-16"?>', 1).encode(),
    "system": b'<!DOCTYPE a SYSTEM "http://x.example/a.dtd"><a/>',
    "blanks": b"\n\n " + b'<!DOCTYPE a SYSTEM "a.dtd"><a/>',
    "a long comment": b"<!--" + b"x" * 70_000 + b"--><!DOCTYPE a []><a/>",
    "svg by name": b'<!DOCTYPE svg [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><svg>&c;</svg>',
    "svg from outside": b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg>&a;</svg>',
}


@pytest.mark.parametrize(
    "part", [THEME, "word/people.xml", "customXml/item1.xml", "customXml/_rels/item1.xml.rels", "x.bin"]
)
@pytest.mark.parametrize("data", DECLARED.values(), ids=DECLARED)
def test_a_document_type_in_any_part_is_refused(tmp_path: Path, data: bytes, part: str) -> None:
    path = with_member(w.word_file(tmp_path, HELLO), part, data)
    with pytest.raises(InputError, match=rf"livre\.docx: {part}: has a DTD or entity declaration"):
        Package(path)


HARMLESS = {
    "none": b"<a>&lt;!DOCTYPE a&gt;</a>",
    "in a comment": b"<!-- <!DOCTYPE a> --><a/>",
    "in the text": b"<a><![CDATA[<!DOCTYPE a>]]></a>",
    "not xml": b"<not well formed <!DOCTYPE a>",
    "long": b"<a>" + b"x" * 100_000 + b"</a>",
    "html": b"<!DOCTYPE html><html><body>Bonjour</body></html>",
    "svg": b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd"><svg/>',
    "svg of Adobe": b'<!DOCTYPE svg PUBLIC "-//W3C" "svg11.dtd" [\n<!ENTITY ns "http://ns.adobe.com/">\n]><svg/>',
    "an unknown encoding": b'<?xml version="1.0" encoding="x-none"?><a/>',
    "zeros": bytes(5000),
    "nothing": b"",
}


@pytest.mark.parametrize("data", HARMLESS.values(), ids=HARMLESS)
def test_what_declares_no_type_is_kept(tmp_path: Path, data: bytes) -> None:
    path = with_member(w.word_file(tmp_path, HELLO), "word/media/unknown.svg", data)
    assert Package(path).read("word/media/unknown.svg") == data


def test_an_encrypted_entry(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, HELLO)
    data = bytearray(path.read_bytes())
    place = data.rindex(b"PK\x01\x02")
    data[place + 8] |= 1  # general purpose flag, bit 0 (APPNOTE 4.4.4)
    path.write_bytes(data)
    assert "holds an encrypted entry" in refusal(path)


def spoilt(path: Path, member: str) -> Path:
    """The file with one stored byte of a member changed, so that its checksum is wrong."""
    with_member(path, member, b"0123456789" * 10, zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"0123456789" * 10, b"X123456789" + b"0123456789" * 9))
    return path


def test_a_checksum_error_while_reading(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, HELLO)
    links = w.read(path, "_rels/.rels").replace(b"word/document.xml", b"word/spoilt.xml")
    types = w.read(path, "[Content_Types].xml").replace(b"word/document.xml", b"word/spoilt.xml")
    path = replaced(replaced(path, "_rels/.rels", links), "[Content_Types].xml", types)
    assert "word/spoilt.xml: is damaged (Bad CRC-32" in refusal(spoilt(path, "word/spoilt.xml"))


def test_a_damaged_picture_is_found_before_a_word_is_translated(tmp_path: Path) -> None:
    path = spoilt(w.word_file(tmp_path, HELLO), "word/media/image.png")
    with pytest.raises(InputError, match=r"livre\.docx: word/media/image\.png: is damaged \(Bad CRC-32"):
        Document(path)


def test_a_checksum_error_while_copying_writes_nothing(tmp_path: Path) -> None:
    sound = b"0123456789" * 10
    path = with_member(w.word_file(tmp_path, HELLO), "word/media/image.png", sound, zipfile.ZIP_STORED)
    output = tmp_path / "book.docx"
    output.write_bytes(b"old")
    made = w.edition(path, {"Bonjour": "Hello"})
    path.write_bytes(path.read_bytes().replace(sound, b"X" + sound[1:]))
    with pytest.raises(InputError, match=r"livre\.docx: word/media/image\.png: is damaged"):
        made.save(output)
    assert output.read_bytes() == b"old"
    assert sorted(item.name for item in tmp_path.iterdir()) == ["book.docx", "livre.docx"]


def test_a_source_that_is_gone_when_saving(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, HELLO)
    made = w.edition(path, {"Bonjour": "Hello"})
    path.unlink()
    with pytest.raises(InputError, match="can no longer be read"):
        made.save(tmp_path / "book.docx")


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = w.word_file(tmp_path, HELLO)
    output = tmp_path / "book.docx"
    output.write_bytes(b"old")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    made = w.edition(path, {"Bonjour": "Hello"})
    monkeypatch.setattr(zipfile.ZipFile, "writestr", full)
    with pytest.raises(OutputError, match=r"cannot be written \(No space left on device\)"):
        made.save(output)
    assert output.read_bytes() == b"old"


def test_dangling_relationships_are_tolerated(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, HELLO)
    part = "word/_rels/document.xml.rels"
    link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="a" Type="{link}/footnotes" Target="footnotes.xml"/>'
        f'<Relationship Id="b" Type="{link}/styles" Target="NULL"/>'
        f'<Relationship Id="c" Type="{link}/image" Target="file:///[bad"/>'
        f'<Relationship Id="d" Type="{link}/hyperlink" Target="http://[bad" TargetMode="External"/>'
        "</Relationships>"
    )
    with_member(path, part, links)
    output = w.translated(path, {"Bonjour": "Hello"})
    assert w.texts(output) == ["Hello"]
    assert w.read(output, part) == links.encode()


def test_macros_and_unknown_parts_stay_byte_for_byte(tmp_path: Path) -> None:
    kept = {
        "word/vbaProject.bin": bytes(range(256)),
        "word/vbaProjectSignature.bin": b"signed macros",
        "word/unknown.xml": b"<not well formed",
        "customUI/ui.xml": b"<customUI/>",
        "word/media/image1.png": b"\x89PNG",
    }
    path = w.word_file(tmp_path, HELLO, main_type=w.DOCM)
    for member, data in kept.items():
        with_member(path, member, data)
    output = w.translated(path, {"Bonjour": "Hello"})
    assert {member: w.read(output, member) for member in kept} == kept
    assert w.names(output) == w.names(path)
    for part in ("[Content_Types].xml", "_rels/.rels"):
        assert w.read(output, part) == w.read(path, part)


def test_an_untouched_document_is_the_very_file(tmp_path: Path) -> None:
    path = with_member(w.word_file(tmp_path, HELLO), "word/media/a.png", b"x", zipfile.ZIP_STORED)
    output = tmp_path / "book.docx"
    w.edition(path, {}).save(output)
    assert output.read_bytes() == path.read_bytes()


def test_two_editions_of_one_text_are_equal_bytes(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, HELLO)
    made = []
    for label in ("one.docx", "two.docx"):
        w.edition(path, {"Bonjour": "Hello"}).save(tmp_path / label)
        made.append((tmp_path / label).read_bytes())
    assert made[0] == made[1]


def test_the_file_is_not_kept_open(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, HELLO)
    package = Package(path)
    path.write_bytes(io.BytesIO(b"other").getvalue())
    with pytest.raises(InputError, match="can no longer be read"):
        package.read("word/document.xml")
