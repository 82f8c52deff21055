"""What professional texts have and no check may complain of, and what must be found: each kind once."""

import pytest

from booktranslate.checks import CheckSettings, run
from booktranslate.glossary import Glossary, Term
from booktranslate.model import Finding, State, Translation, Unit, parse

GLOSSARY = Glossary(
    (Term("adhérent", "member", "noun"), Term("pôle", "cluster", "noun", forbidden=("pole",)))
)
SILENT = [
    # sections, versions, addresses of computers, time codes
    ("La section 3.2.1 décrit tout.", "Section 3.2.1 describes everything."),
    ("La version 2.7.10 est sortie.", "Version 2.7.10 is out."),
    ("Le serveur 192.168.0.1 répond.", "The server 192.168.0.1 answers."),
    ("Un extrait (0:15 - 0:20) du film.", "An extract (0:15 - 0:20) of the film."),
    # apostrophes that --fix writes
    ("Elle vit à Villeneuve-d'Ascq.", "She lives in Villeneuve-d’Ascq."),
    # standard English is no false friend
    ("La société civile a réagi.", "Civil society reacted."),
    ("Elle a réalisé que c’était tard.", "She realised that it was late."),
    ("Je vous assure que c’est vrai.", "I assure you that it is true."),
    ("Répondez sans délai.", "Answer without delay."),
    ("Un éditeur de texte libre.", "A free text editor."),
    ("La politique est un métier.", "Politics is a trade."),
    ("Un dispositif médical.", "A medical device."),
    # capitalised common nouns and regions
    ("Le pôle Développement durable recrute.", "The Sustainable Development cluster is hiring."),
    ("Article 5 : Objet", "Article 5: Purpose"),
    ("Une entreprise des Hauts-de-France.", "A company in Hauts-de-France."),
    ("Un lycée des Pays de la Loire.", "A secondary school in Pays de la Loire."),
    # brackets
    ("L’article 6(1)(a) s’applique.", "Article 6(1)(a) applies."),
    ("Le ou les membre(s) votent.", "The member(s) vote."),
    ("Il faut a) venir, b) voter.", "You must a) come, b) vote."),
    # words of the trade, abbreviations
    ("L’accueil des nouveaux, etc.", "The onboarding of newcomers, etc."),
    ("Un espace de travail partagé.", "A coworking space."),
    ("La feuille de route du bien-être.", "The roadmap for wellbeing."),
    ("La relocalisation profite au mentoré.", "Reshoring benefits the mentee."),
    ("Comprend les frais.", "Incl. fees."),
    # an adjective in -euse, contractions, a particle
    ("Il lance une démarche ambitieuse.", "He launches an ambitious scheme."),
    ("Je suis content d’être là.", "I’m glad to be here."),
    ("Mme d’Aubigny arrive.", "Ms d’Aubigny is coming."),
    # marks, addresses, dates
    ("Voir www.exemple.org/guide.fr.html.", "See www.exemple.org/guide.html."),
    ("C’était avant Mai 68.", "It was before May ’68."),
    ("Une note de 8,5/10.", "A mark of 8.5/10."),
    ("Il est en 2de.", "He is in Year 11."),
    # of texts that the checks had not seen: an ellipsis with spaces
    ("Et si elle venait ?…", "And if she came . . . ?"),
    ("Un navire qui file treize nœuds et trois dixièmes.", "A ship that makes 13.3 knots at sea."),
    ("Deux ou trois mille personnes.", "2,000 or 3,000 people."),
    ("Entre cent et deux cents mètres.", "Between 100 and 200 metres."),
    ("Douze mille millions d’euros.", "€12,000 million."),
    ("Il y a plusieurs centaines de millions d’années.", "Several hundred million years ago."),
    ("Il a perdu des dizaines de milliards d’euros.", "He lost tens of billions of euros."),
    ("Le cadre décennal est adopté.", "The 10-year framework is adopted."),
    ("La température dépasse 0 °C.", "The temperature is above freezing."),
    ("Des particules fines (PM 2,5).", "Fine particles (PM2.5)."),
    ("La liste (1,2,3) est courte.", "The list (1, 2, 3) is short."),
    ("Avec aucun membre ou un seul.", "With 0 members or 1."),
    ("La résolution 217a est adoptée.", "Resolution 217A is adopted."),
    ("Il est fort en 4ème.", "He does well in grade 8."),
    ("Courriel (nom@site.com)", "E-mail (name@site.com)"),
    ("Voir le wiki à https://wiki.example.org/livres ici.", "See the example.org wiki, https://wiki.example.org/livres."),
    ("Liez-le à votre fichier.exe maintenant.", "Link it into your .exe file now."),
    ("Le test a is a vaut toujours vrai.", "The test a is a always gives true."),
    ("Est-ce que tout le monde va bien ici ?", "Is everyone okay?"),
    ("C’est déconseillé.", "It is inadvisable."),
    ("Le détroit de Torrès est loin.", "The Torres Strait is far away."),
    ("Comme le pensait Platon hier.", "As Plato thought yesterday."),
    ("Vous y êtes arrivés !", "You did it! 🎉"),
    ("Il ne manque pas sa proie.", "He does not miss his prey."),
    ("Le navire partit. Il était chargé.", "The ship left. She was laden."),
    ("Elle parle de l’acquis européen.", "She speaks of the European acquis."),
    ("Des salpes et des méduses.", "Salps and jellyfish."),
    ("Andes de type andin.", "The so-called Andes de tipo andino."),
    ("La fusée part vers Mars en mai.", "The rocket leaves for Mars in May."),
    ("Elle est venue en avril.", "She came in April, not in May."),
    ("Le samedi et le dimanche.", "At weekends, from Friday evening on."),
]  # fmt: skip
FOUND = [
    ("currency", "Soit 12 € ici et 5 € là.", "That is 12 here and €5 there."),
    ("percent", "Soit 12 % ici et 15 % là.", "That is 12 here and 15% there."),
    ("units", "Un don de cinq mille euros.", "A gift of five thousand dollars."),
    ("percent", "Cinquante-cinq pour cent des gens.", "Fifty-five people."),
    ("units", "Une route de 12 km.", "A road of 12 m."),
    ("scale", "Un budget d’un million.", "A budget of one billion."),
    ("number-words", "Il en faut quarante mille.", "It takes fifty thousand."),
    ("article", "Une idée.", "A idea."),
    ("leftover", "Une idée.", "An idea [X1X]."),
    ("leftover", "Une idée.", "An idea TODO."),
    ("negation", "Il ne vient pas demain.", "He comes tomorrow."),
    ("negation", "Il ne vient jamais, et elle ne dort pas.", "He never comes, and she sleeps."),
    ("gender", "« Partons », dit-elle.", "“Let us go,” he said."),
    ("gender", "Elle partit. On dormait.", "He left. People slept."),
    ("false-friend", "Le référent du projet.", "The referent of the project."),
    ("false-friend", "Un dispositif d’aide.", "A dispositive of aid."),
    ("false-friend", "Le pilotage du projet.", "The piloting of the project."),
    ("perhaps-false-friend", "La politique de l’eau.", "The politics of water."),
    ("perhaps-false-friend", "Les acteurs du secteur.", "The actors of the sector."),
    ("perhaps-false-friend", "Un projet structurant.", "A structuring project."),
    ("perhaps-false-friend", "Décliner la stratégie.", "To decline the strategy."),
    ("perhaps-false-friend", "Les territoires ruraux.", "The rural territories."),
    ("false-friend", "Les politiques publiques de l’eau.", "The public politics of water."),
    ("false-friend", "Un dispositif d’accompagnement.", "A support device."),
    ("false-friend", "Le comité de pilotage se réunit.", "The piloting committee meets."),
    ("false-friend", "Les acteurs du territoire agissent.", "The actors of the territory act."),
    ("false-friend", "Le plan se décline en trois axes.", "The plan declines in three lines."),
    ("forbidden", "Le pôle recrute.", "The pole is hiring."),
    ("term-repeated", "Un adhérent aide un adhérent.", "A member helps another."),
    ("ellipsis", "Et si elle venait ?…", "And if she came . . . ?"),
    ("doublequoting", "Il dit : « Partons. »", "He said: “Let us go."),
    ("names", "Mme Césaire arrive.", "Ms Cesaire is coming."),
    ("perhaps-name", "Le détroit de Balifé est loin.", "The Balife Strait is far away."),
    ("number-format", "Soit 1,335 euros par litre.", "That is 1,335 euros a litre."),
    ("emails", "Écrire à anne@exemple.org.", "Write to ann@exemple.org."),
    ("dates", "Elle est venue en avril, puis en juin.", "She came in April, then in July."),
    ("dates", "Le marché du mardi.", "The Thursday market."),
    ("spelling", "Une organisation forte.", "A strong organsation."),
    ("numbers", "Un navire de treize nœuds et trois dixièmes.", "A ship of 13.4 knots."),
    ("numbers", "Entre cent et deux cents mètres.", "Between 100 and 300 metres."),
]  # fmt: skip


def found(source: str, target: str) -> list[Finding]:
    units = [(Unit(parse(source)), Translation(parse(target), State.REVIEWED))]
    return [finding for _, finding in run(units, GLOSSARY, CheckSettings())]


@pytest.mark.parametrize(("source", "target"), SILENT)
def test_good_translations_have_no_error_and_no_warning(source: str, target: str) -> None:
    assert [each.message for each in found(source, target) if each.severity != "note"] == []


@pytest.mark.parametrize(("name", "source", "target"), FOUND)
def test_a_fault_is_found(name: str, source: str, target: str) -> None:
    assert name in [each.name for each in found(source, target)]


def test_a_quotation_goes_on_over_several_texts() -> None:
    texts = ["“Here is the first part.", "“Here is the second.", "“And here is the end.”", "“Not closed."]
    units = [
        (Unit(parse("Voilà ce qu’il a dit.")), Translation(parse(text), State.REVIEWED)) for text in texts
    ]
    quoted = [
        index for index, each in run(units, Glossary(), CheckSettings()) if each.name == "doublequoting"
    ]
    assert quoted == [3]
    # French marks tell where a quotation ends: here one was not closed.
    units = [
        (Unit(parse("« Voilà. »")), Translation(parse(text), State.REVIEWED))
        for text in ("“Here.", "“There.”")
    ]
    assert [
        index for index, each in run(units, Glossary(), CheckSettings()) if each.name == "doublequoting"
    ] == [0]


def test_a_name_that_the_book_always_writes_otherwise_is_a_note_once() -> None:
    pair = ("Ils vont vers le golfe de Manaar.", "They make for the Gulf of Mannar.")
    once, often = (
        run(
            [(Unit(parse(pair[0])), Translation(parse(pair[1]), State.REVIEWED))] * times,
            Glossary(),
            CheckSettings(),
        )
        for times in (1, 3)
    )
    assert [each.name for _, each in once if "name" in each.name] == ["names"]
    assert [each.name for _, each in often if "name" in each.name] == ["perhaps-name"]


def test_a_number_that_was_copied_is_no_other_number() -> None:
    names = [each.name for each in found("Soit 1,335 euros par litre.", "That is 1,335 euros a litre.")]
    assert "numbers" not in names
