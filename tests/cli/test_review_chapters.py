"""A book in one PO file a chapter, and two documents: what comes back finds its file."""

from pathlib import Path

import docx
import openpyxl
import polib

from tests.cli.bench import BOOK, Bench

MEMBERS = "Les adhérents ont signé la feuille de route."
CLUSTER = "Un pôle de compétitivité, c’est une rencontre."


def drafted(bench: Bench, folder: Path) -> None:
    for path in folder.rglob("*.po"):
        po = polib.pofile(str(path), wrapwidth=0)
        for entry in po:
            entry.msgstr, entry.flags = f"{entry.msgid} (English)", ["fuzzy"]
        po.save()


def found(bench: Bench, text: str) -> list[tuple[str, str, bool]]:
    """The files that hold a text, what they say, and whether it is a draft."""
    return [
        (path.stem, entry.msgstr, entry.fuzzy)
        for path in sorted((bench.folder / "translations").rglob("*.po"))
        if (entry := polib.pofile(str(path), wrapwidth=0).find(text))
    ]


def test_chapters_and_documents(bench: Bench) -> None:
    (bench.folder / "booktranslate.toml").write_text('[extract]\nsplit = "heading1"\n', "utf-8")
    path = bench.write_book([*BOOK[3:], "Un texte du second livre."])
    path.rename(path.with_name("second.docx"))
    bench.write_book(BOOK)
    bench.run("extract")
    drafted(bench, bench.folder / "translations")
    bench.run("assemble")
    bench.run("review", "export", "livre", "--xlsx", "--chapter", "Premier", "-o", "out")

    sheet = bench.folder / "out/livre.premier-chapitre.review.xlsx"
    book = openpyxl.load_workbook(sheet)
    table = book.worksheets[0]
    for row in table.iter_rows(min_row=4):
        if row[1].value == MEMBERS:
            row[2].value = "Members have signed the roadmap."
    book.save(sheet)

    made = docx.Document(str(bench.folder / "build/en-GB/second.docx"))
    for paragraph in made.paragraphs:
        if paragraph.text.startswith("Un pôle"):
            paragraph.runs[0].text = "A cluster is people who meet."
    made.save(str(bench.folder / "out/relu.docx"))

    bench.run("combine", "out")
    assert found(bench, MEMBERS) == [("01-premier-chapitre", "Members have signed the roadmap.", False)]
    assert found(bench, CLUSTER) == [
        ("02-second-chapitre", "A cluster is people who meet.", False),
        ("01-second-chapitre", "A cluster is people who meet.", False),
    ]
    assert len(found(bench, "Un texte du second livre.")) == 1
