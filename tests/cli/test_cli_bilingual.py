"""The edition with French and English side by side."""

import docx
from bench import BOOK, Bench


def test_every_text_stands_beside_its_translation(bench: Bench) -> None:
    bench.run("extract")
    bench.run("translate", "--engine", "pseudo")
    bench.review({"Les adhérents ont signé la feuille de route.": "Members have signed the roadmap."})
    bench.run("assemble", "--bilingual")
    book = docx.Document(str(bench.folder / "build/en-GB/livre.bilingual.docx"))
    rows = [[cell.text for cell in row.cells] for table in book.tables for row in table.rows]
    assert [left for left, _ in rows[:-1]] == [text.replace("*", "").removeprefix("# ") for text in BOOK]
    assert ["Les adhérents ont signé la feuille de route.", "Members have signed the roadmap."] in rows
    assert rows[0][1].endswith("[draft]")


def test_tags_have_their_look_and_languages_are_marked(bench: Bench) -> None:
    bench.run("extract")
    bench.review({BOOK[1].replace("*mixité*", "<b>mixité</b>"): "<b>Balance</b> gains ground."})
    bench.run("assemble", "--bilingual")
    book = docx.Document(str(bench.folder / "build/en-GB/livre.bilingual.docx"))
    source, target = book.tables[0].rows[1].cells
    assert [run.text for run in source.paragraphs[0].runs if run.bold] == ["mixité"]
    assert [run.text for run in target.paragraphs[0].runs if run.bold] == ["Balance"]
    assert 'w:lang w:val="en-GB"' in target.paragraphs[0].runs[0]._r.xml
    assert book.tables[1].rows[0].cells[1].text == "[not translated yet]"
