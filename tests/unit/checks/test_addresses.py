import pytest

from tests.unit.checks.checking import Tables, findings, right, wrong

TABLES: Tables = {
    "urls": (
        [
            ("voir https://exemple.org/a", "see https://exemple.org/b"),
            ("voir www.exemple.fr", "see our site"),
            ("voir exemple.fr.", "see example.com."),
            ("le site", "the site, https://exemple.org"),
            ("https://exemple.org/a?b=1", "https://exemple.org/a"),
        ],
        [
            ("voir https://exemple.org/a.", "see https://exemple.org/a, please"),
            ("voir (www.exemple.fr)", "see www.exemple.fr"),
            ("https://exemple.org/fr/page", "https://exemple.org/en/page"),
            ("https://exemple.org/index.fr.html", "https://exemple.org/"),
            ("https://exemple.org/a.fr.html", "https://exemple.org/a"),
            ("https://fr.exemple.org/a?lang=fr", "https://en.exemple.org/a?lang=en"),
            ("le domaine interne.exemple.org", "the domain internal.exemple.org"),
            ("http://exemple.org", "https://exemple.org/"),
            ("Oui.Non", "Yes.No"),
            ("a@exemple.org", "mail b@exemple.org"),
        ],
    ),
    "emails": (
        [
            ("Écrire à a@exemple.org", "Write to b@exemple.org"),
            ("a@exemple.org", "us"),
            ("nous", "us@exemple.org"),
            ("x.y@exemple.example.org", "x@exemple.example.org"),
            ("a@exemple.org", "a@example.org"),
        ],
        [
            ("Écrire à a@exemple.org.", "Write to a@exemple.org!"),
            ("A@exemple.org", "a@exemple.org"),
            ("à @compte", "to @account"),
            ("rien", "nothing"),
            ("(a@exemple.org)", "“a@exemple.org”"),
        ],
    ),
    "filepaths": (
        [
            ("ouvrir livre.docx", "open book.docx"),
            ("dans plan/notes.pdf", "in the notes"),
            ("le fichier", "the file a.csv"),
            ("image.png", "picture.png"),
            ("a.zip et b.zip", "a.zip"),
        ],
        [
            ("ouvrir livre.docx", "open livre.docx"),
            ("plan/notes.pdf.", "“plan/notes.pdf”"),
            ("un pdf", "a PDF"),
            ("https://exemple.org/a.pdf", "the file"),
            ("LIVRE.DOCX", "livre.docx"),
        ],
    ),
}


@pytest.mark.parametrize(("name", "source", "target"), wrong(TABLES))
def test_finds(name: str, source: str, target: str) -> None:
    assert [finding.name for finding in findings(name, source, target)][:1] == [name]


@pytest.mark.parametrize(("name", "source", "target"), right(TABLES))
def test_is_silent(name: str, source: str, target: str) -> None:
    assert findings(name, source, target) == []
