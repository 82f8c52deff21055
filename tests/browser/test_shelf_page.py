"""The page of all books, in a browser: nothing that keeps somebody from reading it."""

from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Browser

from booktranslate.shelf.page import write
from booktranslate.shelf.tasks import Outcome, Task

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def outcome(name: str, root: Path, reviewed: int) -> Outcome:
    data: dict[str, Any] = {
        "report": str(root / "build" / "report.html"),
        "findings": {"errors": 1, "warnings": 20, "notes": 3},
        "source_lang": "fr",
        "target_lang": "en-GB",
        "units": 10,
        "words": 100,
        "untranslated": 2,
        "drafted": 8 - reviewed,
        "reviewed": reviewed,
        "reviewed_words": 10 * reviewed,
        "percent": 10.0 * reviewed,
        "people": [
            {
                "reviewer": "Zoé <b>Exemple</b>",
                "title": "Préface",
                "texts": 4,
                "sent": "2026-11-01T08:00:00Z",
                "back": [{"when": "2026-11-02T08:00:00Z", "taken": 3}] if reviewed else [],
            }
        ],
        "cost": {
            "price": 0.5,
            "currency": "EUR",
            "engines": [{"engine": "deepl", "texts": 8, "billed": 25_000, "unit": "character", "price": 0.5}],
        },
    }
    return Outcome(Task("report", name, root), data=data)


@pytest.mark.parametrize("width", [320, 1200])
def test_axe_finds_nothing(chromium: Browser, tmp_path: Path, width: int) -> None:
    done = [outcome("série/anna & co", tmp_path / "a b", 3), outcome("zoé", tmp_path / "zoé", 0)]
    failed = Outcome(Task("report", "<i>rose</i>", tmp_path), 3, "livre.po:3: is <damaged>.")
    write(tmp_path / "shelf.html", [failed, *done], 500)
    page = chromium.new_page(viewport={"width": width, "height": 800})
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto((tmp_path / "shelf.html").as_uri())
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", WCAG)
    assert [each["id"] for each in found["violations"]] == []
    assert refused == []
    assert page.locator("a", has_text="anna & co").get_attribute("href") == "a%20b/build/report.html"
    text = page.inner_text("main")
    for words in ("<i>rose</i>: livre.po:3: is <damaged>.", "Zoé <b>Exemple</b>", "15.0%", "1.00 EUR"):
        assert words in text
    page.close()
