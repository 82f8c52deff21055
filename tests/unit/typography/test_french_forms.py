"""Dates, times, ordinals and abbreviations."""

import pytest

from booktranslate.model import parse
from booktranslate.typography import polish

N = "\u00a0"

BOTH = [
    ("mars 2024", "March 2024"),
    ("at 8 h 30", "at 8:30"),
    (f"at 18{N}h{N}30", "at 18:30"),
    ("at 8h30", "at 8:30"),
    ("at 8h30, not at 11.40 pm", "at 8:30, not at 11:40 pm"),
    ("from 9 h to 17 h", "from 9:00 to 17:00"),
    ("8 h 30", "8:30"),
    (f"at 11.40{N}pm, 9.05 a.m. and 8.30am", f"at 11:40{N}pm, 9:05 a.m. and 8:30am"),
    ("version 11.40 pmx, 3.11.40 pm", "version 11.40 pmx, 3.11.40 pm"),
    ("<b>8</b> h 30", "<b>8</b>:30"),
    ("1er", "1st"),
    ("1<sup>re</sup> intake", "1<sup>st</sup> intake"),
    ("2e, 2nde, 3ème, 11e, 22e", "2nd, 2nd, 3rd, 11th, 22nd"),
    ("XXIe century", "21st century"),
    ("the XIX<sup>e</sup> century", "the 19<sup>th</sup> century"),
    ("Ve century", "5th century"),
    ("2d round, 2ndes, 3ième", "2nd round, 2nd, 3rd"),
    ("1ere, XIXème century", "1st, 19th century"),
    ("n° 5", "no. 5"),
    ("article no 12", "article no. 12"),
    ("no 12", "no. 12"),
    ("There is no 12 here.", "There is no 12 here."),
    ("Pr Roux", "Prof. Roux"),
    ("N°5", f"No.{N}5"),
    ("p. ex. this, c.-à-d. that", "e.g. this, i.e. that"),
]
BRITISH = [
    ("M. and Mme Durand", "Mr and Ms Durand"),
    ("Mmes Durand and Roux", "Ms Durand and Roux"),
    ("12 mars 2024", "12 March 2024"),
    ("mardi 14 mai 2024", "Tuesday 14 May 2024"),
    ("12–14 juin", "12–14 June"),
    ("1<sup>er</sup> janvier 2024", "1<sup></sup> January 2024"),
    ("M. Roux and Mme Roux", "Mr Roux and Ms Roux"),
    ("M. Œuvrard, Mme Œuvrard", "Mr Œuvrard, Ms Œuvrard"),
    ("M. et Mme Roux", "Mr and Ms Roux"),
    ("M. de Roux, Mme d’Aubrac", "Mr de Roux, Ms d’Aubrac"),
    (f"MM.{N}Roux, Mlle Roux", f"Messrs{N}Roux, Ms Roux"),
]
AMERICAN = [
    ("12 mars 2024", "March 12, 2024"),
    ("12 mars", "March 12"),
    ("29 mai 1453, mai 1453", "May 29, 1453, May 1453"),
    ("mardi 14 mai 2024", "Tuesday, May 14, 2024"),
    ("12 and 13 juin 2024", "June 12 and 13, 2024"),
    ("1<sup>er</sup> janvier 2024", "January<sup></sup> 1, 2024"),
    ("M. Roux and Mme Roux", "Mr. Roux and Ms. Roux"),
    ("M. and Mme Roux", "Mr. and Ms. Roux"),
]
STAYS = [
    "12 March 2024",
    "March 12, 2024",
    "the Mars 2024 mission",
    "a 24 h shift",
    "after 1 h 30 of talks",
    "from 2 h to 3 h of training",
    "at 8:30, at 5:50 am, in 5.50 amps",
    "Xe is xenon, Me too",
    "François Ier",
    "1st, 2nd, 21st",
    "the code 3e-5 and A2e",
    "Jean M. Roux, W. M. Roux",
    "<g1>M. E.</g1> – Yes.",
    "plan M. The end",
    "Mr Roux, Ms Roux, no. 5",
]


@pytest.mark.parametrize(("before", "after"), BOTH + BRITISH)
def test_becomes_british(before: str, after: str) -> None:
    assert str(polish(parse(before), "en-GB")) == after


@pytest.mark.parametrize(("before", "after"), BOTH + AMERICAN)
def test_becomes_american(before: str, after: str) -> None:
    assert str(polish(parse(before), "en-US")) == after


@pytest.mark.parametrize("text", STAYS)
def test_stays(text: str) -> None:
    assert str(polish(parse(text), "en-GB")) == text
