import pytest

from booktranslate.glossary import Glossary, Term
from tests.unit.checks.checking import Tables, findings, right, wrong

GLOSSARY = Glossary(
    (
        Term("adhérent", "member", "noun", forbidden=("adherent",)),
        Term("appel à projets", "call for proposals", "noun", forbidden=("call to projects", "project call")),
        Term(
            "formation",
            "training",
            "mass noun",
            forbidden=("formation",),
            note="“Course” where one is counted.",
        ),
        Term("PME", "SME", "acronym", case_sensitive=True, forbidden=("PME",)),
        Term("animer un réseau", "run a network", "verb", forbidden=("animate a network",)),
        Term("président", "chair", "noun"),
        Term("filière", "industry sector", "noun"),
        Term("labellisation", "accreditation", "mass noun"),
        Term("syndicat professionnel", "trade association", "noun", forbidden=("trade union",)),
        Term("syndicat", "trade union", "noun"),
        Term("Cap Bassins", "Cap Bassins", "name", case_sensitive=True, keep=True),
        Term("Bpifrance", "Bpifrance", "name", case_sensitive=True, keep=True),
    )
)
TABLES: Tables = {
    "terminology": (
        [
            ("Nos adhérents", "Our adherents"),
            ("un appel à projets", "a tender"),
            ("la formation", "teaching"),
            ("les PME", "small firms"),
            ("la présidente", "the president"),
            ("la présidente de la chaîne", "the president of the chain"),
            ("chez Women in Formation", "at Women in Teaching"),
        ],
        [
            ("Nos adhérents", "Our members"),
            ("deux appels à projets", "two calls for proposals"),
            ("deux formations", "two courses"),
            ("les PME", "SMEs"),
            ("elle anime un réseau", "she is running a network"),
            ("la présidente", "the chair"),
            ("la labellisation", "accredited projects"),
            ("nos filières", "our sectors"),
            ("rien", "nothing"),
            ("chez Women in Formation", "at Women in Formation"),
        ],
    ),
    "forbidden": (
        [
            ("Nos adhérents", "Our adherents"),
            ("un appel à projets", "a call to projects"),
            ("des appels à projets", "two project calls"),
            ("la formation", "the formation"),
            ("une PME", "a PME"),
            ("un syndicat professionnel", "a trade union"),
            ("une formation chez Women in Formation", "a formation at Women in Formation"),
            ("Formation en Formation", "Formation in Formation"),
        ],
        [
            ("Nos adhérents", "Our members"),
            ("d’Adherent for Formation", "of Adherent for Formation"),
            ("une formation chez Women in Formation", "training at Women in Formation"),
            ("la formation", "information on training"),
            ("une PME", "an SME"),
            ("un appel à projets", "a call for proposals"),
            ("rien", "adherent formation"),
            ("un syndicat professionnel et un syndicat", "a trade association and a trade union"),
        ],
    ),
    "notranslatewords": (
        [
            ("chez Cap Bassins", "at Cape Basins"),
            ("Cap Bassins recrute", "The cluster is hiring"),
            ("Bpifrance nous aide", "The bank helps us"),
            ("avec Bpifrance", "with BPI France"),
            ("Cap Bassins et Bpifrance", "Cap Bassins and the bank"),
        ],
        [
            ("chez Cap Bassins", "at Cap Bassins"),
            ("Bpifrance nous aide", "Bpifrance helps us"),
            ("chez CAP BASSINS", "at CAP BASSINS"),
            ("avec <b>Bpifrance</b>", "with <b>Bpifrance</b>’s help"),
            ("le cap", "the cape"),
        ],
    ),
}


@pytest.mark.parametrize(("name", "source", "target"), wrong(TABLES))
def test_finds(name: str, source: str, target: str) -> None:
    assert [finding.name for finding in findings(name, source, target, GLOSSARY)][:1] == [name]


@pytest.mark.parametrize(("name", "source", "target"), right(TABLES))
def test_is_silent(name: str, source: str, target: str) -> None:
    assert findings(name, source, target, GLOSSARY) == []


def test_the_message_names_what_the_note_allows() -> None:
    (finding,) = findings("terminology", "la formation", "teaching", GLOSSARY)
    assert "“training” (or “Course”" in finding.message
