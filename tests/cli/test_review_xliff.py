"""A chapter in a translation tool: out as XLIFF, back through `combine`."""

import re
import shutil
import zipfile
from pathlib import Path

import pytest

from tests.cli.bench import Bench

FRENCH = "La <b>mixité</b> avance dans nos 2 500 entreprises."


@pytest.fixture
def drafted(bench: Bench) -> Bench:
    bench.run("extract")
    bench.run("translate", "--engine", "pseudo")
    return bench


def entry(bench: Bench, french: str = FRENCH) -> tuple[str, bool, str]:
    found = next(each for each in bench.po if each.msgid == french)
    return found.msgstr, found.fuzzy, found.comment


@pytest.mark.parametrize(
    ("option", "file"), [("--xliff", "livre.review.xlf"), ("--xliff2", "livre.review.xliff")]
)
def test_what_a_tool_sends_back_arrives(drafted: Bench, option: str, file: str, tmp_path: Path) -> None:
    drafted.run("review", "export", option)
    sent = drafted.folder / "build" / "en-GB" / "review" / file
    text = sent.read_text("utf-8")
    draft = re.search(r"mixité.*?<target[^>]*>(.*?)</target>", text, re.DOTALL)
    assert draft
    bold = re.search(r"(<(?:g|pc) [^>]*>)[^<]*(</(?:g|pc)>)", draft[1])
    assert bold
    gender = f"The {bold[1]}Gender balance{bold[2]} advances."
    renamed = tmp_path / "book (1).xml"
    renamed.write_text(text.replace(draft[1], gender), "utf-8")
    done = drafted.run("combine", str(renamed))
    assert "imported 1 change, 1 reviewed text" in done.out
    assert entry(drafted)[:2] == ("The <b>Gender balance</b> advances.", False)
    # The drafts that nobody touched are drafts.
    assert sum(each.fuzzy for each in drafted.po) == len(drafted.po) - 1
    assert "nothing new" in drafted.run("combine", str(renamed)).out


def test_a_project_of_omegat_comes_back_as_a_whole(drafted: Bench, tmp_path: Path) -> None:
    drafted.run("review", "export", "--omegat")
    with zipfile.ZipFile(
        drafted.folder / "build" / "en-GB" / "review" / "livre.review.omegat.zip"
    ) as archive:
        archive.extractall(tmp_path / "work")
    project = tmp_path / "work" / "livre"
    french = (project / "source" / "livre.xlf").read_text("utf-8")
    target = french.replace(
        "<target>Les adhérents ont signé la feuille de route.", "<target>Members signed it."
    )
    memory = project / "omegat" / "project_save.tmx"
    memory.write_text(memory.read_text("utf-8").replace("<body />", "<body><tu></tu></body>"), "utf-8")
    unfinished = drafted.run("combine", str(tmp_path / "work"), expect=1)
    assert "project_save.tmx: NOTHING IMPORTED. It is the memory of a project in which" in unfinished.err
    (project / "target" / "livre.xlf").write_text(target, "utf-8")
    shutil.make_archive(str(tmp_path / "back"), "zip", tmp_path / "work")
    done = drafted.run("combine", str(tmp_path / "back.zip"))
    assert "imported 1 change, 1 reviewed text" in done.out
    assert "empty" not in done.err
    assert entry(drafted, "Les adhérents ont signé la feuille de route.")[:2] == ("Members signed it.", False)
    assert sum(each.fuzzy for each in drafted.po) == len(drafted.po) - 1


def test_a_file_of_another_project_is_refused(drafted: Bench, tmp_path: Path) -> None:
    drafted.run("review", "export", "--xliff")
    sent = (drafted.folder / "build" / "en-GB" / "review" / "livre.review.xlf").read_text("utf-8")
    other = re.sub(r"booktranslate:[0-9a-f]{12}:[0-9a-f]{12}", f"booktranslate:{'0' * 12}:{'1' * 12}", sent)
    (tmp_path / "other.xlf").write_text(other, "utf-8")
    assert "comes from another project" in drafted.run("combine", str(tmp_path / "other.xlf"), expect=3).err
