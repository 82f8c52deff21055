"""A book at a Weblate server, and back; the server is a small one on this machine (see `weblate_server`).

`make weblate` does the same, and more, with a real one.
"""

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
import pytest

from tests.cli.bench import BOOK, Bench, Result
from tests.unit.engines.local_http import LocalFault
from tests.unit.weblate.weblate_server import TOKEN, WeblateServer

FIRST, SECOND = "livre-01-premier-chapitre", "livre-02-second-chapitre"
DIVERSITY = "La <b>mixité</b> avance dans nos 2 500 entreprises."
AGENDA = "Les adhérents ont signé la feuille de route."
MEETING = "Un pôle de compétitivité, c’est une rencontre."
GLOSSARY = """\
source,target,part of speech,case-sensitive,do-not-translate,forbidden targets,note
pôle de compétitivité,competitiveness cluster,noun,,,competitiveness pole,A French State label.
filière,sector,noun,,,,
"""


@dataclass(frozen=True)
class Team(Bench):
    """A project whose team is at a server."""

    server: WeblateServer

    def weblate(self, *arguments: str, expect: int = 0, token: str = TOKEN, url: str = "") -> Result:
        mine = {"WEBLATE_URL": url or self.server.url, "WEBLATE_TOKEN": token, "NO_PROXY": "127.0.0.1"}
        return self.run("weblate", *arguments, expect=expect, env=mine)

    def file(self, component: str) -> Path:
        return self.folder / "translations/en-GB/livre" / f"{component.removeprefix('livre-')}.po"

    def entry(self, component: str, source: str) -> polib.POEntry:
        return next(e for e in polib.pofile(str(self.file(component))) if e.msgid == source)

    def review_here(self, component: str, source: str, target: str) -> None:
        file = polib.pofile(str(self.file(component)), wrapwidth=0)
        entry = next(each for each in file if each.msgid == source)
        entry.msgstr, entry.fuzzy = target, False
        file.save()


@pytest.fixture
def team(tmp_path: Path, drafted: Path) -> Iterator[Team]:
    shutil.copytree(drafted, tmp_path / "livre")
    with WeblateServer() as server:
        yield Team(tmp_path / "livre", server)


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = Bench(tmp_path_factory.mktemp("livre"))
    (made.folder / "booktranslate.toml").write_text('[extract]\nsplit = "heading1"\n', "utf-8")
    (made.folder / "glossary.csv").write_text(GLOSSARY, "utf-8")
    made.write_book(BOOK)
    made.run("extract")
    made.run("translate", "--engine", "pseudo")
    return made.folder


def test_a_book_is_set_up_once_with_a_component_for_each_chapter_and_its_terms(team: Team):
    said = team.weblate("setup").out
    assert [line for line in said.splitlines() if line] == [
        f"Made the component {FIRST}",
        f"Made the component {SECOND}",
        "Added 2 terms to the glossary.",
    ]
    assert team.server.project["slug"] == "livre"
    component = team.server.book[SECOND]
    assert component.data == team.file(SECOND).read_bytes()
    assert component.settings["filemask"] == "translations/*/livre/02-second-chapitre.po"
    flags = component.settings["check_flags"]
    assert {"ignore-xml-tags", "ignore-xml-invalid"} < {flag.strip() for flag in flags.split(",")}
    (pattern,) = re.findall(r'placeholders:r"(.*)"', flags)
    assert re.findall(pattern, "<b>a</b><fn12/> & <3 > 2 <A> <b >") == ["<b>", "</b>", "<fn12/>"]
    assert component.settings["enforced_checks"] == ["placeholders"]
    terms = {unit["source"][0]: unit["target"] for unit in team.server.book["glossary"].units}
    assert terms == {"pôle de compétitivité": ["competitiveness cluster"], "filière": ["sector"]}
    assert b"Not: competitiveness pole." in team.server.book["glossary"].data

    assert "Nothing to do" in team.weblate("setup").out
    more = GLOSSARY.replace("sector,noun", "industry,noun") + "territoire,area,noun,,,,\n"
    (team.folder / "glossary.csv").write_text(more, "utf-8")
    component.settings["enforced_checks"] = []
    team.server.book["old-chapter"] = team.server.book[FIRST]
    team.server.book["old-chapter"].settings = {**component.settings, "slug": "old-chapter"}
    del team.server.book[FIRST]
    again = team.weblate("setup", "--json")
    assert again.json == {
        "made": [FIRST],
        "changed": [SECOND],
        "strangers": ["old-chapter"],
        "terms": 1,
        "different": ["filière"],
    }
    ids = [unit["id"] for unit in team.server.book["glossary"].units]
    assert ids == ["c1", "c2", "c3"]
    assert "no longer belongs to a PO file of the book" in again.err


def test_what_people_do_there_and_here_comes_together(team: Team):
    team.weblate("setup")
    team.server.save(
        FIRST, (AGENDA, "The members signed the roadmap, which is so long that a line of it breaks.", False)
    )
    team.server.save(FIRST, (DIVERSITY, "Half a sentence", True))
    team.server.save(SECOND, (MEETING, "An encounter.", False))
    assert b'msgstr ""\n"The members' in team.server.book[FIRST].data
    team.review_here(FIRST, DIVERSITY, "<b>Diversity</b> advances in our 2,500 companies.")
    team.weblate("sync")
    assert team.entry(FIRST, AGENDA).msgstr.startswith("The members signed the roadmap, which is so long")
    assert (team.entry(SECOND, MEETING).msgstr, team.entry(SECOND, MEETING).fuzzy) == ("An encounter.", False)
    mine = team.entry(FIRST, DIVERSITY)
    assert (mine.msgstr, mine.fuzzy) == ("<b>Diversity</b> advances in our 2,500 companies.", False)
    assert "Half a sentence" in mine.tcomment
    header = polib.pofile(str(team.file(FIRST))).metadata
    assert header["X-Generator"] == "booktranslate"
    assert header["Language"] == "en_GB"
    after_header = team.file(FIRST).read_text("utf-8").split("\n\n", 1)[1]
    assert not any(line.startswith('"') for line in after_header.splitlines()), "wrapped"
    assert team.server.book[FIRST].data == team.file(FIRST).read_bytes(), "what was done here goes there"
    assert not any(each.locked for each in team.server.book.values())

    uploads = sum(line.startswith("POST") and line.endswith("/file/") for line in team.server.log)
    assert "nothing new" in team.weblate("sync").out
    assert sum(line.startswith("POST") and line.endswith("/file/") for line in team.server.log) == uploads
    assert team.run("extract", "--check")


def test_two_translations_of_one_text_are_both_kept_and_named(team: Team):
    team.weblate("setup")
    team.server.save(SECOND, (MEETING, "Their words.", False))
    team.review_here(SECOND, MEETING, "Our words.")
    said = team.weblate("sync", expect=1)
    assert "Two people translated this text differently" in said.err
    assert team.entry(SECOND, MEETING).msgstr == "Our words."
    assert "other translation: Their words." in team.entry(SECOND, MEETING).tcomment
    assert b"Their words." in team.server.book[SECOND].data


def test_what_is_saved_in_the_instant_before_a_file_is_sent_is_not_overwritten(team: Team):
    team.weblate("setup")
    team.review_here(SECOND, MEETING, "An encounter.")
    team.review_here(FIRST, DIVERSITY, "<b>Diversity</b> advances.")
    team.server.once_unlocked = {FIRST: (AGENDA, "The members signed.", False)}
    said = team.weblate("sync")
    assert f"{FIRST} was not sent" in said.err
    assert f"Sent {SECOND}" in said.out
    assert b"The members signed." in team.server.book[FIRST].data
    team.weblate("sync")
    for text, target in ((AGENDA, "The members signed."), (DIVERSITY, "<b>Diversity</b> advances.")):
        assert team.entry(FIRST, text).msgstr == target
        assert target.encode() in team.server.book[FIRST].data


def test_a_return_to_the_words_that_were_sent_is_a_change(team: Team):
    team.review_here(SECOND, MEETING, "First words.")
    team.weblate("setup")
    team.review_here(SECOND, MEETING, "Second words.")
    team.weblate("sync")
    team.server.save(SECOND, (MEETING, "First words.", False))
    team.weblate("sync")
    assert team.entry(SECOND, MEETING).msgstr == "First words."


def test_a_book_that_has_changed_goes_there_with_nobody_s_words_lost(team: Team):
    team.weblate("setup")
    team.server.save(
        FIRST, (AGENDA, "The members signed the roadmap.", False), (DIVERSITY, "They leave.", False)
    )
    team.weblate("sync")
    team.write_book(
        [BOOK[0], BOOK[2].replace("la feuille", "leur feuille"), *BOOK[3:], "# Troisième", "Merci."]
    )
    team.run("extract")
    said = team.weblate("sync")
    assert "03-troisieme.po is not in Weblate yet" in said.err
    assert f"Sent {FIRST}" in said.out
    there = polib.pofile(team.server.book[FIRST].data.decode())
    corrected = next(each for each in there if "leur feuille" in each.msgid)
    assert (corrected.fuzzy, corrected.previous_msgid) == (True, AGENDA)
    assert [each.msgstr for each in there.obsolete_entries()] == ["They leave."]
    assert "Made the component livre-03-troisieme" in team.weblate("setup").out
    team.server.save(FIRST, (corrected.msgid, "The members signed their roadmap.", False))
    team.weblate("sync")
    assert team.entry(FIRST, corrected.msgid).msgstr == "The members signed their roadmap."
    assert team.entry(FIRST, DIVERSITY).msgstr == "They leave."


def test_components_are_unlocked_whatever_happens_and_those_of_others_stay_locked(team: Team):
    team.weblate("setup")
    team.server.save(FIRST, (AGENDA, "The members signed.", False))
    team.server.book[SECOND].locked = True
    said = team.weblate("sync")
    assert team.server.book[SECOND].locked
    assert f"Locked in Weblate by somebody, or by an interrupted run: {SECOND}" in said.err
    team.server.book[SECOND].locked = False
    at = len(team.server.log)
    downloads = at + 4  # project, components, lock, download
    team.server.faults = [LocalFault(500, [downloads])]
    assert "Weblate refuses (500)" in team.weblate("sync", expect=4).err
    assert not any(each.locked for each in team.server.book.values())
    assert team.entry(FIRST, AGENDA).msgstr == "The members signed."


def test_components_for_import_json_take_their_files_from_git(team: Team):
    repo = "https://git.example.org/livre.git"
    team.run("weblate", "setup", "--repo", repo, "--write", "weblate.json")
    components = json.loads((team.folder / "weblate.json").read_text("utf-8"))
    assert [(each["slug"], each["repo"]) for each in components] == [
        (FIRST, repo),
        (SECOND, f"weblate://livre/{FIRST}"),
    ]
    assert all({"name", "filemask", "file_format", "check_flags"} <= each.keys() for each in components)
    assert "--write needs --repo" in team.run("weblate", "setup", "--write", "x.json", expect=2).err

    team.weblate("setup", "--repo", repo)
    assert team.server.book[SECOND].settings["repo"] == f"weblate://livre/{FIRST}"
    assert "from a Git repository" in team.weblate("sync", expect=2).err


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ({"token": "wrong"}, 4, "Invalid token"),
        ({"token": "two words"}, 2, "the key for Weblate contains a space"),
        ({"url": "http://weblate.example.org"}, 2, "is plain http"),
        ({"url": "weblate.example.org"}, 2, "is not the address of a server"),
        ({"url": "http://127.0.0.1:9"}, 4, "cannot be reached"),
    ],
)
def test_a_server_that_cannot_be_used_is_named(
    arguments: dict[str, str], code: int, message: str, team: Team
):
    assert message in team.weblate("setup", expect=code, **arguments).err
    assert not team.server.book


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (
            LocalFault(302, [1], location="https://elsewhere.example.org/api/"),
            "redirected the request to elsewhere",
        ),
        (LocalFault("not json", [1, 2]), "a page instead of JSON"),
        (LocalFault("drop", [1]), "cannot be reached"),
        (LocalFault(429, [1]), "Wait, then run the command again"),
    ],
)
def test_what_a_server_says_in_place_of_an_answer(fault: LocalFault, message: str, team: Team):
    team.server.project = {"slug": "livre"}
    team.server.faults = [fault]
    assert message in team.weblate("setup", expect=4).err


def test_without_a_token_or_a_project_it_says_what_to_do(team: Team):
    assert "into WEBLATE_TOKEN" in team.weblate("setup", token="", expect=2).err
    assert "--url" in team.run("weblate", "setup", expect=2).err
    assert "weblate setup" in team.weblate("sync", expect=2).err
