"""The EPUB of a book: valid, accessible, the same bytes on each day, and nothing of it lost."""

import re
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from booktranslate.config import Project
from booktranslate.epub import styles
from booktranslate.epub.package import pages
from booktranslate.errors import EngineError, UsageError
from booktranslate.publishing.certificate import of_epub
from booktranslate.steps.epub import export_epub, find_cover
from tests.unit.publishing.everything import SOUND, everything, png
from tests.unit.steps.test_export_pdf import Listener
from tests.unit.steps.untrusted import picture, untrusted_book

needs_pandoc = pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
CHECKER = Path("/usr/share/java/epubcheck.jar")
QUICK = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto")  # a start takes longest
_OPF, _DC = "{http://www.idpf.org/2007/opf}", "{http://purl.org/dc/elements/1.1/}"
_XHTML = "{http://www.w3.org/1999/xhtml}"
# What Ace, the checker of the DAISY Consortium, leaves out too: rules for pages of the web.
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@dataclass(frozen=True)
class Made:
    """A book, its EPUB and what is in it."""

    project: Project
    document: Path
    epub: Path

    def member(self, name: str) -> Element:
        with zipfile.ZipFile(self.epub) as archive:
            return fromstring(archive.read(next(each for each in archive.namelist() if each.endswith(name))))

    def chapters(self) -> list[Element]:
        with zipfile.ZipFile(self.epub) as archive:
            names = [name for name in archive.namelist() if re.search(r"text/ch\d+\.xhtml$", name)]
            return [fromstring(archive.read(name)) for name in names]

    def stated(self, name: str) -> list[str]:
        found = self.member("content.opf").iter(f"{_OPF}meta")
        return [each.text or "" for each in found if each.get("property") == name]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("epub")
    project = Project(folder)
    (folder / "pictures" / "en-GB").mkdir(parents=True)
    (folder / "pictures" / "en-GB" / "cover.png").write_bytes(png())
    document = everything(folder)
    return Made(project, document, export_epub(project, document))


@needs_pandoc
def test_nothing_is_lost(made: Made) -> None:
    found = of_epub(made.document, made.epub.name, pages(made.epub))
    assert found.lost == ()
    assert found.found == found.letters > 4000


@needs_pandoc
def test_a_box_is_an_aside_behind_its_anchor(made: Made) -> None:
    (chapter,) = (each for each in made.chapters() if SOUND in "".join(each.itertext()))
    grows, fixed = chapter.iter(f"{_XHTML}aside")
    assert [text for text in map(str.strip, grows.itertext()) if text] == [SOUND, "And their dogs."]
    assert "seven wicks" in "".join(fixed.itertext())
    assert "booktranslate-box" not in "".join(chapter.itertext())


@needs_pandoc
def test_tables_pictures_notes_and_styles(made: Made) -> None:
    chapters = made.chapters()
    cells = [each for chapter in chapters for each in chapter.iter(f"{_XHTML}th")]
    assert [(each.text, each.get("scope")) for each in cells] == [("Port", "col"), ("Lights", "col")]
    images = [each.get("alt") for chapter in chapters for each in chapter.iter(f"{_XHTML}img")]
    assert images == ["A lighthouse on a rock", ""]
    assert any(each.get("role") == "doc-endnotes" for chapter in chapters for each in chapter.iter())
    with zipfile.ZipFile(made.epub) as archive:
        assert b".style-question { font-weight: bold }" in archive.read("EPUB/styles/stylesheet1.css")
    assert any(
        each.get("class") == "style-question" and "Who kept the light?" in "".join(each.itertext())
        for chapter in chapters
        for each in chapter.iter(f"{_XHTML}div")
    )


@needs_pandoc
def test_it_says_what_it_is(made: Made) -> None:
    package = made.member("content.opf")
    said = {each.tag.removeprefix(_DC): each.text for each in package.iter() if each.tag.startswith(_DC)}
    assert said["title"] == "The keepers"
    assert said["language"] == "en-GB"
    assert (said["creator"], said["subject"]) == ("Ada Ferry", "sea")
    assert said["date"] == "2025-03-04T05:06:07Z"
    assert (said["identifier"] or "").startswith("urn:uuid:")
    assert made.stated("dcterms:modified") == ["2025-03-04T05:06:07Z"]
    assert made.stated("schema:accessMode") == ["textual", "visual"]
    assert "alternativeText" not in made.stated("schema:accessibilityFeature")  # one picture has none
    assert made.stated("schema:accessibilitySummary")[0].endswith("Of 2 pictures, 1 have no description.")
    covers = [each for each in package.iter(f"{_OPF}item") if each.get("properties") == "cover-image"]
    assert len(covers) == 1


@needs_pandoc
def test_the_contents_lead_through_the_book(made: Made) -> None:
    nav = made.member("nav.xhtml")
    links = [each.text for each in nav.iter(f"{_XHTML}a")]
    assert links[-2:] == ["Contents", "Start of the book"]
    assert links[1:-2] == ["First light", "Second light", "Of small things", "Third light"]
    assert all(each.get("lang") == "en-GB" for each in (nav, *made.chapters()))


@needs_pandoc
def test_two_days_give_the_same_bytes(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    before = made.epub.read_bytes()
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    assert export_epub(made.project, made.document).read_bytes() == before
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    export_epub(made.project, made.document)
    assert made.stated("dcterms:modified") == ["2001-09-09T01:46:40Z"]
    made.epub.write_bytes(before)


@needs_pandoc
def test_nothing_is_fetched_and_no_file_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(picture((255, 0, 255)))
    with Listener() as listener:
        untrusted_book(tmp_path / "book.docx", lambda construct: f"{listener.url}/{construct}.png")
        untrusted_book(tmp_path / "local.docx", lambda _: secret.as_uri())
        export_epub(Project(tmp_path), tmp_path / "book.docx")
        local = export_epub(Project(tmp_path), tmp_path / "local.docx")
        assert listener.asked == []
    with zipfile.ZipFile(local) as archive:
        assert secret.read_bytes() not in [archive.read(name) for name in archive.namelist()]


def test_a_date_that_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH is 'yesterday'"):
        export_epub(Project(tmp_path), everything(tmp_path))


@needs_pandoc
@pytest.mark.skipif(not CHECKER.exists(), reason="epubcheck is not installed")
def test_epubcheck_finds_nothing(made: Made) -> None:
    done = subprocess.run(
        ["java", *QUICK, "-jar", CHECKER, "--failonwarnings", made.epub],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 fatals / 0 errors / 0 warnings" in done.stdout


@needs_pandoc
@pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not installed")
def test_axe_finds_nothing(made: Made, tmp_path: Path) -> None:
    browser = pytest.importorskip("playwright.sync_api")
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    with zipfile.ZipFile(made.epub) as archive:
        archive.extractall(tmp_path)
    found: list[str] = []
    with browser.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = chromium.new_page()
        for file in sorted(tmp_path.rglob("*.xhtml")):
            page.goto(file.as_uri())
            result = axe.Axe().run(page, options={"runOnly": _RULES}).response
            assert result["passes"]
            # The picture that nobody has described has no words here either; `inspect` names it.
            found += [f"{file.name}: {each['id']}" for each in result["violations"]]
        chromium.close()
    assert found == []


def test_a_cover_of_the_language_comes_before_one_for_all(tmp_path: Path) -> None:
    project = Project(tmp_path)
    assert find_cover(project) is None
    (tmp_path / "pictures" / "en-GB").mkdir(parents=True)
    (tmp_path / "pictures" / "cover.png").write_bytes(png())
    assert find_cover(project) == tmp_path / "pictures" / "cover.png"
    (tmp_path / "pictures" / "en-GB" / "cover.jpg").write_bytes(png())
    assert find_cover(project) == tmp_path / "pictures" / "en-GB" / "cover.jpg"


def test_names_of_styles_become_classes_of_their_own() -> None:
    assert styles.class_names({"Réponse": 1, "Reponse": 1, "«»": 1}) == {
        "Reponse": "style-reponse",
        "Réponse": "style-reponse-2",
        "«»": "style-other",
    }


def test_what_is_no_epub(tmp_path: Path) -> None:
    (tmp_path / "x.epub").write_bytes(b"no zip")
    with pytest.raises(EngineError, match="cannot be read as an EPUB"):
        pages(tmp_path / "x.epub")
