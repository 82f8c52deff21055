"""How `check` shows what it finds: the worst first, each once, with places that open; only what was asked."""

import json
import re
from pathlib import Path

from docx import Document

from tests.cli.bench import Bench

BOOK = {
    "Énergie": "Energy",
    "Les 12 adhérents ont signé.": "The 13 members have signed.",
    "Il a dit : partons.": "He said : let us go.",
    "Transports": "Transport",
    "Elle a dit : partons.": "She said : let us go.",
    "On a dit : partons tous ensemble.": "They said : let us all go together.",
    "Rien de neuf.": "",
    "Rien de plus.": "",  # the third text without a translation is the name of the document
}


def reviewed(bench: Bench) -> Bench:
    book = Document()
    for text in BOOK:
        book.add_paragraph(text, style="Heading 1" if BOOK[text] in ("Energy", "Transport") else None)
    book.save(str(bench.folder / "source" / "livre.docx"))
    bench.run("extract")
    bench.review({source: target for source, target in BOOK.items() if target})
    return bench


def test_errors_come_first_and_the_same_finding_is_one_line(bench: Bench) -> None:
    lines = reviewed(bench).run("check", expect=1).out.splitlines()
    severities = [line.split(": ")[1] for line in lines if ": " in line and not line.startswith(" ")]
    order = [each for each in severities if each in ("error", "warning", "note")]
    assert order == sorted(order, key=["error", "warning", "note"].index)
    assert sum("[untranslated]" in line for line in lines) == 1
    assert any("3 texts not translated yet" in line for line in lines)


def test_a_place_is_a_row_of_poedit_and_a_line_of_an_editor(bench: Bench) -> None:
    out = reviewed(bench).run("check", "--only", "numbers", expect=1).out
    assert "(entry 2, “Les 12 adhérents ont signé.”)" in out
    assert [entry.msgid for entry in bench.po][1] == "Les 12 adhérents ont signé."


def test_the_same_finding_in_many_texts_is_shown_once_with_its_places(bench: Bench) -> None:
    reviewed(bench).review(
        {
            "Il a dit : partons.": "He goes \u200bon.",
            "Elle a dit : partons.": "She goes \u200bon.",
            "On a dit : partons tous ensemble.": "",
        }
    )
    bench.review({"Il a dit : partons.": "The colour and colur.", "Elle a dit : partons.": "A colur."})
    lines = bench.run("check", "--only", "spelling").out.splitlines()
    assert sum("“colur” is in no dictionary" in line for line in lines) == 1
    assert sum(line.startswith("    also translations/en-GB/livre.po:") for line in lines) == 1
    assert len(bench.run("check", "--only", "spelling", "--json").json) == 2


def test_the_words_have_columns_for_machines(bench: Bench) -> None:
    (found,) = reviewed(bench).run("check", "--only", "numbers", "--json", expect=1).json
    assert found["target"][slice(*found["span"])] == "13"
    assert found["source"][slice(*found["source_span"])] == "12"
    assert found["suggestion"] == "12"
    assert (found["entry"], found["chapter"]) == (2, "Énergie")
    lines = bench.po_path.read_text("utf-8").splitlines()
    place = found["region"]
    assert place["startLine"] == place["endLine"]
    assert lines[place["startLine"] - 1][place["startColumn"] - 1 : place["endColumn"] - 1] == "13"
    bench.run("check", "--only", "numbers", "--format", "sarif", "--out", "found.sarif", expect=1)
    (run,) = json.loads((bench.folder / "found.sarif").read_text("utf-8"))["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    (result,) = run["results"]
    assert result["locations"][0]["physicalLocation"]["region"] == place
    (change,) = result["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["insertedContent"]["text"] == "12"


def test_check_and_status_take_a_chapter(bench: Bench) -> None:
    found = reviewed(bench).run("check", "--chapter", "transp", "--json", expect=1).json
    assert {item["chapter"] for item in found} == {"Transports"}
    assert bench.run("status", "--chapter", "énergie", "--json").json[-1]["units"] == 3
    error = bench.run("check", "--chapter", "Rivières", expect=2).err
    assert "There are: 1 Énergie; 2 Transports." in error
    found = bench.run("check", "--chapter", "2", "--json", expect=1).json
    assert {item["chapter"] for item in found} == {"Transports"}


def test_report_and_check_count_alike(bench: Bench) -> None:
    out = reviewed(bench).run("check", expect=1).out
    report = bench.run("report", "--json").json
    counts = report["findings"]
    told = ", ".join(
        f"{counts[grade]} {grade}{'' if counts[grade] == 1 else 's'}"
        for grade in ("error", "warning", "note")
    )
    assert told in out
    assert "Not done: 3 untranslated" in out


def test_the_report_underlines_the_words(bench: Bench) -> None:
    reviewed(bench).run("report")
    (page,) = Path(bench.folder).glob("**/*.html")
    assert "The <mark>13</mark> members have signed." in page.read_text("utf-8")


def test_notes_are_counted_by_check_unless_they_are_asked_for(bench: Bench) -> None:
    reviewed(bench).review(
        {
            "Les 12 adhérents ont signé.": "The 12 members did sign...",
            "Il a dit : partons.": "He said: let us go...",
            "On a dit : partons tous ensemble.": "They said: “let us all go together”...",
        }
    )
    usual = bench.run("check", expect=1).out
    assert not re.search(r"^\S+: note: ", usual, re.MULTILINE)
    assert re.search(r"^ +3 ellipsis +Full stops are used instead of an ellipsis\.$", usual, re.MULTILINE)
    for asked in (("check", "--all"), ("check", "--only", "ellipsis")):
        out = bench.run(*asked, expect=1 if "--all" in asked else 0).out
        assert out.count(": note: ") + out.count("    also ") >= 3
        assert "to see each note, use" not in out
    assert sum(item["name"] == "ellipsis" for item in bench.run("check", "--json", expect=1).json) == 3
