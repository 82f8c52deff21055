"""Somebody signs for a chapter; a word changes; the final book waits."""

import pytest

from tests.cli.bench import Bench
from tests.warm import ANOTHER_ORDER

ENGLISH = {
    "Premier chapitre": "First chapter",
    "La <b>mixité</b> avance dans nos 2 500 entreprises.": "Gender <b>balance</b> advances in 2,500 firms.",
    "Les adhérents ont signé la feuille de route.": "The members have signed the roadmap.",
    "Second chapitre": "Second chapter",
    "Un pôle de compétitivité, c’est une rencontre.": "A cluster is an encounter.",
    "Le livre": "The book",
}
SENTENCE = "Les adhérents ont signé la feuille de route."


@pytest.fixture
def reviewed(bench: Bench) -> Bench:
    bench.run("extract")
    bench.review(ENGLISH)
    assert all(entry.translated() for entry in bench.po)
    return bench


def test_a_signature_holds_for_the_words_that_were_signed(reviewed: Bench) -> None:
    done = reviewed.run("sign-off", "--by", "Anne Roy <anne@example.org>", "--chapter", "Premier")
    assert "Anne Roy signed livre.docx – Premier chapitre (3 texts)." in done.out
    listed = reviewed.run("sign-off", "--list").out
    assert "livre.docx – Premier chapitre: signed by Anne Roy on 20" in listed
    assert "livre.docx – Second chapitre: 0 of 3 texts signed\n" in listed
    assert "Premier chapitre: signed by Anne Roy" in reviewed.run("status").out
    before = (reviewed.folder / "approvals.jsonl").read_bytes()
    assert (
        "already signed livre.docx – Premier chapitre"
        in reviewed.run("sign-off", "--by", "Anne Roy", "--chapter", "1").out
    )
    assert (reviewed.folder / "approvals.jsonl").read_bytes() == before

    reviewed.review({SENTENCE: "The members signed the roadmap."})
    listed = reviewed.run("sign-off", "--list", expect=1).out
    assert "Premier chapitre: 2 of 3 texts signed by Anne Roy on" in listed
    assert "1 VOID, changed since" in listed
    line = reviewed.po_path.read_text("utf-8").split("\n").index(f'msgid "{SENTENCE}"') + 1
    place = f"translations/en-GB/livre.po:{line}: “{SENTENCE}”"
    assert f"{place} changed since Anne Roy signed it on 20" in listed
    assert "1 VOID" in reviewed.run("status").out
    found = reviewed.run("status", "--json").json
    assert [each["void"][0]["by"] for each in found if each.get("void")] == ["Anne Roy"]

    reviewed.review({SENTENCE: ENGLISH[SENTENCE]})  # as it was signed
    assert "VOID" not in reviewed.run("sign-off", "--list").out


def test_a_final_book_needs_what_the_configuration_requires(reviewed: Bench) -> None:
    (reviewed.folder / "booktranslate.toml").write_text(
        '[final]\nrequire = ["reviewed", "signed"]\n', "utf-8"
    )
    build = reviewed.folder / "build"
    refused = reviewed.run("assemble", "--final", expect=1).err
    assert "NOT FINAL: 6 texts not signed." in refused
    assert "“Premier chapitre”" in refused
    assert "  and 1 text more" in refused
    assert "Nothing was written." in refused
    assert not build.exists()
    reviewed.run("sign-off", "--by", "Anne Roy")
    reviewed.run("assemble", "--final")
    assert reviewed.texts()[0] == "First chapter"

    made = (build / "en-GB" / "livre.docx").read_bytes()
    reviewed.review({SENTENCE: "Members signed."})
    refused = reviewed.run("assemble", "--final", expect=1).err
    assert "NOT FINAL: 1 text not signed." in refused
    assert SENTENCE in refused
    assert (build / "en-GB" / "livre.docx").read_bytes() == made
    reviewed.run("assemble")  # as before


def test_a_final_book_is_reviewed_by_default(bench: Bench) -> None:
    bench.run("extract")
    bench.run("translate", "--engine", "pseudo")
    assert "NOT FINAL: 6 texts not reviewed." in bench.run("assemble", "--final", expect=1).err
    assert (
        bench.run("assemble", "--final", "--json", expect=1).json["reviewed"][0]["chapter"]
        == "Premier chapitre"
    )
    (bench.folder / "booktranslate.toml").write_text("[final]\nrequire = []\n", "utf-8")
    bench.run("assemble", "--final")
    plain = bench.folder / "build" / "en-GB" / "livre.docx"
    final = plain.read_bytes()
    bench.run("assemble")
    assert plain.read_bytes() != final  # that one says DRAFT
    bench.run("assemble", "--no-mark", env=ANOTHER_ORDER)
    assert plain.read_bytes() == final


def test_a_document_that_is_not_in_the_book_is_missing_in_a_final_one(reviewed: Bench) -> None:
    (reviewed.folder / "source" / "annexe.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    assert "not in the book: annexe.doc" in reviewed.run("assemble", "--final", expect=1).err


def test_what_nobody_has_reviewed_is_not_signed(reviewed: Bench) -> None:
    po = reviewed.po
    next(entry for entry in po if entry.msgid == SENTENCE).msgstr = ""
    po.save()
    refused = reviewed.run("sign-off", "--by", "Anne Roy", expect=1).err
    assert "Nothing was signed: 1 text not reviewed yet." in refused
    assert SENTENCE in refused
    assert not (reviewed.folder / "approvals.jsonl").exists()
    reviewed.run("sign-off", "--by", "Anne Roy", "--chapter", "2")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "--by is missing"),
        (("--by", "Anne\nRoy"), "has no name"),
        (("--by", "Anne Roy", "--chapter", "Troisième"), "there is no chapter “Troisième”"),
        (("--by", "Anne Roy", "--chapter", "chapitre"), "is in 2 titles"),
    ],
)
def test_what_cannot_be_signed(arguments: tuple[str, ...], said: str, reviewed: Bench) -> None:
    assert said in reviewed.run("sign-off", *arguments, expect=2).err
    assert not (reviewed.folder / "approvals.jsonl").exists()


def test_a_damaged_file_is_told_by_each_command(reviewed: Bench) -> None:
    reviewed.run("sign-off", "--by", "Anne Roy")
    path = reviewed.folder / "approvals.jsonl"
    path.write_text(path.read_text("utf-8").replace("Anne", "Anna"), "utf-8")
    for command in (("sign-off", "--list"), ("sign-off", "--by", "Zoé"), ("status",)):
        assert "approvals.jsonl:1: was edited" in reviewed.run(*command, expect=3).err


def test_a_chapter_of_several_documents_is_not_signed_by_its_number(reviewed: Bench) -> None:
    source = reviewed.folder / "source"
    (source / "suite.docx").write_bytes((source / "livre.docx").read_bytes())
    reviewed.run("extract")
    refused = reviewed.run("sign-off", "--by", "Anne Roy", "--chapter", "1", expect=2).err
    assert "livre.docx and suite.docx both have a chapter “1”. Name one document" in refused
    assert not (reviewed.folder / "approvals.jsonl").exists()
    done = reviewed.run("sign-off", "livre.docx", "--by", "Anne Roy", "--chapter", "1")
    assert "signed livre.docx – Premier chapitre" in done.out


def test_a_requirement_that_there_is_not_is_refused(reviewed: Bench) -> None:
    (reviewed.folder / "booktranslate.toml").write_text('[final]\nrequire = ["blessed"]\n', "utf-8")
    assert 'final.require: ["blessed"] is not allowed.' in reviewed.run("status", expect=2).err


def test_the_report_says_who_has_what_and_what_is_signed(reviewed: Bench) -> None:
    reviewed.run("send", "--to", "Zoé <b>Exemple", "--form", "xliff", expect=2)
    reviewed.run("send", "--to", "Zoé Exemple", "--form", "xliff", "--chapter", "2")
    reviewed.run("sign-off", "--by", "Anne & Roy")
    reviewed.review({SENTENCE: "Members signed."})
    reviewed.run("report")
    page = (reviewed.folder / "build" / "report.html").read_text("utf-8")
    assert "<bdi>Zoé Exemple</bdi>: livre – Second chapitre (xliff), 3 texts, sent 20" in page
    assert "nothing has come back yet" in page
    assert "2 of 3 texts signed" in page
    assert "by <bdi>Anne &amp; Roy</bdi> on 20" in page
    assert f"“{SENTENCE}” changed since <bdi>Anne &amp; Roy</bdi> signed it on 20" in page
    data = reviewed.run("report", "--json").json
    assert [each["reviewer"] for each in data["sent"]] == ["Zoé Exemple"]
    assert [each["signed"] for each in data["signed"]] == [2, 3]
