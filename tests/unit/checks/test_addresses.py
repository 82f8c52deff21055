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
            ("https://exemple.org/rapports/guide", "https://exemple.org/rapports/guides"),
            ("https://doi.org/10.123/ab.12-c3", "https://doi.org/10.123/xy.98-c3"),
            ("https://exemple.org/a#s5", "https://exemple.org/a"),
            ("https://exemple.org/fiche/12", "https://exemple.org/fiche/21"),
            ("https://exemple.org/manuals/WCAG2", "https://exemple.org/xmanuals/WCAG2"),
            ("https://exemple.org/guide", "https://autre.org/guide"),
            ("voir https://exemple.org/aide", "see https://exemple.org"),
        ],
        [
            ("voir https://exemple.org/a.", "see https://exemple.org/a, please"),
            ("voir (www.exemple.fr)", "see www.exemple.fr"),
            ("https://exemple.org/fr/page", "https://exemple.org/en/page"),
            ("https://exemple.org/index.fr.html", "https://exemple.org/"),
            ("https://exemple.org/a.fr.html", "https://exemple.org/a"),
            ("https://fr.exemple.org/a?lang=fr", "https://en.exemple.org/a?lang=en"),
            ("le domaine interne.exemple.org", "the domain internal.exemple.org"),
            # A page has a name in each language, its language is in the address, or its signs are in code.
            ("voir canada.ca/passeport", "see canada.ca/passport"),
            ("https://exemple.org/services-aux-jeunes", "https://exemple.org/youth-services"),
            ("https://exemple.org/fr/aide#seances", "https://exemple.org/en/help#sessions"),
            ("https://exemple.org/a/deed.fr", "https://exemple.org/a/"),
            ("https://exemple.org/a?l=fr-FR&b=1", "https://exemple.org/a?b=1"),
            ("https://exemple.org/a:b", "https://exemple.org/a%3Ab"),
            ("https://exemple.org/page-fra.aspx?id=1", "https://exemple.org/page-eng.aspx?id=1"),
            ("https://exemple.org/cours?no=1&c_locale=fr", "https://exemple.org/cours?no=1&c_locale=en"),
            ("https://exemple.org/a/index-fr.html", "https://exemple.org/a/index.html"),
            ("https://exemple.org/a?hl=fr&sjid=12-NA", "https://exemple.org/a?hl=en"),
            ("https://exemple.org/doc-fra.aspx?id=1&p=C#appC", "https://exemple.org/doc-eng.aspx?id=1"),
            ("https://exemple.org/a/README#donn%C3%A9es", "https://exemple.org/a/README"),
            ("https://exemple.gc.ca/a?id=3", "https://exemple.canada.ca/a?id=3"),
            ("https://www.exemple.org/guide", "https://github.com/exemple/guide"),
            ("nomdelarevue.exemple.org/contact", "titleofjournal.exemple.org/contact"),
            # The site beside one of its pages, a name that looks like an address, the text around one.
            ("Exemple (https://exemple.org), https://exemple.org/fr/a", "Exemple: https://exemple.org/a"),
            ("Votre compte Exemple.org", "Your account"),
            ("http://exemple.com/articles/", "http://example.com/articles"),
            ("http://USAGER:MOT_DE_PASSE@ADRESSE:PORT", "http://USER:PASSWORD@ADDRESS:PORT"),
            ("domain=~votredomaine.com", "domain=~yourdomain.com"),
            ("voir https://exemple.org/a[la page]", "see https://exemple.org/a[the page]"),
            ("(https://exemple.org/a). Fin", "(https://exemple.org/a).(See there)"),
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
            ("lancer mon_script.py", "run my_script.py"),
        ],
    ),
}


@pytest.mark.parametrize(("name", "source", "target"), wrong(TABLES))
def test_finds(name: str, source: str, target: str) -> None:
    assert [finding.name for finding in findings(name, source, target)][:1] == [name]


@pytest.mark.parametrize(("name", "source", "target"), right(TABLES))
def test_is_silent(name: str, source: str, target: str) -> None:
    assert findings(name, source, target) == []
