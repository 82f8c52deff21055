"""Two reviewers work on copies of one PO file; what either wrote is in the book."""

import shutil

import polib

from tests.cli.bench import Bench

FIRST = "Les adhérents ont signé la feuille de route."
SECOND = "Un pôle de compétitivité, c’est une rencontre."


def copy_for(bench: Bench, name: str, words: dict[str, str]) -> None:
    folder = bench.folder / name
    folder.mkdir()
    shutil.copy(bench.po_path, folder)
    po = polib.pofile(str(folder / bench.po_path.name), wrapwidth=0)
    for entry in po:
        if entry.msgid in words:
            entry.msgstr = words[entry.msgid]
            entry.fuzzy = False
    po.save()


def test_both_reviewers_are_heard(bench: Bench) -> None:
    bench.run("extract")
    bench.run("translate", "--engine", "pseudo")
    copy_for(bench, "anna", {FIRST: "Members have signed the roadmap."})
    copy_for(bench, "ben", {SECOND: "A competitiveness cluster is a meeting."})
    for name in ("anna", "ben"):
        assert "livre.po: imported 1 change, 1 reviewed text" in bench.run("combine", name).out
    assert "nothing new" in bench.run("combine", "anna/livre.po").out
    bench.run("assemble")
    assert {"Members have signed the roadmap.", "A competitiveness cluster is a meeting."} <= set(
        bench.texts()
    )


def test_two_translations_of_one_text_are_both_kept(bench: Bench) -> None:
    bench.run("extract")
    copy_for(bench, "sent", {})
    copy_for(bench, "anna", {FIRST: "Members have signed the roadmap."})
    bench.review({FIRST: "The members signed the roadmap."})
    result = bench.run("combine", "anna", "--base", "sent", expect=1)
    assert "differently" in result.err
    assert "imported 1 change, 0 reviewed texts" in result.out  # it is only in the comment
    entry = bench.po.find(FIRST)
    assert entry.msgstr == "The members signed the roadmap."
    assert "Members have signed the roadmap." in entry.tcomment


def test_a_copy_of_something_else(bench: Bench) -> None:
    bench.run("extract")
    (bench.folder / "other").mkdir()
    assert "holds no PO file" in bench.run("combine", "other", expect=3).err
    bench.run("combine", "missing", expect=2)
