"""The sample book, drafted to its end: no label, code, address, figure or term of it is damaged."""

import re
import shutil
from pathlib import Path

import polib
import pytest

from tests.cli.bench import ROOT, Bench

# What would be damage. Style and grammar of a draft are for its reviewers.
DAMAGE = {
    *("missing-tag", "extra-tag", "tag-nesting", "damaged-tag", "empty-tag", "tag-spacing"),
    *("numbers", "number-words", "currency", "percent", "dates", "times", "units", "scale"),
    *("urls", "emails", "filepaths", "acronyms", "names", "corrupted", "leftover"),
    *("terminology", "term-repeated", "forbidden", "notranslatewords", "untranslated"),
}
LABEL = re.compile(r"<g1>(?:[^<]|<f\d+/>)*</g1>(?=\s*–)")  # the initials of who speaks


@pytest.fixture
def sample(tmp_path: Path) -> Bench:
    for name in ("source", "translations"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("glossary.csv", "dictionary.txt"):
        shutil.copy(ROOT / name, tmp_path)
    return Bench(tmp_path)


def test_no_draft_is_damaged(sample: Bench) -> None:
    sample.run("translate", "--engine", "apertium")
    found = sample.run("check", "--json").json
    assert [item for item in found if item["name"] in DAMAGE] == []
    (path,) = (sample.folder / "translations").rglob("*.po")
    labels = 0
    for entry in polib.pofile(str(path)):
        if not entry.obsolete and (label := LABEL.match(entry.msgid)):
            assert entry.msgstr.startswith(label.group())
            labels += 1
    assert labels > 50
