import pytest

from tests.unit.checks.checking import Tables, findings, right, wrong

TABLES: Tables = {
    "numbers": (
        [
            ("Il y a 57 dossiers.", "There are 75 applications."),
            ("la section 3.2.1", "section 3.2.2"),
            ("le réseau 192.168.0.0", "the network 192.168.1.0"),
            ("Nous avons suivi 2 500 boîtes.", "We tracked 2,600 boxes."),
            ("Nous avons suivi 2\u202f500 boîtes.", "We tracked boxes."),
            ("Un taux de 24,5 %", "A rate of 25.4%"),
            ("Une hausse de 3,5 points", "A rise of 35 points"),
            ("Un budget de 3,4 M€", "A budget of €3.4bn"),
            ("Un budget de 3 Md€", "A budget of €3m"),
            ("Un devis : 62 k€", "A quote: €62"),
            ("2,5 milliards d’euros", "2.5 million euros"),
            ("Au XXIe siècle", "In the 20th century"),
            ("Les adhérents sont nombreux.", "The 300 members are many."),
            ("En 2021 et en 2023", "In 2021 and 2022"),
            ("Mai 68 a tout changé.", "May 1986 changed everything."),
            ("Nous avons 68 adhérents.", "We have 1968 members."),
            ("La 3e édition", "The 2nd edition"),
            ("Tél. 02 96 12 34 56", "Tel. 02 96 12 34 65"),
            ("Les 2/3 des voix", "3/4 of the votes"),
            ("Page 2 sur 48", "Page 2"),
            ("Il l’a fait 2 fois par bonté.", "He did it out of kindness."),
            ("la version 1.1", "version v1.2"),
            ("10 millions de calculs", "10 trillion calculations"),
            ("1920x1080", "1920x1200"),
        ],
        [
            ("Tableau1.1 Les prix", "Table 1.1 The prices"),
            ("1 fois par jour", "Daily"),
            ("Tous les 3 ans, 2 fois par semaine", "Triennial, twice a week"),
            ("10 billions de calculs", "10 trillion calculations"),
            ("plus de 60 millions", "60+ million"),
            ("2 688 x 1 520 px, 1 920 x 1 080 px", "2688 x 1520px, 1920x1080px"),
            ("de RiC-O 1.1", "to RiC-O v1.1"),
            ("(Labos, 2021,2022)", "(Labos, 2021, 2022)"),
            ("les codes d’erreurs EAD en RDF", "EAD 2 RDF error codes"),
            ("au XIXè siècle", "in the 19th century"),
            ("au niveau d’explication 1.", "under explanation level I."),
            ("des applications tierces", "3rd-party applications"),
            ("dans l’espace bidimensionnel", "in 2-D space"),
            ("?q=ceux%20de%20l'an%20passé", "?q=those%20of%20last%20year"),
            ("Nous avons suivi 2 500 boîtes.", "We tracked 2,500 boxes."),
            ("la section 3.2.1 et 4.2.13.1", "sections 3.2.1 and 4.2.13.1"),
            ("(0:15 - 0:20)", "(0:15 - 0:20)"),
            ("à 1:02:33, puis 65:20", "at 1:02:33, then 65:20"),
            ("version 5.10.0-rc1, 10.0.0.1/8", "version 5.10.0-rc1, 10.0.0.1/8"),
            ("l’avis G29", "the opinion of Article 29"),
            ("un mot", "a word[7]"),
            ("Un taux de 3,5 %", "A rate of 3.5%"),
            ("Un taux de 3,5 %", "A rate of 3.5 per cent"),
            ("Un budget de 3,4 M€", "A budget of €3.4m"),
            ("Un budget de 3,4 M€", "A budget of €3.4 million"),
            ("3 milliards d’euros", "€3bn"),
            ("450 000 euros", "€450k"),
            ("de 2 à 3 M€", "€2–3m"),
            ("de 2 à 3 M€", "between €2m and €3m"),
            ("Au XXIe siècle", "In the twenty-first century"),
            ("Le 1er adhérent", "The first member"),
            ("la 1re année", "the 1st year"),
            ("3 femmes sur 7", "three women out of seven"),
            ("soixante-dix jeunes pousses", "70 start-ups"),
            ("une quarantaine de projets", "about 40 projects"),
            ("Elles sont huit sur cent douze.", "There are 8 of them, out of 112."),
            ("deux mille cinq cents", "2,500"),
            ("2,5 millions d’habitants", "two and a half million people"),
            ("Les 2/3 des voix", "two thirds of the votes"),
            ("50 % des voix", "half of the votes"),
            ("un engagement à 100 %", "full commitment"),
            ("les années 80", "the 1980s"),
            ("Mai 68 a tout changé.", "May 1968 changed everything."),
            ("En 68, elle avait 20 ans.", "In 1968 she was 20."),
            ("La promotion 1998", "The class of ’98"),
            ("La génération 68", "The '68 generation"),
            ("2020-2024", "2020–24"),
            ("Tél. 02 96 12 34 56", "Tel. +33 2 96 12 34 56"),
            ("24 h/24 et 7 j/7", "24/7"),
            ("passées en 1re technologique", "in the technological stream"),
            ("bac +5", "a master’s degree"),
            ("un laboratoire L2", "a CL2 laboratory"),
            ("2 fois par an", "twice a year"),
            ("en 10 ans", "in a decade"),
            ("Il y a 57 dossiers.", "There are fifty-seven applications."),
            ("François Ier", "Francis I"),
            ("cinq jours et demi", "5.5 days"),
            ("un mètre quatre-vingts", "1.80 metres"),
            ("Le 12 mars 2024", "On 12 March 2024"),
            ("voir https://exemple.org/2024/12", "see https://exemple.org/2024/12"),
            ("Rendez-vous entre 18 et 20 h", "Come between 6 and 8 pm"),
        ],
    ),
    "number-words": (
        [
            ("cinq mille euros", "six thousand euros"),
            ("cinquante-cinq pour cent", "sixty-five per cent"),
            ("vingt personnes", "thirty people"),
        ],
        [
            ("cinq mille euros", "five thousand euros"),
            ("cinq mille euros", "5,000 euros"),
            ("cinq mille euros", "some money"),
            ("quatre-vingt-dix ans", "ninety years"),
            ("mille fois merci", "many thanks"),
        ],
    ),
    "units": (
        [
            ("à 12 km", "12 m away"),
            ("trois mois", "three years"),
            ("une durée de 3 mois", "a 3-year period"),
            ("5 €", "$5"),
            ("40 tonnes", "40 kilos"),
        ],
        [
            ("à 12 km", "12 km away"),
            ("trois mois", "three months"),
            ("à 8 h", "at 8 am"),
            ("5 €", "€5"),
            ("3 ans et 3 mois", "3 years and 3 months"),
            ("100 mètres carrés", "100 square metres"),
        ],
    ),
    "scale": (
        [("des millions de gens", "billions of people"), ("un milliard", "a million")],
        [
            ("des millions de gens", "millions of people"),
            ("2 milliards", "two billion"),
            ("1,5 million", "1,500 thousand"),
            ("3 M€", "€3 million"),
        ],
    ),
    "currency": (
        [
            ("Une entrée à 5 €, un repas à 30 €", "Entry at €5, a meal at 30"),
            ("Ça coûte 38 €.", "It costs 38."),
            ("Un devis de 62 k€", "A quote of 62,000"),
            ("450 000 euros", "450,000"),
            ("500 $ par mois", "500 a month"),
            ("Il gagne 3,4 M€.", "It makes 3.4 million."),
        ],
        [
            ("Ça coûte 38 €.", "It costs €38."),
            ("Ça coûte 38 €.", "It costs thirty-eight euros."),
            ("Un devis de 62 k€", "A quote of €62,000"),
            ("450 000 euros", "EUR 450,000 (euros)"),
            ("de 10 à 20 €", "10 to 20 euros"),
            ("38 femmes", "38 women"),
        ],
    ),
    "percent": (
        [
            ("41 % de succès", "a success rate of 41"),
            ("41 % de femmes et 59 % d’hommes", "41 women and 59% of men"),
            ("masculin à 94 %", "94 are men"),
            ("3,5 %", "3.5"),
            ("Il passe de 10 % à 20 %.", "It goes from 10 to 20."),
            ("68\u202f% de femmes", "68 women"),
        ],
        [
            ("41 % de succès", "a success rate of 41%"),
            ("41 % de succès", "41 per cent of bids succeed"),
            ("Il passe de 10 % à 20 %.", "It goes from 10 to 20%."),
            ("10 %, 15 % et 20 %", "10, 15 and 20 per cent"),
            ("3,5 %", "3.5 percent"),
            ("50 % des voix", "half of the votes"),
            ("hausse de 2 %", "a rise of 2 percentage points"),
        ],
    ),
    "dates": (
        [
            ("Le 12 mars 2024", "On 12 May 2024"),
            ("Le 12 mars 2024", "On 21 March 2024"),
            ("Le 12 mars 2024", "On 12 mars 2024"),
            ("dès le 1er mai", "from 2 May"),
            ("en janvier 2026", "in June 2026"),
            ("Le 03/04/2024", "On 04/03/2024"),
            ("Le 17/08/2025", "On 2025-08-18"),
        ],
        [
            ("Le 12 mars 2024", "On 12 March 2024"),
            ("Le 12 mars 2024", "On March 12, 2024"),
            ("dès le 1er mai", "from 1 May"),
            ("dès le 1er mai", "from the first of May"),
            ("du 12 au 15 mars", "12–15 March"),
            ("mardi 14 mai 2024", "Tuesday 14 May 2024"),
            ("en janvier 2026", "in January 2026"),
            ("Le 03/04/2024", "On 03/04/2024"),
            ("Le 17/08/2025", "On 2025-08-17"),
            ("Le 03/04/2024", "On 3 April 2024"),
            ("le test 2.7.10", "test 2.7.10"),
            ("au mois de mars", "every spring"),
        ],
    ),
    "times": (
        [
            ("à 8 h 30", "at 8.45 am"),
            ("à 23 h 40", "at 11.40 am"),
            ("à 5 h", "at 5 pm"),
            ("à 18 h 30", "at 18.00"),
            ("à 20 heures", "in the evening"),
            ("à 9 h", "in the morning"),
        ],
        [
            ("à 8 h 30", "at 8.30 am"),
            ("à 8h30", "at 8:30"),
            ("à 23 h 40", "at 11.40 pm"),
            ("à 20 heures", "at 8 pm"),
            ("à 8 heures du soir", "at 8 pm"),
            ("à 12 h", "at noon"),
            ("à 0 h", "at midnight"),
            ("à 8 h 30", "at half past eight"),
            ("la semaine de 35 h", "the 35-hour week"),
            ("moins de 24 heures avant", "with less than 24 hours’ notice"),
            ("pendant 1 h 30", "for 90 minutes"),
            ("pendant 1 h 30", "for an hour and a half"),
            ("à 18 h 30", "at 6:30 p.m."),
        ],
    ),
    "number-format": (
        [
            ("2 500 boîtes", "2 500 boxes"),
            ("2\u202f500 boîtes", "2\u202f500 boxes"),
            ("24,5 %", "24,5%"),
            ("62 k€", "62 k€"),
            ("38 €", "38 €"),
            ("à 8 h 30", "at 8 h 30"),
            ("vers 8 h", "around 8 h"),
            ("le XXIe siècle", "the XXIe century"),
            ("la 3e édition", "the 3e edition"),
        ],
        [
            ("la caméra [2,7,8,9]", "the camera [2,7,8,9]"),
            ("2 500 boîtes", "2,500 boxes"),
            ("la section 3.2.1", "section 3.2.1"),
            ("192.168.0.1", "192.168.0.1"),
            ("24,5 %", "24.5%"),
            ("62 k€", "€62k"),
            ("38 €", "38 euros"),
            ("les numéros 3 et 500", "numbers 3,500 of them"),
            ("SIRET 123 456 789 00012", "SIRET 123 456 789 00012"),
            ("En 2024, 500 femmes", "In 2024 500 women"),
            ("la 3e édition", "the 3rd edition"),
            ("à Ver-sur-Mer", "in Ver-sur-Mer"),
            ("Limite des 24 heures atteinte", "24h-limit reached"),
            ("resté 1h de plus", "stayed 1h late"),
        ],
    ),
}


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("2 500 boîtes", "boxes", "“2,500”"),
        ("un taux de 34,0 %", "a rate", "“34.0%”"),
        ("3,4 M€", "a lot", "“€3.4m”"),
        ("3 milliards d’euros", "a lot", "“€3bn”"),
        ("300 millions de pièces", "coins", "“300 million”"),
        ("le XXIe siècle", "this century", "“21st”"),
    ],
)
def test_a_message_says_what_is_expected(source: str, target: str, expected: str) -> None:
    assert expected in findings("numbers", source, target)[0].message


@pytest.mark.parametrize(
    ("language", "name", "source", "target", "expected"),
    [
        ("en-GB", "dates", "Le 12 mars 2024", "In 2024", "“12 March”"),
        ("en-US", "dates", "Le 12 mars 2024", "In 2024", "“March 12”"),
        ("en-GB", "times", "à 20 h 30", "late", "“8:30 pm”"),
        ("en-US", "times", "à 20 h 30", "late", "“8:30 p.m.”"),
        ("en-US", "dates", "Le 25/04/2024", "On 25/04/2024", "“04/25/2024”"),
    ],
)
def test_dates_and_times_as_the_language_has_them(
    language: str, name: str, source: str, target: str, expected: str
) -> None:
    assert expected in findings(name, source, target, target_lang=language)[0].message


@pytest.mark.parametrize(("name", "source", "target"), wrong(TABLES))
def test_finds(name: str, source: str, target: str) -> None:
    assert [finding.name for finding in findings(name, source, target)][:1] == [name]


@pytest.mark.parametrize(("name", "source", "target"), right(TABLES))
def test_is_silent(name: str, source: str, target: str) -> None:
    assert findings(name, source, target) == []
