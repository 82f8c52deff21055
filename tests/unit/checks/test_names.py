import pytest

from booktranslate.checks import CheckSettings, run
from booktranslate.glossary import Glossary, Term
from booktranslate.model import State, Translation, Unit, parse
from tests.unit.checks.checking import Tables, findings, right, wrong

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
            ("POUR ALLER PLUS LOIN Le paquet", "GOING FURTHER The package"),
            ("ATTENTION aux bruits", "BEWARE of noise"),
            ("l’OMC et l’EEE", "the WTO and the EEA"),
            ("la CRDPH de 2007", "the CRPD of 2007"),
            ("un RDV par SMS", "an appointment by text"),
            ("la TVA", "VAT"),
            ("la DRH", "the human resources director"),
        ],
    ),
    "names": (
        [
            ("Je suis Coumba Lecoutour.", "I am Coumba Lecouteur."),
            ("dit Azalaïs Peyrecave", "says Azalais Peyrecave"),
            ("une réunion à Lannion", "a meeting in Lanion"),
            ("Mais, M. Bovéra, dit-elle", "But Mr Bovra, she said"),
            ("dit madame Pomais", "said Mrs Pomas"),
            ("Il vit en Bretagne.", "He lives in Normandy."),
        ],
        [
            ("Je suis Coumba Lecoutour.", "I am Coumba Lecoutour."),
            ("avec Mme Vannina Pietrucci", "with Ms Pietrucci"),
            ("Il vit en Bretagne.", "He lives in Brittany."),
            ("la Politique de sécurité", "the security policy"),
            ("démarrer Vexal Configurateur", "start the Vexal Configurator"),
            ("les critères d’Exploitabilité", "criteria of Exploitability"),
            (
                "voir l’Échange de ressources et les Procédures",
                "see the exchange of resources and the Procedures",
            ),
            ("EN PRATIQUE Réduire une partition", "IN PRACTICE Shrinking a partition"),
            ("la touche Entrée", "the Enter key"),
            ("menu Édition → Sélectionner", "Edit menu → Select"),
            ("à Ploumanac'h-l'Abbaye", "in Ploumanac’h-l’Abbaye"),
            ("l’épée de Damoclès", "the sword of Damocles"),
            ("la Saint-Barthélemy", "St. Bartholomew’s day"),
            ("le gouvernement du Canada", "the Canadian government"),
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
    "missing-name": (
        [
            ("on vit bien à Guingamp", "life is good"),
            ("avec Mme Delobel, à Roubaix", "with her, in Roubaix"),
        ],
        [
            ("à Guingamp", "in Guingamp"),
            ("à Guingamp", "in Gingamp"),
            ("la Politique de sécurité", "the policy"),
            ("l’Avis de confidentialité", "the privacy notice"),
            ("la Liste des Electeurs", "the voter list"),
            ("il a dit : Malheureusement non", "he said: unfortunately not"),
            ("[00:06] Aujourd’hui", "[00:06] Today"),
        ],
    ),
}


def test_several_names_that_are_missing() -> None:
    (finding,) = findings("missing-name", "de Guingamp à Roubaix", "from one town to another")
    assert finding.message.startswith("The names “Guingamp” and “Roubaix” of the French text are not in the")


def test_each_acronym_is_reported_once() -> None:
    unit = (Unit(parse("notre PLU")), Translation(parse("our plan"), State.REVIEWED))
    found = run([unit, unit], Glossary(), CheckSettings())
    assert [(index, one.severity) for index, one in found if one.name == "acronyms"] == [(0, "note")]


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
