"""The review page as a file, and what comes back from it, read as untrusted."""

import hashlib
import json
import re
from base64 import b64decode
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from booktranslate.errors import InputError
from booktranslate.model import Finding, State, parse
from booktranslate.notes import Notes
from booktranslate.review.identity import text_id
from booktranslate.review.page import read, recognises, rendered, write
from booktranslate.review.values import Answer, Comment, Pack, Row

KEY = ("", "Deux mots")
ROW = Row(text_id(KEY), 1, KEY, parse(KEY[1]), parse("Two words"), State.DRAFT, Notes())
PACK = Pack("0123456789ab", "ba9876543210", "Le livre", "livre.docx", "Préface", "fr", "en-GB", (ROW,))
GOOD: dict[str, Any] = {
    "booktranslate-review": 1,
    "project": PACK.project,
    "pack": PACK.id,
    "reviewer": " Zoé ",
    "answers": [{"id": ROW.id, "english": "A <b>word</b>", "approved": True, "comments": ["Why?", " "]}],
}


def coded(content: Any) -> bytes:
    return json.dumps(content).encode()


def test_an_answer_has_words_verdict_and_comments() -> None:
    returned = read("back.json", coded(GOOD))
    assert (returned.name, returned.project, returned.pack) == ("back.json", PACK.project, PACK.id)
    assert returned.reviewer == "Zoé"
    assert returned.answers == (Answer(ROW.id, parse("A <b>word</b>"), True, (Comment("Why?", "Zoé"),)),)
    assert returned.unplaced == ()


def test_a_silenced_check_is_a_line_as_a_person_writes_it() -> None:
    answer = GOOD["answers"][0] | {"approved": None, "ignore": ["numbers", "acronyms", "numbers"]}
    (found,) = read("back.json", coded(GOOD | {"answers": [answer]})).answers
    assert found.approved is None
    assert found.comments[-1] == Comment("booktranslate: ignore=numbers, acronyms")


def test_the_file_is_known_by_its_content() -> None:
    assert recognises(coded(GOOD))
    assert recognises(b"\xef\xbb\xbf \n" + json.dumps(GOOD, indent=2).encode())
    assert recognises(rendered(PACK).encode())
    for other in (
        b"",
        b"{",
        b'{"answers": []}',
        b'msgid ""\nmsgstr ""',
        b"PK\x03\x04",
        b"<!DOCTYPE html><p>",
    ):
        assert not recognises(other)


def test_a_mail_program_may_add_a_byte_order_mark() -> None:
    assert read("back.json", b"\xef\xbb\xbf" + coded(GOOD)).pack == PACK.id


def test_the_page_itself_says_what_to_send_instead() -> None:
    returned = read("page.html", rendered(PACK).encode())
    assert (returned.project, returned.pack, returned.answers) == (PACK.project, PACK.id, ())
    (finding,) = returned.findings
    assert (finding.severity, finding.where) == ("warning", "page.html")
    assert "“Send back…”" in finding.message


@pytest.mark.parametrize("version", [2, 0, "1", None, True, 1.5])
def test_another_version_is_refused(version: Any) -> None:
    with pytest.raises(InputError, match="another version of the review page"):
        read("back.json", coded(GOOD | {"booktranslate-review": version}))


ANSWER = GOOD["answers"][0]
BAD = {
    "no list": GOOD | {"answers": {}},
    "no answers": {key: value for key, value in GOOD.items() if key != "answers"},
    "no project": {key: value for key, value in GOOD.items() if key != "project"},
    "a number for a name": GOOD | {"reviewer": 5},
    "something more": GOOD | {"extra": 1},
    "an answer that is none": GOOD | {"answers": ["x"]},
    "an invalid id": GOOD | {"answers": [ANSWER | {"id": "../../etc"}]},
    "no words": GOOD | {"answers": [ANSWER | {"english": None}]},
    "a verdict that is none": GOOD | {"answers": [ANSWER | {"approved": "yes"}]},
    "comments that are none": GOOD | {"answers": [ANSWER | {"comments": "x"}]},
    "a comment that is none": GOOD | {"answers": [ANSWER | {"comments": [5]}]},
    "a check that is none": GOOD | {"answers": [ANSWER | {"ignore": ["numbers\nmsgid"]}]},
    "something more in an answer": GOOD | {"answers": [ANSWER | {"state": "x"}]},
    "an answer twice": GOOD | {"answers": [ANSWER, ANSWER | {"english": "Other"}]},
    "a control character": GOOD | {"answers": [ANSWER | {"english": "a\x00b"}]},
    "half a character": GOOD | {"answers": [ANSWER | {"english": "a\ud83d"}]},
    "a text too long": GOOD | {"answers": [ANSWER | {"english": "a" * 1_000_001}]},
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD)
def test_what_the_page_does_not_save_is_refused(content: Any) -> None:
    with pytest.raises(InputError, match=r"^back\.json.*Send back"):
        read("back.json", coded(content))


@pytest.mark.parametrize(
    "data",
    [
        b'{"booktranslate-review": 1',
        b'{"booktranslate-review": 1, "answers": ' + b"[" * 100_000,
        b'{"booktranslate-review": NaN}',
        b'{"booktranslate-review": 1, "pack": "a", "pack": "b"}',
        b'{"booktranslate-review": 1, "pack": "\xff"}',
        b'{"booktranslate-review": ' + b"9" * 10_000 + b"}",
        b'{"booktranslate-review": 1, "x": "' + b"a" * 20_000_000 + b'"}',
    ],
    ids=["cut off", "deep", "no number", "a key twice", "no UTF-8", "a huge number", "huge"],
)
def test_damaged_files_are_refused(data: bytes) -> None:
    assert recognises(data)
    with pytest.raises(InputError, match=r"^back\.json"):
        read("back.json", data)


def test_the_policy_of_the_page_allows_its_script_and_style_and_nothing_else(tmp_path: Path) -> None:
    write(PACK, tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text("utf-8")
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', page)
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules.keys() == {"default-src", "script-src", "style-src", "base-uri", "form-action"}
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    for kind, (text,) in (
        ("script-src", re.findall(r"<script>(.*?)</script>", page, re.DOTALL)),
        ("style-src", re.findall(r"<style>(.*?)</style>", page, re.DOTALL)),
    ):
        digest = hashlib.sha256(text.encode()).digest()
        assert b64decode(rules[kind].strip("'").removeprefix("sha256-")) == digest
    assert not re.search(r"(?:src|href)=[\"'](?!#)", page)
    assert "http" not in page.replace("http-equiv", "")


def test_the_same_pack_gives_the_same_page() -> None:
    assert rendered(PACK) == rendered(PACK)


def test_both_languages_say_the_same_things() -> None:
    words = (Path(__file__).parents[3] / "src/booktranslate/review/page/words.js").read_text("utf-8")
    english, french = re.findall(r"^  \w\w: \{\n(.*?)^  \},", words, re.DOTALL | re.MULTILINE)
    entry = re.compile(r"(\w+): \"((?:[^\"\\]|\\.)*)\"")
    one, other = dict(entry.findall(english)), dict(entry.findall(french))
    assert len(one) > 80
    assert one.keys() == other.keys()
    for key, text in one.items():
        holes = r"\{\w+\}"
        assert set(re.findall(holes, text)) == set(re.findall(holes, other[key])), key
        assert not re.search(r"[^\u00a0\u202f][:;?!»]|«[^\u00a0\u202f]|'|\.\.\.", other[key]), other[key]


def test_findings_are_where_javascript_counts_them() -> None:
    target = parse("\U0001f642 <b>Two</b> words")
    finding = Finding("x", "note", "", span=(2, 5), source_span=(0, 4))
    row = replace(ROW, target=target, findings=(finding,))
    page = rendered(replace(PACK, rows=(row,)))
    (data,) = re.findall(r'id="pack">(.*?)</script>', page)
    (found,) = json.loads(data)["rows"][0]["findings"]
    assert (found["span"], found["source_span"]) == ([3, 6], [0, 4])
