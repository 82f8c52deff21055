"""Where the words of a translation stand in the file, whatever stands between them there."""

from pathlib import Path

import pytest

from booktranslate.catalog.places import region
from booktranslate.catalog.reading import read
from booktranslate.model import parse

FILE = r"""msgid ""
msgstr ""
"Language: en_GB\n"
"Content-Type: text/plain; charset=UTF-8\n"

#. A note
msgctxt "one"
msgid "Le <b>mot</b> « juste »"
msgstr ""
"The <b>right</b> \"word\" &amp; "
"a tab\there, <fn1/>the end"
"""


@pytest.mark.parametrize("words", ["The", "right", '"word"', "& a", "tab", "here, the", "end"])
def test_the_words_are_found_where_they_stand(tmp_path: Path, words: str) -> None:
    path = tmp_path / "book.po"
    path.write_text(FILE, "utf-8")
    (entry,) = read(path).entries
    plain = entry.translation.target.plain
    start = plain.index(words)
    lines = FILE.split("\n")
    found = region(lines, entry.line, "msgstr", (start, start + len(words)))
    assert found is not None
    shown = "".join(
        lines[number - 1][
            found.start_column - 1 if number == found.start_line else 1 : found.end_column - 1
            if number == found.end_line
            else -1
        ]
        for number in range(found.start_line, found.end_line + 1)
    )
    assert parse(shown.replace(r"\"", '"').replace(r"\t", "\t")).plain == words


def test_the_source_has_places_too_and_a_file_that_changed_has_none() -> None:
    lines = FILE.split("\n")
    found = region(lines, 8, "msgid", (3, 6))
    assert found is not None
    assert lines[7][found.start_column - 1 : found.end_column - 1] == "mot"
    assert region(lines, 8, "msgid", (3, 99)) is None
    assert region(["", ""], 1, "msgid", (0, 1)) is None
