"""What comes back from reviewers, whatever it is packed in."""

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from booktranslate.errors import InputError
from booktranslate.po_files.incoming import incoming

PO = b'msgid ""\nmsgstr "Language: en_GB\\n"\n'


def zipped(*members: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in members:
            archive.writestr(name, data)
    return stream.getvalue()


def mailed(*attachments: tuple[str, bytes]) -> bytes:
    mail = EmailMessage()
    mail.set_content("Voici.")
    for name, data in attachments:
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def test_files_are_found_in_whatever_they_are_packed_in(tmp_path: Path) -> None:
    inner = zipped(("a.po", PO), ("__MACOSX/._a.po", b"x"), (".DS_Store", b"x"))
    (tmp_path / "back.eml").write_bytes(mailed(("chapitres.zip", inner), ("relecture.txt", PO)))
    (tmp_path / "message").write_bytes(b"From: Zo\xc3\xa9\n" + mailed(("b.po", PO)))
    (tmp_path / "p" / ".booktranslate" / "backups").mkdir(parents=True)
    (tmp_path / "p" / ".booktranslate" / "backups" / "old.po").write_bytes(PO)
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.po").write_bytes(PO)
    (tmp_path / "sub" / "lettre.docx").write_bytes(zipped(("[Content_Types].xml", b"<x/>")))
    found = {file.name: file.is_po for file in incoming([tmp_path])}
    assert found == {
        "back.eml/chapitres.zip/a.po": True,
        "back.eml/relecture.txt": True,
        "message/b.po": True,
        "sub/b.po": True,
        "sub/lettre.docx": False,
    }


def test_a_file_is_known_by_its_content(tmp_path: Path) -> None:
    for name, data in (("livre (1)", b"\xef\xbb\xbf" + PO), ("x.po", b"PK no"), ("y.po", b"hello")):
        (tmp_path / name).write_bytes(data)
    assert {file.name: file.is_po for file in incoming([tmp_path])} == {
        "livre (1)": True,
        "x.po": False,
        "y.po": False,
    }


def test_damaged_and_endless_archives_are_refused(tmp_path: Path) -> None:
    (tmp_path / "bad.zip").write_bytes(zipped(("a.po", PO))[:-30])
    with pytest.raises(InputError, match="not a readable archive"):
        incoming([tmp_path / "bad.zip"])
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"{number}.po", b"0" * 100_000_000)
    (tmp_path / "bomb.zip").write_bytes(stream.getvalue())
    with pytest.raises(InputError, match="more than 200 MB"):
        incoming([tmp_path / "bomb.zip"])


def test_archives_in_archives_end_somewhere(tmp_path: Path) -> None:
    data = PO
    for _ in range(30):
        data = zipped(("x.zip", data))
    (tmp_path / "deep.zip").write_bytes(data)
    assert not any(file.is_po for file in incoming([tmp_path / "deep.zip"]))
