"""Annexes of the English book: only what it uses, in both languages, and how it was made."""

import docx
import pytest

from tests.cli.bench import Bench

BOOK = {
    "# Premier chapitre": "First chapter",
    "Les petites et moyennes entreprises (PME) répondent aux appels à projets.": (
        "Small and medium-sized enterprises (SMEs) answer calls for projects."
    ),
    "La RSE et l’ONU y sont.": "CSR and the UN are there.",
    "Deux pôles animent un réseau.": "Two clusters ran a network.",
    "Le SNCV": "The SNCV",
    "Sur l’étang d’Évian, la Fête du bois.": "On the pond at Évian, the Fête du bois.",
}
TERMS = """\
source,target,part of speech,do-not-translate
étang,Étretat-style pond,noun,
appel à projets,call for projects,noun,
pôle,cluster,noun,
technopôle,technology park,noun,
animer un réseau,run a network,verb,
PME,SME,acronym,
RSE,CSR,acronym,
Fête du bois,,name,yes
ETI,mid-cap,acronym,
"""
ALL = ("--annex", "glossary", "--annex", "acronyms", "--annex", "making")


@pytest.fixture
def book(bench: Bench) -> Bench:
    bench.write_book(list(BOOK))
    (bench.folder / "glossary.csv").write_text(TERMS, "utf-8")
    bench.run("extract")
    return bench


def reviewed(bench: Bench, *, but: str = "") -> None:
    texts = {**BOOK, "Le livre": "The book"}
    bench.review({french.removeprefix("# "): english for french, english in texts.items() if french != but})


def tables(bench: Bench) -> list[list[tuple[str, ...]]]:
    made = docx.Document(str(bench.folder / "build" / "en-GB" / "livre.docx"))
    return [[tuple(cell.text for cell in row.cells) for row in table.rows] for table in made.tables]


def test_only_what_the_book_uses_in_the_order_of_english(book: Bench) -> None:
    reviewed(book)
    book.run("assemble", *ALL)
    glossary, acronyms = tables(book)
    assert glossary == [
        ("English", "French"),
        ("call for projects", "appel à projets"),
        ("cluster", "pôle"),
        ("run a network", "animer un réseau"),
    ]
    assert acronyms == [
        ("English", "French"),
        ("CSR", "RSE"),
        ("SME: Small and medium-sized enterprises", "PME: petites et moyennes entreprises"),
        ("UN", "ONU"),
    ]
    assert book.texts()[6:] == [
        "Glossary of terms",
        "English terms that this book uses, with the French that they stand for.",
        "List of acronyms",
        "Acronyms that this book uses, with the French ones that they stand for.",
        "How this book was made",
        "This book was translated from French into British English.",
        "People have reviewed every text.",
    ]


def test_alone_the_glossary_has_the_acronyms_too(book: Bench) -> None:
    reviewed(book)
    book.run("assemble", "--annex", "glossary")
    ((_, *rows),) = tables(book)
    assert [english for english, _ in rows] == ["call for projects", "cluster", "CSR", "run a network", "SME"]


def test_a_draft_says_so_and_a_pseudo_translation_is_no_use(book: Bench) -> None:
    book.run("translate", "--engine", "pseudo")
    reviewed(book, but="Deux pôles animent un réseau.")
    po = book.po
    (draft,) = [entry for entry in po if entry.msgid == "Deux pôles animent un réseau."]
    draft.msgstr, draft.tcomment = "Two clusters run a network.", "booktranslate: draft by deepl"
    po.metadata["Last-Translator"] = "Zoé Exemple <zoe@example.org>"
    po.save()
    (book.folder / "booktranslate.toml").write_text('[annexes]\nadd = ["making", "glossary"]\n', "utf-8")
    book.run("assemble")
    assert book.texts()[6:12] == [
        "How this book was made",
        "This book was translated from French into British English.",
        "1 of its 7 texts (headings, paragraphs, captions, table cells) was first drafted by machine "
        "translation: DeepL.",
        "People have reviewed 6 of 7 texts, 85% of the words.",
        "Reviewed by Zoé Exemple.",
        "This edition is a draft: the wording will change.",
    ]
    assert ("cluster", "pôle") in tables(book)[0]
    back = (
        book.folder.parent / "back.docx"
    )  # who corrects the finished book may send it back with its annexes
    back.write_bytes((book.folder / "build" / "en-GB" / "livre.docx").read_bytes())
    assert "nothing new" in book.run("combine", str(back)).out
    book.run("assemble", "--reviewed-only")
    assert ("cluster", "pôle") not in [row for table in tables(book) for row in table]
    book.run("assemble", "--no-annexes")
    assert len(book.texts()) == 6
    book.run("make")
    assert "How this book was made" in book.texts()


def test_nothing_is_added_where_nothing_is_to_be_said(bench: Bench) -> None:
    bench.write_book(["Un pôle."])
    (bench.folder / "glossary.csv").write_text("source,target\nusine,factory\n", "utf-8")
    bench.run("extract")
    bench.review({"Un pôle.": "A cluster.", "Le livre": "The book"})
    bench.run("assemble")
    before = (bench.folder / "build/en-GB/livre.docx").read_bytes()
    bench.run("assemble", "--annex", "glossary", "--annex", "acronyms")
    assert (bench.folder / "build/en-GB/livre.docx").read_bytes() == before


def test_what_is_no_annex_is_refused(book: Bench) -> None:
    assert "contradict" in book.run("assemble", "--annex", "making", "--no-annexes", expect=2).err
    (book.folder / "booktranslate.toml").write_text('[annexes]\nadd = ["index"]\n', "utf-8")
    assert "annexes.add" in book.run("assemble", expect=2).err
