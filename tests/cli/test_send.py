"""A pack for a person: made, mailed by somebody, and come back."""

import zipfile
from datetime import date
from email import message_from_bytes, policy

import pytest

from tests.cli.bench import Bench

TODAY = date.today().isoformat()


@pytest.fixture
def drafted(bench: Bench) -> Bench:
    bench.run("extract")
    bench.run("translate", "--engine", "pseudo")
    return bench


def test_a_pack_goes_out_and_comes_back(drafted: Bench) -> None:
    done = drafted.run(
        "send", "--to", "Zoé Exemple <zoe@example.org>", "--chapter", "2", "--form", "xliff,xliff2"
    )
    path = drafted.folder / "build" / "en-GB" / "sent" / f"zoe-exemple.{TODAY}.zip"
    assert f"Made build/en-GB/sent/{path.name} for Zoé Exemple (3 texts)" in done.out
    with zipfile.ZipFile(path) as archive:
        letter = archive.read("letter.txt").decode()
        names = archive.namelist()
        sent = archive.read("livre.second-chapitre.zoe-exemple.review.xlf").decode()
    assert "Bonjour Zoé Exemple," in letter
    assert "Second chapitre" in letter
    assert names == [
        "letter.txt",
        "livre.second-chapitre.zoe-exemple.review.xlf",
        "livre.second-chapitre.zoe-exemple.review.xliff",
    ]
    assert "Zoé Exemple: livre – Second chapitre (xliff, xliff2), sent " in drafted.run("status").out
    assert "nothing has come back yet" in drafted.run("status").out
    back = drafted.folder.parent / "back.xlf"
    back.write_text(sent.replace('state="needs-review-translation"', 'state="final"'), "utf-8")
    assert "imported 3 changes, 3 reviewed texts" in drafted.run("combine", str(back)).out
    assert f"; back {TODAY[:4]}" in (told := drafted.run("status").out)
    assert "with 3 changes" in told
    assert "nothing has come back" not in told
    (holding,) = [each for each in drafted.run("status", "--json").json if "reviewer" in each]
    assert (holding["reviewer"], holding["texts"]) == ("Zoé Exemple", 3)
    assert [each["taken"] for each in holding["back"]] == [3]
    # The next parcel of the day is another one.
    drafted.run("send", "--to", "Zoé Exemple", "--form", "xliff")
    assert path.with_name(f"zoe-exemple.{TODAY}-2.zip").is_file()


def test_a_draft_of_a_mail_is_merged_as_it_is(drafted: Bench) -> None:
    (drafted.folder / "letter.txt").write_text("Subject: Pour $name\nVoici $title.\n$fichiers\n", "utf-8")
    drafted.run("send", "--to", "Zoé <zoe@example.org>", "--form", "xliff", "--as", "eml")
    path = drafted.folder / "build" / "en-GB" / "sent" / f"zoe.{TODAY}.eml"
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert (mail["X-Unsent"], mail["Subject"], mail["To"]) == ("1", "Pour Zoé", "Zoé <zoe@example.org>")
    assert "nothing new" in drafted.run("combine", str(path)).out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--to", "Zoé\nBcc: a@example.org <zoe@example.org>"), "has no name"),
        (("--to", "Zoé <zoe>"), "not a mail address"),
        (("--to", "Zoé", "--form", "papyrus"), "'papyrus', which is unknown"),
        (("--to", "Zoé", "--form", ","), "which is unknown"),
        (("--to", "Zoé", "--form", "xliff", "--chapter", "Troisième"), "there is no chapter"),
    ],
)
def test_what_cannot_be_sent_is_told(arguments: tuple[str, ...], said: str, drafted: Bench) -> None:
    assert said in drafted.run("send", *arguments, expect=2).err
    assert not (drafted.folder / "build" / "en-GB" / "sent").exists()


def test_without_a_form_there_are_those_for_people(drafted: Bench) -> None:
    drafted.run("send", "--to", "Zoé Exemple", "--as", "folder")
    names = {
        path.name for path in (drafted.folder / "build" / "en-GB" / "sent" / f"zoe-exemple.{TODAY}").iterdir()
    }
    assert {"letter.txt", "livre.zoe-exemple.review.docx"} <= names


def test_nothing_left_to_review(drafted: Bench) -> None:
    drafted.review({entry.msgid: "English" for entry in drafted.po})
    done = drafted.run("send", "--to", "Zoé", "--form", "xliff", "--unreviewed", expect=2)
    assert "no texts to review" in done.err
