"""What the checks find stands in the notes of the entries, where people read it, for as long as it holds."""

import pytest

from tests.cli.bench import BOOK, Bench

FRENCH = "La <b>mixité</b> avance dans nos 2 500 entreprises."
WRONG = "Gender <b>balance</b> advances in our 3,500 companies."
RIGHT = "Gender <b>balance</b> advances in our 2,500 companies."


@pytest.fixture
def wrong(bench: Bench) -> Bench:
    bench.run("extract")
    bench.review({FRENCH: WRONG, "Les adhérents ont signé la feuille de route.": "They signed the roadmap."})
    bench.run("check", "--notes", expect=1)
    return bench


def noted(bench: Bench) -> list[str]:
    entry = next(each for each in bench.po if each.msgid == FRENCH)
    return [line for line in entry.comment.split("\n") if line.startswith("Check: ")]


def test_findings_are_notes_until_they_no_longer_hold(wrong: Bench) -> None:
    assert len(noted(wrong)) == 1
    assert noted(wrong)[0].startswith("Check: numbers: ")
    # What Poedit shows by itself is not said: that a text is not translated.
    assert wrong.po_path.read_text("utf-8").count("#. Check: ") == 1
    wrong.review({FRENCH: RIGHT})
    wrong.run("check", "--notes", expect=1)  # other texts are not translated
    assert noted(wrong) == []


def test_notes_are_written_once(wrong: Bench) -> None:
    before = wrong.po_path.read_bytes()
    wrong.run("check", "--notes", expect=1)
    assert "nothing changed" in wrong.run("extract").out
    wrong.run("check", expect=1)
    assert wrong.po_path.read_bytes() == before


def test_drafting_and_extracting_leave_them_where_they_are(wrong: Bench) -> None:
    """Suggestions of the memory come and go beside them."""
    wrong.write_book([*BOOK, "La *mixité* avance dans nos 2 600 entreprises."])
    wrong.run("extract")
    wrong.run("translate", "--engine", "pseudo")
    assert "#. Memory " in wrong.po_path.read_text("utf-8")
    once = wrong.po_path.read_bytes()
    wrong.run("extract")
    wrong.run("translate", "--engine", "pseudo")
    wrong.run("check", "--notes", expect=1)
    assert wrong.po_path.read_bytes() == once
    assert len(noted(wrong)) == 1


def test_extract_keeps_the_notes_up_to_date(wrong: Bench) -> None:
    before = noted(wrong)
    wrong.write_book([*BOOK, "Un texte de plus."])
    wrong.run("extract")
    assert noted(wrong) == before
    wrong.review({FRENCH: RIGHT})
    wrong.run("extract")
    assert noted(wrong) == []


def test_combine_keeps_the_notes_up_to_date(wrong: Bench) -> None:
    wrong.run("review", "export", "--xliff")
    sent = wrong.folder / "build" / "en-GB" / "review" / "livre.review.xlf"
    text = sent.read_text("utf-8")
    assert text.count("Check: numbers") == 1  # once, and not as a note of the entry too
    back = wrong.folder.parent / "back.xlf"
    back.write_text(text.replace("3,500", "2,500"), "utf-8")
    assert "imported 1 change, 1 reviewed text" in wrong.run("combine", str(back)).out
    assert noted(wrong) == []


def test_a_false_alarm_is_silenced_where_it_is_read(wrong: Bench) -> None:
    po = wrong.po
    next(each for each in po if each.msgid == FRENCH).tcomment = "booktranslate: ignore=numbers"
    po.save()
    wrong.run("check", "--notes", expect=1)  # other texts are not translated
    assert noted(wrong) == []


def test_a_note_is_nobody_s_change(wrong: Bench) -> None:
    """A copy that was sent before the notes came says nothing new, and neither does one with other notes."""
    assert "nothing new" in wrong.run("combine", str(wrong.po_path)).out
    copy = wrong.folder.parent / "copy.po"
    copy.write_text(wrong.po_path.read_text("utf-8").replace("#. Check: numbers", "#. Check: names"), "utf-8")
    assert "nothing new" in wrong.run("combine", str(copy)).out
    wrong.run("sign-off", "--list")
    assert "VOID" not in wrong.run("status").out
    assert not (wrong.folder / "approvals.jsonl").exists()


def test_a_book_without_such_notes_gets_none_by_itself(bench: Bench) -> None:
    bench.run("extract")
    bench.review({FRENCH: WRONG})
    bench.run("extract")
    bench.run("check", expect=1)
    assert noted(bench) == []
