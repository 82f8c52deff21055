"""Send a book to a real Weblate and back, while two people translate there and one here.

    make weblate          # installs what is needed; ten minutes the first time, three later, 2 GB

This shows that no word is lost, that Weblate reports a lost tag and nothing else, that the glossary arrives,
and that what Weblate does to a PO file (header, line breaks, texts that left the book) does no harm.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import polib
import requests
from weblate_server import Weblate, running

ROOT = Path(__file__).resolve().parents[1]
NAME = "livre"
FIRST, SECOND = "livre-01-preface", "livre-02-anne-exemple"
BOOK = [
    "# Préface",
    "La *mixité* avance dans nos 2 500 entreprises.",
    "Les adhérents ont signé la feuille de route, dans la joie & l’espoir.",
    "Le *pôle* réunit ses *adhérents*.",
    "Une filière se construit avec ses écoles : écoles d’ingénieurs, lycées professionnels, universités ; "
    "elle se construit aussi avec ses territoires, ses entreprises et ses habitants, qui la font vivre.",
    "Ce paragraphe quittera le livre bientôt, avec tous ses mots.",
    "# Anne Exemple",
    "Qui décide, chez vous ?",
    "Je suis arrivée par hasard.",
]
DIVERSITY, SIGNED, CLUSTER, SECTOR, LEAVING = BOOK[1:6]
WHO, CHANCE = BOOK[7:9]
GLOSSARY = """\
source,target,part of speech,case-sensitive,do-not-translate,forbidden targets,note
pôle de compétitivité,competitiveness cluster,noun,,,competitiveness pole,A French State label.
filière,sector,noun,,,,
CCI,CCI,,yes,yes,,
"""


@dataclass
class Team:
    """The project here, and the people on the server."""

    folder: Path
    weblate: Weblate

    def run(self, *arguments: str, expect: int = 0) -> str:
        """Run a command with the token of the project leader; returns what it printed."""
        mine = {"WEBLATE_URL": self.weblate.address, "WEBLATE_TOKEN": self.weblate.tokens["lead"]}
        command = [sys.executable, "-m", "booktranslate", *arguments]
        done = subprocess.run(
            command, cwd=self.folder, env=os.environ | mine, capture_output=True, text=True, check=False
        )
        said = done.stdout + done.stderr
        assert done.returncode == expect, f"booktranslate {' '.join(arguments)}: {done.returncode}\n{said}"
        return said

    def ask(self, method: str, path: str, who: str = "lead", **options: Any) -> Any:
        response = requests.request(
            method,
            f"{self.weblate.address}/api/{path}",
            headers={"Authorization": f"Token {self.weblate.tokens[who]}"},
            timeout=120,
            **options,
        )
        assert response.ok, f"{method} {path}: {response.status_code} {response.text}"
        return response.json()

    def units(self, component: str) -> dict[str, dict[str, Any]]:
        found = self.ask("GET", f"translations/{NAME}/{component}/en_GB/units/?page_size=200")["results"]
        return {plain(unit["source"][0]): unit for unit in found}

    def translate(
        self, who: str, component: str, source: str, target: str, state: int = 20
    ) -> dict[str, Any]:
        """Translate a text in Weblate, and return the unit as it is then.

        The `state` 20 is "translated", 10 is "needs editing".
        """
        unit = self.units(component)[plain(source.replace("*", ""))]
        self.ask("PATCH", f"units/{unit['id']}/", who, json={"state": state, "target": [target]})
        return self.units(component)[plain(source.replace("*", ""))]

    def write_book(self, paragraphs: list[str]) -> None:
        book = docx.Document()
        for text in paragraphs:
            if text.startswith("# "):
                book.add_heading(text[2:], 1)
                continue
            paragraph = book.add_paragraph()
            for place, piece in enumerate(text.split("*")):
                paragraph.add_run(piece).bold = True if place % 2 else None
        book.core_properties.title = ""
        book.core_properties.comments = ""
        book.save(str(self.folder / "source" / "livre.docx"))

    def file(self, component: str) -> polib.POFile:
        name = component.removeprefix("livre-")
        return polib.pofile(str(self.folder / "translations" / "en-GB" / "livre" / f"{name}.po"), wrapwidth=0)

    def entry(self, component: str, source: str) -> polib.POEntry:
        return next(e for e in self.file(component) if plain(e.msgid) == plain(source.replace("*", "")))

    def review_here(self, component: str, source: str, target: str) -> None:
        file = self.file(component)
        entry = next(each for each in file if plain(each.msgid) == plain(source.replace("*", "")))
        entry.msgstr, entry.fuzzy = target, False
        file.save()


def plain(text: str) -> str:
    for tag in ("<b>", "</b>"):
        text = text.replace(tag, "")
    return text


def round_trip(team: Team) -> None:
    (team.folder / "source").mkdir()
    (team.folder / "booktranslate.toml").write_text('[extract]\nsplit = "heading1"\n', "utf-8")
    (team.folder / "glossary.csv").write_text(GLOSSARY, "utf-8")
    team.write_book(BOOK)
    team.run("extract")
    team.run("translate", "--engine", "pseudo")

    step("a project, a component for each chapter, the glossary")
    said = team.run("weblate", "setup", "--web", "https://example.org/livre")
    assert f"Made the component {FIRST}" in said
    assert f"Made the component {SECOND}" in said
    assert "Added 3 terms" in said
    assert "Nothing to do" in team.run("weblate", "setup")
    terms = {plain(u["source"][0]): u["target"] for u in team.units("glossary").values()}
    assert terms == {
        "pôle de compétitivité": ["competitiveness cluster"],
        "filière": ["sector"],
        "CCI": ["CCI"],
    }, terms

    step("drafts need editing, and the checks see what they should")
    assert {unit["state"] for unit in team.units(FIRST).values()} <= {10, 11}
    anna = team.translate("anna", FIRST, DIVERSITY, "<b>Diversity</b> advances in our 2,500 companies.")
    assert (anna["state"], anna["has_failing_check"]) == (20, False)
    ampersand = team.translate("zoe", FIRST, SIGNED, "The members signed the roadmap, in joy & hope.")
    assert (ampersand["state"], ampersand["has_failing_check"]) == (20, False), "a bare & is no fault"
    order = team.translate(
        "zoe", FIRST, CLUSTER, "The <b>members</b> are brought together by the <b2>cluster</b2>."
    )
    assert order["has_failing_check"], "a tag that the French has not"
    lost = team.translate("anna", FIRST, CLUSTER, "The cluster brings together its members.")
    assert (lost["state"] in (10, 11), lost["has_failing_check"]) == (True, True), "a lost tag needs editing"
    # Weblate only checks which tags there are, not how many of each; `check` counts them.
    one = team.translate("anna", FIRST, CLUSTER, "The cluster brings together its <b>members</b>.")
    assert (one["state"], one["has_failing_check"]) == (20, False)
    team.translate("anna", FIRST, SECTOR, "A sector is built with its schools", state=10)
    team.translate("anna", FIRST, LEAVING, "This paragraph will leave the book soon.")
    team.translate("zoe", SECOND, WHO, "Who decides, where you work?")

    step("meanwhile somebody works here, on other texts and on one of the same")
    team.review_here(SECOND, CHANCE, "I got here by chance.")
    team.review_here(FIRST, DIVERSITY, "<b>Gender balance</b> advances in our 2,500 companies.")
    said = team.run("weblate", "sync", expect=1)
    assert "Two people translated this text differently" in said
    diversity = team.entry(FIRST, DIVERSITY)
    assert diversity.msgstr == "<b>Gender balance</b> advances in our 2,500 companies."
    assert "<b>Diversity</b> advances in our 2,500 companies." in diversity.tcomment
    for component, source, target, fuzzy in (
        (FIRST, SIGNED, "The members signed the roadmap, in joy & hope.", False),
        (FIRST, CLUSTER, "The cluster brings together its <b>members</b>.", False),
        (FIRST, SECTOR, "A sector is built with its schools", True),
        (FIRST, LEAVING, "This paragraph will leave the book soon.", False),
        (SECOND, WHO, "Who decides, where you work?", False),
        (SECOND, CHANCE, "I got here by chance.", False),
    ):
        entry = team.entry(component, source)
        assert (entry.msgstr, entry.fuzzy) == (target, fuzzy), (entry.msgstr, entry.fuzzy)
    assert "[missing-tag]" in team.run("check", expect=1)
    there = team.units(SECOND)[CHANCE]
    assert (there["target"], there["state"]) == (["I got here by chance."], 20)
    assert "nothing new" in team.run("weblate", "sync")

    step("Weblate wraps lines, and the book changes: a text leaves, one is corrected, one is new")
    wrapped = {"file_format_params": {"po_line_wrap": 77}}
    team.ask("PATCH", f"components/{NAME}/{FIRST}/", json=wrapped)
    said_by_zoe = (
        "A sector is built with its schools: engineering schools, vocational schools, universities; it is "
        "also built with its territories, its companies and its residents, who keep it alive."
    )
    team.translate("zoe", FIRST, SECTOR, said_by_zoe)
    new = "Un paragraphe tout neuf, que personne n’a encore lu."
    corrected = SIGNED.replace("la feuille", "leur feuille")
    team.write_book([*BOOK[:2], corrected, *BOOK[3:5], new, *BOOK[6:]])
    team.run("extract")
    team.run("weblate", "sync")
    came = team.folder / ".booktranslate" / "weblate" / NAME / "came" / f"{FIRST}.po"
    assert '\n"' in came.read_text("utf-8").split("\n\n", 1)[1], "Weblate has wrapped nothing"
    assert team.entry(FIRST, SECTOR).msgstr == said_by_zoe
    gone = team.entry(FIRST, LEAVING)
    assert (gone.obsolete, gone.msgstr) == (1, "This paragraph will leave the book soon.")
    units = team.units(FIRST)
    assert LEAVING not in units
    assert units[corrected]["state"] in (10, 11)
    assert units[corrected]["previous_source"] == SIGNED
    assert units[new]["state"] == 0
    team.translate("anna", FIRST, new, "A brand-new paragraph that nobody has read yet.")
    team.translate("zoe", FIRST, corrected, "The members signed their roadmap, in joy & hope.")
    team.run("weblate", "sync")
    assert team.entry(FIRST, new).msgstr == "A brand-new paragraph that nobody has read yet."
    found = team.entry(FIRST, corrected)
    assert (found.msgstr, found.fuzzy) == ("The members signed their roadmap, in joy & hope.", False)
    assert "#~ msgid" in came.read_text("utf-8"), "Weblate has dropped what left the book"
    assert team.entry(FIRST, LEAVING).msgstr == "This paragraph will leave the book soon."

    step("the book comes out of it")
    team.run("extract")  # removes the note about the correction, as the text has been reviewed
    team.run("extract", "--check")
    team.review_here(FIRST, CLUSTER, "The <b>cluster</b> brings together its <b>members</b>.")
    team.run("check")
    team.run("assemble")
    book = docx.Document(str(team.folder / "build" / "en-GB" / "livre.docx"))
    assert "The members signed their roadmap, in joy & hope." in [one.text for one in book.paragraphs]
    assert f"Sent {FIRST}" in team.run("weblate", "sync")
    assert team.run("weblate", "setup").startswith(f"Changed the settings of the component {FIRST}")


def step(what: str) -> None:
    print(f"- {what}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("environment", type=Path, help="a virtual environment with Weblate in it")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="weblate-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)  # PostgreSQL runs as another user, who must be able to enter
        (folder / NAME).mkdir()
        print("Starting Weblate …", flush=True)
        with running(given.environment.resolve(), folder) as weblate:
            print(f"Weblate {weblate.version} at {weblate.address}", flush=True)
            round_trip(Team(folder / NAME, weblate))
    print("The book came back whole.")


if __name__ == "__main__":
    main()
