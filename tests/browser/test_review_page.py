"""A reviewer at work on the review page, in a real browser; each test ends with what comes back.

With BOOKTRANSLATE_PICTURES set to a folder, the pictures of docs/images are made there.
"""

import os
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import axe_playwright_python
import polib
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from booktranslate.model import parse
from booktranslate.notes import Chapter, Notes
from booktranslate.review.page import read, write
from booktranslate.review.values import Comment, Pack, Returned
from tests.browser.drafted_book import TEXTS as BOOK
from tests.browser.drafted_book import booktranslate, drafted_book, po
from tests.browser.page_pack import CHAPTER, TEXTS, pack

PHONE = {"width": 390, "height": 844}
AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MADE = pack()
IDS = [row.id for row in MADE.rows]


class Reconciler:
    """The page in a browser of its own. Every request but that for the page is stopped, and is a fault."""

    def __init__(self, browser: Browser, file: Path, made: Pack, **options: Any) -> None:
        self.file = file
        write(made, file)
        settings = {"viewport": {"width": 1200, "height": 900}, "locale": "en-GB"} | options
        self.context: BrowserContext = browser.new_context(**settings)
        self.requests: list[str] = []
        self.errors: list[str] = []
        self.context.route(lambda url: not url.startswith("file:"), self._stop)
        self.page = self.open()

    def _stop(self, route: Route) -> None:
        route.abort()

    def open(self) -> Page:
        page = self.context.new_page()
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on(
            "console", lambda message: self.errors.append(message.text) if message.type == "error" else None
        )
        page.goto(self.file.as_uri())
        return page

    def edit(self, number: int) -> Any:
        """Open a text; its field."""
        self.page.get_by_role("button", name=f"Edit text {number}", exact=True).click()
        return self.page.locator(f"#english-{IDS[number - 1]}")

    def reload(self) -> None:
        """Chromium hands what was stored to the next process a moment later, on a busy machine."""
        self.page.wait_for_timeout(1_000)
        self.page.reload()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def saved(self, button: str = "Save my work to a file") -> Path:
        """The file that the page saves."""
        with self.page.expect_download() as waiting:
            self.page.get_by_role("button", name=button).click()
        path = self.file.parent / waiting.value.suggested_filename
        waiting.value.save_as(path)
        return path

    def sent(self) -> Returned:
        path = self.saved()
        return read(path.name, path.read_bytes())


@pytest.fixture
def reconciler(chromium: Browser, tmp_path: Path) -> Iterator[Callable[..., Reconciler]]:
    made: list[Reconciler] = []

    def at(sent: Pack = MADE, **options: Any) -> Reconciler:
        made.append(Reconciler(chromium, tmp_path / "chapter.html", sent, **options))
        return made[-1]

    yield at
    for each in made:
        each.context.close()
        assert set(each.requests) <= {each.file.as_uri()} | {
            url for url in each.requests if url.startswith("blob:")
        }
        assert each.errors == []


def answers(returned: Returned) -> dict[int, tuple[str, bool | None]]:
    return {IDS.index(each.id) + 1: (str(each.target), each.approved) for each in returned.answers}


# --- what comes back ------------------------------------------------------------------------------------


def test_a_correction_an_acceptance_a_doubt_and_a_comment_come_back(
    reconciler: Callable[..., Reconciler],
) -> None:
    at = reconciler()
    at.page.get_by_label("Your name").first.fill("Zoé Exemple")
    at.edit(2).fill("You have led the industry sector since 2014. What has changed?")
    at.page.get_by_label("Comment for the editors").fill("Anne said “chain”.\nPlease ask her.")
    at.edit(5)
    at.page.get_by_role("button", name="Accept and next").click()
    at.edit(8).fill("<a1>Online</a1> survey.")
    at.page.get_by_role("button", name="Not sure").click()

    returned = at.sent()

    assert answers(returned) == {
        2: ("You have led the industry sector since 2014. What has changed?", None),
        5: ("The network in figures", True),
        8: ("<a1>Online</a1> survey.", False),
    }
    assert returned.answers[0].comments == (Comment("Anne said “chain”.\nPlease ask her.", "Zoé Exemple"),)
    assert (returned.project, returned.pack, returned.reviewer) == (MADE.project, MADE.id, "Zoé Exemple")
    assert returned.name == "anne-exemple-zoe-exemple-review.json"


def test_send_back_asks_for_the_name_and_says_what_to_do(reconciler: Callable[..., Reconciler]) -> None:
    at = reconciler()
    at.page.get_by_role("button", name="Send back…").click()
    assert at.page.get_by_text("You have not changed or accepted anything yet.").is_visible()
    assert at.page.get_by_role("button", name="Save the file").is_disabled()
    at.press("Escape")
    at.edit(6)
    at.press("Control+Enter")
    at.page.get_by_role("button", name="Send back…").click()
    dialog = at.page.get_by_role("dialog", name="Send back your review")
    assert "3 of 8 done, 0 changed, 0 with a comment, 5 to do." in dialog.inner_text()
    dialog.get_by_role("button", name="Save the file").click()
    assert "Enter your name first" in dialog.inner_text()
    dialog.get_by_label("Your name").fill("Ali")
    path = at.saved("Save the file")
    assert f"The file {path.name} is in your downloads. Attach it to a mail" in dialog.inner_text()
    assert answers(read(path.name, path.read_bytes())) == {6: ("Members", True)}


def test_everything_can_be_done_from_the_keyboard(reconciler: Callable[..., Reconciler]) -> None:
    at = reconciler()
    at.press("Alt+ArrowDown", "Alt+ArrowDown", "Alt+ArrowDown")
    assert at.page.evaluate("document.activeElement.id") == f"english-{IDS[2]}"
    at.press("Control+Home")
    at.page.keyboard.type("Well: ")
    at.press("Control+m")
    at.page.keyboard.type("To be checked.")
    at.press("Control+Enter")
    assert at.page.evaluate("document.activeElement.id") == f"english-{IDS[3]}", "the next text to do"
    at.page.keyboard.type("We have learnt to talk.")
    at.press("Control+Home", "Control+ArrowRight", "Control+ArrowRight", "Control+Shift+ArrowRight", "Alt+1")
    at.press("Alt+ArrowUp", "Escape")
    assert at.page.evaluate("document.activeElement.textContent") == "Edit text 3"
    at.press("Enter", "Escape")

    found = at.sent()

    assert answers(found) == {
        3: ("Well: <b>Gender balance</b>, first: two years ago, we were five women.<fn1/>", True),
        4: ("We have <i>learnt</i> to talk.", None),
    }
    assert [comment.text for comment in found.answers[0].comments] == ["To be checked."]


def test_tab_alone_reaches_every_control_and_every_finding(reconciler: Callable[..., Reconciler]) -> None:
    at = reconciler()
    seen = []
    for _ in range(24):
        at.press("Tab")
        seen.append(at.page.evaluate("document.activeElement.id || document.activeElement.textContent"))
    for words in ("Français", "English", "name", "keep", "load", "filter", "send", "2014", "2015", "Online"):
        assert words in seen
    assert [words for words in seen if words.startswith("Edit text")] == [
        f"Edit text {n}" for n in range(1, 9)
    ]

    at.page.get_by_role("link", name="2015").focus()
    at.press("Enter")
    assert (
        at.page.evaluate("document.activeElement.innerText")
        == "Error: The French has 2014, the English 2015."
    )
    assert at.page.get_by_role("link", name="2015").get_attribute("aria-describedby")


def test_tags_are_put_in_by_buttons_and_can_be_undone(reconciler: Callable[..., Reconciler]) -> None:
    at = reconciler()
    field = at.edit(3)
    field.fill("Balance, first.")
    assert at.page.get_by_text("Missing: <b> <fn1/>").is_visible()
    field.evaluate("field => field.setSelectionRange(0, 7)")
    at.page.get_by_role("button", name="<b>…</b> around the selection").click()
    at.press("Control+End")
    at.page.get_by_role("button", name="<fn1/> at the cursor").click()
    assert field.input_value() == "<b>Balance</b>, first.<fn1/>"
    assert at.page.locator(".preview b").inner_text() == "Balance"
    assert at.page.locator(".faults").inner_text() == ""
    at.press("Control+z")
    assert field.input_value() == "<b>Balance</b>, first."
    field.fill("<b>Balance, <q9>first</q9>.<fn1/>")
    assert (
        at.page.locator(".faults").inner_text()
        == "Not in the French: <q9> · Not opened and closed in pairs: <b>"
    )


def test_a_suggestion_is_used_and_a_false_alarm_is_silenced(reconciler: Callable[..., Reconciler]) -> None:
    at = reconciler()
    at.edit(2)
    at.page.get_by_role("button", name="Use “2014”").click()
    at.edit(8)
    at.page.get_by_role("button", name="False alarm").click()
    found = at.sent()
    assert answers(found)[2] == ("You have led the industry sector since 2014. What has changed?", None)
    assert found.answers[1].comments == (Comment("booktranslate: ignore=end-style"),)


def test_what_no_file_can_hold_does_not_come_back(reconciler: Callable[..., Reconciler]) -> None:
    """Pasted from another program: line breaks, control characters, half a character."""
    at = reconciler()
    at.edit(6).fill("Mem\nbers\u000b and\u0000 \u2028co")
    at.page.locator(f"#english-{IDS[5]}").evaluate(
        "field => { field.value += '\\ud83d'; field.dispatchEvent(new Event('input')); }"
    )
    assert answers(at.sent()) == {6: ("Mem bers  and   co\ufffd", None)}


def test_a_chapter_goes_out_and_the_words_are_in_the_book(chromium: Browser, tmp_path: Path) -> None:
    """From the project to the browser and back; the mail program has renamed the file."""
    folder = tmp_path / "book"
    drafted_book(folder)
    booktranslate(folder, "review", "export", "--html", "--to", "Zoé Exemple", "-o", "out")
    (sent,) = (folder / "out").glob("*exemple*.html")
    page = chromium.new_page(locale="en-GB")
    page.goto(sent.as_uri())
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Control+Enter")
    page.locator("textarea").first.fill("Gender <b>balance</b> is advancing in networks.")
    page.keyboard.press("Control+m")
    page.keyboard.type("Or “mix”?")
    page.keyboard.press("Alt+ArrowDown")
    page.get_by_role("button", name="Send back…").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save the file").click()
    waiting.value.save_as(tmp_path / "pièce jointe (1)")
    page.close()

    said = booktranslate(folder, "combine", str(tmp_path / "pièce jointe (1)"))

    assert "imported 2 changes, 2 reviewed texts" in said
    file = polib.pofile(str(po(folder)))
    heading, corrected, draft, empty = (file.find(source) for source in BOOK)
    assert (heading.msgstr, heading.fuzzy) == ("Anne Exemple", False)
    assert corrected.msgstr == "Gender <b>balance</b> is advancing in networks."
    assert not corrected.fuzzy
    assert corrected.tcomment == "Zoé Exemple: Or “mix”?"
    assert draft.fuzzy
    assert empty.msgstr == ""


# --- the draft in the browser ---------------------------------------------------------------------------


def test_a_reload_keeps_the_draft(reconciler: Callable[..., Reconciler]) -> None:
    at = reconciler()
    at.page.get_by_label("Your name").first.fill("Zoé")
    at.edit(6).fill("Membership")
    at.reload()
    assert at.page.get_by_label("Your name").first.input_value() == "Zoé"
    assert answers(at.sent()) == {6: ("Membership", None)}
    assert at.page.get_by_text("Your work is kept in this browser.").is_visible()


def test_two_tabs_do_not_undo_each_other(reconciler: Callable[..., Reconciler]) -> None:
    at = reconciler()
    other = at.open()
    at.edit(6).fill("Membership")
    other.get_by_text("This page is also open in another tab.").wait_for()
    other.get_by_role("button", name="Edit text 5", exact=True).click()
    other.locator(f"#english-{IDS[4]}").fill("Figures")
    at.page.get_by_text("This page is also open in another tab.").wait_for()
    assert answers(at.sent()) == {5: ("Figures", None), 6: ("Membership", None)}


def test_without_storage_the_page_warns_and_the_work_is_saved_and_loaded(
    reconciler: Callable[..., Reconciler],
) -> None:
    at = reconciler()
    refused = "get() { throw new DOMException('no', 'SecurityError'); }"
    at.context.add_init_script(f"Object.defineProperty(window, 'localStorage', {{ {refused} }});")
    at.reload()
    assert "does not keep your work" in at.page.get_by_role("alert").inner_text()
    at.edit(6).fill("Membership")
    at.page.get_by_label("Comment for the editors").fill("Why?")
    file = at.saved()

    again = at.open()
    again.get_by_role("button", name="Edit text 6", exact=True).click()
    again.locator(f"#english-{IDS[5]}").fill("Those who joined")
    again.get_by_label("Load saved work").set_input_files(file)
    again.get_by_text("the loaded translation is in their comment: 1.").wait_for()
    at.page = again
    (answer,) = at.sent().answers
    assert str(answer.target) == "Those who joined"
    assert answer.comments[0].text == "Why?\nMembership"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "is not a file that this page saved"),
        (
            '{"booktranslate-review": 1, "project": "x", "pack": "y", "answers": []}',
            "belongs to another page",
        ),
        (
            '{"booktranslate-review": 1, "project": "0123456789ab", "pack": "ba9876543210", "answers": [5]}',
            "not on this page and were not loaded: 1.",
        ),
    ],
)
def test_a_file_of_another_kind_is_not_loaded(
    reconciler: Callable[..., Reconciler], content: str, said: str, tmp_path: Path
) -> None:
    at = reconciler()
    (tmp_path / "work.json").write_text(content, "utf-8")
    at.page.get_by_label("Load saved work").set_input_files(tmp_path / "work.json")
    at.page.locator("#message", has_text=said).wait_for()
    assert answers(at.sent()) == {}


# --- what is shown --------------------------------------------------------------------------------------


def test_filters_and_progress(reconciler: Callable[..., Reconciler]) -> None:
    at = reconciler()

    def shown(choice: str) -> list[int]:
        at.page.get_by_label("Show").select_option(choice)
        return [
            IDS.index(each.removeprefix("text-")) + 1
            for each in at.page.locator(".row").evaluate_all("rows => rows.map(row => row.id)")
        ]

    assert shown("All") == [1, 2, 3, 4, 5, 6, 7, 8]
    assert shown("To do") == [2, 3, 4, 5, 6, 8]
    assert shown("Riskiest first") == [4, 2, 3, 8, 5, 6]
    assert shown("With findings") == [2, 8]
    assert at.page.locator("#count").inner_text() == "2 of 8 done"
    at.edit(8).fill("<a1>Online</a1> survey")
    assert at.page.locator("#count").inner_text() == "3 of 8 done"


def test_of_several_chapters_one_can_be_chosen(reconciler: Callable[..., Reconciler]) -> None:
    page = reconciler().page
    assert not page.get_by_label("Chapter").is_visible()
    moved = tuple(
        replace(
            row, notes=Notes((Chapter(f"Chapitre {row.number // 5}"), *row.notes.without(Chapter).values))
        )
        for row in MADE.rows
    )
    page = reconciler(replace(MADE, rows=moved)).page
    page.get_by_label("Chapter").select_option("Chapitre 1")
    assert page.locator(".row").count() == 4
    page.get_by_label("Show").select_option("To do")
    assert page.locator(".row").count() == 3


def test_the_look_of_the_book_and_what_changed(reconciler: Callable[..., Reconciler]) -> None:
    page = reconciler().page
    row = page.locator(f"#text-{IDS[2]}")
    assert page.get_by_role("heading", name="Les chiffres du réseau").get_attribute("lang") == "fr"
    assert page.locator(f"#text-{IDS[4]} .target .words").get_attribute("lang") == "en-GB"
    assert "Answer, Anne Exemple" in row.locator(".gutter").inner_text()
    assert (row.locator("del").text_content(), row.locator("ins").text_content()) == (
        "removed: deux",
        "added: trois",
    )
    row.get_by_role("button").click()
    context = row.locator(".context").inner_text()
    for words in (
        "mixité → gender balance (not: diversity)",
        "87 % Il y a deux ans. → Two years ago.",
        "plain word here",
    ):
        assert words in context


@pytest.mark.parametrize(
    ("locale", "words"), [("fr-CA", "Renvoyer…"), ("de-DE", "Send back…"), ("en-US", "Send back…")]
)
def test_the_language_is_that_of_the_browser_and_can_be_changed(
    reconciler: Callable[..., Reconciler], locale: str, words: str
) -> None:
    page = reconciler(locale=locale).page
    assert page.locator("#send").inner_text() == words
    page.get_by_role("button", name="Français").click()
    assert page.locator("html").get_attribute("lang") == "fr"
    page.wait_for_timeout(1_000)
    page.reload()
    assert page.locator("#send").inner_text() == "Renvoyer…"


@pytest.mark.parametrize(("locale", "size"), [("en-GB", {"width": 1200, "height": 900}), ("fr-FR", PHONE)])
def test_axe_finds_nothing(reconciler: Callable[..., Reconciler], locale: str, size: dict[str, int]) -> None:
    page = reconciler(locale=locale, viewport=size).page
    page.evaluate(AXE.read_text("utf-8"))
    page.evaluate(
        "for (const row of document.querySelectorAll('.row')) row.style.contentVisibility = 'visible'"
    )
    page.locator("summary").click()

    def check() -> None:
        found = page.evaluate("tags => axe.run(document, {runOnly: tags})", WCAG)
        assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found["violations"]] == []
        assert len(found["passes"]) > 15

    check()
    page.locator(f"#text-{IDS[2]} .number").click()
    check()
    page.locator(f"#text-{IDS[1]} .number").click()
    check()
    page.locator("#send").click()
    check()


def test_on_a_phone_the_page_is_as_wide_as_the_screen_and_targets_are_large(
    reconciler: Callable[..., Reconciler],
) -> None:
    page = reconciler(viewport=PHONE, has_touch=True, is_mobile=True).page
    page.get_by_role("button", name="Edit text 3", exact=True).tap()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    sizes = page.locator(
        "button:visible, select:visible, input:visible, summary, textarea:visible"
    ).evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).map(({width, height}) => [width, height])"
    )
    assert len(sizes) > 15
    assert all(width >= 24 and height >= 24 for width, height in sizes)
    source, target = (page.locator(f"#text-{IDS[2]} .{side}").bounding_box() for side in ("source", "target"))
    assert source
    assert target
    assert source["y"] < target["y"]


def test_what_is_focused_is_not_under_the_bar(reconciler: Callable[..., Reconciler]) -> None:
    page = reconciler(viewport={"width": 1000, "height": 500}).page
    for _ in range(8):
        page.keyboard.press("Alt+ArrowDown")
    for _ in range(8):
        page.keyboard.press("Alt+ArrowUp")
        bar = page.locator(".sticky").bounding_box()
        field = page.locator(":focus").bounding_box()
        assert bar
        assert field
        assert field["y"] >= bar["y"] + bar["height"]


def test_on_paper_there_are_both_languages_and_no_controls(reconciler: Callable[..., Reconciler]) -> None:
    at = reconciler(reduced_motion="reduce")
    assert at.page.locator("#send").evaluate("one => getComputedStyle(one).transitionDuration") == "0s"
    at.edit(6).fill("Membership")
    at.page.emulate_media(media="print")
    for hidden in ("#send", "#filter", "textarea", ".actions", "summary"):
        assert not at.page.locator(hidden).first.is_visible()
    row = at.page.locator(f"#text-{IDS[5]}")
    assert row.locator(".source").inner_text() == "Adhérents"
    assert row.locator(".preview").inner_text() == "Membership"
    assert at.page.pdf().startswith(b"%PDF")


# --- hostile texts --------------------------------------------------------------------------------------

HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]>--!>&lt;img src=x onerror=alert(1)&gt;",
    "\u2028\u2029\"'`${alert(1)}\\u003c/script>",
    "<b><i></b></i><fn1/><bi>&#65;&#0;&#xD800;&amp;lt;</x1>",
    "{{ 7 * 7 }}{% raw %}",
    "mot " * 20_000,
    "\U0001f642 <b>é</b>&#128578;",
]


def texts() -> list[str]:
    pieces = [
        "<b>",
        "</b>",
        "<b2>",
        "<fn1/>",
        "<br/>",
        "&amp;",
        "&#39;",
        "&#x41;",
        "&nbsp;",
        "<",
        ">",
        "&",
        "/",
        "a",
        "é",
        "\U0001f642",
        " ",
    ]
    chance = random.Random(7)
    return HOSTILE + ["".join(chance.choices(pieces, k=chance.randint(0, 9))) for _ in range(400)]


def test_tags_are_read_as_the_program_reads_them(reconciler: Callable[..., Reconciler]) -> None:
    kinds = {"Text": "text", "Open": "open", "Close": "close", "Placeholder": "single"}
    found = reconciler().page.evaluate(
        """texts => texts.map(text => ({
            pieces: parse_tagged(text).map(({kind, value}) => [kind, value]),
            plain: parse_tagged(text).map(plain_of).join(""),
        }))""",
        texts(),
    )
    for text, read_by_page in zip(texts(), found, strict=True):
        own = parse(text)
        pieces = [
            [kinds[type(piece).__name__], getattr(piece, "name", None) or getattr(piece, "value", "")]
            for piece in own
        ]
        assert read_by_page == {"pieces": pieces, "plain": own.plain}, text


def test_hostile_texts_are_only_texts(reconciler: Callable[..., Reconciler]) -> None:
    rows = tuple(
        replace(
            row,
            source=parse(text),
            target=parse(text),
            comment=text,
            findings=(replace(MADE.rows[1].findings[0], message=text, suggestion=text),),
        )
        for row, text in zip(MADE.rows, HOSTILE, strict=True)
    )
    at = reconciler(replace(MADE, rows=rows, title=HOSTILE[0], chapter=HOSTILE[1], reviewer=HOSTILE[3]))
    at.page.on("dialog", lambda dialog: at.errors.append(f"dialog {dialog.message}"))
    for number, text in enumerate(HOSTILE, 1):
        field = at.edit(number)
        assert field.input_value() == str(parse(text))
        plain = parse(text).plain
        assert plain.replace(" ", "")[:50] in at.page.locator(
            f"#text-{IDS[number - 1]} .source"
        ).inner_text().replace(" ", "").replace("\n", "")
        assert at.page.locator("img, .row script").count() == 0
    assert answers(at.sent()) == {}, "nothing was changed by looking"


def test_in_an_english_text_a_span_counts_characters_beyond_the_first_plane(
    reconciler: Callable[..., Reconciler],
) -> None:
    row = MADE.rows[1]
    words = "\U0001f642\U0001f642 You have led since 2015."
    start = words.index("2015")
    finding = replace(row.findings[0], span=(start, start + 4))
    rows = (replace(row, target=parse(words), findings=(finding,)),)
    page = reconciler(replace(MADE, rows=rows)).page
    assert page.locator(".target .found").inner_text() == "2015"
    page.locator(".number").click()
    page.get_by_role("button", name="Use “2014”").click()
    assert page.locator(".target textarea").first.input_value() == words.replace("2015", "2014")


def test_without_its_script_the_page_can_be_read(reconciler: Callable[..., Reconciler]) -> None:
    page = reconciler(java_script_enabled=False).page
    words = page.locator("body").inner_text()
    assert "save the file and open it in a browser" in words
    for source, target, *_ in TEXTS:
        assert parse(source).plain in words
        assert parse(target).plain in words


def test_a_chapter_of_a_thousand_texts_opens_at_once(reconciler: Callable[..., Reconciler]) -> None:
    rows = tuple(replace(MADE.rows[n % 8], id=f"{n:012x}", number=n + 1) for n in range(1_000))
    page = reconciler(replace(MADE, rows=rows)).page
    spent = page.evaluate(
        "() => { const from = performance.now(); show_all(); return performance.now() - from; }"
    )
    assert page.locator(".row").count() == 1_000
    assert spent < 10_000, "milliseconds, on a busy machine"


def test_pictures_for_the_documentation(reconciler: Callable[..., Reconciler], tmp_path: Path) -> None:
    folder = Path(os.environ.get("BOOKTRANSLATE_PICTURES") or tmp_path)
    for name, options in (
        ("review-page", {"viewport": {"width": 1120, "height": 800}}),
        ("review-page-phone", {"viewport": {"width": 390, "height": 780}}),
    ):
        at = reconciler(**options)
        at.page.get_by_label("Your name").first.fill("Zoé Exemple")
        at.edit(3 if name == "review-page" else 2)
        if name == "review-page":
            at.page.evaluate("window.scrollTo(0, 0)")
        at.page.locator(":focus").evaluate("field => field.blur()")
        at.page.screenshot(path=folder / f"{name}.png")
        assert (folder / f"{name}.png").stat().st_size > 10_000
        assert CHAPTER in at.page.title()
