import pytest
from checking import Tables, findings, right, wrong

from booktranslate.glossary import Glossary, Term

TABLES: Tables = {
    "acronyms": (
        [
            ("Le CNRS nous aide.", "The national centre helps us."),
            ("un projet de l’ANR", "a project"),
            ("la SNCF et la RATP", "the SNCF"),
            ("notre PLU", "our plan"),
            ("Le GIE compte", "The group counts"),
        ],
        [
            ("Le CNRS nous aide.", "The CNRS helps us."),
            ("l’UE finance", "the EU pays"),
            ("au XXI siècle", "in this century"),
            ("des combinaisons XS", "extra-small coveralls"),
            ("62 k€ et 3 M€", "€62k and €3m"),
            ("LA PHOTONIQUE EN BREF", "Photonics in brief"),
            ("la TVA", "VAT"),
            ("la DRH", "the human resources director"),
        ],
    ),
    "names": (
        [
            ("Je suis Coumba Lecoutour.", "I am Coumba Lecouteur."),
            ("dit Azalaïs Peyrecave", "says Azalais Peyrecave"),
            ("une réunion à Lannion", "a meeting in Lanion"),
            ("on vit bien à Guingamp", "life is good"),
            ("avec Mme Delobel, à Roubaix", "with her, in Roubaix"),
            ("Il vit en Bretagne.", "He lives in Normandy."),
        ],
        [
            ("Je suis Coumba Lecoutour.", "I am Coumba Lecoutour."),
            ("avec Mme Vannina Pietrucci", "with Ms Pietrucci"),
            ("Il vit en Bretagne.", "He lives in Brittany."),
            ("la Commission européenne", "the European Commission"),
            ("Oui. Après, on verra.", "Yes. We shall see."),
            ("un Granvillais plutôt raide", "a rather stiff man from Granville"),
            ("« Voilà. » Elle rit.", "“There.” She laughs."),
            ("des coquilles Saint-Jacques", "scallops"),
            ("dans les Alpes", "in the Alps"),
            ("mon bureau à Bruxelles", "my office in Brussels"),
            ("LE HAVRE ET DAKAR", "Two ports"),
            ("Le pôle : Pourquoi lui ?", "The cluster: why?"),
        ],
    ),
}


def test_a_glossary_term_is_no_business_of_these_checks() -> None:
    glossary = Glossary((Term("PME", "SME", "acronym"), Term("Commission Ducable", "Ducable panel", "name")))
    assert findings("acronyms", "une PME", "an SME", glossary) == []
    assert findings("names", "la Commission Ducable", "the panel", glossary) == []


@pytest.mark.parametrize(("name", "source", "target"), wrong(TABLES))
def test_finds(name: str, source: str, target: str) -> None:
    assert [finding.name for finding in findings(name, source, target)][:1] == [name]


@pytest.mark.parametrize(("name", "source", "target"), right(TABLES))
def test_is_silent(name: str, source: str, target: str) -> None:
    assert findings(name, source, target) == []
