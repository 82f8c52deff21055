"""How English writes the figures of a French text."""

import pytest

from booktranslate.language import quantities
from booktranslate.language.english_figures import english_form, with_english_figures


@pytest.mark.parametrize(
    ("french", "british", "american"),
    [
        ("20 h 30", "8:30 pm", "8:30 p.m."),
        ("8 h", "8 am", "8 a.m."),
        ("1 800", "1,800", "1,800"),
        ("1800", "1800", "1800"),
        ("3,5 %", "3.5%", "3.5%"),
        ("62 k€", "€62k", "€62k"),
        ("1,5 M€", "€1.5m", "€1.5 million"),
        ("2 Md€", "€2bn", "€2 billion"),
        ("2 millions", "2 million", "2 million"),
        ("3 mai", "3 May", "May 3"),
        ("XXIe", "21st", "21st"),
        ("03.04.2021", "03.04.2021", "04.03.2021"),
        ("le 12 fevrier", "12 February", "February 12"),
        ("12mW", "12", "12"),
    ],
)
def test_a_figure(french: str, british: str, american: str) -> None:
    (one,) = quantities.french(french)
    assert (english_form(one), english_form(one, "en-US")) == (british, american)


@pytest.mark.parametrize(
    ("french", "given"),
    [
        ("2\u202f500 personnes, 3,5\u00a0% et 12 000,50", "2,500 personnes, 3.5% et 12,000.50"),
        ("2\u202f500, puis 1,2,3 et 2023", "2,500, puis 1,2,3 et 2023"),
        ("connu [3,5] et [2, 7], à 3,5", "connu [3,5] et [2, 7], à 3.5"),
        ("62 k€ et 12 euros", "€62k et €12"),
        ("à 8 h 30, pour 8 h de travail", "à 8:30, pour 8 h de travail"),
        ("35 000 Rennes et 35 000 habitants", "35 000 Rennes et 35,000 habitants"),
        ("le 3 mai au XXIe siècle", "le 3 mai au XXIe siècle"),
        ("2,5 millions d’euros", "2,5 millions d’euros"),
        ("0 800 12 34 56", "0 800 12 34 56"),
        ("0800 123 456", "0800 123 456"),
        ("01 02 03 04 05", "01 02 03 04 05"),
        ("https://exemple.fr/1,5", "https://exemple.fr/1,5"),
    ],
)
def test_a_text_for_an_engine(french: str, given: str) -> None:
    assert with_english_figures(french) == given
