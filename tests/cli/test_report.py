"""`booktranslate report` as a person runs it."""

import json
from pathlib import Path

from tests.cli.bench import BOOK, Bench

ROADMAP = "Les adhérents ont signé la feuille de route."


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_report_is_a_page_and_its_data(bench: Bench) -> None:
    bench.run("extract")
    bench.run("translate", "--engine", "pseudo")
    bench.review({ROADMAP: "The members have signed the roadmap."})
    found = bench.run("report", "--json").json
    page, data = (bench.folder / "build" / name for name in ("report.html", "report.json"))
    assert json.loads(data.read_text("utf-8")) == found
    assert "Premier chapitre" in page.read_text("utf-8")
    (document,) = found["documents"]
    assert [chapter["title"] for chapter in document["chapters"]][-2:] == [
        "Premier chapitre",
        "Second chapitre",
    ]
    assert found["words"]["reviewed"] == 8
    assert (found["terms"]["total"], found["terms"]["used"]) == (1, 1)
    assert found["cost"]["engines"][0]["engine"] == "pseudo"


def test_the_next_report_says_what_has_changed(bench: Bench) -> None:
    bench.run("extract")
    done = bench.run("report")
    assert "Made build/report.html" in done.out
    assert "words reviewed" in done.out
    assert done.err == ""
    bench.review({ROADMAP: "The members have signed the roadmap."})
    bench.write_book([*BOOK[:3], "Un paragraphe tout nouveau.", *BOOK[3:]])
    bench.run("extract")
    changes = bench.run("report", "--json").json["changes"]
    assert (changes["reviewed"], changes["reviewed_words"], changes["new"]) == (1, 8, 1)
    assert "1 text reviewed (8 words)" in (bench.folder / "build" / "report.html").read_text("utf-8")


def test_the_checks_are_those_of_the_configuration(bench: Bench) -> None:
    bench.run("extract")
    bench.review({ROADMAP: "The members have signed the the plan."})
    (bench.folder / "booktranslate.toml").write_text(
        '[check]\noff = ["doublewords"]\nerrors = ["terminology"]\n', "utf-8"
    )
    kinds = bench.run("report", "--json").json["findings"]["kinds"]
    severities = {kind["name"]: kind["severity"] for kind in kinds}
    assert severities["terminology"] == "error"  # by itself a warning
    assert "doublewords" not in severities


def test_the_findings_are_those_of_check(bench: Bench) -> None:
    bench.run("extract")
    bench.review({ROADMAP: "Teh members have signed the the plan for Xyzzyville."})
    (bench.folder / "dictionary.txt").write_text("xyzzyville\n", "utf-8")
    checked = bench.run("check", "--format", "json", expect=1).json
    said = sorted(item["name"] for item in checked if item["name"] not in ("untranslated", "fuzzy"))
    kinds = bench.run("report", "--json").json["findings"]["kinds"]
    assert said
    assert sorted(kind["name"] for kind in kinds for _ in range(kind["reviewed"] + kind["drafted"])) == said


def test_a_chapter_may_have_any_title(bench: Bench) -> None:
    bench.write_book(["# <script>alert(1)</script> & <b>", "Un texte."])
    bench.run("extract")
    bench.run("report")
    page = (bench.folder / "build" / "report.html").read_text("utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;" in page
    assert "<script" not in page


def test_another_page_may_be_written(bench: Bench, tmp_path: Path) -> None:
    bench.run("extract")
    bench.run("report", "--out", "for the funder/März.html", "--words-per-hour", "7")
    data = json.loads((tmp_path / "for the funder" / "März.json").read_text("utf-8"))
    assert data["hours_left"] == -(-data["words"]["left"] // 7)
    refused = bench.run("report", "--out", "report.json", expect=2)
    assert ".html" in refused.err
    assert not (tmp_path / "report.json").exists()


def test_a_project_without_a_book_or_without_texts_is_refused(bench: Bench) -> None:
    before = files(bench.folder)
    assert "extract" in bench.run("report", expect=3).err
    (bench.folder / "source" / "livre.docx").unlink()
    assert "holds no Word document" in bench.run("report", expect=3).err
    assert files(bench.folder) == before - {"source/livre.docx"}


def test_a_damaged_file_leaves_the_last_report_as_it_was(bench: Bench) -> None:
    bench.run("extract")
    bench.run("report")
    made = [bench.folder / name for name in ("build/report.html", "build/report.json")]
    before = [path.read_bytes() for path in made]
    bench.po_path.write_text(bench.po_path.read_text("utf-8") + '\nmsgid "x\n', "utf-8")
    assert "livre.po:" in bench.run("report", expect=3).err
    assert [path.read_bytes() for path in made] == before
