"""The document as a whole: what stays as it is, what is reported, signatures, documents of other programs."""

import subprocess
import zipfile
from pathlib import Path

import docx
import pytest

from booktranslate.docx import Document, Passage
from booktranslate.docx.opc.package import Package
from booktranslate.docx.validity import problems
from booktranslate.engines.pseudo import pseudo
from booktranslate.errors import InputError
from booktranslate.model import TaggedText
from tests.unit.docx import building as w

SIGNATURES = (
    w.Member(
        "_xmlsignatures/origin.sigs",
        b"",
        link="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin",
        source="/",
    ),
    w.Member(
        "_xmlsignatures/sig1.xml",
        b"<Signature/>",
        type="application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml",
        link="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/signature",
        source="_xmlsignatures/origin.sigs",
    ),
)


def test_parts_in_which_nothing_changes_keep_their_every_byte(tmp_path: Path) -> None:
    path = w.word_file(
        tmp_path, w.p("un", w.footnote_mark(2)), footnotes=w.footnote(2, w.p("note")), header1=w.p("titre")
    )
    made = w.edition(path, {"note": "note!"})
    made.save(path.with_name("book.docx"))
    assert set(made.changed) == {"word/footnotes.xml"}
    for part in w.names(path):
        if part != "word/footnotes.xml":
            assert w.read(path, part) == w.read(path.with_name("book.docx"), part)


def test_a_target_equal_to_the_source_changes_nothing(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, w.p("un ", w.r("deux", w.BOLD)))
    assert w.edition(path, lambda passage: passage.text).changed == {}


def test_passages_are_replaced_only_once(tmp_path: Path) -> None:
    document = Document(w.word_file(tmp_path, w.p("un")))
    document.replace(lambda passage: passage.text, "en-GB", "fr")
    with pytest.raises(ValueError, match="read it again"):
        document.replace(lambda passage: passage.text, "en-GB", "fr")


def test_passages_are_numbered_by_part(tmp_path: Path) -> None:
    path = w.word_file(
        tmp_path, w.p("un") + w.p("deux", w.footnote_mark(2)), footnotes=w.footnote(2, w.p("note"))
    )
    places = [(passage.part, passage.number) for passage in Document(path).passages]
    assert places == [("word/document.xml", 1), ("word/document.xml", 2), ("word/footnotes.xml", 1)]


def test_an_imported_file_and_a_sub_document_are_reported_by_name(tmp_path: Path) -> None:
    html = w.Member("word/page.html", b"<p>du texte</p>", link="aFChunk", id="c1")
    path = w.word_file(
        tmp_path,
        w.p("un") + '<w:altChunk r:id="c1"/>' + w.p('<w:subDoc r:id="s1"/>') + '<w:altChunk r:id="none"/>',
        html,
        links={"s1": "chapitre2.docx"},
    )
    document = Document(path)
    assert [str(passage.text) for passage in document.passages] == ["un"]
    assert [
        (finding.name, finding.message.split(" is not translated")[0]) for finding in document.findings
    ] == [
        ("not-entered", "The text of word/page.html"),
        ("not-entered", "The text of chapitre2.docx"),
        ("not-entered", "The text of a missing file"),
    ]
    assert document.findings[0].where == "livre.docx: word/document.xml"
    output = w.translated(path, {"un": "one"})
    assert w.read(output, "word/page.html") == b"<p>du texte</p>"


def test_a_signed_document_is_reported_and_refused(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, w.p("Bonjour"), *SIGNATURES)
    assert Document(path).signed
    assert not Document(w.word_file(tmp_path, w.p("Bonjour"), file="other.docx")).signed
    made = w.edition(path, {"Bonjour": "Hello"})
    output = tmp_path / "book.docx"
    with pytest.raises(InputError, match=r"livre\.docx: is digitally signed"):
        made.save(output)
    assert not output.exists()


def test_a_signature_is_dropped_on_request_with_all_that_belongs_to_it(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, w.p("Bonjour"), *SIGNATURES)
    output = tmp_path / "book.docx"
    w.edition(path, {"Bonjour": "Hello"}).save(output, drop_signature=True)
    assert not any("sig" in name for name in w.names(output))
    assert b"sig" not in w.read(output, "[Content_Types].xml")
    assert b"signature" not in w.read(output, "_rels/.rels")
    assert not Document(output).signed
    assert w.texts(output) == ["Hello"]
    assert problems(Package(output)) == ()


def test_an_unchanged_document_keeps_its_signature(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, w.p("Bonjour"), *SIGNATURES)
    output = tmp_path / "book.docx"
    w.edition(path, {}).save(output)
    assert output.read_bytes() == path.read_bytes()


def test_a_document_without_styles_or_settings(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, w.p("Bonjour"))
    assert set(w.edition(path, {"Bonjour": "Hello"}).changed) == {"word/document.xml"}


def test_copies_are_not_only_found_where_they_are_equal(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, w.p("un") + w.p("un"))
    assert [passage.copy for passage in Document(path).passages] == [False, False]


def check_laws(path: Path) -> None:
    """Laws 1 and 2 on a document of another program."""
    output = path.with_name("book.docx")
    w.edition(path, lambda passage: passage.text).save(output)
    assert output.read_bytes() == path.read_bytes()

    def target(passage: Passage) -> TaggedText:
        return pseudo(passage.text)

    wanted = [str(target(passage)) for passage in Document(path).passages]
    assert wanted
    w.edition(path, target).save(output)
    assert [str(passage.text) for passage in Document(output).passages] == wanted
    assert set(problems(Package(output))) <= {
        type(item)(item.name, item.severity, item.message, item.where.replace("livre", "book"))
        for item in problems(Package(path))
    }
    docx.Document(str(output))


def test_a_document_of_python_docx(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("Les entretiens", 1)
    paragraph = made.add_paragraph("Une ")
    paragraph.add_run("dirigeante").bold = True
    paragraph.add_run(" parle.")
    made.add_paragraph("Un point", style="List Bullet")
    table = made.add_table(2, 2)
    table.cell(0, 1).text = "Une cellule"
    made.sections[0].header.paragraphs[0].text = "En-tête"
    made.add_page_break()
    made.core_properties.title = "Le titre"
    path = tmp_path / "livre.docx"
    made.save(str(path))
    assert w.texts(path)[:4] == ["Les entretiens", "Une <b>dirigeante</b> parle.", "Un point", "Une cellule"]
    check_laws(path)


MARKDOWN = """---
title: Le livre
---
# Les entretiens

Une *dirigeante* **parle**[^1] de [son site](http://exemple.fr) et de $x^2$.

[^1]: Une note.

| Métier | Part |
|--------|-----:|
| Cadre  | 12,5 |

: Les chiffres

1. un
2. deux

> Une citation.
"""


def test_a_document_of_pandoc(tmp_path: Path) -> None:
    path = tmp_path / "livre.docx"
    subprocess.run(["pandoc", "-f", "markdown", "-o", str(path)], input=MARKDOWN.encode(), check=True)
    assert "Une <i>dirigeante</i> <b>parle</b><fn1/> de <a1>son site</a1> et de <x1/>." in w.texts(path)
    check_laws(path)


def test_a_document_of_libreoffice(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    made = w.word_file(
        source,
        w.p("Une ", w.r("dirigeante", w.BOLD), w.footnote_mark(2), properties=w.styled("Heading1"))
        + w.table(w.cell(w.p("cellule")))
        + w.p(
            w.bookmark(1, "_Ref1", "Figure ", w.complex_field(r" SEQ Figure \* ARABIC ", "1")), " : légende"
        ),
        footnotes=w.footnote(2, w.p("Une note")),
    )
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(tmp_path), str(made)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    path = tmp_path / "livre.docx"
    assert "Une <b>dirigeante</b><fn1/>" in w.texts(path)
    check_laws(path)


def test_a_lock_file_of_word_is_no_document(tmp_path: Path) -> None:
    path = tmp_path / "~$livre.docx"
    path.write_bytes(b"\x05Anne" + bytes(157))
    with pytest.raises(InputError, match="is not a Word document"):
        Document(path)


def test_members_keep_their_order_and_kind_of_compression(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, w.p("Bonjour"))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/media/a.png", b"x" * 100, zipfile.ZIP_STORED)
    output = w.translated(path, {"Bonjour": "Hello"})
    with zipfile.ZipFile(output) as archive:
        kinds = {info.filename: info.compress_type for info in archive.infolist()}
    assert list(kinds) == w.names(path)
    assert kinds["word/media/a.png"] == zipfile.ZIP_STORED
    assert kinds["word/document.xml"] == zipfile.ZIP_DEFLATED
