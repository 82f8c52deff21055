"""The whole pipeline through the real command line: every step can be run again and loses nobody's work."""

import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import polib
import pytest

from booktranslate.docx import Document
from booktranslate.engines.pseudo import pseudo
from booktranslate.glossary import store
from booktranslate.glossary.acronyms import acronyms_alone
from booktranslate.model import TaggedText, Text
from tests.cli.bench import BOOK, ROOT, Bench
from tests.unpseudo import unpseudo
from tests.warm import ANOTHER_ORDER


def test_the_steps_make_a_book(bench: Bench) -> None:
    extracted = bench.run("extract")
    assert "livre.docx: 6 texts (6 new)" in extracted.out
    assert "translations/en-GB/livre.po" in extracted.out
    bench.run("translate", "--engine", "pseudo")
    made = bench.run("assemble")
    assert "Made build/en-GB/livre.docx" in made.out
    assert "THIS IS NOT THE FINAL BOOK" in made.err
    assert [_back(text) for text in bench.texts()] == [
        text.replace("*", "").removeprefix("# ") for text in BOOK
    ]


def _back(text: str) -> str:
    return unpseudo(TaggedText((Text(text),))).plain


def test_a_po_entry_tells_a_reviewer_what_it_is(bench: Bench) -> None:
    bench.run("extract")
    entry = bench.po.find("Les adhérents ont signé la feuille de route.")
    assert entry.comment.splitlines() == [
        "Chapter: Premier chapitre",
        "Paragraph",
        "Term: feuille de route → roadmap",
    ]
    assert entry.occurrences == [("livre.docx", "3")]
    assert bench.po.find("La <b>mixité</b> avance dans nos 2 500 entreprises.") is not None


def test_msgfmt_accepts_every_po(bench: Bench) -> None:
    bench.run("extract")
    bench.run("translate", "--engine", "pseudo")
    done = subprocess.run(
        ["msgfmt", "-c", "-v", "-o", "/dev/null", bench.po_path], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "warning" not in done.stderr


def test_words_of_a_person_survive_every_step(bench: Bench) -> None:
    bench.run("extract")
    bench.run("translate", "--engine", "pseudo")
    words = {"Les adhérents ont signé la feuille de route.": "Members have signed the roadmap."}
    bench.review(words)
    before = bench.po_path.read_bytes()
    bench.run("extract", env=ANOTHER_ORDER)
    bench.run("translate", "--engine", "pseudo", env=ANOTHER_ORDER)
    assert bench.po_path.read_bytes() == before
    bench.run("assemble")
    assert "Members have signed the roadmap." in bench.texts()
    bench.write_book([*BOOK[:2], *BOOK[3:]])  # the paragraph leaves the book …
    bench.run("extract")
    assert [entry.msgstr for entry in bench.po.obsolete_entries()] == ["Members have signed the roadmap."]
    bench.write_book(BOOK)  # … and comes back
    bench.run("extract")
    entry = bench.po.find(next(iter(words)))
    assert (entry.msgstr, entry.fuzzy) == ("Members have signed the roadmap.", False)


def test_a_corrected_source_keeps_its_translation_for_review(bench: Bench) -> None:
    bench.run("extract")
    bench.review({"Les adhérents ont signé la feuille de route.": "Members have signed the roadmap."})
    bench.write_book([BOOK[0], BOOK[1], "Les adhérents ont tous signé la feuille de route.", *BOOK[3:]])
    assert bench.run("extract", "--check", expect=1).out.count("would write") == 1
    bench.run("extract")
    bench.run("extract", "--check")
    entry = bench.po.find("Les adhérents ont tous signé la feuille de route.")
    assert (entry.msgstr, entry.fuzzy) == ("Members have signed the roadmap.", True)
    assert entry.previous_msgid == "Les adhérents ont signé la feuille de route."


def test_reviewed_only_leaves_drafts_in_french(bench: Bench) -> None:
    bench.run("extract")
    bench.run("translate", "--engine", "pseudo")
    bench.review({"Premier chapitre": "Chapter One"})
    result = bench.run("assemble", "--reviewed-only")
    assert bench.texts()[0] == "Chapter One"
    assert bench.texts()[2] == "Les adhérents ont signé la feuille de route."
    assert "1 reviewed, 5 drafted (left in French)" in result.err


def test_untouched_entries_give_the_very_same_file(bench: Bench) -> None:
    bench.run("extract")
    bench.run("assemble", "--no-mark")
    assert (bench.folder / "build/en-GB/livre.docx").read_bytes() == (
        bench.folder / "source/livre.docx"
    ).read_bytes()


def test_the_language_of_the_book_is_set(bench: Bench) -> None:
    bench.run("extract")
    bench.run("translate", "--engine", "pseudo")
    bench.run("assemble")
    with zipfile.ZipFile(bench.folder / "build/en-GB/livre.docx") as book:
        styles = book.read("word/styles.xml").decode()
        properties = book.read("docProps/core.xml").decode()
    assert 'w:lang w:val="en-US"' in styles or 'w:val="en-GB"' in styles
    assert "<dc:language>en-GB</dc:language>" in properties


def test_assembling_twice_gives_the_same_bytes(bench: Bench) -> None:
    bench.run("extract")
    bench.run("translate", "--engine", "pseudo")
    bench.run("assemble")
    first = (bench.folder / "build/en-GB/livre.docx").read_bytes()
    bench.run("assemble", env=ANOTHER_ORDER)
    assert (bench.folder / "build/en-GB/livre.docx").read_bytes() == first


def test_one_file_a_chapter_and_back(bench: Bench) -> None:
    bench.run("extract")
    bench.review({"Second chapitre": "Chapter Two", "Premier chapitre": "Chapter One"})
    configuration = bench.folder / "booktranslate.toml"
    configuration.write_text('[extract]\nsplit = "heading1"\n', "utf-8")
    bench.run("extract")
    folder = bench.folder / "translations/en-GB"
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.po")) == [
        "livre/01-premier-chapitre.po",
        "livre/02-second-chapitre.po",
    ]
    bench.run("assemble")
    assert bench.texts()[3] == "Chapter Two"
    configuration.unlink()
    bench.run("extract")
    assert not (folder / "livre").exists() or not list((folder / "livre").glob("*.po"))
    assert bench.po.find("Second chapitre").msgstr == "Chapter Two"


def test_two_translations_of_one_text(bench: Bench) -> None:
    bench.write_book(["# Un", "Merci.", "# Deux", "Merci."])
    (bench.folder / "booktranslate.toml").write_text('[extract]\ntwo-translations = ["Merci."]\n', "utf-8")
    bench.run("extract")
    po = bench.po
    found = [entry for entry in po if entry.msgid == "Merci."]
    assert [entry.msgctxt for entry in found] == ["Un / paragraph", "Deux / paragraph"]
    for entry, words in zip(found, ("Thank you.", "Thanks."), strict=True):
        entry.msgstr = words
    po.save()
    bench.run("assemble")
    assert bench.texts() == ["Un", "Thank you.", "Deux", "Thanks."]


def test_a_header_that_repeats_a_text_with_two_translations_has_its_own(bench: Bench) -> None:
    book = docx.Document()
    for title in ("Un", "Deux"):
        book.add_heading(title, 1)
        book.add_paragraph("Merci.")
    book.sections[0].header.paragraphs[0].text = "Merci."
    book.save(str(bench.folder / "source/livre.docx"))
    (bench.folder / "booktranslate.toml").write_text('[extract]\ntwo-translations = ["Merci."]\n', "utf-8")
    bench.run("extract")
    assert "Deux / header" in [entry.msgctxt for entry in bench.po]
    po = bench.po
    for entry in po:
        entry.msgstr = f"{entry.msgid} In English."
    po.save()
    assert "NOT THE FINAL" not in bench.run("assemble").err


def test_status_counts_words_by_state(bench: Bench) -> None:
    bench.run("extract")
    bench.review({"Premier chapitre": "Chapter One"})
    rows = bench.run("status", "--json").json
    assert rows[-1]["file"] == "All"
    assert (rows[0]["units"], rows[0]["untranslated"], rows[0]["reviewed"]) == (6, 5, 1)
    assert "livre.po" in bench.run("status").out


def test_init_makes_a_project_that_works(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    made = bench.run("init", "mon livre", "--target", "en-US")
    folder = tmp_path / "mon livre"
    assert "glossary.csv" in made.out
    book = docx.Document()
    book.add_paragraph("Bonjour à toutes.")
    book.save(str(folder / "source" / "b.docx"))
    bench.run("extract", "-C", "mon livre")
    assert (folder / "translations/en-US/b.po").exists()
    assert "Nothing to create" in bench.run("init", "mon livre", "--target", "en-US").out


def test_several_documents_in_parallel(bench: Bench) -> None:
    for number in range(3):
        shutil.copy(bench.folder / "source/livre.docx", bench.folder / f"source/tome{number}.docx")
    bench.run("extract", "--jobs", "2")
    bench.run("translate", "--engine", "pseudo")
    bench.run("assemble", "--jobs", "2")
    assert {_back(text) for text in bench.texts("tome2.docx")} >= {"Premier chapitre"}
    bench.run("extract", "tome1")
    bench.run("extract", "tome9", expect=2)


def test_a_long_book_is_read_by_two_processes(bench: Bench) -> None:
    texts = [f"Chapitre {number} : *{'la mixité avance ' * 60}* et 3,5 %." for number in range(300)]
    bench.write_book(texts)
    bench.run("extract")
    bench.run("translate", "--engine", "pseudo")
    accepted = bench.po_path.read_text("utf-8").replace("# booktranslate: draft by pseudo\n", "")
    bench.po_path.write_text(accepted, "utf-8")
    alone = bench.run("assemble", "--jobs", "1").err, bench.texts("livre.docx")
    beside = bench.run("assemble", "--jobs", "2").err, bench.texts("livre.docx")
    assert alone == beside
    assert "3.5%." in bench.texts("livre.docx")[7]
    written = (bench.folder / "build/en-GB/livre.docx").read_bytes()
    bench.po_path.write_text(accepted + "msgid", "utf-8")
    assert "livre.po:" in bench.run("assemble", "--jobs", "2", expect=3).err
    assert (bench.folder / "build/en-GB/livre.docx").read_bytes() == written


@pytest.mark.parametrize("engine", ["apertium"])
def test_a_draft_without_the_network(bench: Bench, engine: str) -> None:
    bench.run("extract")
    bench.run("translate", "--engine", engine)
    entry = bench.po.find("Les adhérents ont signé la feuille de route.")
    assert entry.fuzzy
    assert "roadmap" in entry.msgstr
    assert entry.tcomment == f"booktranslate: draft by {engine}"


def test_the_sample_book_comes_out_whole(tmp_path: Path) -> None:
    """A word, a tag or a footnote lost anywhere in the pipeline makes this fail."""
    bench = Bench(tmp_path)
    for name in ("source", "glossary.csv"):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, tmp_path / name)
    bench.run("extract")
    bench.run("translate", "--engine", "pseudo")
    bench.run("assemble", "--pdf", "--no-mark")
    name = "dirigeantes-de-clusters.docx"
    source, target = _parts(tmp_path / "source" / name), _parts(tmp_path / "build/en-GB" / name)
    assert source.keys() == target.keys()
    for part in source:
        assert _tags(source[part]) == _tags(target[part]), part
    french = [passage.text for passage in Document(tmp_path / "source" / name).passages]
    written = [passage.text for passage in Document(tmp_path / "build/en-GB" / name).passages]
    assert len(written) == len(french)
    acronyms = acronyms_alone([text.plain for text in french], store.load(tmp_path / "glossary.csv").glossary)
    assert acronyms == {"CAP"}  # which no engine gets; the others are in the glossary
    for before, after in zip(french, written, strict=True):
        if any(letter.isalpha() for letter in before.plain):  # figures are written the English way
            assert after == (before if before.plain in acronyms else pseudo(before))
    pdf = (tmp_path / "build/en-GB" / name).with_suffix(".pdf")
    text = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True).stdout
    ours = [word for word in text.split() if any("a" <= letter.lower() <= "z" for letter in word)]
    assert set(ours) <= acronyms


def _parts(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}


def _tags(xml: str) -> dict[str, int]:
    marks = (
        "<w:p ",
        "<w:p>",
        "<w:footnoteReference",
        "<w:hyperlink",
        "<w:drawing",
        "<w:tc>",
        "<w:fldChar",
        "<w:b/>",
    )
    return {mark: xml.count(mark) for mark in marks if mark != "<w:b/>"} | {
        "bold": int("<w:b/>" in xml),
        "bookmarks": xml.count("<w:bookmarkStart"),
    }


def test_typography_is_applied_at_assembly(bench: Bench) -> None:
    bench.run("extract")
    bench.review({"Premier chapitre": "« One » : 2 500 €", "Second chapitre": "Second chapitre"})
    bench.run("assemble")
    assert bench.texts()[0] == "“One”: €2,500"
    assert bench.po.find("Premier chapitre").msgstr == "« One » : 2 500 €"
    fixed = bench.run("check", "--fix", "--yes").out
    assert "+ “One”: €2,500" in fixed
    assert bench.po.find("Premier chapitre").msgstr == "“One”: €2,500"
    assert "Nothing to fix" in bench.run("check", "--fix").out
    (bench.folder / "booktranslate.toml").write_text('[typography]\nquotes = "single"\n', "utf-8")
    bench.review({"Premier chapitre": "« One »"})
    bench.run("assemble")
    assert bench.texts()[0] == "‘One’"


@pytest.mark.parametrize("split", ["document", "heading1"])
def test_a_document_without_words(bench: Bench, split: str) -> None:
    book = docx.Document()
    book.core_properties.comments = ""
    book.save(str(bench.folder / "source/vide.docx"))
    (bench.folder / "booktranslate.toml").write_text(f'[extract]\nsplit = "{split}"\n', "utf-8")
    bench.run("extract")
    bench.run("translate", "--engine", "pseudo")
    bench.run("status")
    bench.run("assemble")
    assert (bench.folder / "build/en-GB/vide.docx").read_bytes() == (
        bench.folder / "source/vide.docx"
    ).read_bytes()


def test_extract_check_tells_of_other_files_too(bench: Bench) -> None:
    bench.run("extract")
    (bench.folder / "booktranslate.toml").write_text('[extract]\nsplit = "heading1"\n')
    bench.run("extract", "--check", expect=1)
    bench.run("extract")
    bench.run("extract", "--check")


def test_a_renamed_document_takes_its_translations_along(bench: Bench) -> None:
    bench.run("extract")
    bench.review({"Premier chapitre": "Chapter One"})
    (bench.folder / "source/livre.docx").rename(bench.folder / "source/ouvrage.docx")
    said = bench.run("extract")
    assert "livre.po: 1 reviewed text merged into the files of ouvrage.docx" in said.err
    assert not bench.po_path.exists()
    bench.run("assemble")
    assert bench.texts("ouvrage.docx")[0] == "Chapter One"
    assert bench.run("extract").err == ""


def test_two_files_with_one_text_keep_the_words_of_both(bench: Bench) -> None:
    bench.run("extract")
    other = bench.po_path.with_suffix("") / "00-old.po"
    other.parent.mkdir()
    shutil.copy(bench.po_path, other)
    bench.review({"Premier chapitre": "Chapter One"})
    po = polib.pofile(str(other), wrapwidth=0)
    po.find("Premier chapitre").msgstr = "First Chapter"
    po.save()
    bench.run("extract")
    assert not other.exists()
    entry = bench.po.find("Premier chapitre")
    assert entry.msgstr == "Chapter One"
    assert "First Chapter" in entry.tcomment
