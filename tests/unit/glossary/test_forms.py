"""Each form that a term takes in French books is found, and no other word is taken for one.

A line is a term, its part of speech, and texts in which the form that must be found stands in brackets.
"""

import gc
import re
import time

import pytest

from booktranslate.glossary import Glossary, Term

FOUND = """
pôle de compétitivité | noun | [POLE DE COMPETITIVITE]; LES [POLES DE COMPETITIVITE]
pôle de compétitivité | noun | LE [PÔLE DE COMPETITIVITE]
pôle de compétitivité | noun | LES [PÔLES DE COMPÉTITIVITÉ]; deux [pôles de compétitivité]
filière bois | noun | [FILIERE BOIS]; LES [FILIERES BOIS]; la [filière bois]
égalité | noun | [EGALITE]; L’[EGALITE]; [Egalité] salariale; L’[ÉGALITE]; l’[égalité]
égalité professionnelle | noun | L’[EGALITE PROFESSIONNELLE] EN 2025; L’[Egalité professionnelle]
appel à projets | noun | [APPEL A PROJETS]; LES [APPELS A PROJETS]; L’[APPEL À PROJETS]; des [appels à projet]
appel à manifestation d’intérêt | noun | [APPEL A MANIFESTATION D’INTERET]; [APPELS A MANIFESTATION D'INTERET]
collectivité territoriale | noun | LES [COLLECTIVITES TERRITORIALES]; une [collectivité territoriale]
délégué général | noun | LA [DELEGUEE GENERALE]; LES [DELEGUES GENERAUX]; LES [DELEGUEES GENERALES]
directeur général | noun | LA [DIRECTRICE GENERALE]; LES [DIRECTEURS GENERAUX]; les [directrices générales]
comité de pilotage | noun | [COMITE DE PILOTAGE]; LES [COMITES DE PILOTAGE]
adhérent | noun | NOS [ADHERENTS]; UNE [ADHERENTE]; LES [ADHERENTES]; les [adhérentes]
salarié | noun | LES [SALARIES]; les [salariées]; une [salariée]
métier | noun | LES [METIERS] DU BOIS; nos [métiers]
sécurité | noun | LA [SECURITE]; la [sécurité]
économie sociale et solidaire | noun | L’[ECONOMIE SOCIALE ET SOLIDAIRE]
élu local | noun | LES [ELUS LOCAUX]; une [élue locale]; les [élues locales]
chargé de mission | noun | UNE [CHARGEE DE MISSION]; des [chargées de mission]
fédération professionnelle | noun | LES [FEDERATIONS PROFESSIONNELLES]
bénévole | noun | APPEL AUX [BENEVOLES]; une [bénévole]
État | case | L’[ETAT] ET NOUS; l’[Etat] aide
réseau d’entreprises | noun | [RESEAU D’ENTREPRISES]; LES [RESEAUX D'ENTREPRISES]; des [réseaux d’entreprise]
œuvre | noun | LES [OEUVRES]; les [œuvres]; LES [ŒUVRES]; l’[oeuvre]
Pôle Véhicule du Futur | keep | LE [POLE VEHICULE DU FUTUR]; LE [PÔLE VÉHICULE DU FUTUR]
ouvrier | noun | LES [OUVRIERES]; une [ouvrière]; les [ouvriers]
animer un réseau | verb | en [animant un réseau]; [ANIMER UN RESEAU]
animer un réseau | verb | En [ANIMANT UN RESEAU]; elles [animent un réseau]
animer un réseau | verb | après avoir [animé un réseau]; elle [animait un réseau]; ils [animeront un réseau]
mettre en réseau | verb | en [mettant en réseau] les PME; les acteurs [mis en réseau]
mettre en réseau | verb | des firmes [mises en réseau]
mettre en réseau | verb | elles sont [mises en réseau]; une firme qui est [mise en réseau]
mettre en réseau | verb | il [met en réseau] les firmes
mettre en œuvre | verb | la solution [mise en œuvre] ici; les plans [mis en oeuvre]; tout [mettre en œuvre]
prendre en compte | verb | les besoins [pris en compte]; elle est [prise en compte]
prendre en compte | verb | en [prenant en compte] tout
prendre part | verb | ils ont [pris part] au salon; en [prenant part] au salon
former | verb | en [formant] des jeunes; elle a été [formée]
former | verb | ils sont [formés]; des femmes [formées] au soudage
développer | verb | les outils [développés] ici; elles ont été [développées]; en [développant] des outils
lancer | verb | en [lançant] un appel; ils ont été [lancés]; elle a été [lancée]; nous [lançons] l’appel
partager | verb | en [partageant] les outils; les outils sont [partagés]; elles ont [partagé] leur savoir
produire | verb | en [produisant] des pièces; ils sont [produits] en France; elle a été [produite] ici
vendre | verb | les pièces [vendues]; en [vendant] moins; il [vendit] tout; elle a été [vendue]
ouvrir | verb | elle a [ouvert] un site; deux sites ont été [ouverts]
ouvrir | verb | une usine est [ouverte]; en [ouvrant] un site
offrir | verb | les postes [offerts]; en [offrant] un poste; elle a [offert] un poste
acquérir | verb | les parts ont été [acquises]; elle a [acquis] des parts; en [acquérant] des parts
investir | verb | les sommes sont [investies]; ils ont [investi] ici; en [investissant] ici
recevoir | verb | elle a été [reçue] hier; les dossiers sont [reçus]; en [recevant] le prix; elle [reçoit]
conduire | verb | le projet est [conduit] par elle; en [conduisant] le projet
écrire | verb | elle a [écrit] au préfet; des lettres sont [écrites]; en [écrivant] au préfet
élire | verb | elle a été [élue] en mars; ils sont [élus] par leurs pairs; en [élisant] un bureau
résoudre | verb | le litige est [résolu]; en [résolvant] le litige
atteindre | verb | la cible est [atteinte]; en [atteignant] la cible; les buts ont été [atteints]
connaître | verb | elle est [connue] de tous; en [connaissant] le marché; ils [connaissent] le marché
suivre | verb | la piste est [suivie] par elle; les cours sont [suivis]; en [suivant] la piste
soutenir | verb | elle a [soutenu] la filière; ils sont [soutenus] par nous; en [soutenant] la filière
convaincre | verb | ils sont [convaincus]; en [convainquant] les élus; elle les a [convaincus]
employer | verb | elle est [employée] ici; ils sont [employés] ici; en [employant] des jeunes
appeler | verb | en [appelant] la mairie; elle [appelle]; ils ont été [appelés]
coordonner | verb | les actions sont [coordonnées]; en [coordonnant] les actions
construire | verb | les murs sont [construits]; en [construisant] un mur
peindre | verb | la coque est [peinte]; en [peignant] la coque
inscrire | verb | ils se sont [inscrits]; en [inscrivant] la firme
réunir | verb | elle a [réuni] les firmes; en [réunissant] les firmes; [réunies] à Brest
accueillir | verb | en [accueillant] des stagiaires; elle a [accueilli] des stagiaires
promouvoir | verb | le bois est [promu] partout; en [promouvant] le bois
vivre de son métier | verb | en [vivant de son métier]; il a [vécu de son métier]
faire appel | verb | en [faisant appel] à elle; ils ont [fait appel] à elle; ils [font appel] à elle
répondre | verb | en [répondant] à l’appel; elle a [répondu]
naître | verb | l’idée est [née] à Brest; elles sont [nées] à Brest
bail | noun | les [baux]; un [bail]; LES [BAUX]
bail commercial | noun | les [baux commerciaux]; un [bail commercial]
travail | noun | les [travaux]; LE [TRAVAIL]
vitrail | noun | les [vitraux]; un [vitrail]
corail | noun | les [coraux]
émail | noun | les [émaux]; LES [EMAUX]
soupirail | noun | des [soupiraux]
détail | noun | les [détails]; LES [DETAILS]
éventail | noun | les [éventails]
journal | noun | les [journaux]
canal | noun | les [canaux]
festival | noun | les [festivals]
bureau | noun | les [bureaux]
noyau | noun | les [noyaux]
lieu | noun | les [lieux]; un [lieu]
enjeu | noun | les [enjeux]; LES [ENJEUX]
pneu | noun | les [pneus]
bijou | noun | les [bijoux]
clou | noun | les [clous]
cheval | noun | les [chevaux]
travailleur | noun | les [travailleuses]; une [travailleuse]; les [travailleurs]; LES [TRAVAILLEUSES]
directeur | noun | la [directrice]; les [directrices]; LA [DIRECTRICE]
chercheur | noun | une [chercheuse]; des [chercheuses]
entrepreneur | noun | une [entrepreneuse]; des [entrepreneures]; une [entrepreneure]
auteur | noun | une [autrice]; des [auteures]; les [autrices]; une [auteure]
professeur | noun | une [professeure]; les [professeures]
ingénieur | noun | une [ingénieure]; LES [INGENIEURES]; les [ingénieures]
vendeur | noun | une [vendeuse]; des [vendeuses]
soudeur | noun | une [soudeuse]; des [soudeuses]
chaudronnier | noun | une [chaudronnière]; les [chaudronnières]
électricien | noun | une [électricienne]; des [électriciennes]; LES [ELECTRICIENNES]
technicien | noun | une [technicienne]; les [techniciennes]
chef de projet | noun | la [cheffe de projet]; les [cheffes de projet]; les [chefs de projets]
président | noun | la [présidente]; les [présidentes]; LA [PRESIDENTE]
vice-président | noun | la [vice-présidente]; LES [VICE-PRESIDENTES]; le [vice président]
administrateur | noun | une [administratrice]; LES [ADMINISTRATRICES]
artisan | noun | une [artisane]; des [artisanes]
patron | noun | une [patronne]; les [patronnes]
apprenti | noun | une [apprentie]; les [apprenties]
sportif | adjective | une [sportive]; des [sportives]
consultant | noun | une [consultante]; des [consultantes]
tuteur | noun | une [tutrice]; des [tutrices]
PME | case | une [P.M.E.] de la région; les [P.M.E.] du bois; les [P.M.E] du bois; les [PME]; les [PMEs]
P.M.E. | case | les [PME] du bois; une [P.M.E.] du bois
P.M.E. | acronym | les [PME] du bois; une [P.M.E.] du bois
RSE | case | la [R.S.E.] et nous
PME-PMI | case | les [PME-PMI]; les [PME/PMI]; les [P.M.E.-P.M.I.] du bois; les [PME – PMI]
filière agroalimentaire | noun | la [filière agro-alimentaire]; les [filières agro-alimentaires]
filière agroalimentaire | noun | LA [FILIERE AGRO-ALIMENTAIRE]
agroalimentaire | adjective | l’[agro-alimentaire]; l’[agroalimentaire]
agroalimentaire | adjective | L’[AGRO-ALIMENTAIRE]; l’[agro alimentaire]
agro-alimentaire | adjective | l’[agroalimentaire]; l’[agro-alimentaire]; les firmes [agroalimentaires]
cofinancement | noun | les [co-financements]; un [cofinancement]
co-financement | noun | les [cofinancements]
éco-conception | noun | l’[écoconception]; L’[ECO-CONCEPTION]; L’[ECOCONCEPTION]
intercommunalité | noun | l’[inter-communalité]
biotechnologie | noun | les [bio-technologies]
microentreprise | noun | les [micro-entreprises]; une [micro-entreprise]
multimodal | adjective | des trajets [multi-modaux]; une plateforme [multi-modale]
visioconférence | noun | des [visio-conférences]
plate-forme | noun | des [plateformes]; des [plates-formes]; LES [PLATES-FORMES]
start-up | noun | des [startups]; des [start-ups]
schéma directeur | noun | LES [SCHEMAS DIRECTEURS]; des [schémas directeurs]
développement économique | noun | LE [DEVELOPPEMENT ECONOMIQUE]; le [Développement économique]
qualité de vie | noun | LA [QUALITE DE VIE]
chargé de projet | noun | LES [CHARGES DE PROJET]; une [chargée de projet]
économie circulaire | noun | L'[ECONOMIE CIRCULAIRE]; l’[Economie circulaire]
création d’emplois | noun | LA [CREATION D'EMPLOIS]; des [créations d’emploi]
étude de marché | noun | [ETUDE DE MARCHE]; [ETUDES DE MARCHE]; les [études de marchés]
propriété intellectuelle | noun | LA [PROPRIETE INTELLECTUELLE]
chef d’entreprise | noun | LES [CHEFS D'ENTREPRISE]; une [cheffe d’entreprise]
chef d’entreprise | noun | des [chefs d’entreprises]; LES [CHEFFES D’ENTREPRISE]
aménageur | noun | les [aménageuses]; une [aménageuse]
financeur | noun | les [financeurs]; une [financeuse]
animateur | noun | une [animatrice]; LES [ANIMATRICES]
éleveur | noun | une [éleveuse]; LES [ELEVEURS]; LES [ELEVEUSES]
agriculteur | noun | une [agricultrice]; des [agricultrices]
gérant | noun | la [gérante]; les [gérantes]; LES [GERANTES]
adjoint | noun | une [adjointe]; les [adjointes]
député | noun | une [députée]; LES [DEPUTES]; LES [DEPUTEES]
maire | noun | la [maire]; les [maires]; LES [MAIRES]
sénateur | noun | une [sénatrice]; LES [SENATEURS]; LES [SENATRICES]
écrivain | noun | une [écrivaine]; des [écrivaines]
procureur | noun | une [procureure]
boulanger | noun | une [boulangère]; les [boulangères]; LES [BOULANGERES]
couturier | noun | une [couturière]; LES [COUTURIERES]
mécanicien | noun | une [mécanicienne]; LES [MECANICIENNES]; LES [MECANICIENS]
vigneron | noun | une [vigneronne]; des [vigneronnes]
maçon | noun | les [maçons]; une [maçonne]
créateur | noun | les [créatrices]; une [créatrice]; LES [CREATEURS]
fondateur | noun | la [fondatrice]; LES [FONDATRICES]
investisseur | noun | des [investisseuses]; LES [INVESTISSEURS]
coordinateur | noun | la [coordinatrice]
médiateur | noun | la [médiatrice]; LES [MEDIATEURS]
local | noun | des [locaux]; LES [LOCAUX]
capital | noun | les [capitaux]
hôpital | noun | les [hôpitaux]; LES [HOPITAUX]
tribunal | noun | les [tribunaux]
signal | noun | les [signaux]
niveau | noun | les [niveaux]
réseau | noun | LES [RESEAUX]; les [réseaux]
château | noun | LES [CHATEAUX]; des [châteaux]
feu | noun | les [feux]
genou | noun | les [genoux]
trou | noun | les [trous]
œil | noun | les [yeux]
signer un accord | verb | en [signant un accord]; elle a [signé un accord]
signer un accord | verb | ayant [signé un accord]; ils [signeront un accord]
rédiger | verb | un texte [rédigé] par elle; en [rédigeant]; les textes ont été [rédigés]; nous [rédigeons]
créer | verb | l’entreprise a été [créée] en 2010; en [créant] un pôle; elles ont été [créées]; ils [créent]
piloter | verb | un projet [piloté] par le pôle; en [pilotant] le projet; elles sont [pilotées]
fédérer | verb | le pôle [fédère]; en [fédérant] les acteurs; les acteurs [fédérés]; il [fédérera]
rejoindre | verb | il a [rejoint] le pôle; en [rejoignant] le pôle; ils ont été [rejoints] par d’autres
devenir | verb | elle est [devenue] chef; en [devenant] chef; ils [deviennent]
obtenir | verb | l’aide [obtenue]; elle a [obtenu]; en [obtenant] l’aide; les labels [obtenus]
maintenir | verb | elle a [maintenu] son avis; les emplois sont [maintenus]; en [maintenant] l’emploi
découvrir | verb | elle a [découvert]; les pièces ont été [découvertes]; en [découvrant] le métier
souscrire | verb | elle a [souscrit]; un contrat [souscrit] par elle; en [souscrivant]
réduire | verb | la part est [réduite]; en [réduisant] les coûts; les coûts sont [réduits]
mettre en place | verb | l’outil [mis en place]; une cellule [mise en place] hier
mettre en place | verb | ont été [mises en place]; en [mettant en place]
tenir compte | verb | en [tenant compte] de tout; il a [tenu compte] de tout; elle [tient compte] de tout
prendre en charge | verb | les frais [pris en charge]; les dépenses [prises en charge]
prendre en charge | verb | en [prenant en charge] les frais
lever des fonds | verb | elle a [levé des fonds]; en [levant des fonds]; ils [lèvent des fonds]
rendre | verb | elle a [rendu]; en [rendant]; elle les a [rendus]
perdre | verb | les emplois [perdus]; en [perdant]; elle a [perdu]
convenir | verb | il est [convenu] que; en [convenant]
ETI | case | une [E.T.I.] de la région; les [ETI]; les [E.T.I]
CCI | case | la [C.C.I.] de Brest; les [CCI]
TPE-PME | case | les [TPE-PME]; les [TPE/PME]; les [T.P.E.-P.M.E.] du pays
socio-économique | adjective | le tissu [socioéconomique]; les données [socio-économiques]
socio-économique | adjective | LES DONNEES [SOCIO-ECONOMIQUES]
socioéconomique | adjective | le tissu [socio-économique]
micro-entreprise | noun | les [microentreprises]; LES [MICRO-ENTREPRISES]
télétravail | noun | le [télé-travail]
autoentrepreneur | noun | une [auto-entrepreneuse]; des [auto-entrepreneurs]
e-commerce | noun | l’[e-commerce]
covoiturage | noun | le [co-voiturage]
interprofession | noun | l’[inter-profession]; LES [INTERPROFESSIONS]
bioéconomie | noun | la [bio-économie]
représenter | verb | nous sommes tous [représentés]
partager | verb | une bibliothèque [partagée]; les comptes génériques [partagés]
faire | verb | il le [fait] vite; qui l’a [fait]
enfant | noun | croire en l’[enfant]
"""

NOT_FOUND = """
produire | verb | les produits du terroir; un produit; Produits locaux; des produits, des services
recevoir | verb | le reçu de carte
élire | verb | les élus du territoire; une élue; Élus et citoyens
employer | verb | les employés de la mairie; des employées
conduire | verb | une conduite de gaz; la conduite du projet
atteindre | verb | une atteinte au droit; les atteintes au droit
mettre en réseau | verb | la mise en réseau; Mise en réseau des PME
mettre en réseau | verb | de mise en réseau; formation et mise en réseau
prendre en compte | verb | la prise en compte; Prise en compte des avis; cette prise en compte
suivre | verb | le jour suivant; le suivi du projet; Suivi du projet; suivant les cas
courir | verb | le compte courant; être au courant
ouvrir | verb | un esprit ouvert; les ouvrants de la façade
étudier | verb | un étudiant; les étudiants; Étudiants et apprentis
entrer | verb | l’entrée du site; une entrée; Entrée libre
donner | verb | les données; ces données; toutes les données
faire | verb | le fait que; du fait; chaque fait
associer | verb | les associés; de jeunes associés; nouveaux associés
mettre à jour | verb | la dernière mise à jour; les futures mises à jour
diriger | verb | les dirigeants; un dirigeant; Dirigeants et élus
fabriquer | verb | un fabricant; les fabricants
dirigeant | noun | en dirigeant une équipe; se dirigeant vers la porte; s’en dirigeant
participant | noun | en y participant
bail | noun | BAS; bal; les bals
devoir | verb | LE PRIX DU BOIS
côté | noun | LA COTE ATLANTIQUE
marché | noun | LA MARCHE A PIED
pêche | noun | peche
vent | noun | la vente; une vente
argent | noun | une argente
port | noun | la porte
mer | noun | la mère; LA MERE
valeur | noun | un valet
PME | case | p.m.e.; M.E.; A.P.M.E.; la PM E.
égalité | noun | egalite
information | noun | in formation
préface | noun | pré face
réunion | noun | ré-union
CSE | case | C. S. E.
"""


def cases(table: str) -> list[tuple[Term, str]]:
    made = []
    for line in table.strip().splitlines():
        source, speech, texts = line.split(" | ")
        term = Term(
            source,
            source if speech == "keep" else "x",
            "acronym" if speech == "case" else "name" if speech == "keep" else speech,
            case_sensitive=speech in ("case", "keep"),
            keep=speech == "keep",
        )
        made += [(term, text.strip()) for text in texts.split("; ")]
    return made


def found(term: Term, text: str) -> list[str]:
    return [text[match.start : match.end] for match in Glossary((term,)).find(text)]


@pytest.mark.parametrize(("term", "text"), cases(FOUND), ids=str)
def test_the_form_is_found(term: Term, text: str) -> None:
    wanted = re.findall(r"\[(.*?)\]", text)
    assert len(wanted) == 1
    assert found(term, re.sub(r"[\[\]]", "", text)) == wanted


@pytest.mark.parametrize(("term", "text"), cases(NOT_FOUND), ids=str)
def test_another_word_is_not_found(term: Term, text: str) -> None:
    assert found(term, text) == []


def test_at_least_150_forms_are_held_here() -> None:
    assert len({(term.source, text) for term, text in cases(FOUND)}) >= 150


def test_the_time_grows_with_the_text_and_not_with_the_glossary() -> None:
    text = " ".join(f"En animant mot{number} animé, LES BAUX DE P.M.E." for number in range(2_000))

    def seconds(terms: int) -> float:
        glossary = Glossary(tuple(Term(f"mot{number} animé", "x", "noun") for number in range(terms)))
        glossary.find(text)  # prepares it, and reads the lemmatiser's dictionary
        found = []
        gc.disable()  # it looks through all that the other tests have left
        for _ in range(3):
            start = time.process_time()
            assert len(glossary.find(text)) == min(terms, 2_000)
            found.append(time.process_time() - start)
        gc.enable()
        return min(found)

    assert seconds(20_000) < 4 * seconds(2_000)
