"""The pages of the documentation, and the code that they show."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]
FENCE = re.compile(r"^ *```(\w*)\n(.*?)^ *```", re.DOTALL | re.MULTILINE)


def path_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def read(page: str) -> str:
    """A page by its path below docs/."""
    return (DOCS / page).read_text("utf-8")


def blocks(text: str, language: str) -> list[str]:
    return [block for kind, block in FENCE.findall(text) if kind == language]


def outside_blocks(text: str) -> str:
    return FENCE.sub("", text)


def inline(text: str) -> list[str]:
    """What stands between backticks in the sentences of a page."""
    return [" ".join(code.split()) for code in re.findall(r"`([^`]+)`", outside_blocks(text))]


def indented(text: str) -> list[str]:
    return [line.strip() for line in re.findall(r"^ {4,}(\S.*)$", outside_blocks(text), re.MULTILINE)]
