"""What Git gets back from the merge driver, whatever happens in it."""

from codecs import BOM_UTF8
from pathlib import Path

import pytest

from booktranslate.catalog import read
from booktranslate.model import State
from booktranslate.steps import merge_driver

HEADER = 'msgid ""\nmsgstr ""\n"Language: en_GB\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n{}\n'
DRAFT = '#, fuzzy\nmsgid "Un pôle"\nmsgstr "A pole"\n'
ACCEPTED = 'msgid "Un pôle"\nmsgstr "A pole"\n'
EDITED = 'msgid "Un pôle"\nmsgstr "A cluster"\n'


def editions(folder: Path, *contents: str) -> tuple[Path, Path, Path]:
    paths = tuple(folder / name for name in ("old.po", "ours.po", "theirs.po"))
    for path, content in zip(paths, contents, strict=True):
        path.write_text(content and HEADER.format("") + content, "utf-8")
    old, ours, theirs = paths
    return old, ours, theirs


def run(paths: tuple[Path, Path, Path], *, for_ancestor: bool = False) -> merge_driver.Merged:
    return merge_driver.run(*paths, 7, "livre.po", for_ancestor=for_ancestor)


@pytest.mark.parametrize("order", [(ACCEPTED, EDITED), (EDITED, ACCEPTED)])
def test_a_draft_accepted_by_one_and_corrected_by_the_other_is_a_conflict_with_both(
    order: tuple[str, str], tmp_path: Path
):
    paths = editions(tmp_path, DRAFT, *order)
    assert run(paths).is_conflict
    (entry,) = read(paths[1]).entries
    other = "A cluster" if order[0] is ACCEPTED else "A pole"
    assert entry.state is State.DRAFT
    assert {str(entry.translation.target), other} == {"A cluster", "A pole"}
    assert entry.person_comment == f"booktranslate: other translation: {other}"


def test_a_file_that_both_branches_added_has_no_ancestor(tmp_path: Path):
    paths = editions(tmp_path, "", ACCEPTED, EDITED + '\nmsgid "Une ville"\nmsgstr "A town"\n')
    assert len(run(paths).conflicts) == 1
    assert [str(entry.unit.source) for entry in read(paths[1]).entries] == ["Un pôle", "Une ville"]


def test_of_ancestors_that_differ_what_both_came_from_is_the_ancestor(tmp_path: Path):
    drafts = (DRAFT.replace("A pole", words) for words in ("Anna’s", "Zoe’s"))
    paths = editions(tmp_path, DRAFT, *drafts)
    assert not run(paths, for_ancestor=True).is_conflict
    (entry,) = read(paths[1]).entries
    assert (str(entry.translation.target), entry.person_comment) == ("A pole", "")


def test_the_file_keeps_the_form_of_ours(tmp_path: Path):
    paths = editions(tmp_path, DRAFT, DRAFT, EDITED)
    windows = BOM_UTF8 + paths[1].read_bytes().replace(b"\n", b"\r\n")
    paths[1].write_bytes(windows)
    assert not run(paths).is_conflict
    data = paths[1].read_bytes()
    assert data.startswith(BOM_UTF8)
    assert data.count(b"\n") == data.count(b"\r\n")
    assert b"A cluster" in data


def test_after_a_fault_of_ours_both_sides_are_in_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    paths = editions(tmp_path, DRAFT, EDITED.replace("cluster", "hub"), EDITED)

    def failing(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(merge_driver, "merge_branches", failing)
    with pytest.raises(MemoryError):
        run(paths)
    lines = paths[1].read_text("utf-8").splitlines()
    assert {"<<<<<<< ours", 'msgstr "A hub"', 'msgstr "A cluster"', ">>>>>>> theirs"} <= set(lines)


def test_a_file_that_is_empty_on_one_side_is_merged_as_text(tmp_path: Path):
    paths = editions(tmp_path, DRAFT, EDITED, "")
    merged = run(paths)
    assert (merged.is_conflict, merged.fault) == (True, "livre.po: is empty on one side.")
    assert "A cluster" in paths[1].read_text("utf-8")
