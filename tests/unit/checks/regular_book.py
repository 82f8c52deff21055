"""Forty pairs of texts as regular as those of a book: the translation is nearly as long as the French."""

_FRENCH = [
    "Le comité",
    "La présidente",
    "Notre équipe",
    "Le maire",
    "Cette usine",
    "Le bureau",
    "Un voisin",
    "La fanfare",
]
_ENGLISH = [
    "The committee",
    "The chairwoman",
    "Our team",
    "The mayor",
    "This factory",
    "The office",
    "A neighbour",
    "The band",
]
_WHEN = [
    ("a préparé la visite des ateliers pendant tout le mois de mars, et tout le monde est venu",
     "prepared the visit to the workshops all through the month of March, and everybody came"),
    ("a raconté longuement son voyage au bord du fleuve avant de reprendre la route du sud",
     "told the long story of a journey along the river before taking the road to the south"),
    ("voudrait garder cette salle claire pour les soirées où l’on joue de la musique ensemble",
     "would like to keep this bright room for the evenings when people play music together"),
    ("cherche depuis l’automne un terrain assez grand pour y planter quelques arbres fruitiers",
     "has been looking since autumn for a piece of land big enough to plant some fruit trees"),
    ("attend une réponse de la banque avant de commander les machines dont on a tant besoin",
     "is waiting for an answer from the bank before ordering the machines that are needed"),
]  # fmt: skip
REGULAR = [
    (f"{ours} {french}.", f"{theirs} {english}.")
    for ours, theirs in zip(_FRENCH, _ENGLISH, strict=True)
    for french, english in _WHEN
]
