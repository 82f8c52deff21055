import pytest

from tests.unit.checks.checking import Tables, findings, right, wrong

TABLES: Tables = {
    "zero-width-space": (
        [
            ("un mot", "a\u200b word"),
            ("un mot", "\ufeffa word"),
            ("un mot", "a wo\u00adrd"),
            ("un mot", "a\u2060 word"),
            ("un mot", "a\u200dword"),
        ],
        [
            ("un mot", "a word"),
            ("un\u200b mot", "a\u200b word"),
            ("mo\u00adt", "wo\u00adrd"),
            ("un mot", "a\u00a0word"),
            ("café", "café"),
        ],
    ),
    "bidi-control": (
        [
            ("un mot", "a \u202eword"),
            ("un mot", "a \u200fword"),
            ("un mot", "a \u2066word"),
            ("un mot", "\u202aa word"),
            ("un mot", "a word\u200e"),
        ],
        [
            ("un mot", "a word"),
            ("un \u200emot", "a \u200eword"),
            ("שלום", "שלום"),
            ("un mot", "a “word”"),
            ("un mot", "a\u200bword"),
        ],
    ),
    "corrupted": (
        [
            ("été", "Ã©tÃ©"),
            ("l’an", "itâ€™s"),
            ("un mot", "a \ufffd"),
            ("un mot", "a \x07word"),
            ("20 °C", "20Â°C"),
            ("un mot", "a \ufdd0word"),
            ("un mot", "a word\U0001ffff"),
            ("un mot", "a \u0378word"),
        ],
        [
            ("été", "été"),
            ("Âge", "Âge d’or"),
            ("un mot", "a\tword\n"),
            ("a\ufffd", "a\ufffd"),
            ("São", "São Paulo, AÃO"),
            ("bravo", "well done \U0001faff\U0001fc05"),  # emoji that Unicode may have one day
            ("\U00016fff", "\U00016fff"),
        ],
    ),
    "no-break-space": (
        [
            ("un mot", "a good\u00a0word"),
            ("une idée", "the\u202fidea here"),
            ("la mer", "the\u00a0sea"),
            ("il est là", "he\u00a0is there"),
            ("oui et non", "yes\u00a0and no"),
        ],
        [
            ("10 km", "10\u00a0km"),
            ("M. Dupont", "Mr\u00a0Dupont"),
            ("N. K.", "N.\u00a0K. spoke"),
            ("page 2", "page\u00a0two"),
            ("un mot", "a word"),
            ("tableau – suite", "table\u00a0– continued"),
            ("Le\u00a0Havre", "Le\u00a0Havre"),
        ],
    ),
}


@pytest.mark.parametrize(("name", "source", "target"), wrong(TABLES))
def test_finds(name: str, source: str, target: str) -> None:
    assert [finding.name for finding in findings(name, source, target)][:1] == [name]


@pytest.mark.parametrize(("name", "source", "target"), right(TABLES))
def test_is_silent(name: str, source: str, target: str) -> None:
    assert findings(name, source, target) == []
