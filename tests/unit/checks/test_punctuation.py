import pytest

from booktranslate.checks import CHECKS, CheckSettings, run
from booktranslate.glossary import Glossary
from booktranslate.model import State, Translation, Unit, parse
from tests.unit.checks.checking import Tables, findings, right, wrong

TABLES: Tables = {
    "french-quotes": (
        [
            ("« mot »", "« word »"),
            ("« mot »", "“word»"),
            ("«\u00a0mot\u00a0»", "«word»"),
            ("« mot ‹ b › »", "“word ‹b›”"),
            ("« mot » et", "“word » and"),
            ("mot", "«word"),
        ],
        [
            ("« mot »", "“word”"),
            ("« mot »", "‘word’"),
            ("Préférences → Aide", "Settings » Help"),
            ("« mot »", '"word"'),
            ("mot", "a < b"),
            ("mot", "word"),
        ],
    ),
    "puncspacing": (
        [
            ("Quoi ?", "What ?"),
            ("Ah\u202f!", "Ah\u202f!"),
            ("Un\u00a0: deux", "One\u00a0: two"),
            ("un ; deux", "one ; two"),
            ("5 %", "5 %"),
            ("un, deux", "one , two"),
            ("un, deux", "one,two"),
            ("Un. Deux", "one.Two"),
            ("le bois, le fer", "wood,iron"),
            ("fin.", "end ."),
            ("(fin)", "(end )"),
        ],
        [
            ("Quoi ?", "What?"),
            ("Un : deux", "One: two"),
            ("5 %", "5%"),
            ("Effectif        : 12", "Workforce      : 12"),
            ("10 000", "10,000"),
            ("échelle 1 : 100", "scale 1 : 100"),
            ("voir https://a.org/x?y", "see https://a.org/x?y"),
            ("à 8 h 30", "at 8:30"),
            ("Un… deux", "One … two"),
            ("merci :)", "thanks :)"),
            ("voir", 'see $( ".a" ).on( "b" ), a [ ] task, an ![image]'),
            ("options noexec", "the options ro,noexec"),
            ("paquet:nom", "use package:any"),
            ("%p ou !=", "$x or %p, or !=, or :="),
            ("le .docx", "the .docx"),
            ("voir <f1/>.", "see <f1/>."),
            ("ligne<br/>autre", "line<br/>other"),
            ("filière:bois", "sector:Forests"),  # an index entry in an entry
        ],
    ),
    "doublequoting": (
        [
            ("« mot »", "“word"),
            ("« mot »", "word”"),
            ("« mot »", "”word“"),
            ("« mot »", '"word'),
            ("« a » et « b »", "“a” and “b"),
        ],
        [
            ("« mot »", "“word”"),
            ("« mot", "“word"),
            ("« mot »", "‘word’"),
            ("« a “b” »", "“a ‘b’”"),
            ("5 pouces", '5" long'),
            ("5 renvoyé", 'it yields a "5"'),
            ('le signe « " »', 'the mark ", twice'),
            ("mot", "word"),
        ],
    ),
    "quote-style": (
        [
            ("« mot »", '"word"'),
            ("« mot »", "„word“"),
            ("« a » et « b »", '“a” and "b"'),
            ("mot", 'a "word"'),
            ("« mot »", 'the "word'),
        ],
        [
            ("« mot »", "“word”"),
            ("« mot »", "‘word’"),
            ('"mot"', '"word"'),
            ("5 pouces", 'a 5" screen'),
            ("mot", "word"),
        ],
    ),
    "apostrophes": (
        [
            ("l’an", "it's"),
            ("l’an", "it´s"),
            ("l’an", "it`s"),
            ("les leurs", "the members' room"),
            ("l’an", "don't and won’t"),
        ],
        [
            ("l’an", "it’s"),
            ("l'an", "it's"),
            ("les leurs", "the members’ room"),
            ("6 pieds", "6' tall"),
            ("an", "year"),
        ],
    ),
    "brackets": (
        [
            ("(un)", "(one"),
            ("(un)", "one)"),
            ("[un]", "[one)"),
            ("un", "one)"),
            ("(un (deux))", "(one (two)"),
        ],
        [
            ("(un)", "(one)"),
            ("l’article 6, 1, a", "Article 6(1)(a)"),
            ("membres", "member(s)"),
            ("un, deux", "(a) one, (b) two(s)"),
            ("a) un", "a) one"),
            ("1) un 2) deux", "1) one 2) two"),
            ("un (suite", "one (continued"),
            ("– un –", "(one)"),
            ("merci :)", "thanks :)"),
        ],
    ),
    "endpunc": (
        [
            ("Fin.", "End"),
            ("Quoi ?", "What."),
            ("Est-elle là ?", "Here we are. Is she there."),
            ("Oui !", "Yes"),
            ("« Fin. »", "“End”"),
        ],
        [
            ("Titre", "Title."),
            ("Voici :", "Here."),
            ("Il dit :", "He said—"),
            ("un ;", "one"),
            ("Est-elle là ?", "I wonder."),
            ("Voir exemple.org.", "See https://exemple.org"),
            ("Fin.", "End."),
            ("Quoi ?", "What?"),
            ("« Fin. »", "“End.”"),
            ("« Fin ».", "“End.”"),
            ("Ah !", "Ah."),
            ("Fin…", "End…"),
            ("Avant 11 h", "Before 11 a.m."),
            ("un ;", "one;"),
            ("etc.", "and so on"),
            ("Rue (cont.)", "Street (cont'd)"),
            ("recueillir les avis.", "Collect feedback"),
            ("Qui contacter ?", "Contact for support"),
            ("Fin.<fn1/>", "End.<fn1/>"),
        ],
    ),
    "end-style": (
        [
            ("Titre", "Title!"),
            ("Voici :", "Here."),
            ("un :", "one"),
            ("Oui !", "Yes?"),
        ],
        [
            ("Titre", "Title."),
            ("un ;", "one."),
            ("un ;", "one"),
            ("un,", "one;"),
            ("Il dit :", "He said—"),
            ("Fin.", "End"),
            ("Fin.", "End."),
        ],
    ),
    "doublewords": (
        [
            ("le mot", "the the word"),
            ("le mot", "The the word"),
            ("il est", "he is of of it"),
            ("nous nous voyons", "we we meet"),
            ("on dit", "we we say"),
            ("un mot", "word\u00a0word"),
        ],
        [
            ("le mot", "the word"),
            ("mettre à jour update.exemple.org", "update update.example.org"),
            ("dont AS et EC", "such as AS and EC"),
            ("il avait eu", "he had had it"),
            ("ce que", "that that is"),
            ("très très bien", "really really good"),
            ("très très bien", "very very good"),
            ("un mot", "word, word"),
            ("Bora", "Bora-Bora Bora"),
        ],
    ),
    "doublespacing": (
        [
            ("un mot", "a  word"),
            ("un mot", "a   word"),
            ("un mot", "a \u00a0word"),
            ("Tableau <f1/> – Suite", "Table <f1/> –  more"),
            ("Un. Deux.", "One.  Two."),
            ("un <b>mot</b>", "a <b> word</b>"),
        ],
        [
            ("un mot", "a word"),
            ("un  mot", "a  word"),
            ("un mot", "a word  "),
            ("un mot", "  a word"),
            ("un\u00a0mot", "a\u00a0word"),
            ("tableau <f1/> – suite", "table <f1/> – more"),
        ],
    ),
    "startwhitespace": (
        [
            ("mot", " word"),
            (" mot", "word"),
            ("mot", "\u00a0word"),
            ("mot", "\tword"),
            ("<b>mot</b>", "<b> word</b>"),
        ],
        [
            ("mot", "word"),
            (" mot", " word"),
            ("\u00a0mot", " word"),
            ("mot", "word "),
            ("<fn1/> mot", "<fn1/> word"),
        ],
    ),
    "endwhitespace": (
        [
            ("mot", "word "),
            ("mot ", "word"),
            ("mot", "word\u00a0"),
            ("mot", "word\n"),
            ("<b>mot</b>", "<b>word </b>"),
        ],
        [
            ("mot", "word"),
            ("mot ", "word "),
            ("mot\u00a0", "word "),
            ("mot", " word"),
            ("mot <fn1/>", "word <fn1/>"),
        ],
    ),
    "startcaps": (
        [
            ("Le mot", "the word"),
            ("le mot", "The word"),
            ("« Mot »", "“word”"),
            ("<b>Mot</b>", "<b>word</b>"),
            ("avec elle", "With her"),
        ],
        [
            ("Le mot", "The word"),
            ("le mot", "the word"),
            ("je dis", "I say"),
            ("lundi", "Monday"),
            ("français", "French"),
            ("Téléphone", "iPhone"),
            ("2 mots", "two words"),
            ("pays de Grasse", "Grasse country"),
            ("N. K. – Le mot", "N. K. – The word"),
        ],
    ),
    "ellipsis": (
        [
            ("Fin…", "End..."),
            ("Fin…", "End.."),
            ("Un… deux", "One... two"),
            ("Fin.", "End.."),
            ("« … »", "“...”"),
        ],
        [
            ("Fin…", "End…"),
            ("Fin...", "End..."),
            ("Fin.", "End."),
            ("1.2.3", "1.2.3"),
            ("pp. 3", "pp. 3 ff."),
        ],
    ),
}


@pytest.mark.parametrize(("name", "source", "target"), wrong(TABLES))
def test_finds(name: str, source: str, target: str) -> None:
    assert [finding.name for finding in findings(name, source, target)][:1] == [name]


@pytest.mark.parametrize(
    ("name", "straight", "curly"), [("quote-style", '"word"', "“word”"), ("apostrophes", "it's", "it’s")]
)
def test_a_book_in_straight_marks_has_a_style_of_its_own(name: str, straight: str, curly: str) -> None:
    def count(*targets: str) -> int:
        units = [(Unit(parse("« mot », l’an")), Translation(parse(each), State.REVIEWED)) for each in targets]
        others = frozenset(check.name for check in CHECKS if check.name != name)
        return len(run(units, Glossary(), CheckSettings(off=others)))

    assert count(*[straight] * 20, curly) == 0
    assert count(*[curly] * 20, straight) == 1


@pytest.mark.parametrize(("name", "some", "many"), [("endpunc", 2, 0), ("end-style", 0, 6)])
def test_messages_without_full_stops_are_a_style(name: str, some: int, many: int) -> None:
    def count(bare: int) -> int:
        whole = [("Le compte est créé.", "The account is created.")] * (24 // bare)
        texts = [*whole, ("Le compte est créé.", "The account is created")] * bare
        units = [(Unit(parse(one)), Translation(parse(other), State.REVIEWED)) for one, other in texts]
        others = frozenset(check.name for check in CHECKS if check.name != name)
        return len(run(units, Glossary(), CheckSettings(off=others)))

    assert count(2) == some
    assert count(6) == many


def test_items_of_a_list_lose_their_full_stops_together() -> None:
    def found(*texts: tuple[str, str]) -> list[int]:
        whole = ("Le compte est créé.", "The account is created.")
        pairs = [*[whole] * 40, *texts, *[whole] * 40]
        units = [(Unit(parse(one)), Translation(parse(other), State.REVIEWED)) for one, other in pairs]
        others = frozenset(check.name for check in CHECKS if check.name != "endpunc")
        return [index - 40 for index, _ in run(units, Glossary(), CheckSettings(off=others))]

    items = [("Les clés ont une forme.", "Keys have a shape"), ("Les cartes aussi.", "So do cards")]
    assert found(*items) == []
    assert found(items[0]) == [0]
    assert found(items[0], ("Elles parlent. Elles vont.", "They talk. They walk")) == [0, 1]


@pytest.mark.parametrize(("name", "source", "target"), right(TABLES))
def test_is_silent(name: str, source: str, target: str) -> None:
    assert findings(name, source, target) == []
