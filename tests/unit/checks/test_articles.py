import pytest

from tests.unit.checks.checking import Tables, findings, right, wrong

TABLES: Tables = {
    "article": (
        [
            ("un", "a apple"),
            ("un", "an member"),
            ("un", "a hour"),
            ("un", "an union"),
            ("un", "an one-off"),
            ("un", "An European law"),
            ("un", "a SME"),
            ("un", "an PDF"),
            ("un", "a 8-year plan"),
            ("un", "an 10-year plan"),
            ("un", "A implement was lost"),
        ],
        [
            ("un", "an apple, a member, an hour, a union, a European law"),
            ("un", "an SME, a PDF, an X-ray, an 11-year plan, a 10-year plan, an MP"),
            ("un", "a SIP server or an SIP server; a FAQ, an FAQ"),
            ("un", "a historic day, an historic day, a herb, an herb"),
            ("un", "an uninvited guest, a unit, a user, an unusual use, an umbrella, a ubiquitous one"),
            ("un", "level A and AA, plan A is on, vitamin A in milk"),
            ("un", "a once-in-a-lifetime trip, an only child, an onion"),
            ("un", "U.S.A. agencies and J. A. Exley"),
            ("un", "a SQL query, an SQL query; a url, an urn; in team A implementation is slow"),
            ("un", "a eulogy, a ewe, an Ewan; a usual thing, an usher"),
        ],
    ),
    "leftover": (
        [
            ("un", "one [X1X] two"),
            ("un", "TODO one"),
            ("un", "one ???"),
            ("un", "one XXX"),
            ("un", "one {{name}}"),
            ("un", "one [to translate: deux]"),
            ("un", "write to [INSERT ADDRESS]"),
            ("à [INSÉRER UNE ADRESSE]", "to [INSERT ADDRESS] and [INSERT NAME]"),
            ("à [INSÉRER UNE ADRESSE]", "to [X1X]"),
        ],
        [
            ("TODO un", "TODO one"),
            ("à [INSÉRER UNE ADRESSE]", "to [INSERT ADDRESS]"),
            ("Quoi ??", "What??"),
            ("un", "one (see the to-do list)"),
            ("un", "XX century, size XXL, [sic]"),
        ],
    ),
}


@pytest.mark.parametrize(("name", "source", "target"), wrong(TABLES))
def test_finds(name: str, source: str, target: str) -> None:
    assert [finding.name for finding in findings(name, source, target)][:1] == [name]


@pytest.mark.parametrize(("name", "source", "target"), right(TABLES))
def test_is_silent(name: str, source: str, target: str) -> None:
    assert findings(name, source, target) == []
