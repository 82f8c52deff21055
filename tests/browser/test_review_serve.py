"""Two people at the real server, each in a browser of their own.

With BOOKTRANSLATE_PICTURES set to a folder, a picture of it is made there.
"""

import json
import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import axe_playwright_python
import polib
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.drafted_book import command, drafted_book, few_words, po

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
ZOE, ALI = "Zoé Exemple", "Ali Modèle"


@dataclass
class Room:
    """A server at work, and the folder of its book."""

    folder: Path
    process: subprocess.Popen[str]
    links: dict[str, str]

    @property
    def po(self) -> polib.POFile:
        return polib.pofile(str(po(self.folder)), wrapwidth=0)

    def entry(self, words: str) -> polib.POEntry:
        (found,) = [entry for entry in self.po if words in entry.msgid]
        return found

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(20)


def start(folder: Path, port: str = "0") -> Room:
    people = ["--person", ZOE, "--person", ALI]
    process = subprocess.Popen(
        command("review", "serve", "--json", "--port", port, *people),
        cwd=folder,
        env=few_words(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    lines = []
    for line in process.stdout:
        lines.append(line)
        if line == "]\n":
            break
    links = {link["person"]: link["link"] for link in json.loads("".join(lines))}
    return Room(folder, process, links)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    folder = tmp_path_factory.mktemp("made") / "book"
    drafted_book(folder)
    made = start(folder)
    yield made
    if made.process.poll() is None:
        made.stop()
    assert made.process.stdout
    assert made.process.stderr
    said = made.process.stdout.read() + made.process.stderr.read()
    made.process.stdout.close()
    made.process.stderr.close()
    assert not any(link.partition("token=")[2] in said for link in made.links.values()), "a token in a log"
    assert "Traceback" not in said


Joining = Callable[[str], Page]


@pytest.fixture
def join(room: Room, chromium: Browser) -> Iterator[Joining]:
    contexts = []
    errors: list[str] = []

    def joined(name: str, link: str = "") -> Page:
        context = chromium.new_context(locale="en-GB", viewport={"width": 1100, "height": 800})
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if "Policy" in message.text else None)
        page.goto(link or room.links[name])
        page.locator(".row").first.wait_for()
        return page

    yield joined
    for context in contexts:
        context.close()
    assert errors == []


def edit(page: Page, words: str) -> None:
    page.locator(".row", has_text=words).locator(".number").click()


def test_two_people_in_one_entry_lose_nothing(room: Room, join: Joining) -> None:
    zoe, ali = join(ZOE), join(ALI)
    edit(zoe, "parler")
    zoe.locator(".row.open textarea").first.fill("We have learnt to talk.")
    expect(ali.locator(".row", has_text="parler").locator(".busy")).to_have_text(f"{ZOE} is writing here")
    expect(ali.locator("#here")).to_contain_text(ZOE)
    edit(ali, "parler")
    ali.locator(".row.open textarea").first.fill("We learnt how to talk.")

    zoe.keyboard.press("Control+Enter")
    notice = ali.locator(".overtaken")
    expect(notice).to_contain_text(f"{ZOE} wrote this in the meantime:We have learnt to talk.")
    assert room.entry("parler").msgstr == "We have learnt to talk."
    assert not room.entry("parler").fuzzy

    ali.keyboard.press("Escape")
    expect(notice).to_contain_text(
        "Your translation is kept in the comment of the text:We learnt how to talk."
    )
    expect(ali.locator(".row", has_text="parler").locator(".target")).to_have_text("We have learnt to talk.")
    entry = room.entry("parler")
    assert entry.msgstr == "We have learnt to talk."
    assert "other translation: We learnt how to talk." in entry.tcomment

    if folder := os.environ.get("BOOKTRANSLATE_PICTURES"):
        edit(zoe, "mixité")
        expect(ali.locator(".row", has_text="mixité").locator(".busy")).to_be_visible()
        ali.screenshot(path=Path(folder) / "review-serve.png")
    notice.get_by_role("button", name="Use my translation instead").click()
    ali.keyboard.press("Control+Enter")
    expect(zoe.locator(".row", has_text="parler").locator(".target")).to_contain_text(
        "We learnt how to talk."
    )
    assert room.entry("parler").msgstr == "We learnt how to talk."


def test_what_another_program_saves_appears(room: Room, join: Joining) -> None:
    page = join(ZOE)
    file = room.po
    for entry in file:
        if entry.msgid == "Une page blanche.":
            entry.msgstr = "A blank page, says Poedit."
    file.save()
    expect(page.locator(".row", has_text="blanche").locator(".target")).to_have_text(
        "A blank page, says Poedit."
    )
    expect(page.locator(".row", has_text="blanche").locator(".badge:not(.busy)")).to_contain_text("Done")


def test_without_the_server_the_words_wait_in_the_browser(room: Room, join: Joining) -> None:
    page = join(ALI)
    page.context.set_offline(True)
    edit(page, "mixité")
    page.locator(".row.open textarea").first.fill("<b>Balance</b> is advancing in networks.")
    page.keyboard.press("Escape")
    expect(page.locator("#refused")).to_contain_text("The server cannot be reached.")
    assert room.entry("mixité").fuzzy
    page.context.set_offline(False)
    expect(page.locator("#refused")).to_be_hidden()
    expect(page.locator(".row", has_text="mixité").locator(".badge:not(.busy)")).to_contain_text("Done")
    assert room.entry("mixité").msgstr == "<b>Balance</b> is advancing in networks."
    assert not room.entry("mixité").fuzzy


def test_half_a_sentence_is_not_in_the_book_and_is_there_after_a_reload(room: Room, join: Joining) -> None:
    page = join(ZOE)
    before = room.entry("blanche").msgstr
    edit(page, "blanche")
    page.locator(".row.open textarea").first.fill("A blank pa")
    page.wait_for_timeout(1_000)  # Chromium stores a moment later
    page.reload()
    expect(page.locator(".row", has_text="blanche").locator(".target")).to_contain_text("A blank pa")
    assert room.entry("blanche").msgstr == before


def test_axe_finds_nothing(join: Joining) -> None:
    zoe, page = join(ZOE), join(ALI)
    edit(zoe, "mixité")
    expect(page.locator(".busy")).to_be_visible()
    edit(page, "parler")
    page.evaluate(AXE.read_text("utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", tags)
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found["violations"]] == []
    assert not page.locator("#send").is_visible()
    assert not page.get_by_label("Your name").first.is_visible()


def test_a_wrong_link_is_refused(room: Room, chromium: Browser) -> None:
    page = chromium.new_page(locale="fr-FR")
    page.goto(room.links[ZOE][:-1])
    expect(page.get_by_role("alert")).to_have_text(
        "Le serveur n’accepte pas ce lien. Demandez-en un nouveau."
    )
    assert page.locator(".row").count() == 0
    page.close()


def test_ctrl_c_ends_it_and_all_that_was_written_is_there(room: Room, join: Joining) -> None:
    """The last test: it ends the server, and starts it once more with the same links."""
    page = join(ALI)
    edit(page, "Anne Exemple")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".row").first.locator(".badge:not(.busy)")).to_contain_text("Done")
    assert room.stop() == 0
    assert not room.entry("Anne Exemple").fuzzy
    expect(page.locator("#refused")).to_contain_text("The server cannot be reached.")

    port = room.links[ALI].partition("127.0.0.1:")[2].partition("/")[0]
    again = start(room.folder, port)
    try:
        assert again.links == room.links
        expect(page.locator("#refused")).to_be_hidden()
    finally:
        again.stop()
        again.process.communicate()
