"""What translators of novels and of talk do everywhere is no fault; what is a slip there is found."""

import pytest

from booktranslate.checks import CheckSettings, run
from booktranslate.glossary import Glossary
from booktranslate.model import Finding, State, Translation, Unit, parse


def found(*texts: tuple[str, str]) -> list[tuple[int, Finding]]:
    """The errors and warnings in a book of these texts."""
    units = [(Unit(parse(fr)), Translation(parse(en), State.REVIEWED)) for fr, en in texts]
    findings = run(units, Glossary(), CheckSettings("fr", "en-GB"))
    return [each for each in findings if each[1].severity != "note"]


def names(*texts: tuple[str, str]) -> list[str]:
    return [finding.name for _, finding in found(*texts)]


SILENT = [
    # numbers: of a name that is left out, another money, idioms, words
    ("Limitez la COVID-19 autour de vous.", "Limit the spread around you."),
    ("Le risque est connu de tous ici.", "The risk of COVID-19 is known to all here."),
    ("Une maison de cent mille francs.", "A house that cost $20,000."),
    ("Merci cent fois, mon ami.", "A thousand thanks, my friend."),
    ("Cela fait une trentaine de mille hommes.", "That makes thirty thousand men."),
    ("Il doit trois ou quatre cent mille francs.", "He owes 300,000 or 400,000 francs."),
    ("Elle avait vingt-cinq louis.", "She had five-and-twenty louis."),
    ("Treize millions de notre monnaie.", "“Thirteen millions of our money.”2"),
    # names that English spells otherwise
    ("Un matin, Katria entra en courant.", "One morning Katrya came in at a run."),
    ("Le rêve de César Valdoni revint.", "The dream of Cæsar Valdoni came back."),
    ("On brûla cet honnête Biscayen.", "They burnt that honest Biscayner."),
    # ends
    ("«Es-tu malade? demanda-t-il.", "“Are you ill?” inquired the young man."),
    ("Mais celui qu’il a laissé?", "Why, the one that he left."),
    ("Il cria de toutes ses forces: oh![3]", "He cried with all his might: oh![3]"),
    # another language, talk
    ("Il partit. Ma che sventura d’essere!", "He went. Ma che sventura d’essere!"),
    ("Allez, mon vieux Rocco !", "C’mon Rocco, old boy!"),
    # spaces: operators and paths
    ("Une série de ? : en if.", "A series of ? : to if."),
    ("Lancez ./outil/essai sur place.", "Start it with ./outil/essai on the spot."),
    # words
    ("Il chanta gaiement.", "He sang gayly, an ’twere in jest."),
    ("Elle lui donna sa propre chambre.", "She gave her her own room."),
    ("Les choses sensibles et corporelles.", "Sensible and corporeal things."),
    # typography: a word joiner keeps dashes and ellipses where they are; hair spaces between marks
    ("Elle partit… — Où ?", "She left\u2060—where?"),
    ("Il hésita… puis il rit.", "He hesitated.\u2060\u200a\u2060… Then he laughed."),
    ("Que regrette-t-il ?", "“What does he regret?\u2060\u200a\u2060…”"),
    ("« “Il t’aidera.” »", "“He said: ‘He will help you.’\u200a”"),
    ("Lâche mon bras !", "Ah, don’t hold my -"),
    # verse and dialogue: an apostrophe for a letter, a word in syllables, a compound
    ("Tout son cœur brûlait.", "Scorn’d, dimm’d and vanish’d, the flow’ry heart burn’d on."),
    ("Le gardien était parti.", "The keeper’d gone."),
    ("Quel bon-heur !", "What won-der-ful luck!"),
    ("Un oiseau au bec pointu.", "A sharp-beaked bird."),
    ("Le sentier des Ghâtes.", "The path of the Western Ghauts."),
    # another language, a cry, what English borrows, a title
    ("E la notte nascere ombrata.", "E la notte nascere ombrata."),
    ("La, la, lon, la, la, lon !", "La, la, lon, la, la, lon, la!"),
    ("Jusqu’au revoir.", "Then au revoir."),
    # times and numbers in words; parts in Roman numerals
    ("Parti mercredi, 8 heures 45 soir.", "Left on Wednesday at 8:45 pm."),
    ("Il partit à huit heures quarante.", "He left at twenty minutes to nine."),
    ("Trois billets de cent francs.", "Three hundred francs in notes."),
    ("Éclairée par des centaines de lampes.", "Lit up by three hundred lamps."),
    ("On estimait ses biens à cent millions.", "He was worth twenty millions sterling."),
    ("Chapitre II", "2. The gate"),
    ("Une chance sur deux.", "A chance of 50%."),
    ("Le jeu va plus vite (2x).", "The game goes at x2 speed."),
    ("Il arriva le 11 décembre au soir.", "He came on the evening of the 11th."),
    # people
    ("L’âme diffère de celle des bêtes.", "He says that the soul differs from that of beasts."),
    ("Mrs Orly écrivit. M. Orly lisait.", "Mrs Orly wrote. Mr Orly was reading."),
    ("Une grande personne. Elle a froid.", "A grown-up. He is cold."),
]


@pytest.mark.parametrize(("source", "target"), SILENT)
def test_a_way_of_translators_is_no_fault(source: str, target: str) -> None:
    assert names((source, target)) == []


@pytest.mark.parametrize(
    ("source", "target", "name"),
    [
        ("Ils partirent.", "They le\u200bft.", "zero-width-space"),
        ("Elle est partie le 11 décembre.", "She left on 12 November.", "dates"),
        ("Chapitre II", "3. The gate", "numbers"),
        ("La maison est à nous.", "La maison est à nous.", "unchanged"),
        ("Un oiseau au long bec.", "A sharp-beacked bird.", "spelling"),
        ("Il partit à quatre heures.", "He said au revoir à tous les gens.", "residual-french"),
        ("Quarante hommes à pied.", "Seventy men on foot.", "number-words"),
    ],
)
def test_a_slip_beside_such_a_way_is_found(source: str, target: str, name: str) -> None:
    assert name in names((source, target))


def test_a_word_of_a_trade_in_several_forms_is_meant() -> None:
    assert (
        names(("Un herscheur.", "A trammer came."), ("Deux.", "Two trammers."), ("Trois.", "Three trammers."))
        == []
    )


def test_what_stands_before_speech_may_vary() -> None:
    assert names(("Il appela :", "He called:"), ("Il appela :", "He called out:")) == []
    assert names(("Nom du lieu :", "Name of place:"), ("Nom du lieu :", "Place:")) != []


def test_a_quotation_may_go_over_several_texts() -> None:
    assert not found(
        ("Il me conseilla un dessin.", "He said to me: “You ought to make a drawing."),
        ("C’est utile en voyage.", "It is useful when one travels."),
        ("Parfois on remet son travail, dit-il.", "Sometimes,” he said, “one puts it off."),
        ("Jamais les arbustes.", "But never the shrubs.”"),
    )


def test_a_quotation_that_is_never_closed_is_found() -> None:
    one = ("— Partons, dit-il, il est tard.", "“Let us go,” he said, “it is late.")
    assert names(one, ("— Non.", "“No.”")) == ["doublequoting"]
    assert names(one, *[("Il pleuvait.", "It rained.")] * 3) == ["doublequoting"]


def test_an_accent_that_a_book_always_drops_is_its_way() -> None:
    usual = ("On vit mademoiselle Aurélinde passer.", "Miss Aurelinde was seen to pass.")
    once = ("On vit mademoiselle Aurélinde.", "Miss Aurelinde was seen.")
    assert names(once) == ["names"]
    assert names(*[usual] * 3) == []


def test_a_name_that_is_written_otherwise_once_is_found() -> None:
    usual = ("On parlait de Valbory hier.", "They spoke of Valbory yesterday.")
    slip = ("Il monta devant Madame.", "He went up before Madame Valbry.")
    assert names(*[usual] * 4, slip) == ["names"]
    assert names(slip) == []


def test_a_slip_in_a_name_of_english_words_is_found() -> None:
    kept = ("Selon l’Open Source Initiative.", "According to the Open Soure Initiative.")
    assert names(kept) == ["names"]
    made = ("Le laboratoire d’idées numériques.", "The Digital Innoation Laboratory.")
    assert names(made) == ["spelling"]


def test_francs_in_figures_must_stay() -> None:
    assert names(("Il doit 200 francs.", "He owes 300 francs.")) == ["numbers"]


def test_a_page_of_a_site_has_another_address_in_english() -> None:
    french, english = "https://ville.example/fr/sante/aide", "https://ville.example/en/health/help"
    assert names((f"Voir {french} ici.", f"See {english} here.")) == []
    assert names((f"Voir {english} ici.", f"See {english}x here.")) == ["urls"]


def test_a_pronoun_of_somebody_else_is_a_note() -> None:
    units = [
        (
            Unit(parse("La corneille agita son aile. Puis elle vit le toit.")),
            Translation(parse("The crow shook a wing. Up there he saw the roof."), State.REVIEWED),
        )
    ]
    findings = run(units, Glossary(), CheckSettings("fr", "en-GB"))
    assert [(each.name, each.severity) for _, each in findings] == [("perhaps-gender", "note")]


def test_a_sentence_that_lost_a_clause_is_a_note() -> None:
    whole = "Le voisin revint du marché avec ses deux paniers et posa tout sur la table de la cuisine."
    right = (
        "The neighbour came back from the market with his two baskets and put it all on the kitchen table."
    )
    cut = "The neighbour came back from the market."
    usual = [(Unit(parse(whole)), Translation(parse(right), State.REVIEWED))] * 40
    long = " ".join([whole] * 9), " ".join([right] * 4 + [cut] + [right] * 4)
    faulty = (Unit(parse(long[0])), Translation(parse(long[1]), State.REVIEWED))
    findings = run([*usual, faulty], Glossary(), CheckSettings("fr", "en-GB"))
    said = [(index, each.severity, each.message) for index, each in findings if "short" in each.name]
    assert said == [(40, "note", "Sentence 5 is much shorter than in French; is a clause missing?")]
