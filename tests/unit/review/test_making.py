"""How a book was made, in sentences for its readers and for the metadata of files."""

from dataclasses import replace
from pathlib import Path

import booktranslate as bt
from booktranslate.credits import joined
from booktranslate.review.annexes import english_order
from booktranslate.review.colophon import colophon_of
from booktranslate.review.identity import text_id
from booktranslate.review.making import Making, credits_for_files, making_of, told
from booktranslate.review.signatures import Approval, add, english
from tests.properties.books import write_book

MADE = Making(
    source="fr",
    language="en-US",
    texts=200,
    words=3000,
    reviewed=199,
    reviewed_words=2999,
    untranslated=1,
    drafted=(("deepl", 150), ("llm", 50)),
    adapted_from="British",
    reviewers=("Ada Ferry", "Zoé Exemple", "Max Muster"),
    approved=(("Anne Roy", "3 March 2025"),),
    translator="Max Muster",
    editor="Eve Best",
    day="4 March 2025",
)


def test_what_is_left_to_do_is_not_rounded_away() -> None:
    assert told(MADE) == [
        "This book was translated from French into American English by Max Muster.",
        "All of its 200 texts (headings, paragraphs, captions, table cells) were first drafted by machine "
        "translation: DeepL, a language model.",
        "It was adapted by rule from the British edition.",
        "People have reviewed 199 of 200 texts, 99% of the words; 1 is still in French.",
        "Edited by Eve Best.",
        "Reviewed by Ada Ferry, Zoé Exemple and Max Muster.",
        "Approved by Anne Roy (3 March 2025).",
        "This edition is a draft: the wording will change.",
    ]


def test_a_book_that_people_made_names_no_machine() -> None:
    plain = Making("fr", "en-GB", 2, 9, 2, 9, 0, (), "", (), (), "", "", "")
    assert told(plain) == [
        "This book was translated from French into British English.",
        "People have reviewed every text.",
    ]
    assert colophon_of(plain) == ["English edition"]
    assert credits_for_files(plain).people == ()


def test_everybody_has_a_role_and_each_once() -> None:
    assert credits_for_files(replace(MADE, approved=(("Ada Ferry", "3 March 2025"),))).people == (
        ("Max Muster", "trl"),
        ("Eve Best", "edt"),
        *((name, "rev") for name in MADE.reviewers),
    )


def test_the_order_of_english() -> None:
    words = ["E-learning", "Élan", "chair", "CSR", "call for projects", "callback", "master’s", "masters"]
    assert sorted(words, key=english_order) == [
        *("call for projects", "callback", "chair", "CSR", "E-learning", "Élan", "master’s", "masters")
    ]


def test_sentences_are_joined_with_full_stops() -> None:
    assert joined("A book", "", "It was made.") == "A book. It was made."
    assert joined("A book!", "Draft") == "A book! Draft"
    assert joined("", "") == ""


def test_a_person_approved_on_the_day_of_the_last_signature(tmp_path: Path) -> None:
    write_book(tmp_path / "source" / "livre.docx", [("Anna", ["La mixité avance."]), ("Zoé", ["Merci."])])
    project = bt.open_project(tmp_path)
    bt.extract(project)
    keys = {entry.key: f"Text {place}" for place, entry in enumerate(bt.read_units(project))}
    bt.write_units(project, keys)
    for start, day in ((0, "2026-11-26"), (2, "2026-11-20")):  # the second chapter was signed first
        texts = {
            text_id(key): english(bt.parse(words)) for key, words in list(keys.items())[start : start + 2]
        }
        add(project.project, Approval("Anne Roy", f"{day}T18:40:00Z", "livre.docx", "", "en-GB", "", texts))
    made = making_of(project.project, tmp_path / "source" / "livre.docx")
    assert made.approved == (("Anne Roy", "26 November 2026"),)
