"""Two editions beside each other: what moved, grew or broke is named with its page in both."""

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from booktranslate.libreoffice import hyphenators
from booktranslate.publishing.drift import Layout
from booktranslate.publishing.fonts import Substituted, family, is_same
from booktranslate.publishing.hyphenation import Hyphenated
from booktranslate.steps.export_pdf import export_pdf
from booktranslate.steps.layout import compare_layout, page_of
from tests.unit.docx import building as w
from tests.unit.publishing.everything import FONT, box, everything, picture

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
# Twenty lines of 20 points a page.
LINE = '<w:widowControl w:val="0"/><w:spacing w:before="0" w:after="0" w:line="400" w:lineRule="exact"/>'
SECTION = (
    '<w:sectPr><w:pgSz w:w="8000" w:h="10000"/><w:pgMar w:top="1000" w:right="1000" w:bottom="1000" '
    'w:left="1000" w:header="500" w:footer="500" w:gutter="0"/></w:sectPr>'
)
NEXT = w.p(w.r('<w:br w:type="page"/>'), properties=LINE)


def lines(count: int, word: str) -> str:
    """One paragraph, so that both editions have as many."""
    rows = (w.r(f"{word} {number} of them") for number in range(count))
    return w.p(w.r("<w:br/>").join(rows), properties=LINE)


def head(text: str) -> str:
    return w.p(text, properties=f'<w:pStyle w:val="H1"/><w:keepNext w:val="0"/>{LINE}')


def table(rows: int, first: str) -> str:
    grid = '<w:tblPr><w:tblW w:w="1600" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
    grid += '<w:tblGrid><w:gridCol w:w="800"/><w:gridCol w:w="800"/></w:tblGrid>'
    width = '<w:tcPr><w:tcW w:w="800" w:type="dxa"/></w:tcPr>'

    def cell(text: str) -> str:
        return f"<w:tc>{width}{w.p(text, properties=LINE)}</w:tc>"

    body = "".join(f"<w:tr>{cell(f'A{row}')}{cell(f'B{row}')}</w:tr>" for row in range(rows))
    return f"<w:tbl>{grid}<w:tr>{cell(first)}{cell('Yes')}</w:tr>{body}</w:tbl>"


LONG = 2 * (
    "So many words that they need a second line and then a third one, as nobody had counted them before. "
)


def pages(*, longer: bool) -> str:
    """Chapters of which each goes wrong in one way when its text is `longer`."""
    extra = 1 if longer else 0
    return (
        head("Alone")
        + lines(17 + extra, "Foot")
        + head("Below")
        + lines(3, "After")
        + NEXT
        + head("Split")
        + lines(14 + 2 * extra, "Before")
        + table(2, "Incontrovertibly" if longer else "Head")
        + NEXT
        + head("Moved")
        + lines(15 + 4 * extra, "Down")
        + w.p(picture(7, "A light"))
        + NEXT
        + head("Orphan")
        + lines(15 + 3 * extra, "Up")
        + w.p(LONG, properties=LINE)
        + NEXT
        + head("Box")
        + w.p("Here: ", box(w.p("Small." + " And it grows more and more." * (6 * extra)), grows=True))
        + NEXT
        + head("Widow")
        + lines(12 + 5 * extra, "Over")
        + w.p(LONG.replace("words", "notes"), properties=LINE)
        + SECTION
    )


@dataclass(frozen=True)
class Compared:
    """What the comparison says, and the document it is beside."""

    layout: Layout
    document: Path

    def said(self, weight: int) -> list[tuple[str, int, int]]:
        return [(n.what, n.page, n.source_page) for n in self.layout.notices if n.weight == weight]


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Compared:
    folder = tmp_path_factory.mktemp("layout")
    source = everything(folder, body=pages(longer=False), file="source.docx")
    document = everything(folder, body=pages(longer=True), file="book.docx")
    layout = compare_layout(source, export_pdf(source), document, export_pdf(document))
    return Compared(layout, document)


@pytest.fixture(scope="module")
def annexed(compared: Compared) -> Compared:
    """The same book beside one that has an annex, and is hyphenated as far as a dictionary goes."""
    folder = compared.document.parent
    settings = "<w:autoHyphenation/>"
    body = pages(longer=False).replace(SECTION, "")
    french = w.p(w.r("Un phare est une tour, et son gardien y veille. " * 6, '<w:lang w:val="fr-FR"/>'))
    annex = NEXT + head("Glossary") + french + table(2, "Light") + table(26, "Lamp") + SECTION
    source = folder / "source.docx"
    document = everything(folder, body=body + annex, file="annexed.docx", settings=settings)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("booktranslate.steps.layout.hyphenators", lambda _: frozenset({"en-GB", "de-DE"}))
        pdf = export_pdf(document)
        layout = compare_layout(source, source.with_suffix(".pdf"), document, pdf)
    return Compared(layout, document)


@needs_office
def test_each_heading_has_its_pages(compared: Compared) -> None:
    found = [(each.heading, each.source_page, each.page, each.by) for each in compared.layout.headings]
    assert found == [
        ("Alone", 1, 1, 0),
        ("Below", 1, 1, 0),
        ("Split", 3, 3, 0),
        ("Moved", 4, 5, 1),
        ("Orphan", 5, 7, 2),
        ("Box", 6, 9, 3),
        ("Widow", 7, 10, 3),
    ]


@needs_office
def test_what_went_wrong_is_named(compared: Compared) -> None:
    assert compared.said(60) == [("The heading “Below” is the last of its page.", 1, 1)]
    assert compared.said(50) == [
        (
            "The word “Incontrovertibly” in the header of a table is broken: its column is too narrow.",
            3,
            3,
        )
    ]
    assert compared.said(40) == [
        ("The table “Incontrovertibly” is split: on 2 pages; in the source on 1.", 3, 3)
    ]
    assert compared.said(30) == [
        ("Picture 1 is 1 page behind its heading; in the source on the page of it.", 6, 4)
    ]
    assert [(what[:31], *where) for what, *where in compared.said(20)] == [
        ("The first line of “So many word", 7, 5),
        ("The last line of “So many notes", 11, 7),
    ]
    (row, (what, *where)) = compared.said(10)
    assert row == ("The table row “Incontrovertibly” has 3 lines, in the source 1.", 3, 3)
    assert re.match(r"The text box “Small\. And it grows.*” has [6-9] lines, in the source 1\.", what)
    assert where == [9, 6]


@needs_office
def test_what_only_the_finished_book_has_is_no_drift(annexed: Compared) -> None:
    """An annex at its end: a heading, and a table over two pages. Nothing before it has changed."""
    *others, glossary = annexed.layout.headings
    assert [each.by for each in others] == [0] * 7
    assert (glossary.heading, glossary.source_page, glossary.by) == ("Glossary", 0, 0)
    assert glossary.page == annexed.layout.source_pages + 1 < annexed.layout.pages
    assert {notice.weight for notice in annexed.layout.notices} == {75, 20}  # 20: as in the source


@needs_office
def test_languages_without_a_dictionary_for_hyphens(annexed: Compared) -> None:
    ((what, *where),) = annexed.said(75)
    assert what == (
        "Text in fr-FR is hyphenated in Word, but not here: its lines break in other places. Install a "
        "hyphenation dictionary for fr-FR (Debian: hyphen-fr; elsewhere: extensions.libreoffice.org)."
    )
    assert where == [annexed.layout.source_pages + 1, 0]
    found = [(each.language, each.is_hyphenated) for each in annexed.layout.hyphenation]
    assert found == [("en-GB", True), ("fr-FR", False)]
    page = page_of(annexed.document).read_text("utf-8")
    assert "<h2>Languages for hyphenation</h2>" in page
    assert "<td>no. Install a hyphenation dictionary for fr-FR" in page


@needs_office
def test_libreoffice_says_which_languages_it_can_hyphenate() -> None:
    found = hyphenators(Path("book.docx"))
    assert found is not None
    debian = Path("/usr/share/hyphen")
    assert {"en-GB"} & found == ({"en-GB"} if (debian / "hyph_en_GB.dic").exists() else {"en-GB"} & found)
    if not debian.exists() and Path("/usr/lib/libreoffice").exists():
        assert found == frozenset()


@pytest.mark.parametrize(
    ("language", "package"),
    [("en-AU", "hyphen-en-gb"), ("en-US", "hyphen-en-us"), ("pt-BR", "hyphen-pt-br"), ("nb-NO", "hyphen-no")],
)
def test_dictionaries_to_install(language: str, package: str) -> None:
    assert f"(Debian: {package}; elsewhere: " in Hyphenated(language, 500, (1,), False).advice
    assert Hyphenated("eo", 500, (1,), False).advice == (
        "Install a hyphenation dictionary for eo (extensions.libreoffice.org)."
    )


@needs_office
def test_the_worst_comes_first_and_the_page_shows_both(compared: Compared) -> None:
    weights = [notice.weight for notice in compared.layout.notices]
    assert weights == sorted(weights, reverse=True)
    page = page_of(compared.document).read_text("utf-8")
    data = json.loads(page_of(compared.document).with_suffix(".json").read_text("utf-8"))
    assert data["notices"][0]["what"] in page
    assert page.index("Page 1<") < page.index("Page 9<")
    assert page.count('<img src="data:image/jpeg;base64,') == 2 * len({n["page"] for n in data["notices"]})
    assert "Word may break lines and pages differently" in page
    assert "script" not in page


@needs_office
def test_an_edition_beside_itself_with_what_is_always_wrong(tmp_path: Path) -> None:
    """A clipped box, a picture without a description and a font that is not there, each on its page."""
    document = everything(tmp_path)
    pdf = export_pdf(document)
    found = compare_layout(document, pdf, document, pdf)
    assert [notice.weight for notice in found.notices if notice.weight > 60] == [100, 100, 100, 80, 70]
    assert all(notice.page == notice.source_page > 0 for notice in found.notices[:5])
    assert f"The font {FONT} is not installed here; " in found.notices[3].what
    assert found.notices[3].what.endswith(f"replaces it. Install {FONT}.")
    assert found.notices[3].page == found.pages
    assert [(font.wanted, font.has_same_widths) for font in found.fonts] == [(FONT, False)]


def test_what_to_install() -> None:
    assert Substituted("Cambria", "DejaVuSerif", False, (1,)).advice == (
        "Install Cambria, or one of the same widths (Debian: fonts-crosextra-caladea)."
    )


@pytest.mark.parametrize(
    ("wanted", "used", "same"),
    [
        ("Times New Roman", "TimesNewRomanPSMT", True),
        ("Times New Roman", "TimesNewRomanPS-BoldItalicMT", True),
        ("Carlito", "Carlito-BoldItalic", True),
        ("Calibri Light", "Calibri-Light", True),
        ("Segoe UI Semibold", "SegoeUI-SemiboldItalic", True),
        ("Arial MT", "Arial-BoldMT", True),
        ("DejaVu Sans", "DejaVuSans-ExtraLight", True),
        ("EB Garamond", "EBGaramond12-Regular", True),
        ("Calibri", "Carlito", False),
        ("Arial Narrow", "ArialMT", False),
        ("Arial", "ArialNarrow-Bold", False),
        ("Aptos", "Aptos-Narrow", False),
        ("Cambria Math", "Cambria", False),
        ("Cambria", "CambriaMath", False),
        ("Calibri Light", "Calibri", False),
        ("DejaVu Sans", "DejaVuSansMono", False),
    ],
)
def test_names_of_fonts(wanted: str, used: str, same: bool) -> None:
    assert family(used) == used.split("-")[0]
    assert is_same(wanted, used) == same
