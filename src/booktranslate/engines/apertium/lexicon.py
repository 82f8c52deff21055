"""Everyday nouns that the pivot languages get wrong or do not know, with their English.

They are shielded like terms of the glossary, which takes precedence. Only words with a single usual meaning
belong here, not "conseil" (advice, council, board).
"""

from booktranslate.glossary import Glossary, Term

_NOUNS = """
adjoint = deputy
annexe = appendix
apprenti = apprentice
atout = asset
avant-propos = foreword
bénévole = volunteer
budget = budget
cadre = executive
chercheur = researcher
chiffre d’affaires = turnover / mass noun
compétence = skill
congé maternité = maternity leave / mass noun
cotisation = membership fee
crèche = nursery
découvert = overdraft
démarche = approach
développement durable = sustainable development / mass noun
directeur = director
écart = gap
effectif = workforce / mass noun
égalité des chances = equal opportunities / mass noun
emploi = job
enjeu = challenge
entreprise = company
entretien = interview
équipe = team
étudiant = student
femme = woman
fille = girl
formation = training / mass noun
frein = obstacle
ingénieur = engineer
jeune fille = girl
laboratoire = laboratory
levier = lever
logiciel = software / mass noun
matériau = material
métier = occupation
mise en œuvre = implementation / mass noun
parcours = career path
partenaire = partner
performance = performance / mass noun
photographie = photograph
plafond de verre = glass ceiling
préface = preface
prise de conscience = awareness / mass noun
réseau = network
réunion = meeting
salaire = salary
salarié = employee
savoir-faire = know-how / mass noun
séance = session
sommaire = contents / mass noun
soutien = support / mass noun
stage = internship
stagiaire = intern
stratégie = strategy
tableau = table
télétravail = remote working / mass noun
transition écologique = green transition / mass noun
transition énergétique = energy transition / mass noun
usine = factory
vivier = talent pool
"""


def _term(line: str) -> Term:
    source, english = line.split(" = ")
    target, _, speech = english.partition(" / ")
    return Term(source, target, speech or "noun")


EVERYDAY = Glossary(tuple(map(_term, _NOUNS.split("\n")[1:-1])))
