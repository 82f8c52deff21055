"""French names and acronyms that English writes differently, with patterns of the English.

These are places, international bodies and everyday acronyms, which no glossary should have to list. Names
that matter in one book belong in its glossary.
"""

from booktranslate.language import words

PLACES = {
    "Afrique": "Africa", "Aix-la-Chapelle": "Aachen", "Alger": "Algiers", "Algérie": "Algeria",
    "Allemagne": "Germany", "Alpes": "Alps|Alpine", "Alsace": "Alsace|Alsatian", "Amérique": "America",
    "Angleterre": "England", "Antilles": "Antilles|West Indies|Caribbean", "Anvers": "Antwerp",
    "Argentine": "Argentina", "Asie": "Asia", "Athènes": "Athens", "Atlantique": "Atlantic",
    "Australie": "Australia", "Autriche": "Austria", "Bâle": "Basel|Basle", "Barcelone": "Barcelona",
    "Bavière": "Bavaria", "Belgique": "Belgium", "Berne": "Bern|Berne", "Bourgogne": "Burgundy|Bourgogne",
    "Brésil": "Brazil", "Bretagne": "Brittany|Britain|Bretagne", "Bruges": "Bruges",
    "Bruxelles": "Brussels",
    "Bulgarie": "Bulgaria", "Californie": "California", "Cambodge": "Cambodia", "Cameroun": "Cameroon",
    "Caraïbes": "Caribbean", "Catalogne": "Catalonia", "Chili": "Chile", "Chine": "China",
    "Chypre": "Cyprus",
    "Colombie": "Colombia", "Cologne": "Cologne", "Copenhague": "Copenhagen", "Corée": "Korea",
    "Cornouailles": "Cornwall", "Corse": "Corsica|Corsican", "Courtrai": "Kortrijk|Courtrai",
    "Croatie": "Croatia", "Danemark": "Denmark", "Douvres": "Dover", "Dresde": "Dresden",
    "Basse-Californie": "Baja|Lower California", "Célèbes": "Sulawesi|Celebes", "Haye": "Hague",
    "Grande-Bretagne": "Great Britain|Britain|UK|British", "Galles": "Wales|Welsh",
    "Bade-Wurtemberg": "Baden-W\\w+", "Poutine": "Putin",
    "Écosse": "Scotland", "Édimbourg": "Edinburgh", "Égypte": "Egypt", "Espagne": "Spain",
    "Estonie": "Estonia", "États-Unis": "United States|US|USA|America", "Europe": "Europe|European",
    "Finlande": "Finland", "Flandre": "Flanders", "Flandres": "Flanders", "Florence": "Florence",
    "Francfort": "Frankfurt", "Gand": "Ghent", "Gênes": "Genoa", "Genève": "Geneva", "Grèce": "Greece",
    "Guadeloupe": "Guadeloupe", "Guyane": "French Guiana|Guiana|Guyana", "Hambourg": "Hamburg",
    "Hexagone": "France|mainland", "Hongrie": "Hungary", "Inde": "India", "Irlande": "Ireland",
    "Islande": "Iceland", "Italie": "Italy", "Japon": "Japan", "Jérusalem": "Jerusalem",
    "La Haye": "The Hague", "Léman": "Geneva|Léman", "Lettonie": "Latvia", "Liban": "Lebanon",
    "Libye": "Libya", "Lisbonne": "Lisbon", "Lituanie": "Lithuania", "Londres": "London",
    "Lorraine": "Lorraine", "Louvain": "Leuven|Louvain", "Luxembourg": "Luxembourg", "Lyon": "Lyons?",
    "Maghreb": "Maghreb|North Africa", "Manche": "Channel|Manche", "Maroc": "Morocco",
    "Marseille": "Marseilles?", "Maurice": "Mauritius|Maurice", "Mayence": "Mainz",
    "Méditerranée": "Mediterranean", "Mexique": "Mexico", "Milan": "Milan", "Moldavie": "Moldova",
    "Moscou": "Moscow", "Munich": "Munich", "Naples": "Naples", "Normandie": "Normandy",
    "Norvège": "Norway",
    "Nouvelle-Calédonie": "New Caledonia", "Nouvelle-Zélande": "New Zealand", "Occident": "West|Western",
    "Occitanie": "Occitani[ae]", "Ombrie": "Umbria", "Orient": "East|Eastern|Orient",
    "Pays-Bas": "Netherlands|Holland|Dutch", "Pékin": "Beijing", "Pérou": "Peru", "Picardie": "Picardy",
    "Pologne": "Poland", "Portugal": "Portugal", "Prague": "Prague", "Provence": "Provence",
    "Pyrénées": "Pyrenees", "Québec": "Quebec|Québec", "Réunion": "Réunion", "Rhénanie": "Rhineland",
    "Rhin": "Rhine", "Rhône": "Rhône|Rhone", "Rome": "Rome", "Roumanie": "Romania",
    "Royaume-Uni": "United Kingdom|UK|Britain|British", "Russie": "Russia", "Sarre": "Saarland|Saar",
    "Savoie": "Savoy|Savoie", "Saxe": "Saxony", "Sénégal": "Senegal", "Serbie": "Serbia",
    "Séville": "Seville", "Silésie": "Silesia", "Slovaquie": "Slovakia", "Slovénie": "Slovenia",
    "Strasbourg": "Strasbourg", "Suède": "Sweden", "Suisse": "Switzerland|Swiss", "Syrie": "Syria",
    "Tamise": "Thames", "Tanger": "Tangier", "Thaïlande": "Thailand", "Tunisie": "Tunisia",
    "Turin": "Turin", "Turquie": "Turkey|Türkiye", "Ukraine": "Ukraine", "Varsovie": "Warsaw",
    "Vatican": "Vatican", "Venise": "Venice", "Vienne": "Vienna|Vienne", "Viêt Nam": "Vietnam",
    "Vietnam": "Vietnam", "Vosges": "Vosges", "Zurich": "Zurich|Zürich", "Anatolie": "Anatolia",
    "Ardennes": "Ardennes", "Catalan": "Catalan", "Aquitaine": "Aquitaine", "Noël": "Christmas",
    "Pâques": "Easter", "Toussaint": "All Saints", "Pentecôte": "Whitsun|Pentecost",
    "Dieu": "God|Lord|heavens?|goodness|Christ",
    "Saint-Jacques": "scallops?|St James|Saint-Jacques|Santiago", "Saint-Valentin": "Valentine",
    "Schtroumpfs": "Smurfs?", "Smic": "minimum wage|Smic", "Papi": "Grandpa|Grandad|Granddad|Papi",
    "Mamie": "Granny|Grandma|Gran|Nana|Mamie", "Maman": "Mum|Mom|Mummy|Mama|mother|Maman",
    "Papa": "Dad|Daddy|Papa|father", "Internet": "internet|web\\w*|online|the Net|sites?", "Web": "web",
}  # fmt: skip

ACRONYMS = {
    "ADN": "DNA", "AG": "AGM|general meeting", "BCE": "ECB|European Central Bank",
    "BD": "comics?|graphic novels?", "BEI": "EIB|European Investment Bank", "BEP": "vocational",
    "BTP": "construction|building|civil engineering", "BUT": "degree|diploma|bachelor\\w*",
    "CA": "turnover|revenues?|board", "CAP": "vocational|certificate|apprentice\\w*",
    "CDD": "fixed-term|temporary", "CDI": "permanent", "CE": "works council|EC|CE",
    "CFA": "apprentice\\w*|training centre", "CV": "CVs?|résumés?|resumes?",
    "CHU": "university hospital|teaching hospital",
    "DAF": "CFO|finance director|chief financial officer",
    "DG": "CEO|chief executive|managing director|director-general|DG", "DRH": "HR|human resources",
    "DSI": "CIO|IT", "DUT": "degree|diploma", "ESN": "IT", "FMI": "IMF|International Monetary Fund",
    "GES": "GHG|greenhouse", "GIEC": "IPCC", "HLM": "social housing|council|housing",
    "IA": "AI|artificial intelligence", "IUT": "institute of technology|technical college|IUT",
    "NTIC": "ICT|digital", "OCDE": "OECD", "OGM": "GMOs?", "OMS": "WHO|World Health",
    "ONG": "NGOs?|charit\\w+|non-profit", "ONU": "UN|United Nations", "OTAN": "NATO",
    "PDG": "CEO|chief executive|chair\\w*", "PIB": "GDP", "PI": "IP|intellectual property",
    "PV": "minutes|PV", "RGPD": "GDPR", "RH": "HR|human resources|personnel",
    "RTT": "days? off|leave|RTT", "SIDA": "AIDS", "SMIC": "minimum wage|SMIC",
    "TER": "regional|local|train|TER", "TIC": "ICT|digital", "TGV": "TGV|high-speed",
    "TP": "practicals?|labs?|public works|TP", "TPE": "micro\\W?enterprises?|microbusiness\\w*",
    "TVA": "VAT", "UE": "EU|European Union", "UNESCO": "Unesco", "USA": "US|United States|America",
    "VAE": "VAE|validation|experience|recognition", "VTT": "mountain bik\\w+", "STIM": "STEM",
    "CEE": "EEC", "OMC": "WTO|World Trade", "EEE": "EEA|European Economic",
    "TI": "IT|information technology",
    "IRM": "MRI", "SMS": "text\\w*|SMS", "RDV": "appointments?|meetings?|dates?",
    "FAI": "ISPs?|provider\\w*",
    "CAO": "CAD", "PAO": "DTP|desktop publishing", "FAO": "FAO|CAM", "GED": "document management|EDM",
    "BDD": "databases?|DB", "CNIL": "CNIL|data protection", "CNI": "ID|identity", "CGU": "terms|T&Cs?|ToS",
    "CGV": "terms|T&Cs?", "CE1": "year|grade", "CP": "year|grade|first", "EPS": "PE|physical education",
    "EVG": "stag", "IVG": "abortions?", "PMA": "IVF|ART|assisted", "MST": "STDs?|STIs?",
    "IST": "STIs?|STDs?",
    "VIH": "HIV", "SRAS": "SARS", "OVNI": "UFOs?", "TNT": "digital", "VO": "original", "VF": "French",
    "QI": "IQ", "QCM": "multiple.choice|MCQs?|quiz", "SVP": "please", "PME": "SMEs?|small",
    "ETI": "mid\\W?\\w+",
    "SDF": "homeless", "HS": "dead|broken|out of|exhausted", "BBL": "lunch", "AC": "AD|BC",
    "URSS": "USSR|Soviet",
    "RDA": "GDR|East German\\w*", "RFA": "West German\\w*|FRG", "RU": "UK",
    "RSE": "CSR|social responsibility",
    "DPO": "DPO|data protection", "AIPD": "DPIAs?|impact", "PCF": "Communist\\w*", "CRS": "riot|police",
    "SAMU": "ambulance|emergency|paramedics", "PJ": "police|detectives|attach\\w+", "NDLR": "editor\\w*|ed",
}  # fmt: skip

ENGLISH_ACRONYMS = {
    french: ACRONYMS[french].partition("|")[0]
    for french in words("ADN FMI OCDE OMC OMS ONU OTAN PIB RH SIDA TVA UE VIH")
}
"""Acronyms that a different one translates wherever they stand."""

# Common nouns that French capitalises, but English perhaps does not.
GENERIC = frozenset(
    words("""
    Académie Administration Agence Alliance Assemblée Association Bourse Bureau Cabinet Caisse Centre Cité
    Chambre Club Collectivité Comité Commission Communauté Commune Confédération Conseil Constitution Cour
    Département Direction Directeur Directrice Éditions Église Empire Eglise État Etat Etats États Fédération
    Faculté Fondation Fonds Forum Gouvernement Grand Grande Haute Haut Histoire Hôpital Hôtel Institut Journal
    Journée Journées Laboratoire Ligue Livre Loi Lycée Maire Mairie Maison Maître Ministère Ministre Mission
    Monsieur Madame Mademoiselle Messieurs Mesdames Moyen Âge Musée Nation Nord Sud Est Ouest Observatoire
    Office Ordre Organisation Palais Parc Parlement Parti Pays Plan Pôle Port Préfecture Préfet Prix Président
    Présidente Programme Projet Réseau Recherche Région Renaissance République Révolution Route Rue Salon
    Secrétariat Sénat Service Société Sommet Syndicat Terre Toile Traité Tribunal Union Université Ville
    Village
    """)
)
