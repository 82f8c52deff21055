"""Two reviewers' branches, merged by the real Git."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import polib
import pytest

from tests.cli.bench import BOOK, Bench

AGENDA = "Les adhérents ont signé la feuille de route."
TITLE = "Premier chapitre"
MEETING = "Un pôle de compétitivité, c’est une rencontre."
PO = "translations/en-GB/livre.po"


@dataclass(frozen=True)
class Repository(Bench):
    """A project under version control."""

    def git(self, *arguments: str, expect: int = 0) -> str:
        who = {
            f"GIT_{role}_{what}": "anna@example.org"
            for role in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        }
        done = subprocess.run(
            ["git", "-c", "init.defaultBranch=main", *arguments],
            cwd=self.folder,
            env=os.environ | who | {"GIT_EDITOR": "true", "GIT_CONFIG_GLOBAL": os.devnull},
            capture_output=True,
            text=True,
            check=False,
        )
        said = done.stdout + done.stderr
        assert done.returncode == expect, said
        return said

    def on(self, branch: str, translations: dict[str, str], start: str = "main") -> None:
        """Translate as a person in Poedit does, on a branch of one's own, and commit."""
        known = self.git("branch", "--list", branch).strip()
        self.git("checkout", "-q", *([branch] if known else ["-b", branch, start]))
        self.review(translations)
        self.git("commit", "-qam", f"{branch}: {', '.join(translations.values())}")

    def entry(self, source: str) -> polib.POEntry:
        return next(entry for entry in self.po if entry.msgid == source)


@pytest.fixture
def repository(tmp_path: Path, extracted: Path) -> Repository:
    shutil.copytree(extracted, tmp_path / "projet")
    return Repository(tmp_path / "projet")


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A drafted book in a repository, with the driver."""
    made = Repository(tmp_path_factory.mktemp("modele"))
    made.run("init", ".")
    made.write_book(BOOK)
    made.run("extract")
    made.run("translate", "--engine", "pseudo")
    shutil.rmtree(made.folder / ".booktranslate")
    made.git("init", "-q")
    assert "commit it" in made.run("merge-driver", "install").out
    made.git("add", ".")
    made.git("commit", "-qm", "The book")
    return made.folder


def test_two_branches_merge_entry_by_entry(repository: Repository):
    repository.on("anna", {TITLE: "First chapter", AGENDA: "The members signed the roadmap."})
    repository.on("zoe", {MEETING: "A competitiveness cluster is an encounter."})
    # Poedit wraps lines in another way and writes its name, and both branches have another date.
    file = polib.pofile(str(repository.po_path), wrapwidth=40)
    file.metadata |= {"X-Generator": "Poedit 3.4", "PO-Revision-Date": "2026-12-24 10:00+0100"}
    file.metadata["Last-Translator"] = "Zoé"
    file.save()
    repository.git("commit", "-qam", "Saved in Poedit")
    repository.git("checkout", "-q", "anna")
    said = repository.git("merge", "zoe")
    assert "CONFLICT" not in said
    assert [repository.entry(text).msgstr for text in (TITLE, AGENDA, MEETING)] == [
        "First chapter",
        "The members signed the roadmap.",
        "A competitiveness cluster is an encounter.",
    ]
    header = repository.po.metadata
    assert (header["PO-Revision-Date"], header["Last-Translator"]) == ("2026-12-24 10:00+0100", "Zoé")
    merged = repository.po_path.read_bytes()
    assert not any(line.startswith(b'"') for line in merged.split(b"\n\n", 1)[1].split(b"\n")), "wrapped"
    repository.git("checkout", "-q", "zoe")
    repository.git("merge", "-q", "anna~0", "-m", "the other way round")
    assert repository.po_path.read_bytes() == merged
    assert repository.run("extract", "--check")


def test_two_translations_of_one_text_are_a_conflict_in_a_file_that_poedit_opens(repository: Repository):
    repository.on("anna", {AGENDA: "The members signed the roadmap.", TITLE: "First chapter"})
    repository.on("zoe", {AGENDA: "Members have signed the agenda.", MEETING: "A cluster is an encounter."})
    said = repository.git("merge", "anna", expect=1)
    assert f"{PO}: two people translated 1 text differently" in said
    assert f"CONFLICT (content): Merge conflict in {PO}" in said
    entry = repository.entry(AGENDA)
    assert entry.fuzzy
    assert entry.msgstr == "Members have signed the agenda."
    assert entry.tcomment == "booktranslate: other translation: The members signed the roadmap."
    assert (repository.entry(TITLE).msgstr, repository.entry(MEETING).msgstr) == (
        "First chapter",
        "A cluster is an encounter.",
    )
    assert "<<<<" not in repository.po_path.read_text("utf-8")
    assert repository.run("extract", "--check")

    po = repository.po  # one looks at both, and decides
    found = next(entry for entry in po if entry.msgid == AGENDA)
    found.msgstr, found.tcomment, found.flags = "The members have signed the roadmap.", "", []
    po.save()
    repository.git("commit", "-qam", "Both")
    repository.on("anna", {MEETING: "A cluster means meeting."})
    repository.git("checkout", "-q", "zoe")
    repository.git("merge", "anna", expect=1)  # what was decided stays decided
    assert repository.entry(AGENDA).msgstr == "The members have signed the roadmap."
    assert not repository.entry(AGENDA).tcomment
    assert "A cluster means meeting." in repository.entry(MEETING).tcomment


def test_rebase_and_cherry_pick_take_single_changes(repository: Repository):
    repository.on("anna", {TITLE: "First chapter"})
    repository.on("anna", {AGENDA: "Members signed."})
    repository.on("zoe", {MEETING: "An encounter."})
    repository.git("cherry-pick", "anna")
    assert (repository.entry(AGENDA).msgstr, repository.entry(TITLE).fuzzy) == ("Members signed.", True)
    repository.git("rebase", "-q", "anna")
    found = {text: repository.entry(text).msgstr for text in (TITLE, AGENDA, MEETING)}
    assert found == {TITLE: "First chapter", AGENDA: "Members signed.", MEETING: "An encounter."}
    repository.git("revert", "--no-edit", "anna~1")
    assert repository.entry(TITLE).fuzzy
    assert repository.entry(MEETING).msgstr == "An encounter."


def test_a_criss_cross_of_merges_knows_what_both_had_agreed_on(repository: Repository):
    repository.on("anna", {TITLE: "First chapter", AGENDA: "Anna’s words"})
    repository.on("zoe", {MEETING: "Zoe’s words", AGENDA: "Other words"})
    for branch, other in (("anna", "zoe~0"), ("zoe", "anna~1")):
        repository.git("checkout", "-q", branch)
        repository.git("merge", other, expect=1)
        repository.review({AGENDA: f"Settled by {branch}"})
        repository.git("commit", "-qam", "Merged")
    repository.on("zoe", {TITLE: "Chapter One", MEETING: "Zoe’s better words"})
    repository.git("checkout", "-q", "anna")
    assert len(repository.git("merge-base", "--all", "anna", "zoe").split()) == 2
    repository.git("merge", "zoe", expect=1)
    assert repository.entry(TITLE).msgstr == "Chapter One"  # Anna's is what both had: nobody else changed it
    assert repository.entry(MEETING).msgstr == "Zoe’s better words"
    settled = repository.entry(AGENDA)
    assert (settled.msgstr, settled.fuzzy) == ("Settled by anna", True)
    assert "other translation: Settled by zoe" in settled.tcomment


def test_a_branch_with_another_edition_of_the_book_merges_too(repository: Repository):
    repository.on("anna", {AGENDA: "The members signed the roadmap.", MEETING: "An encounter."})
    repository.git("checkout", "-q", "-b", "editor", "main")
    changed = [BOOK[0], "Un texte tout neuf.", BOOK[2].replace("la feuille", "une feuille"), *BOOK[3:]]
    repository.write_book(changed)
    repository.run("extract")
    repository.git("commit", "-qam", "Second edition")
    repository.git("merge", "anna")
    sources = [entry.msgid for entry in repository.po if not entry.obsolete]
    assert sources[1:3] == ["Un texte tout neuf.", "Les adhérents ont signé une feuille de route."]
    corrected = repository.entry("Les adhérents ont signé une feuille de route.")
    assert (corrected.msgstr, corrected.fuzzy) == ("The members signed the roadmap.", True)
    assert corrected.previous_msgid == AGENDA
    assert repository.entry(MEETING).msgstr == "An encounter."
    assert repository.run("extract", "--check")


@pytest.mark.parametrize("renames", [True, False])
def test_words_for_a_file_that_was_split_on_the_other_branch_move_to_the_chapters(
    renames: bool, repository: Repository
):
    """Git takes the file for renamed to the chapter that is most like it, or, told not to, for deleted."""
    repository.on("anna", {AGENDA: "The members signed the roadmap.", MEETING: "An encounter."})
    repository.git("checkout", "-q", "-b", "editor", "main")
    settings = repository.folder / "booktranslate.toml"
    text = settings.read_text("utf-8").replace('split = "document"', 'split = "heading1"')
    settings.write_text(text, "utf-8")
    repository.run("extract")
    shutil.rmtree(repository.folder / ".booktranslate")
    repository.git("add", "-A")
    repository.git("commit", "-qm", "By chapter")
    if not renames:
        assert "CONFLICT (modify/delete)" in repository.git("merge", "-Xfind-renames=100%", "anna", expect=1)
        repository.git("add", PO)
        repository.git("commit", "-qm", "Kept")
    else:
        repository.git("merge", "anna")
    repository.run("extract")
    assert not repository.po_path.exists()
    chapters = [polib.pofile(str(path)) for path in sorted(repository.po_path.with_suffix("").glob("*.po"))]
    found = [{entry.msgid: (entry.msgstr, entry.fuzzy) for entry in chapter} for chapter in chapters]
    assert found[0][AGENDA] == ("The members signed the roadmap.", False)
    assert found[1][MEETING] == ("An encounter.", False)


def test_a_file_that_is_no_po_file_is_merged_as_text(repository: Repository):
    repository.on("anna", {TITLE: "First chapter"})
    repository.git("checkout", "-q", "-b", "zoe", "main")
    path = repository.po_path
    path.write_text(path.read_text("utf-8").replace(f'msgid "{AGENDA}"\n', f'msgid "{AGENDA}\n'), "utf-8")
    repository.git("commit", "-qam", "Damaged by hand")
    said = repository.git("merge", "anna")  # far from each other, as lines are
    assert f"{PO}:" in said
    assert "is not a line of a PO file" in said
    assert "merged as text" in said
    assert "First chapter" in path.read_text("utf-8")

    repository.git("checkout", "-q", "-b", "lea", "main")
    path.write_text(path.read_text("utf-8").replace(f'msgid "{TITLE}"\n', f'msgid "{TITLE}\n'), "utf-8")
    repository.git("commit", "-qam", "Damaged where Anna was at work")
    assert "CONFLICT" in repository.git("merge", "anna", expect=1)
    lines = path.read_text("utf-8").splitlines()
    assert "<<<<<<< ours" in lines
    assert 'msgstr "First chapter"' in lines


def test_installing_says_what_it_did_and_can_be_run_again(repository: Repository, tmp_path: Path):
    said = repository.run("merge-driver", "install", "--json").json
    assert said == {"attributes": None, "settings": []}
    assert "already" in repository.run("merge-driver", "install").out
    lines = (repository.folder / ".gitattributes").read_text("utf-8").splitlines()
    assert lines[0] == "*.po text eol=lf"
    assert lines.count("*.po merge=booktranslate-po") == 1
    assert "merge: booktranslate-po" in repository.git("check-attr", "merge", "--", PO)

    clone = Repository(tmp_path / "clone")
    repository.git("clone", "-q", ".", str(clone.folder))
    said = clone.run("merge-driver", "install", "--json").json
    assert said["attributes"] is None
    assert {"merge.booktranslate-po.driver", "merge.booktranslate-po.recursive"} <= set(said["settings"])

    bare = Bench(tmp_path / "elsewhere")
    bare.folder.mkdir()
    refused = bare.run("merge-driver", "install", expect=2, env={"GIT_CEILING_DIRECTORIES": str(tmp_path)})
    assert "is not in a Git repository" in refused.err
    nothing = tmp_path / "bin"
    nothing.mkdir()
    assert (
        "Git is not installed"
        in bare.run("merge-driver", "install", expect=5, env={"PATH": str(nothing)}).err
    )


def test_modules_that_lie_in_the_repository_are_not_run(repository: Repository):
    """Git starts the driver at the top of the work tree, whoever wrote what is there."""
    (repository.folder / "polib.py").write_text("raise SystemExit(99)", "utf-8")
    repository.on("anna", {TITLE: "First chapter"})
    repository.on("zoe", {MEETING: "An encounter."})
    repository.git("merge", "-q", "anna")
    assert repository.entry(TITLE).msgstr == "First chapter"
