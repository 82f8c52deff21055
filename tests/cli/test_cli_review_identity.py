"""Each project has an identity, which `extract` writes into all its PO files and never changes."""

import re

from bench import BOOK, Bench


def identities(bench: Bench) -> set[str]:
    files = (bench.folder / "translations").rglob("*.po")
    return {
        found[1]
        for path in files
        for found in re.finditer(r"X-Booktranslate-Project: (\w+)", path.read_text("utf-8"))
    }


def test_one_identity_for_all_files_whenever_they_are_extracted(bench: Bench) -> None:
    bench.run("extract")
    (first,) = identities(bench)
    path = bench.write_book([*BOOK, "Un texte de plus."])
    path.rename(path.with_name("second.docx"))
    bench.write_book(BOOK)
    bench.run("extract", "second.docx")
    assert identities(bench) == {first}
    before = bench.po_path.read_bytes()
    bench.run("extract")
    assert bench.po_path.read_bytes() == before


def test_an_older_project_is_up_to_date_without_one(bench: Bench) -> None:
    bench.run("extract")
    text = bench.po_path.read_text("utf-8")
    bench.po_path.write_text(re.sub(r'"X-Booktranslate.*\n', "", text), "utf-8")
    bench.run("extract", "--check")
    assert identities(bench) == set()
    bench.run("extract")
    assert len(identities(bench)) == 1
