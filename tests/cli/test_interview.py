"""Interviews on the command line: what `inspect` understood, what the notes say, what the project can say."""

from tests.cli.bench import Bench

INTERVIEW = [
    "# Anne Roy",
    "*Comment êtes-vous venue au verre ?*",
    "Par hasard. Et qui m’aurait retenue ?",
    "*Parlez-nous de votre four.*",
    "Je l’ai construit avec mon frère.",
    "*Et demain ?*",
    "Demain, je recommence.",
]


def test_inspect_shows_who_asks_and_who_answers(bench: Bench) -> None:
    bench.write_book(INTERVIEW)
    shown = bench.run("inspect", "source/livre.docx").out
    assert (
        "Interview: 3 questions and 3 answers, recognised by: the formatting of questions (Normal bold) (3)."
        in shown
    )
    assert "  3 answers by Anne Roy" in shown
    assert bench.run("inspect", "source/livre.docx", "--json").json["interview"] == {
        "questions": 3,
        "answers": 3,
        "speakers": {"Anne Roy": 3},
        "evidence": ["the formatting of questions (Normal bold) (3)"],
    }


def test_inspect_says_that_there_is_no_interview(bench: Bench) -> None:
    assert (
        "Interview: none (nobody asks somebody who answers)." in bench.run("inspect", "source/livre.docx").out
    )


def test_the_notes_say_the_roles_and_a_project_can_switch_them_off(bench: Bench) -> None:
    bench.write_book(INTERVIEW)
    bench.run("extract")
    notes = {entry.msgid: entry.comment.splitlines()[-1] for entry in bench.po}
    assert notes["Parlez-nous de votre four."] == "Question"
    assert notes["Demain, je recommence."] == "Answer by Anne Roy"
    bench.review({"Demain, je recommence.": "Tomorrow I start again."})
    (bench.folder / "booktranslate.toml").write_text("[interview]\ndetect = false\n", "utf-8")
    bench.run("extract")
    told = {entry.comment.splitlines()[-1] for entry in bench.po}
    assert told == {"Heading (style heading 1)", "Paragraph", "Document property"}
    kept = {entry.msgid: entry.msgstr for entry in bench.po if entry.msgstr}
    assert kept == {"Demain, je recommence.": "Tomorrow I start again."}
    assert "switched off in booktranslate.toml" in bench.run("inspect", "source/livre.docx").out


def test_a_question_is_no_talk_about_the_one_who_answers(bench: Bench) -> None:
    """« ses outils » in a question are anybody's: no false alarm of gender, style or not."""
    more = ["Présidente des verriers.", "*Et ses outils ?*", "Je les garde."]
    bench.write_book([*INTERVIEW, *more])
    bench.run("extract")
    chair = {"Présidente des verriers.": "Chair of the glassmakers."}
    bench.review({"Et ses outils ?": "What about his tools?", **chair})
    findings = bench.run("check", "--json", expect=1).json
    assert {found["name"] for found in findings} == {"untranslated"}
