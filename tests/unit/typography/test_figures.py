"""Numbers, ranges, per cent and money."""

import pytest

from booktranslate.model import parse
from booktranslate.typography import polish

N, NARROW, THIN = "\u00a0", "\u202f", "\u2009"

BOTH = [
    ("2 500 people", "2,500 people"),
    (f"2{N}500", "2,500"),
    (f"2{NARROW}500{THIN}000", "2,500,000"),
    ("2 500,75", "2,500.75"),
    ("3,5", "3.5"),
    ("0,125", "0.125"),
    ("3<b>,5</b> km", "3<b>.5</b> km"),
    ("<b>2</b> 500", "<b>2</b>,500"),
    ("between 3,5 and 4,2", "between 3.5 and 4.2"),
    ("–7,3 %", "–7.3%"),
    ("3,5 %", "3.5%"),
    ("+12,5 %", "+12.5%"),
    ("1.234,56 €", "€1,234.56"),
    ("2 000-2 500 boxes", "2,000–2,500 boxes"),
    (f"<b>3,5{NARROW}%</b>", "<b>3.5%</b>"),
    ("5 ‰", "5‰"),
    ("2020-2024", "2020–2024"),
    ("2024-25", "2024–25"),
    ("10-15 %", "10–15%"),
    ("10 - 15 people", "10–15 people"),
    ("12 €", "€12"),
    (f"2{NARROW}500{N}€", "€2,500"),
    ("450 k€", "€450k"),
    ("12 million €", "€12 million"),
    ("€ 12", "€12"),
    ("12 $ and 5 £", "$12 and £5"),
    ("1 200 €/h", "€1,200/h"),
]
BRITISH = [
    ("12 M€", "€12m"),
    (f"3,5{N}Md€", "€3.5bn"),
    ("2 Mds€", "€2bn"),
    ("10-15 M€", "€10–15m"),
    ("from 10 to 15 M€", "from €10m to €15m"),
    ("<b>12</b> M€", "<b>€12</b>m"),
    ("12<b> M€</b>", "€12<b>m</b>"),
    ("1<b>2</b> M€", "€1<b>2</b>m"),
    ("a (12 M€) project", "a (€12m) project"),
]
AMERICAN = [
    ("12 M€", "€12 million"),
    ("3,5 Md€", "€3.5 billion"),
    ("<b>12</b> M€", "<b>€12</b> million"),
    ("between 10 and 15 M€", "between €10 million and €15 million"),
]
STAYS = [
    "a Boeing 737-800",
    "phone 800 555 123",
    "call us now on 555 123",
    "Tel.01 23 45 67 89",
    "at 01\u201123\u201145\u201167\u201189",
    "Tel. 418 555 0123",
    "2,500 people",
    "2024",
    "in 2024 300 people came",
    "on 12 May 300 people and on May 12 300 people",
    "(3,5)",
    "pages 3,5 and 7",
    "the points 3,5, 7",
    "1,2-dichloroethane",
    "01 23 45 67 89",
    "+33 123 456 789",
    "SIREN 123 456 789",
    "75 001 Paris",
    "ISO 14 001",
    "12<fn1/> 500",
    "12<br/>500",
    "Act no. 2021-1774",
    "article L. 225-37",
    "ISO 9001-2015",
    "01-23-45",
    "2024-05-14",
    "2024-05",
    "24-7",
    "2020–2024",
    "€12m, €3.5bn, €450k, €12",
    "12 € 50",
    "100%",
    "version 3.5",
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
