"""The identity of a project is made once, and travels with its PO files."""

from pathlib import Path

from booktranslate.config import Project
from booktranslate.review.identity import is_id, mark, marked, new_id, project_of


def test_the_line_of_a_pack_is_found_in_a_text() -> None:
    project, pack = new_id(), new_id()
    assert project != pack
    assert marked(f"seen in {mark(project, pack)}, on page 3") == (project, pack)
    assert marked("booktranslate:0123:4567") is None


def test_an_identity_is_no_path() -> None:
    assert is_id("0123456789ab")
    assert not any(map(is_id, ("", "../../../etc", "0123456789AB", "0123456789ab\n", "0123456789abc")))


def test_of_several_identities_most_files_decide(tmp_path: Path) -> None:
    project = Project(tmp_path)
    assert project_of(project) == ""
    project.translations.mkdir(parents=True)
    for name, value in (("a", "a" * 12), ("b", "b" * 12), ("c", "b" * 12), ("d", "no identity")):
        header = f'msgid ""\nmsgstr "X-Booktranslate-Project: {value}\\n"\n'
        (project.translations / f"{name}.po").write_text(header)
    assert project_of(project) == "b" * 12
