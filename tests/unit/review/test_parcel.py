"""What a person is sent: a letter and files, in a form that harms nobody's mail."""

import io
import zipfile
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from booktranslate.errors import InputError, UsageError
from booktranslate.review.parcel import Enclosure, Person, letter, person, save

VALUES = {"name": "Zoé Exemple", "title": "Livre", "texts": "12", "date": "2026-11-26"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zoé Exemple <zoe@example.org>", Person("Zoé Exemple", "zoe@example.org")),
        (
            '"Exemple, Zoé" <zoe.e+livre@mail.example.org>',
            Person("Exemple, Zoé", "zoe.e+livre@mail.example.org"),
        ),
        ("Zoé Exemple", Person("Zoé Exemple")),
        ("zoe@example.org", Person("zoe", "zoe@example.org")),
        ("Zoé <zoe@pôle.example>", Person("Zoé", "zoe@pôle.example")),
    ],
)
def test_people(text: str, expected: Person) -> None:
    assert person(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "<zoe@example.org>",
        "Zoé <>",
        "Zoé <zoe>",
        "Zoé <zoe@example>",
        "Zoé <a@example.org, b@example.org>",
        "Zoé <a@example.org> <b@example.org>",
        "Zoé\r\nBcc: all@example.org <zoe@example.org>",
        "Zoé <zoe@example.org\r\nBcc: all@example.org>",
        "Zoé <zoe@example.org%0d%0aBcc:x>",
        "Zoé\u2028x <zoe@example.org>",
        "Zoé <zo\u0000e@example.org>",
        "Zoé <zoë@example.org>",
        "x" * 201,
    ],
)
def test_what_is_no_person_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        person(text)


def enclosures(folder: Path) -> list[Enclosure]:
    for name in ("livre.review.html", "livre.review.docx"):
        (folder / name).write_bytes(name.encode() * 100)
    return [
        Enclosure(folder / "livre.review.html", "html"),
        Enclosure(folder / "livre.review.docx", "docx"),
    ]


def test_the_letter_says_what_to_do_in_both_languages(tmp_path: Path) -> None:
    subject, text = letter(tmp_path, VALUES, enclosures(tmp_path))
    assert subject == "Relecture / Review: Livre"
    french, english = text.split("----")
    assert french.startswith("Bonjour Zoé Exemple,")
    assert "- livre.review.docx\u00a0: pour Word" in french
    assert "Dear Zoé Exemple," in english
    assert "- livre.review.html: open it in a browser" in english
    assert "$" not in text


def test_a_project_has_its_own_letter(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(
        "Subject:  Le   livre\nChère $name, $texts, 5 $$\n$files", "utf-8-sig"
    )
    subject, text = letter(tmp_path, VALUES, [])
    assert (subject, text) == ("Le livre", "Chère Zoé Exemple, 12, 5 $\n")
    (tmp_path / "letter.txt").write_text("Bonjour $name", "utf-8")
    assert letter(tmp_path, VALUES, []) == ("Livre", "Bonjour Zoé Exemple")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"Bonjour\n$nom", r"letter\.txt:2: names \$nom"),
        (b"5 $ pour $name", r"letter\.txt:1: names"),
        (b"\xe9", "not valid UTF-8"),
    ],
)
def test_a_letter_that_cannot_be_filled_in_is_told(content: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_bytes(content)
    with pytest.raises(InputError, match=said):
        letter(tmp_path, VALUES, [])


def test_a_draft_of_a_mail(tmp_path: Path) -> None:
    to = Person("Exemple, Zoé", "zoe@pôle.example")
    save("eml", tmp_path / "a.eml", to, "Relecture – é", "Bonjour\n", enclosures(tmp_path))
    data = (tmp_path / "a.eml").read_bytes()
    assert data.startswith(b"X-Unsent: 1\r\n")
    mail = message_from_bytes(data, policy=policy.default)
    (address,) = mail["To"].addresses
    assert (address.display_name, address.addr_spec) == ("Exemple, Zoé", "zoe@xn--ple-kna.example")
    assert mail["Subject"] == "Relecture – é"
    assert mail["From"] is None
    body = mail.get_body()
    assert body is not None
    assert body.get_content().splitlines() == ["Bonjour"]
    attached = {part.get_filename(): part.get_content() for part in mail.iter_attachments()}
    # Gateways refuse a page as it is.
    assert attached.keys() == {"livre.review.html.zip", "livre.review.docx"}
    with zipfile.ZipFile(io.BytesIO(attached["livre.review.html.zip"])) as archive:
        assert archive.read("livre.review.html") == (tmp_path / "livre.review.html").read_bytes()


def test_a_draft_without_an_address(tmp_path: Path) -> None:
    save("eml", tmp_path / "a.eml", Person("Zoé"), "Livre", "Bonjour\n", [])
    assert message_from_bytes((tmp_path / "a.eml").read_bytes(), policy=policy.default)["To"] is None


def test_an_archive_and_a_folder_hold_the_same(tmp_path: Path) -> None:
    files = enclosures(tmp_path)
    save("zip", tmp_path / "a.zip", Person("Zoé"), "Livre", "Bonjour\n", files)
    save("folder", tmp_path / "a", Person("Zoé"), "Livre", "Bonjour\n", files)
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
    assert packed == {path.name: path.read_bytes() for path in (tmp_path / "a").iterdir()}
    assert packed.keys() == {"letter.txt", "livre.review.html", "livre.review.docx"}


def test_an_enclosure_that_is_gone_is_named(tmp_path: Path) -> None:
    gone = [Enclosure(tmp_path / "livre.review.html", "html")]
    with pytest.raises(InputError, match=r"livre\.review\.html: cannot be read"):
        save("zip", tmp_path / "parcel.zip", Person("Zoé Exemple"), "Livre", "Text", gone)
    assert not (tmp_path / "parcel.zip").exists()
