"""Each command that a page shows is run as it stands there, or listed here with the reason why not."""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

import docx
import polib
import pytest

from booktranslate.engines import EngineSettings, create
from booktranslate.errors import MissingToolError
from booktranslate.glossary import Glossary
from tests.docs_pages import PAGES, ROOT, blocks, indented, inline, path_of
from tests.unit.engines.argos.argos_model import write_package
from tests.unit.engines.deepl.deepl_server import KEY, DeepLServer
from tests.unit.engines.firefox.firefox_model import write_model
from tests.unit.engines.firefox.firefox_server import FirefoxServer
from tests.unit.engines.libretranslate_server import LibreTranslateServer
from tests.unit.engines.llm.llm_server import LLMServer
from tests.unit.weblate.weblate_server import TOKEN, WeblateServer
from tests.warm import ANOTHER_ORDER, booktranslate

HELP = "cli.md"
BOOK = "dirigeantes-de-clusters"
WITHOUT_A_KEY = ("README.md", "docs/tutorial.md", "docs/fr/demarrer.md")  # what they show must do without one
WITH_TARGETS = ("docs/how-to/several-targets.md",)  # what they show wants a project with several
FINDINGS = {  # may exit with 1
    *{("check",), ("combine",), ("extract", "--check"), ("glossary", "check")},
    *{("sign-off",), ("assemble", "--final"), ("shelf", "check")},
}

FRESH = "tools/fresh_install.py follows it on a Debian that has nothing yet"
PERSONAL = "it changes the settings of the person who runs it"
NOT_RUN = {
    "apt-get": FRESH,
    "pipx": FRESH,
    "brew": "macOS",
    "winget": "Windows",
    "setx": "Windows",
    "echo": PERSONAL,
    "keyring": "it asks for a key, and wants the password store of a desktop",
    "uv": "it installs from the Internet what the virtual environment of the tests has",
    "pip": "it downloads 600 MB",
    "libretranslate": "it downloads its models",
    "ollama": "it downloads a model of some gigabytes",
    "dask": "tests/cli/test_shelf_cluster.py starts a scheduler and workers",
    "make": "`make test` runs these tests; the others install packages, or write into the checkout",
    ".venv/bin/pytest": "it runs tests",
    ".venv/bin/ruff": "it changes the checkout",
    ".venv/bin/pre-commit": "it changes the checkout",
}


def commands_of(page: Path) -> list[str]:
    """The lines of the blocks `sh` and `bat`, all of them commands; of indented code those that begin with a
    program that some page runs; of what is printed (help, results) those that repeat a command."""
    text = page.read_text("utf-8")
    lines = [line for kind in ("sh", "bat") for block in blocks(text, kind) for line in block.splitlines()]
    programs = {"booktranslate", "sudo", "cd", *NOT_RUN}
    lines += [line for line in indented(text) if line.split()[0] in programs]
    printed = [line.strip() for block in blocks(text, "text") for line in block.splitlines()]
    return lines + [line for line in printed if line.startswith("booktranslate ")]


def words_of(line: str) -> list[str]:
    words = shlex.split(line, comments=True)
    return words[1:] if words[0] == "sudo" else words


def shown() -> dict[str, list[str]]:
    """The commands of each page; of the page made from --help only those that no other page has."""
    found = {path_of(page): commands_of(page) for page in PAGES if page.name not in ("CHANGELOG.md", HELP)}
    elsewhere = {tuple(words_of(line)) for lines in found.values() for line in lines}
    helped = commands_of(ROOT / "docs" / "reference" / HELP)
    found[f"docs/reference/{HELP}"] = [line for line in helped if tuple(words_of(line)) not in elsewhere]
    return {page: lines for page, lines in found.items() if any("booktranslate " in line for line in lines)}


@dataclass
class Desk:
    """A project as the pages speak of it, with what a person would have beside it, and the servers."""

    folder: Path
    home: Path
    environment: dict[str, str]

    def run(self, line: str, words: list[str]) -> None:
        words = [str(self.home / word[2:]) if word.startswith("~/") else word for word in words]
        if "--scheduler" in words:  # in tests/cli/test_shelf_cluster.py there is one
            place = words.index("--scheduler")
            words = words[:place] + words[place + 2 :]
        if words[1:3] == ["review", "serve"]:
            self.serve(line, words)
            return
        done = booktranslate(words[1:], self.folder, self.environment, typed="y\n")
        may_find = any(tuple(words[1:])[: len(some)] == some for some in FINDINGS)
        said = f"{line}\n{done.stdout}{done.stderr}"
        assert done.returncode == 0 or (may_find and done.returncode == 1), said
        assert "Traceback" not in said

    def serve(self, line: str, words: list[str]) -> None:
        """A command that ends when somebody presses Ctrl+C."""
        command = [sys.executable, "-m", *words, "--port", "0"]
        with subprocess.Popen(
            command, cwd=self.folder, env=self.environment, stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout
            said = []
            for words_said in process.stdout:
                said.append(words_said)
                if words_said == "Ctrl+C ends the review.\n":
                    process.send_signal(signal.SIGINT)
            assert process.wait(60) == 0, f"{line}\n{said}"


def write_book(path: Path) -> None:
    book = docx.Document()
    book.add_heading("Préface", 1)
    paragraph = book.add_paragraph("La ")
    paragraph.add_run("mixité").bold = True
    paragraph.add_run(" avance dans les pôles de compétitivité.")
    book.add_paragraph("Une filière se construit avec ses écoles, en 2024.")
    book.add_heading("Anne Exemple", 1)
    book.add_paragraph("Une ville se construit avec ses habitants.")
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(str(path))


def write_what_came_back(folder: Path, po: Path) -> None:
    """A mail with a file, and a zip archive."""
    folder.mkdir(exist_ok=True)
    mail = EmailMessage()
    mail.add_attachment(po.read_bytes(), maintype="application", subtype="octet-stream", filename="a.po")
    (folder / "mail.eml").write_bytes(mail.as_bytes())
    with zipfile.ZipFile(folder / "chapters.zip", "w") as archive:
        archive.write(po, "b.po")


def write_dictionary(folder: Path) -> Path:
    """A dictionary of two words: to load that of LibreOffice takes seconds, in each run of `check`."""
    folder.mkdir(exist_ok=True)
    (folder / "en_GB.aff").write_text("SET UTF-8\n", "utf-8")
    (folder / "en_GB.dic").write_text("2\npreface\nPreface\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A project with the book `book.docx`, drafted, and with a little that is reviewed."""
    home = tmp_path_factory.mktemp("home")
    folder = home / "project"
    write_package(home / "argos")
    write_model(home / "Downloads" / "firefox-models")
    with (
        DeepLServer() as deepl,
        LibreTranslateServer() as libretranslate,
        FirefoxServer() as firefox,
        LLMServer() as llm,
        WeblateServer() as weblate,
    ):
        environment = {key: value for key, value in os.environ.items() if not key.startswith("DEEPL_")}
        environment |= {"HOME": str(home), "ARGOS_PACKAGES_DIR": str(home / "argos"), "NO_PROXY": "127.0.0.1"}
        environment |= {"DEEPL_AUTH_KEY": KEY, "DEEPL_SERVER_URL": deepl.url}
        environment |= {"FXTRANSLATE_RECORDS_URL": firefox.address, "XDG_CACHE_HOME": str(home / "cache")}
        environment |= {"WEBLATE_URL": weblate.url, "WEBLATE_TOKEN": TOKEN}
        environment["DICPATH"] = str(write_dictionary(home / "words"))
        desk = Desk(folder, home, environment)
        write_book(folder / "source" / "book.docx")
        shutil.copy(ROOT / "glossary.csv", folder)
        settings = f'[engine.libretranslate]\nurl = "{libretranslate.url}"\n'
        settings += f'[engine.llm]\nurl = "{llm.url}/v1"\nmodel = "small"\nprice-in = 1\nprice-out = 4\n'
        (folder / "booktranslate.toml").write_text(settings, "utf-8")
        for line in ("extract", "translate --engine pseudo"):
            desk.run(line, ["booktranslate", *line.split()])
        translations = folder / "translations" / "en-GB"
        shutil.copytree(translations, home / "sent-out")
        file = polib.pofile(str(translations / "book.po"))
        for entry in file:
            if entry.msgid == "Préface":
                entry.msgstr, entry.fuzzy = "Preface", False
        file.save()
        shutil.copytree(translations, home / "from-anna")
        write_what_came_back(home / "Downloads", translations / "book.po")
        for other in (folder / "annexe.doc", home / "Downloads" / "preface.odt"):
            other.write_text("{\\rtf1 Un texte.}", "ascii")  # LibreOffice looks at the content
        english = docx.Document()
        for text in ("Preface", "A sector is built with its schools, in 2024."):
            english.add_paragraph(text)
        english.save(str(folder / "old-english.docx"))
        desk.run("translate", ["booktranslate", "translate", "--engine", "pseudo"])  # into the memory
        desk.run("export", ["booktranslate", "memory", "export", "other-book.tmx"])
        for terms in ("terms.tbx", "terms.tsv"):
            desk.run("export", ["booktranslate", "glossary", "export", terms])
        desk.run("export", ["booktranslate", "review", "export", "--xlsx", "-o", "~/Downloads"])
        desk.run("assemble", ["booktranslate", "assemble"])
        for part in ("source", "translations"):
            shutil.copytree(folder / part, folder / "books" / "one" / part)
        shutil.copy(ROOT / "glossary.csv", folder / "books" / "one")
        (folder / "books.txt").write_text("books/one\n", "utf-8")
        for edition in ("old", "ours", "theirs"):  # as Git gives them to the merge driver
            shutil.copy(translations / "book.po", folder / f"{edition}.po")
        subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
        shutil.copy(folder / "build" / "en-GB" / "book.docx", home / "Downloads")
        yield desk


@pytest.mark.parametrize("page", shown())
def test_the_commands_of_a_page_run(page: str, prepared: Desk, tmp_path: Path) -> None:
    shutil.copytree(prepared.folder, tmp_path / "project")
    environment = dict(prepared.environment)
    if page in WITH_TARGETS:
        settings = tmp_path / "project" / "booktranslate.toml"
        targets = '[languages]\ntargets = ["en-GB", "en-US"]\n'
        settings.write_text(targets + settings.read_text("utf-8"), "utf-8")
    if page in WITHOUT_A_KEY:
        del environment["DEEPL_AUTH_KEY"]
        environment |= ANOTHER_ORDER  # and so each is a new Python, as a reader has it
    desk = Desk(tmp_path / "project", prepared.home, environment)
    for line in dict.fromkeys(shown()[page]):
        words = words_of(line)
        if words[0] == "cd":  # the page says that the book and the terms are put there
            desk.folder = desk.folder / words[1]
            write_book(desk.folder / "source" / f"{BOOK}.docx")
            shutil.copy(ROOT / "glossary.csv", desk.folder)
        elif words[0] == "booktranslate":
            desk.run(line, words)
            if words[1] == "convert":  # a new document: the commands that follow are about the book
                for made in (desk.folder / "source").glob("[!b]*.docx"):
                    made.unlink()
        else:
            assert words[0] in NOT_RUN, f"{line}: run it here, or say in NOT_RUN why it cannot be"
    if page in WITHOUT_A_KEY:
        made = {path.name for path in (desk.folder / "build" / "en-GB").iterdir()}
        assert {f"{BOOK}.docx", f"{BOOK}.pdf"} <= made


def test_commands_that_cannot_be_run_are_shown_somewhere() -> None:
    """Neither is there a reason for what no page shows, nor does a page escape by showing nothing."""
    seen = {words_of(line)[0] for page in PAGES for line in commands_of(page)}
    assert seen == {"booktranslate", "cd", *NOT_RUN}
    assert {"README.md", "docs/tutorial.md", "docs/reference/cli.md", "docs/fr/demarrer.md"} <= shown().keys()


def test_what_make_is_told_to_make_is_in_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for page in PAGES:
        if "**No longer holds**" in page.read_text("utf-8"):  # a decision of the past
            continue
        for code in [*commands_of(page), *inline(page.read_text("utf-8"))]:
            if code.startswith("make "):
                assert code.split()[1] in targets, f"{path_of(page)}: {code}"


def test_uv_knows_the_options_that_pages_give_it() -> None:
    known: dict[tuple[str, ...], str] = {}
    given = 0
    for line in {line for page in PAGES for line in commands_of(page) if words_of(line)[0] == "uv"}:
        command = tuple(words_of(line)[1:3])
        if command not in known:
            uv = [sys.executable, "-m", "uv", *command, "--help"]
            known[command] = subprocess.run(uv, capture_output=True, text=True, check=True).stdout
        for option in (word for word in words_of(line) if word.startswith("-")):
            given += 1
            assert f"{option} " in known[command], line
    assert given


# --- what install.md installs ----------------------------------------------------------------------------


def packages(text: str) -> set[str]:
    """The packages of the lines with `apt-get install`."""
    lines = re.findall(r"apt-get install ([^#`\n),]+)", text)
    return {word for line in lines for word in line.split()}


@pytest.mark.parametrize("page", ["docs/how-to/install.md", "docs/fr/demarrer.md"])
def test_the_packages_to_install_are_those_that_the_default_engine_asks_for(
    page: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # a machine without Apertium
    with pytest.raises(MissingToolError) as missing:
        create("apertium", EngineSettings("fr", "en-GB", Glossary()))
    needed = packages(missing.value.hint)
    assert len(needed) == 3
    installed = packages((ROOT / page).read_text("utf-8"))
    assert needed <= installed
    assert {word for word in installed if word.startswith("apertium")} == needed, "more than is needed"
    made = set(re.split(r"[\s|'\\]+", (ROOT / "Makefile").read_text("utf-8")))
    assert installed - {"pipx", "poedit"} <= made, "`make book` installs something else"
