"""Who asks and who answers, in documents of many conventions; no roles where there is no interview."""

from dataclasses import replace
from pathlib import Path

import pytest

from booktranslate.book.interview import Understood
from booktranslate.book.units import chapters, interview_of, open_document
from booktranslate.config import Project
from booktranslate.config_tables import Interview, Speaker
from booktranslate.glossary import Glossary
from booktranslate.notes import read
from tests.unit.book.interview.conventions import INTERVIEWS, OTHERS, Convention, document

SETTINGS = Interview()


def understood(case: Convention, folder: Path, settings: Interview = SETTINGS) -> Understood:
    project = replace(Project(folder), interview=settings)
    return interview_of(project, open_document(project, case.write(folder)))


def roles(case: Convention, folder: Path, settings: Interview = SETTINGS) -> list[tuple[str, str]]:
    """The role and the words of each text."""
    project = replace(Project(folder), interview=settings)
    document = open_document(project, case.write(folder))
    found = interview_of(project, document).roles
    flat = [role for chapter in found for role in chapter]
    return [
        ("Q" if role.question else f"A {role.speaker}".strip() if role.answer else "-", passage.text.plain)
        for role, passage in zip(flat, document.passages, strict=True)
    ]


@pytest.mark.parametrize("case", INTERVIEWS + OTHERS, ids=lambda case: case.name)
def test_each_paragraph_has_its_role(case: Convention, tmp_path: Path) -> None:
    assert roles(case, tmp_path) == case.expected


@pytest.mark.parametrize("case", OTHERS, ids=lambda case: case.name)
def test_where_there_is_no_interview_nothing_is_understood(case: Convention, tmp_path: Path) -> None:
    found = understood(case, tmp_path)
    assert (found.questions, found.answers, found.speakers) == (0, 0, {})


def test_the_notes_of_the_units_say_the_roles(tmp_path: Path) -> None:
    case = INTERVIEWS[0]
    project = Project(tmp_path)
    found = chapters(project, open_document(project, case.write(tmp_path)), Glossary())
    told = [read(unit.notes) for chapter in found for unit in chapter.units]
    names = {"Q": ("Question", ""), "A": ("Answer", "Claire Fontanel")}
    expected = [names[role[0]] for role, _ in case.expected if role != "-"]
    assert [(one.role, one.speaker) for one in told if one.is_interview] == expected
    assert told[2].chapter == "Claire Fontanel"


def test_roles_change_no_key(tmp_path: Path) -> None:
    """What is understood of an interview is told in notes: no translation is lost when it changes."""
    keys = []
    for detect in (True, False):
        project = replace(Project(tmp_path), interview=Interview(detect))
        found = chapters(project, open_document(project, INTERVIEWS[1].write(tmp_path)), Glossary())
        keys.append([unit.key for chapter in found for unit in chapter.units])
    assert keys[0] == keys[1]


def test_evidence_says_what_the_roles_rest_on(tmp_path: Path) -> None:
    found = understood(INTERVIEWS[0], tmp_path)
    assert found.evidence == ("the formatting of questions (Normal bold) (4)",)
    assert (found.questions, found.answers) == (4, 6)
    assert found.speakers == {"Claire Fontanel": 6}
    assert understood(INTERVIEWS[1], tmp_path).evidence == ("labels of speakers (4)",)


def test_a_project_can_switch_it_off(tmp_path: Path) -> None:
    assert {role for role, _ in roles(INTERVIEWS[0], tmp_path, Interview(detect=False))} == {"-"}


SAID = document(
    "said",
    """
- > # Le chantier
Q > BT Le chantier a pris du retard.
A Odile Mercier > OM Le béton gelait.
Q > BT Et l’acier.
A Odile Mercier > OM L’acier aussi.
""",
)


def test_a_project_can_say_who_speaks_by_which_label(tmp_path: Path) -> None:
    speakers = (Speaker("Odile Mercier", "f", "OM"), Speaker("Basile Thomas", label="BT", asks=True))
    labelled = replace(SAID, lines=tuple((role, text.replace("BT ", "BT : ")) for role, text in SAID.lines))
    labelled = replace(
        labelled, lines=tuple((role, text.replace("OM ", "OM : ")) for role, text in labelled.lines)
    )
    assert {role for role, _ in roles(labelled, tmp_path)} == {"-"}
    assert roles(labelled, tmp_path, Interview(speakers=speakers)) == labelled.expected


def test_a_project_can_say_the_style_of_questions(tmp_path: Path) -> None:
    case = document(
        "chapo",
        """
- > # Jeanne Pascal
Q > Chapo| Le matin
A Jeanne Pascal > Le café, puis le courrier.
Q > Chapo| Le soir
A Jeanne Pascal > La clef sous la porte.
""",
    )
    assert {role for role, _ in roles(case, tmp_path)} == {"-"}
    assert roles(case, tmp_path, Interview(questions=("chapeau",))) == case.expected


def test_a_chapter_that_is_no_interview_has_no_roles_in_a_book_of_interviews(tmp_path: Path) -> None:
    case = document(
        "book",
        "\n".join(
            [
                *(f"{role} > {text}" for role, text in INTERVIEWS[0].lines),
                *(f"{role} > {text}" for role, text in OTHERS[0].lines),
            ]
        ),
    )
    assert roles(case, tmp_path) == case.expected


def test_the_heading_is_no_speaker_when_it_names_nobody(tmp_path: Path) -> None:
    lines = tuple(
        (role.replace(" Claire Fontanel", ""), text.replace("# Claire Fontanel", "# Cosmetic Valley"))
        for role, text in INTERVIEWS[0].lines
    )
    case = Convention("valley", lines)
    assert roles(case, tmp_path) == case.expected
