"""Facts of language are stated in `language/`: nobody else writes them again."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import booktranslate

SOURCE = Path(booktranslate.__file__).parent


def lines_elsewhere(pattern: str) -> Iterator[str]:
    """The lines outside `language/` that have something, with their file."""
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        if not name.startswith("language/"):
            for line in path.read_text("utf-8").splitlines():
                if re.search(pattern, line):
                    yield f"{name}: {line.strip()}"


@pytest.mark.parametrize(
    ("fact", "pattern", "other_questions"),
    [
        ("the endings of ordinals", r"\bst\|nd|nd\|rd\b|\ber\|re\b|\bers\?\|", set()),
        (
            "Roman numerals",
            r"(?i)\[ivx",
            {
                "checks/names.py",  # what may be one letter too many for a numeral is no acronym either
                "docx/generated/contents.py",  # page numbers and letters of lists, in any case
                "docx/generated/indexes.py",
                "typography/french_forms.py",  # whether there may be one
            },
        ),
        ("a list of words, to look words up in", r"frozenset\(text\.split\(\)\)", set()),
        ("a word without accents and capitals", r"unaccented\(\w+(?:\.lower\(\))?\)(?:\.casefold|$)", set()),
        ("acronyms that English writes differently", '"OTAN"', set()),
        (
            "the spaces that do not break",
            r"\\u00a0.*\\u202f|\\u202f.*\\u00a0|\\s\\u00a0",
            {
                "docx/column_widths.py",  # where no line ends: hyphens, too
                "engines/testing.py",  # a text that engines are tried with
            },
        ),
    ],
)
def test_a_fact_is_stated_once(fact: str, pattern: str, other_questions: set[str]) -> None:
    found = [line for line in lines_elsewhere(pattern) if line.split(":")[0] not in other_questions]
    assert found == [], f"{fact}: take it from booktranslate.language"
