"""The real programs read our XLIFF and write it back; the schemas of OASIS find nothing in it."""

import os
import shutil
import subprocess
import zipfile
from pathlib import Path
from types import ModuleType

import pytest
from lxml import etree

from booktranslate.model import State, parse
from booktranslate.review.values import Comment
from booktranslate.review.xliff import omegat, xliff12, xliff21
from tests.unit.review.xliff_packs import PACK, PROJECT, ROWS, pack, row

SCHEMAS = Path("/usr/share/php/Symfony/Component/Translation/Resources/schemas")
XML_SCHEMA = "http://www.w3.org/XML/1998/namespace"


def run(*command: str) -> str:
    done = subprocess.run(
        command,
        env=os.environ | {"LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize(
    ("form", "name"), [(xliff12, "xliff-core-1.2-strict.xsd"), (xliff21, "xliff-core-2.0.xsd")]
)
def test_the_schema_finds_nothing(form: ModuleType, name: str, tmp_path: Path) -> None:
    """The core of 2.1 has the namespace and the schema of 2.0."""
    assert SCHEMAS.is_dir(), "install the Debian package php-symfony-translation"
    tree = etree.parse(str(SCHEMAS / name))
    for each in tree.iterfind("{*}import"):
        if each.get("namespace") == XML_SCHEMA:
            each.set("schemaLocation", str(SCHEMAS / "xml.xsd"))
    schema = etree.XMLSchema(tree)
    rows = [*ROWS, row("</b>x<b><b>y</b>", "<i><b>x</i></b><i>", State.DRAFT), row("<x1/>"), row("\u00a0a")]
    form.write(pack(rows), tmp_path / "pack.xlf")
    document = etree.parse(str(tmp_path / "pack.xlf"))
    assert schema.validate(document), schema.error_log
    next(document.iter("{*}source")).tag = "quelle"
    assert not schema.validate(document)


TOOLKIT = """
import sys
from translate.storage import factory
from translate.storage.placeables import StringElem, xliff
store = factory.getobject(sys.argv[1])
draft, empty, reviewed = store.units[:3]
assert draft.source == "La mixité avance. Elle a dix ans." and draft.isfuzzy(), draft.source
assert reviewed.isapproved() and reviewed.target == "Hello to all."
assert "Chapter: Anne Exemple" in draft.getnotes()
draft.markfuzzy(False)
draft.addnote("Is it ten?", origin="translator")
empty.rich_target = [StringElem(["A ", xliff.G(id="a1", sub=[StringElem(["strong"])]), " R&D < 3."])]
store.savefile(sys.argv[2])
"""


def test_translate_toolkit_changes_it(tmp_path: Path) -> None:
    assert shutil.which("pofilter"), "install the Debian package translate-toolkit"
    xliff12.write(pack(ROWS), tmp_path / "pack.xlf")
    run("/usr/bin/python3", "-c", TOOLKIT, str(tmp_path / "pack.xlf"), str(tmp_path / "back.xlf"))
    back = xliff12.read("back.xlf", (tmp_path / "back.xlf").read_bytes())
    assert (back.project, back.pack) == (PROJECT, PACK)
    draft, empty, *others = back.answers
    assert (draft.target, draft.approved) == (ROWS[0].target, True)
    assert draft.comments == (Comment("Is it ten?"),)
    assert empty.target == parse("A <a1>strong</a1> R&D < 3.")
    assert [each.target for each in others] == [each.target for each in ROWS[2:]]
    assert [each.approved for each in others] == [True, None, True, None]


def test_the_filters_of_translate_toolkit_read_it(tmp_path: Path) -> None:
    xliff12.write(pack(ROWS), tmp_path / "pack.xlf")
    run("pofilter", "-t", "untranslated", str(tmp_path / "pack.xlf"), str(tmp_path / "found.xlf"))
    back = xliff12.read("found.xlf", (tmp_path / "found.xlf").read_bytes())
    assert [each.id for each in back.answers] == [ROWS[1].id]
    run("xliff2po", str(tmp_path / "pack.xlf"), str(tmp_path / "pack.po"))
    assert 'msgid "Bonjour à tous."\nmsgstr "Hello to all."' in (tmp_path / "pack.po").read_text("utf-8")


def test_a_project_of_omegat_comes_back_reviewed(tmp_path: Path) -> None:
    """Reviewed texts are translated when it is opened; a draft is when somebody accepts it."""
    assert shutil.which("omegat"), "install the Debian package omegat"
    twice = [row("Suite", "Next", State.REVIEWED, context=each) for each in ("a", "b")]
    omegat.write(pack([*ROWS, *twice]), tmp_path / "pack.zip")
    with zipfile.ZipFile(tmp_path / "pack.zip") as archive:
        archive.extractall(tmp_path)
    project = tmp_path / "livre"
    assert (project / "glossary" / "terms.utf8").read_text("utf-8").startswith("mixité\tgender balance")

    def translated() -> dict[str, tuple[object, bool | None]]:
        settings = f"--config-dir={tmp_path / 'settings'}"
        run("omegat", "--mode=console-translate", settings, str(project))
        back = xliff12.read("livre.xlf", (project / "target" / "livre.xlf").read_bytes())
        assert (back.project, back.pack, back.unplaced) == (PROJECT, PACK, ())
        return {each.id: (each.target, each.approved) for each in back.answers}

    reviewed = {each.id: (each.target, True) for each in ROWS if each.state is State.REVIEWED}
    unanswered = {each.id: (None, None) for each in ROWS if each.state is not State.REVIEWED}
    assert translated() == reviewed | unanswered
    # A memory in tm/auto/ is taken without a question; here it stands for the person who accepts each draft.
    (project / "tm" / "auto").mkdir()
    (project / "tm" / "drafts.tmx").rename(project / "tm" / "auto" / "drafts.tmx")
    accepted = {each.id: (each.target, True) for each in ROWS if each.state is State.DRAFT}
    assert translated() == reviewed | unanswered | accepted
