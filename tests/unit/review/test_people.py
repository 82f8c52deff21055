"""Who was sent what, and what has come back."""

from pathlib import Path

from booktranslate.config import Project
from booktranslate.review.people import holdings, note_back
from booktranslate.review.sent import Store


def test_files_that_came_back_are_listed_whatever_their_names(tmp_path: Path) -> None:
    project = Project(tmp_path)
    about = {"title": "livre", "document": "livre.docx", "chapter": "livre", "reviewer": "Zoé Exemple"}
    sent = Store(project).note(project="1" * 12, pack="2" * 12, **about, forms=("po",), texts=("3" * 12,))
    for name in ("livre.po", "pasted\u2028name\x85.po"):
        note_back(sent, name, 1, 1)
    (held,) = holdings(project)
    assert [each.name for each in held.back] == ["livre.po", "pasted\u2028name\x85.po"]


def test_packs_of_the_same_second_stay_in_the_order_of_sending(tmp_path: Path) -> None:
    project = Project(tmp_path)
    for number in range(9, 0, -1):  # the ids are random
        about = {"document": "livre.docx", "chapter": "livre", "reviewer": "Zoé Exemple", "forms": ("po",)}
        Store(project).note(
            project="1" * 12, pack=str(number) * 12, title=f"{10 - number}", texts=(), **about
        )
    assert [each.title for each in holdings(project)] == [str(number) for number in range(1, 10)]
