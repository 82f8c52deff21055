"""Titles before names."""

import pytest

from booktranslate.language.titles import is_title, untitled


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("M. Paul Roy", "Paul Roy"),
        ("Mme\u00a0Anne Roy", "Anne Roy"),
        ("Mme. Anne Roy", "Anne Roy"),
        ("Mmes Roy", "Roy"),
        ("Dr. Petit", "Petit"),
        ("Pr Petit", "Petit"),
        ("Madame Roy", "Roy"),
        ("Me X", "X"),
        ("M. D.", "M. D."),
        ("Monsieur le maire", "Monsieur le maire"),
        ("Docteur", "Docteur"),
        ("Marc Roy", "Marc Roy"),
    ],
)
def test_a_name_without_its_title(name: str, bare: str) -> None:
    assert untitled(name) == bare


def test_titles() -> None:
    assert all(map(is_title, ("M.", "Mme", "Mlles", "Dr", "Madame")))
    assert not any(map(is_title, ("Martin", "Mer", "Roy")))
