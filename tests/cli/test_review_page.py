"""The review page goes out with `review export --html` and comes back with `combine`."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.bench import Bench

PLAIN = "Les adhérents ont signé la feuille de route."


@pytest.fixture
def drafted(bench: Bench) -> Bench:
    bench.run("extract")
    bench.run("translate", "--engine", "pseudo")
    return bench


def packs(bench: Bench) -> dict[str, Any]:
    """The packs of the pages in a folder, by chapter."""
    found = {}
    for page in sorted((bench.folder / "out").glob("*.html")):
        (data,) = re.findall(r'id="pack">(.*?)</script>', page.read_text("utf-8"))
        pack = json.loads(data)
        found[pack["chapter"]] = pack
    return found


def returned(pack: dict[str, Any], **answers: dict[str, Any]) -> bytes:
    """What the page saves: answers to texts by a word of the French."""
    given = [
        {"id": row["id"], "english": row["target"], "approved": None, "comments": []} | answer
        for word, answer in answers.items()
        for row in pack["rows"]
        if word in row["source"]
    ]
    head = {"booktranslate-review": 1, "project": pack["project"], "pack": pack["pack"], "reviewer": "Zoé"}
    return json.dumps(head | {"answers": given}).encode()


def test_a_page_for_each_chapter_goes_out_and_the_words_come_back(drafted: Bench) -> None:
    drafted.run("review", "export", "--html", "--to", "Zoé", "-o", "out")
    found = packs(drafted)
    assert {"Premier chapitre", "Second chapitre"} <= found.keys()
    pack = found["Premier chapitre"]
    assert pack["reviewer"] == "Zoé"
    english = "The members have signed the roadmap."
    content = returned(
        pack,
        adhérents={"english": english, "comments": ["A fine word."], "ignore": ["length"]},
        chapitre={"approved": True},
    )
    file = drafted.folder / "document (1).txt"  # however a mail program calls it
    file.write_bytes(content)

    result = drafted.run("combine", str(file))

    assert "document (1).txt: imported 2 changes, 2 reviewed texts" in result.out
    entry = drafted.po.find(PLAIN)
    assert (entry.msgstr, entry.fuzzy) == (english, False)
    assert "Zoé: A fine word." in entry.tcomment.splitlines()
    assert "booktranslate: ignore=length" in entry.tcomment.splitlines()
    assert not drafted.po.find("Premier chapitre").fuzzy
    assert drafted.po.find("Second chapitre").fuzzy
    assert "nothing new" in drafted.run("combine", str(file)).out


def test_the_page_itself_in_the_mail_is_named_and_the_rest_is_taken(drafted: Bench) -> None:
    drafted.run("review", "export", "--html", "-o", "out")
    assert (drafted.folder / "out" / "livre.01-premier-chapitre.review.html").is_file()
    pack = packs(drafted)["Premier chapitre"]
    (drafted.folder / "out" / "back.json").write_bytes(returned(pack, chapitre={"approved": True}))
    result = drafted.run("combine", "out", expect=1)
    assert "This is the review page itself" in result.err
    assert "“Send back…”" in result.err
    assert not drafted.po.find("Premier chapitre").fuzzy


def test_another_project_s_file_and_a_damaged_one_change_nothing(drafted: Bench, tmp_path: Path) -> None:
    drafted.run("review", "export", "--html", "-o", "out")
    content = returned(packs(drafted)["Premier chapitre"], chapitre={"approved": True})
    before = drafted.po_path.read_bytes()
    file = tmp_path / "back.json"
    other = json.loads(content) | {"project": "f" * 12, "pack": "e" * 12}
    file.write_text(json.dumps(other), "utf-8")
    assert "another project" in drafted.run("combine", str(file), expect=3).err
    file.write_bytes(content[:-20])
    assert "is damaged" in drafted.run("combine", str(file), expect=3).err
    assert drafted.po_path.read_bytes() == before


def test_serving_needs_its_extra_people_and_a_free_address(drafted: Bench, tmp_path: Path) -> None:
    assert "--person is missing" in drafted.run("review", "serve", expect=2).err
    refused = drafted.run("review", "serve", "--person", "Zoé", "--host", "192.0.2.7", expect=2)
    assert "cannot listen at 192.0.2.7:8765" in refused.err
    (tmp_path / "lacking").mkdir()
    (tmp_path / "lacking" / "uvicorn.py").write_text("raise ImportError('none', name='uvicorn')\n", "utf-8")
    path = f"{tmp_path / 'lacking'}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"
    missing = drafted.run("review", "serve", "--person", "Zoé", expect=5, env={"PYTHONPATH": path})
    assert "needs the Python package uvicorn" in missing.err
    assert "booktranslate[serve]" in missing.err
