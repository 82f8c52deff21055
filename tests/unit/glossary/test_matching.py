"""Terms in French text: what is found, what is not, and what the English form is."""

from pathlib import Path

import pytest

from booktranslate.glossary import Glossary, Term, csv_file

BOOK = csv_file.read(Path(__file__).parents[3] / "glossary.csv")


def found(text: str, glossary: Glossary = BOOK) -> list[tuple[str, str]]:
    return [(text[match.start : match.end], match.target) for match in glossary.find(text)]


def of(*sources: str) -> Glossary:
    return Glossary(tuple(Term(source, "x", "noun") for source in sources))


@pytest.mark.parametrize(
    ("text", "form", "target"),
    [
        # number and gender
        ("des adhérents", "adhérents", "members"),
        ("une adhérente", "adhérente", "member"),
        ("des adhérentes", "adhérentes", "members"),
        ("deux pôles de compétitivité", "pôles de compétitivité", "competitiveness clusters"),
        ("les appels à projets", "appels à projets", "calls for proposals"),
        ("un appel à projet", "appel à projet", "call for proposals"),
        ("les collectivités territoriales", "collectivités territoriales", "local authorities"),
        ("des conseils d’administration", "conseils d’administration", "boards of directors"),
        ("une directrice générale", "directrice générale", "chief executive"),
        ("des directrices générales", "directrices générales", "chief executives"),
        ("les directeurs généraux", "directeurs généraux", "chief executives"),
        ("deux déléguées générales", "déléguées générales", "managing directors"),
        ("les délégués généraux", "délégués généraux", "managing directors"),
        ("une porteuse de projet", "porteuse de projet", "project lead"),
        ("des porteuses de projet", "porteuses de projet", "project leads"),
        ("la salariée", "salariée", "employee"),
        ("les salariées", "salariées", "employees"),
        ("une alternante", "alternante", "work-study trainee"),
        ("des alternantes", "alternantes", "work-study trainees"),
        ("la cheffe de file", "cheffe de file", "lead partner"),
        ("les cheffes de file", "cheffes de file", "lead partners"),
        ("les conseils régionaux", "conseils régionaux", "regional councils"),
        ("des sous-traitants", "sous-traitants", "subcontractors"),
        ("une sous-traitante", "sous-traitante", "subcontractor"),
        ("une équipementière", "équipementière", "equipment manufacturer"),
        ("des usines du futur", "usines du futur", "factories of the future"),
        ("les donneurs d’ordres", "donneurs d’ordres", "prime contractors"),
        ("ils animent un réseau", "animent un réseau", "run a network"),
        # a mass noun has no plural
        ("des formations", "formations", "training"),
        ("les retours d’expérience", "retours d’expérience", "feedback"),
        # elision, apostrophes, spaces, hyphens
        ("l’adhérent", "adhérent", "member"),
        ("l'adhérente", "adhérente", "member"),
        ("grappe d'entreprises", "grappe d'entreprises", "business cluster"),
        ("feuille\u00a0de\u202froute", "feuille\u00a0de\u202froute", "roadmap"),
        ("feuille de\nroute", "feuille de\nroute", "roadmap"),
        ("l’éco conception", "éco conception", "eco-design"),
        ("l’écoconception", "écoconception", "eco-design"),
        ("une startup", "startup", "start-up"),
        ("cette filière-là", "filière", "industry sector"),
        # inclusive writing
        ("un·e adhérent·e", "adhérent·e", "member"),
        ("les adhérent·e·s", "adhérent·e·s", "members"),
        ("les adhérent·es", "adhérent·es", "members"),
        ("des dirigeant.e.s", "dirigeant.e.s", "leaders"),
        ("les dirigeant-e-s", "dirigeant-e-s", "leaders"),
        ("nos salarié(e)s", "salarié(e)s", "employees"),
        ("nos salarié(es)", "salarié(es)", "employees"),
        ("le·la directeur·rice général·e", "directeur·rice général·e", "chief executive"),
        ("les porteur·euse·s de projet", "porteur·euse·s de projet", "project leads"),
        ("les chef·fe·s de file", "chef·fe·s de file", "lead partners"),
        ("LES ADHÉRENT·E·S", "ADHÉRENT·E·S", "MEMBERS"),
        # capitals
        ("Filière d’avenir", "Filière", "Industry sector"),
        ("Oui. « Filière » ?", "Filière", "Industry sector"),
        ("la Filière bleue", "Filière", "industry sector"),
        ("PÔLES DE COMPÉTITIVITÉ", "PÔLES DE COMPÉTITIVITÉ", "COMPETITIVENESS CLUSTERS"),
        ("avec PLASTIPOLIS", "PLASTIPOLIS", "PLASTIPOLIS"),
        ("l’Etat", "Etat", "State"),
        ("un Ecosystème", "Ecosystème", "ecosystem"),
        # decomposed accents, soft hyphens, ligatures
        ("des adhe\u0301rents", "adhe\u0301rents", "members"),
        ("la for\u00admation", "for\u00admation", "training"),
    ],
)
def test_inflected_forms_are_found(text: str, form: str, target: str) -> None:
    assert found(text) == [(form, target)]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("les PME", "SMEs"),
        ("131 PME", "SMEs"),
        ("nos petites PME", "SMEs"),
        ("une dizaine de PME", "SMEs"),
        ("des PMEs", "SMEs"),
        ("une PME", "SME"),
        ("1 PME", "SME"),
        ("Chez la petite PME", "SME"),
        ("les chiffres. PME", "SME"),
        ("quatre ETI", "mid-caps"),
        ("l’ETI", "mid-cap"),
        ("ses taux de succès", "success rates"),
        ("un taux de succès", "success rate"),
    ],
)
def test_words_before_tell_the_number_that_a_word_does_not(text: str, target: str) -> None:
    assert [english for _, english in found(text)] == [target]


@pytest.mark.parametrize(
    "text",
    [
        # words of the same family
        "la forme, une formatrice et des formateurs, former, formés, formel, informations",
        "la filiale, les filiales, la filiation, un fil, une file",
        "adhérer, ils adhèrent, une adhésion, l’adhérence",
        "dirigeons, diriger, la direction, le dirigisme",
        "le salaire, salarial, le salariat",
        "présider, ils présidaient, la présidence",
        "actuellement, l’actualité, éventuellement, une éventualité",
        "exporter, il exporte, exportateur",
        "un tissu, le territoire, parier, paritaire, mixte, un mix",
        "brevetée, breveter, subventionner, financer, financier, financière",
        "alterner, alternatif, apprendre, une stagnation",
        "il sait faire, nous savons faire",
        "des compétitions, compétitif, concurrence",
        # acronyms and names as written
        "eti étı Eti pme Pme cci état bts",
        "plastipolis, cimes, techtera, Silver valley",
        "les cimes du massif, sur une région",
        # inside words and compounds
        "non-adhérent, ex-adhérente, auto-formation, interfilières, préformation",
        "formation2, 2formation, ma_formation_1",
        # across sentences, punctuation, paragraphs
        "Un appel. À projets divers",
        "un pôle, de compétitivité",
        "feuille — de route",
        "feuille\n\nde route",
        # gerunds
        "en dirigeant une équipe",
        # addresses
        "https://example.org/formation www.filière.fr/adhérent formation@filière.fr",
        "horizon.example.org/formation",
        "",
        " ",
        "’ - · (e)",
    ],
)
def test_nothing_else_is_found(text: str) -> None:
    assert found(text) == []


def test_the_longest_term_wins() -> None:
    assert found("la formation professionnelle et la formation") == [
        ("formation professionnelle", "vocational training"),
        ("formation", "training"),
    ]
    glossary = of("comité de direction", "direction générale déléguée", "direction")
    assert [form for form, _ in found("le comité de direction générale déléguée", glossary)] == [
        "direction générale déléguée"
    ]


def test_matches_come_in_the_order_of_the_text() -> None:
    assert [form for form, _ in found("Une PME, une grappe d’entreprises et un adhérent")] == [
        "PME",
        "grappe d’entreprises",
        "adhérent",
    ]


def test_of_equal_terms_the_one_as_written_wins() -> None:
    director = Term("directeur", "director", "noun")
    directress = Term("directrice", "woman director", "noun")
    both = Glossary((director, directress))
    assert [match.term for match in both.find("directeur, directrice, directrices, directeurs")] == [
        director,
        directress,
        directress,
        director,
    ]


def test_a_case_sensitive_term_goes_before_another_of_the_same_form() -> None:
    glossary = Glossary(
        (Term("région", "area", "noun"), Term("Région", "Region", "noun", case_sensitive=True))
    )
    assert found("la Région, les Régions, la région, LES RÉGIONS", glossary) == [
        ("Région", "Region"),
        ("Régions", "Regions"),
        ("région", "area"),
        ("RÉGIONS", "REGIONS"),
    ]


def test_a_kept_name_is_not_inflected() -> None:
    glossary = Glossary((Term("Grappe Verte", "Grappe Verte", keep=True),))
    assert found("Grappe Verte, GRAPPE VERTE, Grappes Vertes, grappe verte", glossary) == [
        ("Grappe Verte", "Grappe Verte"),
        ("GRAPPE VERTE", "GRAPPE VERTE"),
    ]


def test_what_stands_between_words_counts() -> None:
    assert found("R&D, R & D, R D, r&d") == [("R&D", "R&D"), ("R & D", "R&D")]


def test_an_acronym_may_be_tied_to_another_word() -> None:
    assert found("une coprésidence PME-laboratoire") == [("PME", "SME")]


def test_a_glossary_is_a_value() -> None:
    glossary = of("adhérent")
    assert glossary.find("adhérents")
    assert glossary == of("adhérent")
    assert hash(glossary) == hash(of("adhérent"))
    with pytest.raises(AttributeError):
        glossary.terms = ()  # type: ignore[misc]


def test_an_empty_glossary_finds_nothing() -> None:
    assert Glossary().find("Les adhérents") == []


class TestDigest:
    term = Term("adhérent", "member", "noun", note="n", forbidden=("adherent",), line=2)

    def test_it_is_stable(self) -> None:
        # Memories and ledgers hold it: another value makes them forget.
        assert Glossary((Term("adhérent", "member", "noun"),)).digest == "0f26500190f35eea"

    @pytest.mark.parametrize(
        "other",
        [
            Term("adhérente", "member", "noun"),
            Term("adhérent", "associate", "noun"),
            Term("adhérent", "member", "mass noun"),
            Term("adhérent", "member", "noun", case_sensitive=True),
            Term("adhérent", "member", "noun", keep=True),
        ],
    )
    def test_it_changes_with_what_changes_a_translation(self, other: Term) -> None:
        assert Glossary((self.term,)).digest != Glossary((other,)).digest

    def test_it_does_not_change_with_notes_or_order(self) -> None:
        plain = Term("adhérent", "member", "noun")
        other = Term("filière", "industry sector")
        assert Glossary((self.term, other)).digest == Glossary((other, plain)).digest

    def test_that_of_a_text_tells_the_terms_in_it(self) -> None:
        term, other = Term("adhérent", "member", "noun"), Term("filière", "sector")
        one, both = Glossary((term,)), Glossary((other, self.term))
        assert one.digest_in("Les adhérents, une adhérente.") == both.digest_in("Un adhérent.") == one.digest
        assert both.digest_in("L’adhérent de la filière") == both.digest
        assert both.digest_in("Les entreprises") == Glossary().digest_in("Un adhérent.") == ""


def test_the_work_grows_with_the_text_only() -> None:
    # A quadratic step would need hours for this.
    for text in ("adhérents " * 20_000, "a" * 400_000, "a." * 200_000, "é-" * 200_000, "@x" * 100_000):
        assert len(BOOK.find(text)) == (20_000 if text.startswith("adhérents") else 0)
