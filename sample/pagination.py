"""The page of each heading: measured with LibreOffice, kept in pages.json for the table of contents."""

import json
import subprocess
import tempfile
from pathlib import Path

from markup import Chapter, plain

PAGES = Path(__file__).parent / "pages.json"


def known_pages() -> dict[str, int]:
    """The page of each heading, by its address; the key "" has the number of pages."""
    return json.loads(PAGES.read_text(encoding="utf-8")) if PAGES.exists() else {}


def measure(docx: bytes, chapters: list[Chapter]) -> dict[str, int]:
    """Render `docx`, and find the page of each heading, as in `known_pages`.

    Raises CalledProcessError or FileNotFoundError.
    """
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "book.docx")
        source.write_bytes(docx)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        pdf = str(source.with_suffix(".pdf"))
        text = subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True, text=True).stdout
    pages = [" ".join(page.split()) for page in text.removesuffix("\f").split("\f")]
    found = {"": len(pages)}
    page = next(number for number, text in enumerate(pages) if text.startswith("Sommaire")) + 1
    for chapter, heading in [(each, heading) for each in chapters for heading in each.headings()]:
        title = " ".join(plain(heading.spans).split())
        opens_page = heading.role == "titre1"
        while not (pages[page].startswith(title) if opens_page else title in pages[page]):
            page += 1
        found[chapter.address(heading)] = page + 1
    return found


def remember(pages: dict[str, int]) -> None:
    PAGES.write_text(json.dumps(pages, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
