"""A PO file that was exported for a reviewer is known again: no `--base` is needed."""

import shutil

import polib

from tests.cli.bench import BOOK, Bench

MEMBERS = "Les adhérents ont signé la feuille de route."


def test_a_return_to_an_older_wording_is_seen_as_a_change(bench: Bench) -> None:
    bench.run("extract")
    bench.review({MEMBERS: "The members signed the roadmap."})
    bench.run("extract")
    bench.review({MEMBERS: "Members signed the roadmap."})
    bench.run("review", "export", "--po", "--to", "Zoé Exemple", "-o", "out")
    path = bench.folder / "out/livre.zoe-exemple.review.po"
    po = polib.pofile(str(path), wrapwidth=0)
    po.find(MEMBERS).msgstr = "The members signed the roadmap."
    po.save()
    shutil.move(path, bench.folder / "livre (3).po")
    assert "imported 1 change, 1 reviewed text" in bench.run("combine", "livre (3).po").out
    assert bench.po.find(MEMBERS).msgstr == "The members signed the roadmap."
    bench.run("review", "export", "--po", "-o", "out")
    bench.run("review", "export", "--po", "-o", "out")


def test_a_file_that_cannot_be_read_is_not_passed_over(bench: Bench) -> None:
    bench.run("extract")
    bench.run("review", "export", "--po", "-o", "out")
    (bench.folder / "out/livre.doc").write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600)
    result = bench.run("combine", "out", expect=1)
    assert "livre.doc: NOTHING IMPORTED" in result.err
    assert "ask for a .docx" in result.err


def test_a_pack_of_another_project_in_a_po_file(bench: Bench) -> None:
    bench.run("extract")
    bench.run("review", "export", "--po", "-o", "out")
    text = bench.po_path.read_text("utf-8")
    own = text.split("X-Booktranslate-Project: ")[1][:12]
    bench.po_path.write_text(text.replace(own, "0" * 12), "utf-8")
    shutil.rmtree(bench.folder / ".booktranslate/sent")
    assert "another project" in bench.run("combine", "out", expect=3).err


def test_no_form_no_text_and_no_such_chapter(bench: Bench) -> None:
    bench.run("extract")
    assert "--docx or --xlsx" in bench.run("review", "export", expect=2).err
    assert "There are: 1 Premier" in bench.run("review", "export", "--po", "--chapter", "9", expect=2).err
    bench.review(dict.fromkeys([entry.msgid for entry in bench.po], "English"))
    said = bench.run("review", "export", "--po", "--unreviewed").out
    assert "no texts to review" in said
    made = bench.run("review", "export", "--po", "--chapter", "2", "--json").json
    assert [(one["chapter"], one["texts"]) for one in made] == [
        (BOOK[3][2:], 3)
    ]  # the title of the document stands behind the last chapter
