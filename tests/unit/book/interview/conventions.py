"""Documents in the ways that French books set interviews, and documents that are none; all invented.

A line is its role (`Q`, `A`, `A Anne Exemple`, `-`) and its text. `**…**` is bold, `_…_` italic, `# `
a heading 1, `## ` a heading 2, `Style| ` a paragraph style. A line of cells, `a || b`, is a row of a table
with a role for each cell (`Q / A`).
"""

import re
from dataclasses import dataclass
from pathlib import Path

from tests.unit.docx.building import BOLD, ITALIC, cell, p, r, styled, table, word_file

_STYLES = (
    ("Normal", "Normal", ""),
    ("H1", "heading 1", "<w:pPr><w:outlineLvl w:val='0'/></w:pPr>"),
    ("H2", "heading 2", "<w:pPr><w:outlineLvl w:val='1'/></w:pPr>"),
    ("Title", "Title", ""),
    ("Question", "Question", ""),
    ("Reponse", "Réponse", ""),
    ("Citation", "Quote", ""),
    ("Chapo", "Chapeau", ""),
)
STYLES = "".join(
    f"<w:style w:type='paragraph' w:styleId='{key}' w:default='{int(key == 'Normal')}'>"
    f"<w:name w:val='{name}'/>{level}</w:style>"
    for key, name, level in _STYLES
)


@dataclass(frozen=True)
class Convention:
    """One document: its name, and its lines with the role that each should get."""

    name: str
    lines: tuple[tuple[str, str], ...]

    @property
    def expected(self) -> list[tuple[str, str]]:
        """The role of each text, in reading order."""
        found = []
        for role, text in self.lines:
            cells = text.split(" || ")
            roles = role.split("/") if len(cells) > 1 else [role]
            found += [
                (one.strip(), plain(words)) for one, words in zip(roles, cells, strict=True) if words.strip()
            ]
        return found

    def write(self, folder: Path) -> Path:
        """The Word file."""
        content, rows = [], []
        for _, text in (*self.lines, ("", "")):
            if " || " in text:
                rows.append("".join(cell(paragraph(words)) for words in text.split(" || ")))
                continue
            if rows:
                content.append(table(*rows))
                rows = []
            if text:
                content.append(paragraph(text))
        return word_file(folder, "".join(content), styles=STYLES, file=f"{self.name}.docx")


def plain(text: str) -> str:
    """The words of a line."""
    return re.sub(r"\*\*|(?<!\w)_|_(?!\w)", "", text.split("| ", 1)[-1].lstrip("# ")).strip()


def paragraph(text: str) -> str:
    """A line as a paragraph."""
    properties = ""
    for mark, style in (("# ", "H1"), ("## ", "H2")):
        if text.startswith(mark):
            properties, text = styled(style), text.removeprefix(mark)
    if found := re.match(r"(\w+)\| ", text):
        properties, text = styled(found[1]), text[found.end() :]
    runs = []
    for piece in re.split(r"(\*\*.+?\*\*|(?<!\w)_.+?_(?!\w))", text):
        look = BOLD if piece.startswith("**") else ITALIC if re.match(r"_.+_$", piece) else ""
        if piece:
            runs.append(r(piece.strip("*") if look == BOLD else piece.strip("_") if look else piece, look))
    return p(*runs, properties=properties)


def document(name: str, text: str) -> Convention:
    """A convention from lines `role> text`."""
    lines = [line.split("> ", 1) for line in text.strip().split("\n") if line.strip()]
    return Convention(name, tuple((role.strip(), words.strip()) for role, words in lines))


INTERVIEWS = [
    document(
        "bold-questions",
        """
- > # Claire Fontanel
- > Directrice d’un réseau de fermes-écoles, elle forme une centaine de stagiaires par an.
Q > **Comment êtes-vous arrivée dans ce métier ?**
A Claire Fontanel > Par hasard. Mon oncle cherchait quelqu’un pour l’été, et je suis restée.
A Claire Fontanel > Est-ce que j’avais un plan ? Aucun. Qui en a un à vingt ans ?
Q > **Parlez-nous de votre première saison.**
A Claire Fontanel > Il a plu tous les jours. J’ai appris à réparer une pompe.
Q > **Qu’est-ce qui a changé depuis ?**
A Claire Fontanel > On nous écoute davantage.
A Claire Fontanel > Faut-il s’en plaindre ?
Q > **Un mot pour celles qui hésitent**
A Claire Fontanel > Venez voir, tout simplement.
- > _Propos recueillis par Jean Desvignes_
- > # Bibliographie
- > Desvignes J., Les Champs ouverts, 2019.
""",
    ),
    document(
        "name-labels",
        """
- > Title| Rencontre avec Paul Vaucher
- > Le fondateur des Ateliers du Quai nous reçoit dans sa cour.
Q > **Le Courrier :** Vous avez fondé les Ateliers en 2009. Pourquoi ce nom ?
A Paul Vaucher > **Paul Vaucher :** Parce que j’habitais au bord du canal. Et que serait un atelier sans eau ?
A Paul Vaucher > Il y avait aussi une raison plus simple : le bail était écrit ainsi.
Q > **Le Courrier :** Racontez-nous les débuts.
A Paul Vaucher > **Paul Vaucher :** Nous étions trois, avec un seul étau.
Q > **Le Courrier :** Et aujourd’hui ?
A Paul Vaucher > **Paul Vaucher :** Quarante. Je ne connais plus tous les prénoms, et cela me peine.
Q > **Le Courrier :** On vous dit sévère.
A Paul Vaucher > **Paul Vaucher :** Qui dit cela ?
""",
    ),
    document(
        "initials",
        """
- > # Entretien avec Maud Lestrade et Hugo Perrin
Q > Question : Comment travaillez-vous à deux ?
A Maud Lestrade > M. L. – Je dessine, il calcule.
A Hugo Perrin > H. P. – Et moi je refais les calculs quand elle a changé le dessin.
Q > Question : Vous disputez-vous ?
A Hugo Perrin > H. P. – Tous les jours.
A Maud Lestrade > M. L. – Pas le dimanche. Pourquoi le dimanche ? Nous ne travaillons pas.
Q > Question : Quel est votre prochain projet ?
A Maud Lestrade > M. L. – Un pont pour les piétons. Je n’en dirai pas plus.
""",
    ),
    document(
        "transcript",
        """
- > Entretien n° 4, réalisé le 12 mars, durée 48 minutes
Q > [Chercheuse] (0:15) Bonjour, merci de me recevoir. Alors, vous pouvez commencer par votre parcours ?
A > [Répondant] (0:32) Oui. Donc moi j’ai fait un BTS, et puis j’ai travaillé chez un garagiste onze ans.
Q > [Chercheuse] (1:48) D’accord.
A > [Répondant] (1:50) Et après, bon, il y a eu la fermeture. Qu’est-ce qu’on pouvait faire ?
Q > [Chercheuse] (2:40) Et vous étiez combien ?
A > [Répondant] (2:44) On était soixante.
Q > [Chercheuse] (3:02) Hum hum. Vous aviez été prévenus ?
A > [Répondant] (3:09) Non. Enfin, moi je l’ai lu dans le journal.
""",
    ),
    document(
        "q-and-r",
        """
- > # Sophie Arnal, éleveuse
Q > Q : Vous souvenez-vous de votre premier troupeau ?
A Sophie Arnal > R : Très bien. J’avais douze brebis, et pas de chien.
Q > Q : Et maintenant ?
A Sophie Arnal > R : Deux cents, et trois chiens.
A Sophie Arnal > Le plus vieux ne sert plus à rien, mais je le garde. Comment faire autrement ?
Q > Q : Que diriez-vous à une débutante ?
A Sophie Arnal > R : De prendre un chien.
""",
    ),
    document(
        "labels-alone",
        """
- > # Trois voix du port
Q > **Journaliste**
Q > Comment avez-vous vécu la grève ?
A Denis Le Goff > **Denis Le Goff**
A Denis Le Goff > Mal. J’avais un crédit sur le bateau.
A Denis Le Goff > Et puis il y avait les enfants.
Q > **Journaliste**
Q > Et vous, madame ?
A Irène Sanz > **Irène Sanz**
A Irène Sanz > Moi, je tenais la cantine. On ne ferme pas une cantine.
Q > **Journaliste**
Q > Le referiez-vous ?
A Denis Le Goff > **Denis Le Goff**
A Denis Le Goff > Oui.
A Irène Sanz > **Irène Sanz**
A Irène Sanz > Je ne sais pas.
""",
    ),
    document(
        "table-of-answers",
        """
- > # Nadia Kerviel
- > Elle a répondu par écrit.
- / - > Question || Réponse
Q / A Nadia Kerviel > Quelle est votre formation ? || Je suis géomètre.
Q / A Nadia Kerviel > Qui vous a aidée ? || Ma sœur. Qui d’autre ?
Q / A Nadia Kerviel > Un regret || Aucun, je crois.
Q / A Nadia Kerviel > Que lisez-vous ? || Des cartes.
- > Deuxième envoi
Q / A Nadia Kerviel > Et demain ? || Je pars en mer.
Q / A Nadia Kerviel > Pour longtemps ? || Deux mois, le temps des relevés.
""",
    ),
    document(
        "table-of-speakers",
        """
- > Entretien de groupe, salle B
Q / Q > Animatrice || Pouvez-vous vous présenter ?
A Karim / A Karim > Karim || Je suis soudeur.
A Lise / A Lise > Lise || Moi, comptable.
Q / Q > Animatrice || Depuis combien de temps ?
A Karim / A Karim > Karim || Huit ans. Ou neuf ?
A Lise / A Lise > Lise || Je viens d’arriver.
Q / Q > Animatrice || Et cela vous plaît ?
A Karim / A Karim > Karim || On s’y fait.
""",
    ),
    document(
        "plain-numbered",
        """
- > Entretien avec Rémi Valade
Q > 1. Pouvez-vous nous présenter votre coopérative ?
A Rémi Valade > Nous sommes vingt-deux associés. J’en suis le gérant depuis quatre ans.
Q > 2. Quelles difficultés avez-vous rencontrées ?
A Rémi Valade > La banque, surtout. Je n’avais pas les mots.
A Rémi Valade > Comment explique-t-on à un banquier qu’une voix vaut une voix ?
Q > 3. Parlez-nous de vos clients.
A Rémi Valade > Ce sont nos voisins.
Q > 4. Quels sont vos projets ?
A Rémi Valade > Un four. J’en rêve.
""",
    ),
    document(
        "styles",
        """
- > # Ève Monnier
- > Chapo| Elle a repris la scierie de son père.
Q > Question| La scierie était-elle à vendre ?
A Ève Monnier > Reponse| **E. M. –** Non. Je l’ai prise quand même.
A Ève Monnier > Reponse| Mon père a boudé un an.
A Ève Monnier > Citation| Mon père a boudé un an.
Q > Question| Votre premier hiver ?
A Ève Monnier > Reponse| **E. M. –** Long. Que dire de plus ?
Q > Question| Et la suite
A Ève Monnier > Reponse| **E. M. –** Je plante des chênes.
- > # Ugo Ferrand
Q > Question| Pourquoi le verre ?
A Ugo Ferrand > Reponse| **U. F. –** J’aime le feu.
Q > Question| Vos fours ?
A Ugo Ferrand > Reponse| **U. F. –** J’en ai deux.
- > # Annexe
- > Qui sont les lecteurs ? Une enquête le dira.
""",
    ),
    document(
        "headings-as-questions",
        """
- > # Lucie Brandt, directrice du port
- > Lucie Brandt dirige le port depuis 2017.
Q > ## Pourquoi avoir choisi ce port ?
A Lucie Brandt > Je n’ai pas choisi : on m’a appelée un soir.
Q > ## Qu’avez-vous trouvé en arrivant ?
A Lucie Brandt > Des quais vides, et une équipe qui n’attendait rien de moi.
A Lucie Brandt > À quoi bon le cacher ?
Q > ## Votre fierté
A Lucie Brandt > La criée. Nous l’avons rouverte.
Q > ## Que vous souhaiter ?
A Lucie Brandt > Du vent.
""",
    ),
    document(
        "italic-questions-two-people",
        """
- > Title| Le bois et la pierre
- > Conversation entre deux artisans.
Q > _D’où venez-vous tous les deux ?_
A Ana Ruiz > **Ana Ruiz :** Moi, d’une ville sans forêt.
A Luc Morel > **Luc Morel :** Et moi de la carrière d’à côté.
Q > _Vos métiers se ressemblent-ils ?_
A Luc Morel > **Luc Morel :** Je casse, elle assemble.
A Ana Ruiz > **Ana Ruiz :** Je casse aussi, parfois. Tu ne l’as pas vu ?
Q > _Que faites-vous le soir ?_
A Ana Ruiz > **Ana Ruiz :** Je balaie.
""",
    ),
    document(
        "letters-of-a-survey",
        """
- > Retranscription de l’entretien 7
Q > E : Alors, tu peux me dire comment tu es arrivé ici ?
A > I : Ben, par mon cousin. Il travaillait déjà là, il m’a dit viens, et je suis venu, je n’ai pas réfléchi.
Q > E : Il y a longtemps ?
A > I : Six ans, je crois. Ou sept. C’était l’année de la toiture, je m’en souviens parce qu’on avait froid.
Q > E : D’accord. Et l’équipe ?
A > I : L’équipe, ça va. On mange ensemble. Moi je fais le café, c’est mon rôle.
Q > E : Ton rôle.
A > I : Oui, on en rit. Mais qui le ferait sinon ?
Q > E : Et demain, tu te vois où ?
A > I : Ici. Je ne bouge plus.
""",
    ),
    document(
        "bold-name-no-sign",
        """
- > # Rencontre
Q > **La rédaction** Comment avez-vous commencé la danse ?
A Inès Vidal > **Inès Vidal** Avec ma mère, dans la cuisine.
Q > **La rédaction** Et la scène ?
A Inès Vidal > **Inès Vidal** Plus tard. Je n’osais pas.
Q > **La rédaction** Vous osez, maintenant ?
A Inès Vidal > **Inès Vidal** Pas tous les soirs.
""",
    ),
    document(
        "tight-initials",
        """
- > Title| Entretien avec Jean-Marc Dupuis
Q > Q.1 - Quel est votre rôle dans l’association ?
A Jean-Marc Dupuis > J.-M.D. : Je suis le trésorier.
Q > Q.2 - Depuis quand ?
A Jean-Marc Dupuis > J.-M.D. : Depuis 2010.
A Jean-Marc Dupuis > J’ai pris la suite de mon voisin.
Q > Q.3 - Que fait un trésorier ?
A Jean-Marc Dupuis > J.-M.D. : Il compte, et il dit non.
""",
    ),
    document(
        "asker-only",
        """
- > # Camille Ober, luthière
Q > La Gazette : Votre atelier est minuscule.
A Camille Ober > Oui, je ne peux pas y recevoir deux violoncelles.
Q > La Gazette : Comment choisissez-vous le bois ?
A Camille Ober > À l’oreille. Je frappe, j’écoute.
A Camille Ober > Mon maître faisait ainsi.
Q > La Gazette : Et si le bois se tait ?
A Camille Ober > On attend.
Q > La Gazette : Longtemps ?
A Camille Ober > Dix ans, quelquefois.
""",
    ),
    document(
        "several-h1",
        """
- > # Avant-propos
- > Ces entretiens ont été menés au printemps. Pourquoi si tard ? Parce qu’il a plu.
- > # 1. Salomé Faure, meunière
Q > **Comment devient-on meunière ?**
A Salomé Faure > Je suis tombée dedans.
Q > **Le mot qui vous résume**
A Salomé Faure > Grain.
- > # 2. Théo Marin, boulanger
Q > **Votre journée commence tôt.**
A Théo Marin > À deux heures. Je dors l’après-midi.
Q > **Comment devient-on boulanger ?**
A Théo Marin > Par faim, je crois.
- > # Index
- > Farine
""",
    ),
    document(
        "tutoiement-plain",
        """
- > Rencontre avec Zoé
Q > Bonjour, pourrais-tu te présenter en deux phrases ? Trois seront acceptées.
A > Je m’appelle Zoé, j’ai trente ans et j’habite à Rennes.
Q > Quelle est l’origine de ton pseudonyme ?
A > Une chanson de mon enfance.
Q > Quel est ton parcours ?
A > J’ai commencé par la radio. Qui n’a pas commencé par la radio ?
Q > Et demain, que feras-tu ?
A > Je pars à vélo.
Q > Un dernier mot ?
A > Merci à toi.
""",
    ),
    document(
        "dash-questions",
        """
- > Title| Prévoir la crue
- > L’hydrologue Rose Amar nous explique son métier.
- > ## Une question de confiance
Q > — Pourquoi le sujet est-il devenu central ?
A > Les modèles se trompent, et je suis la première à le dire.
A > On ne le sait qu’après.
Q > — Vous parliez de trois causes. Les prend-on dans l’ordre ?
A > Commençons par la pluie.
Q > — Et donc c’est une affaire de mesures ?
A > Oui, c’est mon combat. Nous en manquons.
- > ## Demain
Q > — Quel est, selon vous, le rôle des communes ?
A > Il faut distinguer deux choses.
""",
    ),
    document(
        "headings-and-names",
        """
- > # Les cartes du littoral
- > ## Les cartes en ligne
- > Elles sont accessibles depuis le site.
Q > ## Pouvez-vous nous dire à quoi servent ces cartes ?
A Olivier Daunay > Olivier Daunay : Elles montrent ce que la mer prend.
A Olivier Daunay > Je me suis formé tout seul. Et quelle est la suite ?
Q > ## Comment avez-vous réalisé les premières ?
A Olivier Daunay > Olivier Daunay : Avec un tableur, et mes soirées.
Q > ## Les données ne sont pas faites pour cela
A Olivier Daunay > Olivier Daunay : Non, chacun a son fichier.
Q > ## Avez-vous des souhaits ?
A Olivier Daunay > Olivier Daunay : J’aimerais un bon manuel.
- > Propos recueillis par Lise Aubin.
""",
    ),
    document(
        "upper-case-names",
        """
- > # LE GRAND ENTRETIEN
- > Title| Judith Kessel : « Je n’ai jamais su m’arrêter »
- > Cheffe d’orchestre, elle publie ses carnets.
Q > L’ORCHESTRE : Vous dirigez depuis quarante ans. D’où vient l’envie ?
A Judith Kessel > JUDITH KESSEL : D’une panne d’électricité. J’avais six ans.
Q > L’ORCHESTRE : C’est-à-dire ?
A Judith Kessel > JUDITH KESSEL : On a chanté dans le noir.
A Judith Kessel > Mon père battait la mesure sur la table. Qui battait le mieux ? Ma tante.
Q > L’ORCHESTRE : Et le silence ?
A Judith Kessel > JUDITH KESSEL : Il se travaille aussi.
""",
    ),
    document(
        "interviewer-by-name",
        """
- > Entretien entre Luc Bardin et Aya Touré
Q > Luc Bardin : Merci de nous recevoir. Où sommes-nous ?
A Aya Touré > Aya Touré : Dans mon ancienne classe.
Q > Luc Bardin : Vous y êtes revenue souvent ?
A Aya Touré > Aya Touré : Jamais. Pourquoi y serais-je revenue ?
Q > Luc Bardin : Pour les élèves.
A Aya Touré > Aya Touré : Ils ont grandi. Moi aussi, d’ailleurs, et je le sens dans mes genoux.
Q > Luc Bardin : Vous souvenez-vous de leurs noms ?
A Aya Touré > Aya Touré : De tous.
""",
    ),
    document(
        "heading-2-people",
        """
- > # Paroles d’artisans
- > ## Nino Vega, ferronnier
Q > **Qu’est-ce qui vous a conduit au fer ?**
A Nino Vega > Le bruit. J’aimais le bruit de la forge.
Q > **Vos apprentis l’aiment-ils aussi ?**
A Nino Vega > Ils mettent des casques. Je les comprends.
- > ## Ada Lund, tisserande
Q > **Qu’est-ce qui vous a conduite au métier à tisser ?**
A Ada Lund > Ma grand-mère m’y a attachée.
Q > **Le regrettez-vous ?**
A Ada Lund > Jamais un matin.
""",
    ),
    document(
        "lower-case-request",
        """
- > # Rencontre avec Solène Gaudin
Q > **Racontez-nous votre arrivée au phare.**
A Solène Gaudin > Je suis arrivée par gros temps.
Q > **La solitude, d’abord.**
A Solène Gaudin > On parle aux murs. Répondent-ils ? Parfois.
Q > **Votre plus beau souvenir**
A Solène Gaudin > Un oiseau, et moi qui n’osais pas bouger.
Q > **Qu’emporteriez-vous ?**
A Solène Gaudin > Rien.
- > **Solène Gaudin, Le Phare et la Lampe, 2020.**
""",
    ),
    document(
        "time-codes-first",
        """
- > Transcription, bande 2
Q > 00:00:12 Enquêtrice : Vous m’entendez bien ?
A > 00:00:15 Témoin : Oui, je vous entends.
Q > 00:00:19 Enquêtrice : On reprend là où on s’était arrêtés. Vous étiez à l’usine.
A > 00:00:27 Témoin : Voilà. Et moi je faisais les nuits, parce que c’était mieux payé.
A > On dormait le jour, avec des couvertures aux fenêtres.
Q > 00:01:02 Enquêtrice : Et les enfants ?
A > 00:01:05 Témoin : Chez ma mère.
""",
    ),
    document(
        "round-table",
        """
- > # Table ronde
Q > **Modératrice :** Comment avez-vous décidé de travailler ensemble ?
A Paul Ney > **Paul Ney :** Par téléphone, je crois.
A Rita Sol > **Rita Sol :** Non, c’était chez moi. Tu avais apporté un gâteau, non ?
A Paul Ney > **Paul Ney :** Exact.
Q > **Modératrice :** Et vous, Hugues Adam ?
A Hugues Adam > **Hugues Adam :** Je suis venu pour le gâteau.
Q > **Modératrice :** Qu’avez-vous appris ?
A Rita Sol > **Rita Sol :** À partager.
""",
    ),
]

OTHERS = [
    document(
        "faq",
        """
- > # Foire aux questions
- > **Comment puis-je m’inscrire ?**
- > Remplissez le formulaire, puis envoyez-le à l’accueil.
- > **Quels documents dois-je fournir ?**
- > Une pièce d’identité et un justificatif. Nous vous répondons sous huit jours.
- > **Puis-je annuler ?**
- > Oui, jusqu’à la veille. Contactez-nous.
- > **Que faire si j’ai perdu mon reçu ?**
- > Écrivez-nous.
""",
    ),
    document(
        "help-page",
        """
- > # Aide de la bibliothèque
- > ## Comment emprunter un livre ?
- > Présentez votre carte au comptoir. Nous enregistrons le prêt.
- > ## Combien de temps puis-je le garder ?
- > Trois semaines. On peut prolonger une fois.
- > ## Que se passe-t-il en cas de retard ?
- > Un courrier vous est envoyé.
- > ## Où rendre les documents ?
- > Dans la boîte, à toute heure.
""",
    ),
    document(
        "statute",
        """
- > # Statuts
- > **Article 1 :** Il est fondé une association.
- > **Article 2 :** Elle a pour objet l’entretien des chemins.
- > **Article 3 :** Le siège est fixé en mairie. Peut-il être transféré ? Le bureau en décide.
- > **Article 4 :** Qui peut adhérer ?
- > Toute personne majeure.
- > **Article 5 :** Comment perd-on la qualité de membre ?
- > Par démission.
- > **Article 6 :** Qui convoque l’assemblée ?
- > Le président.
""",
    ),
    document(
        "novel",
        """
- > # Chapitre premier
- > La pluie tombait depuis trois jours sur la place, et personne ne sortait plus.
- > — Vous venez ? demanda Louise.
- > — Je ne sais pas, répondit-il. Vous croyez que c’est sage ?
- > — Et pourquoi pas ?
- > Il haussa les épaules.
- > — Vous avez peur ?
- > — Moi ? Jamais.
- > — Alors, qu’attendez-vous ?
- > — Mon chapeau, dit-il.
- > Elle rit, et la porte claqua derrière eux.
- > — Où allons-nous ?
- > — Je vous le dirai.
""",
    ),
    document(
        "essay",
        """
- > # Habiter la rivière
- > On a longtemps tourné le dos à l’eau.
- > Pourquoi ce mépris ?
- > Parce que la rivière sentait mauvais. Je me souviens des tanneries.
- > Mais que voulons-nous en faire ?
- > Les projets ne manquent pas, et nous en avons lu vingt.
- > À qui appartient la berge ?
- > À personne, ou à tous. Mon grand-père y pêchait.
- > Et demain ?
- > Demain, l’eau montera.
""",
    ),
    document(
        "quiz",
        """
- > # Quiz : connaissez-vous votre territoire ?
- > Question 1 : Quelle est la hauteur du phare ?
- > Réponse : 42 mètres.
- > Question 2 : Combien d’habitants compte la commune ?
- > Réponse : 1 250.
- > Question 3 : Qui a dessiné la halle ?
- > Réponse : un élève de l’école des Mines.
""",
    ),
    document(
        "exam",
        """
- > # Sujet
- > Q1. Définissez la notion de filière.
- > Q2. Quels sont les acteurs du texte ?
- > Q3. Selon vous, l’auteur a-t-il raison ?
- > Q4. Que signifie le mot « grappe » ?
""",
    ),
    document(
        "play",
        """
- > # La Barque
- > Title| Pièce en un acte
- > ANTOINE : Vous partez ?
- > CLAIRE : Je reste. Et vous ?
- > ANTOINE : Je pars.
- > CLAIRE : Sans manteau ?
- > ANTOINE : Il fait doux.
- > CLAIRE : Vous mentez mal.
- > ANTOINE : Je mens peu.
- > CLAIRE : Restez.
""",
    ),
    document(
        "minutes",
        """
- > # Compte rendu du conseil du 4 mai
- > Présents : M. Blin, Mme Roche, M. Astier
- > M. Blin : Je propose d’ajourner le vote.
- > Mme Roche : Nous avons déjà reporté deux fois.
- > M. Astier : Je suis de l’avis de Mme Roche.
- > M. Blin : Soit. Passons au budget.
- > Mme Roche : Mon rapport est joint.
- > M. Astier : Le total est-il juste ?
- > Décision : le budget est adopté.
- > Prochaine réunion : le 8 juin.
""",
    ),
    document(
        "report-with-questions-as-titles",
        """
- > # Rapport d’activité
- > ## Qui sommes-nous ?
- > Un réseau de vingt-cinq structures, né en 2004.
- > ## Que faisons-nous ?
- > Le réseau forme et conseille ses adhérents. Notre équipe compte six salariés.
- > ## Pourquoi adhérer ?
- > Pour peser davantage.
- > # Bibliographie
- > Martin P., Que sont les réseaux devenus ?, 2011.
- > Leroux A., À qui profite la grappe ?, 2015.
- > Nguyen T., Faut-il des pôles ?, 2018.
""",
    ),
    document(
        "form",
        """
- > # Fiche de renseignements
- / - > Nom : || Prénom :
- / - > Avez-vous déjà adhéré ? || oui, non
- / - > Souhaitez-vous recevoir la lettre ? || oui, non
- / - > Comment nous avez-vous connus ? || (trois lignes)
""",
    ),
    document(
        "guide",
        """
- > # Guide de l’accueil
- > **Avant l’arrivée :** préparez le bureau.
- > **Exemple :** un ordinateur, une clé, un plan.
- > **À retenir :** qui accueille ?
- > **Le premier jour :** présentez l’équipe. Avez-vous pensé au déjeuner ?
- > **Exemple :** un repas à trois.
- > **À retenir :** qui appelle ?
- > **La première semaine :** faites le point. Êtes-vous sûr d’avoir tout dit ?
- > **Exemple :** vingt minutes le vendredi.
""",
    ),
    document(
        "workbook",
        """
- > # Trouver sa voie
- > ## Exercice 1
- > Prenez une feuille. Qu’aimez-vous faire ?
- > Notez cinq réponses. Moi, j’ai mis un an à les trouver.
- > ## Exercice 2
- > Quelles sont vos valeurs ?
- > Relisez la page 12. Mon conseil : n’en gardez que trois.
- > ## Exercice 3
- > Qui vous inspire ?
- > Écrivez-lui.
""",
    ),
    document(
        "shop-faq",
        """
- > # Nos réponses à vos questions
- > **Livrez-vous à l’étranger ?**
- > Oui, nous livrons dans toute l’Europe.
- > **Avez-vous une boutique ?**
- > Notre boutique est ouverte le samedi.
- > **Acceptez-vous les chèques ?**
- > Non.
- > **Que faites-vous des retours ?**
- > Nous les réparons.
""",
    ),
    document(
        "story-in-first-person",
        """
- > # La Maison
- > ## Pourquoi j’ai quitté la ville
- > Je ne dormais plus.
- > ## Que fallait-il emporter ?
- > J’ai pris la lampe de mon père.
- > ## Qui m’attendait ?
- > Personne. Je le savais.
- > ## Et toi, lecteur, qu’aurais-tu fait ?
- > Je ne te juge pas.
""",
    ),
    document(
        "experts-answer",
        """
- > # Le courrier du jardin
- > **Question : Je n’ai pas de terre. Puis-je planter un figuier en pot ?**
- > **Réponse :** Oui, dans un grand pot. Pensez à l’arroser.
- > **Question : Mon rosier jaunit. Que dois-je faire ?**
- > **Réponse :** Du fer, et de la patience.
- > **Question : Comment éloigner les limaces de ma salade ?**
- > **Réponse :** Nous vous conseillons la cendre.
""",
    ),
    document(
        "survey-table",
        """
- > # Résultats du sondage
- / - > Êtes-vous satisfait de l’accueil ? || 45 % de oui
- / - > Reviendriez-vous ? || 62 % de oui
- / - > Nous recommanderiez-vous ? || 51 % de oui
""",
    ),
    document(
        "sermon",
        """
- > # Sur la patience
- > Mes amis, avez-vous déjà attendu ?
- > J’ai attendu, moi aussi, au bord d’un quai.
- > Que voyez-vous quand vous attendez ?
- > Rien, dites-vous. Je vous crois.
- > Et qu’entendez-vous ?
- > Votre cœur. Je l’entends aussi.
""",
    ),
    document(
        "novel-in-letters",
        """
- > # Deuxième lettre
- > Ma chère Lucie,
- > Comment allez-vous ? Moi, je m’ennuie.
- > Vous souvenez-vous du jardin ?
- > J’y suis retournée hier, seule, et j’ai pleuré.
- > Viendrez-vous en juin ?
- > Je compte les jours.
""",
    ),
    document(
        "labels-of-a-manual",
        """
- > # Mode d’emploi
- > **Note :** lisez ces pages.
- > **Question :** où ranger la notice ?
- > **Note :** dans le tiroir.
- > **Question :** qui appeler ?
- > **Note :** le vendeur. Nous répondons toute la semaine.
- > **Question :** avez-vous la facture ?
""",
    ),
    document(
        "press-kit",
        """
- > # Dossier de presse
- > **Qui ?**
- > Vingt communes et leurs habitants.
- > **Quoi ?**
- > Une fête. Nous l’avons voulue gratuite.
- > **Quand ?**
- > Le 21 juin, chez vous et chez nous.
- > **Pourquoi venir ?**
- > Parce que vous aimez danser. Moi aussi, dit le maire.
""",
    ),
    document(
        "dictionary",
        """
- > # Lexique
- > Filière : ensemble d’entreprises.
- > Grappe : réseau local. Vous en faites partie ?
- > Pôle : voir Grappe.
- > Vivier : réserve de talents. Où est le vôtre ?
- > Maillage : liens entre acteurs.
""",
    ),
    document(
        "letter-with-contacts",
        """
- > Madame, Monsieur,
- > Objet : votre demande du 3 mai
- > Nous avons bien reçu votre dossier. Avez-vous pensé à le signer ?
- > Je reste à votre disposition.
- > Nom : Jean Perrot
- > Téléphone : 01 02 03 04 05
- > Bibliographie
- > Perrot J., Où va le vent ?, 2001.
""",
    ),
    document(
        "self-assessment-table",
        """
- > # Auto-évaluation
- / - > Question || Ma réponse
- / - > Avez-vous un plan de formation ? || À remplir
- / - > Connaissez-vous vos adhérents ? || À remplir
- / - > Mesurez-vous vos résultats ? || À remplir
""",
    ),
    document(
        "narrated-history",
        """
- > # Histoire du canal
- > ## Qui l’a creusé ?
- > Des hommes venus de loin. Mon arrière-grand-père en était.
- > ## Combien étaient-ils ?
- > On parle de deux mille.
- > ## Que reste-t-il d’eux ?
- > Des noms, que nous lisons encore sur les écluses.
- > ## À quoi pensaient-ils ?
- > Je me le demande chaque soir.
""",
    ),
    document(
        "speech",
        """
- > # Discours d’ouverture
- > Mesdames, Messieurs,
- > **Pourquoi sommes-nous ici ?**
- > Parce que vous l’avez voulu, et que je l’ai voulu avec vous.
- > **Que voulons-nous ?**
- > Je vous le dis sans détour : du temps.
- > **Qu’attendez-vous de nous ?**
- > Des actes. Je m’y engage.
""",
    ),
]
