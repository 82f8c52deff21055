"""A book through LibreOffice: PDF/UA and PDF/A, the same bytes on each day, every lost word with its page."""

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pikepdf
import pytest

from booktranslate.credits import Credits
from booktranslate.pdf.finishing import Checked, finish
from booktranslate.pdf.pages import pages_of
from booktranslate.publishing.certificate import Certificate, of_pdf
from booktranslate.steps.export_pdf import export_pdf
from tests.unit.docx import building as w
from tests.unit.publishing.everything import GONE, everything, exact_table, heading

_FAKETIME = sorted(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))
pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


@dataclass(frozen=True)
class Made:
    """The book with what is cut off, its PDF, and what was said on the way."""

    document: Path
    pdf: Path
    told: tuple[str, ...]

    def opened(self) -> pikepdf.Pdf:
        return pikepdf.open(self.pdf)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    told: list[str] = []
    document = everything(tmp_path_factory.mktemp("print"))
    return Made(document, export_pdf(document, warn=told.append), tuple(told))


@pytest.fixture(scope="module")
def archival(tmp_path_factory: pytest.TempPathFactory) -> Iterator[pikepdf.Pdf]:
    """As PDF/A, at another date than its own."""
    document = everything(tmp_path_factory.mktemp("archival"), clipped=False)
    with pytest.MonkeyPatch.context() as patch, pikepdf.open(_archival(document, patch)) as pdf:
        yield pdf


def _archival(document: Path, patch: pytest.MonkeyPatch) -> Path:
    patch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    return export_pdf(document, archival=True)


def elements(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    found: list[pikepdf.Dictionary] = []
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        item = waiting.pop()
        if isinstance(item, pikepdf.Array):
            waiting += list(item)
        elif isinstance(item, pikepdf.Dictionary) and "/S" in item:
            found.append(item)
            waiting.append(item.get("/K"))
    return found


def kinds(pdf: pikepdf.Pdf) -> Counter[str]:
    return Counter(str(each.S) for each in elements(pdf))


def test_it_says_what_it_is(made: Made) -> None:
    with made.opened() as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
        assert pdf.Root.MarkInfo.Marked is True
        assert str(pdf.docinfo["/Title"]) == "The keepers"
        data = pdf.open_metadata()
        assert (data["dc:title"], data["pdfuaid:part"]) == ("The keepers", "1")
        assert "pdfaid:part" not in data


def test_headings_are_headings_and_bookmarks(made: Made) -> None:
    with made.opened() as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["First light", "Second light", "Third light"]
        assert [item.title for item in outline.root[1].children] == ["Of small things"]
        assert (kinds(pdf)["/H1"], kinds(pdf)["/H2"]) == (3, 1)


def test_a_header_row_has_header_cells(made: Made) -> None:
    with made.opened() as pdf:
        cells = [each for each in elements(pdf) if each.S == "/TH"]
        assert len(cells) == 2
        assert all("/Column" in str(each.A) for each in cells)


def test_notes_have_names_and_pages_an_order_of_tabs(made: Made) -> None:
    with made.opened() as pdf:
        (note,) = [each for each in elements(pdf) if each.S == "/Note"]
        names = pikepdf.NameTree(pdf.Root.StructTreeRoot.IDTree)
        assert names[str(note.ID)].objgen == note.objgen
        linked = [page for page in pdf.pages if "/Annots" in page]
        assert linked
        assert all(page.Tabs == "/S" for page in linked)


def test_pictures_have_words_and_frames_are_no_pictures(made: Made) -> None:
    with made.opened() as pdf:
        figures = [each for each in elements(pdf) if each.S == "/Figure"]
        assert sorted(str(each.get("/Alt", "")) for each in figures) == ["", "A lighthouse on a rock"]
        assert kinds(pdf)["/Div"] >= 2  # the text boxes
        (silent,) = [each for each in figures if "/Alt" not in each]
        page = next(number for number, page in enumerate(pdf.pages, 1) if page.obj.objgen == silent.Pg.objgen)
    assert [text for text in made.told if "alternative text" in text] == [
        f"keepers.pdf: 1 figure without an alternative text, on page {page}. "
        "In Word: right-click the picture, then View Alt Text."
    ]


def test_it_has_the_date_of_the_document(made: Made) -> None:
    with made.opened() as pdf:
        assert str(pdf.docinfo["/CreationDate"]) == "D:20250304050607Z"
        assert "/DocChecksum" not in pdf.trailer


@pytest.mark.skipif(not _FAKETIME, reason="faketime is not installed")
def test_two_days_give_the_same_bytes(made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """LibreOffice believes that it is another day; what it writes itself says so."""
    office = tmp_path / "soffice"
    office.write_text(
        f'#!/bin/sh\nexport LD_PRELOAD={_FAKETIME[0]} FAKETIME="2031-05-06 07:08:09" DONT_FAKE_MONOTONIC=1\n'
        f'exec {shutil.which("soffice")} "$@"\n'
    )
    office.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    before = made.pdf.read_bytes()
    seen: list[str] = []

    def finishing(source: Path, target: Path, *, title: str, moment: datetime, credits: Credits) -> Checked:
        with pikepdf.open(source) as pdf:
            seen.append(str(pdf.docinfo["/CreationDate"])[:10])
        return finish(source, target, title=title, moment=moment, credits=credits)

    monkeypatch.setattr("booktranslate.steps.export_pdf.finish", finishing)
    assert export_pdf(made.document).read_bytes() == before
    assert seen == ["D:20310506"]


def test_pdf_a_for_archives(archival: pikepdf.Pdf) -> None:
    data = archival.open_metadata()
    assert (data["pdfaid:part"], data["pdfaid:conformance"]) == ("2", "B")
    assert data["pdfuaid:part"] == "1"
    assert data["xmp:CreateDate"] == "2001-09-09T01:46:40Z"
    assert b"pdfaExtension:schemas" in archival.Root.Metadata.read_bytes()
    assert str(archival.docinfo["/CreationDate"]) == "D:20010909014640Z"
    assert archival.Root.OutputIntents[0].S == "/GTS_PDFA1"
    assert "/ID" in archival.trailer


@pytest.fixture(scope="module")
def certificate(made: Made) -> Certificate:
    return of_pdf(made.document, made.pdf)


def test_what_is_cut_off_is_named_with_page_and_place(certificate: Certificate, made: Made) -> None:
    lost = {each.confined: each for each in certificate.lost}
    assert set(lost) == {"a table row of exact height", "a text box of fixed size", "a frame of exact height"}
    for confined, words in zip(lost, (GONE["row"], GONE["box"], GONE["frame"]), strict=True):
        assert words[-20:] in lost[confined].words
        assert lost[confined].heading == "Of small things"
    with pages_of(made.pdf) as pages:
        texts = [" ".join(page.text.split()) for page in pages]
    for each in certificate.lost:
        beginning = each.paragraph.removesuffix(each.words).strip()
        assert each.paragraph.startswith(("In the exact", "In the box", "and a tin", "A frame"))
        assert beginning[:20] in texts[each.page - 1]
    assert not certificate.is_complete


def test_all_the_rest_is_found(certificate: Certificate) -> None:
    assert certificate.letters - certificate.found == sum(each.letters for each in certificate.lost)
    assert certificate.unused == ()
    assert certificate.added < 40  # numbers of pages and of notes


def test_a_line_of_which_the_upper_half_is_there(tmp_path: Path) -> None:
    """Rows of exact height: LibreOffice draws a part of the last line, so its letters are in the PDF."""
    body = heading("Rows") + exact_table("Nets, baskets, cork and twine for all") + w.p("Between.")
    body += exact_table("Enough room") + w.p("Behind.")
    document = everything(tmp_path, body=body)
    found = of_pdf(document, export_pdf(document))
    assert found.lost == ()
    assert [(each.words, each.confined, each.page, each.heading) for each in found.cut] == [
        ("all", "a table row of exact height", 1, "Rows")
    ]
    assert not found.is_complete


def test_letters_that_the_font_lacks_stand_in_their_words(tmp_path: Path) -> None:
    """LibreOffice paints them in a row of their own, after the rest of the line."""
    words = "Of a lაmp and its wაck nobody tაld the აeeper, who slept a wholა year behind the dაor."
    body = w.p(words, properties='<w:jc w:val="both"/>') + w.p("Next.")
    document = everything(tmp_path, body=body)
    found = of_pdf(document, export_pdf(document))
    assert found.lost == ()
    with pages_of(document.with_suffix(".pdf")) as pages:
        fonts = {pages[0].font(pages[0].text.index(letter)) for letter in "აf"}
    assert len(fonts) == 2  # so there was something to put in order


def test_a_sound_book_is_complete(archival: pikepdf.Pdf, tmp_path: Path) -> None:
    document = everything(tmp_path, clipped=False)
    archival.save(document.with_suffix(".pdf"))
    found = of_pdf(document, document.with_suffix(".pdf"))
    assert found.lost == found.cut == ()
    assert found.found == found.letters > 4000
