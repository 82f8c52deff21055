"""False friends: what must be found, and what must not."""

from pathlib import Path

import pytest

from booktranslate.checks import false_friends, tables
from booktranslate.checks.pairs import CheckSettings, Pair
from booktranslate.errors import InputError
from booktranslate.glossary import Glossary, Term
from booktranslate.model import State, Translation, Unit, parse
from tests.unit.checks.checking import sentence

SURE, DOUBTFUL = false_friends.CHECKS
HEADER = "french,english,right,note,unless\n"


def found(source: str, target: str, own: str = "", glossary: Glossary | None = None) -> list[str]:
    settings = CheckSettings(false_friends=false_friends.parse(HEADER + own))
    translation = Translation(parse(target), State.DRAFT)
    pair = Pair(Unit(parse(source)), translation, glossary or Glossary(), settings)
    return [sentence(flaw) for check in (SURE, DOUBTFUL) for _, flaw in check.function([pair])]


@pytest.mark.parametrize(
    ("source", "target", "right"),
    [
        ("Des formations pour les salariés.", "Formations for employees.", "training"),
        ("Nous assurons un suivi.", "We assure a follow-up.", "ensure"),
        ("Elle anime un réseau.", "She animates a network.", "run"),
        ("Le responsable du projet.", "The responsible of the project.", "manager"),
        ("Les éventuels retards.", "The eventual lateness.", "possible"),
        ("Nous sommes actuellement douze.", "We are actually twelve.", "currently"),
        ("La directrice actuelle.", "The actual director.", "current"),
        ("Sensibiliser les jeunes.", "To sensitise the young.", "raise awareness"),
        ("Les intervenants sont venus.", "The intervenors came.", "speaker"),
        ("Elle réalise des études.", "She realises studies.", "carry out"),
        ("Nos collaborateurs.", "Our collaborators.", "colleague"),
        ("Le pôle dispose d’un labo.", "The cluster disposes of a lab.", "have"),
        ("Une journée sur l’emploi.", "A journey about jobs.", "day"),
        ("Les délais sont courts.", "The delays are short.", "deadline"),
        ("Elle est en stage.", "She is on a stage.", "internship"),
        ("J’ai assisté à la réunion.", "I assisted at the meeting.", "attend"),
        ("Dans le cadre de France 2030.", "In the frame of France 2030.", "as part of"),
        ("Mutualiser les achats.", "To mutualise purchases.", "pool"),
        ("Nous vous proposons des cours.", "We propose you courses.", "offer"),
        ("Elle précise la date.", "She precises the date.", "specify"),
        ("Une librairie de Tours.", "A library in Tours.", "bookshop"),
        ("Une part importante du budget.", "An important part of the budget.", "large share"),
        ("J’ai été déçue.", "I was deceived.", "disappoint"),
        ("Les <b>prestations</b> du pôle.", "The <b>prestations</b> of the cluster.", "service"),
        ("La démarche se décline sur chaque site.", "The approach is declined at each site.", "come in"),
        ("Elle pilote deux projets.", "She pilots two projects.", "lead"),
        ("Le pôle est labellisé.", "The cluster was labeled.", "accredit"),
        # What makes it right must stand near: here « la vie », « faire » and « les femmes » are elsewhere.
        (
            "Il a fallu faire des choix et parler avec les femmes et les hommes de la filière "
            "pour comprendre leur vie, "
            "dans les ateliers comme dans les bureaux de la vallée. Voilà pourquoi chaque site "
            "connaît aujourd’hui la politique du réseau.",
            "Choices had to be made, and we had to talk with the women and men of the sector to understand "
            "their lives, in the workshops as well as in the offices of the valley. That is why each site "
            "knows the politics of the network today.",
            "policy",
        ),
    ],
)
def test_a_false_friend_is_found(source: str, target: str, right: str) -> None:
    (message,) = found(source, target)
    assert right in message


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Des formations pour les salariés.", "Training for employees."),
        ("La formation des roches.", "The formation of rocks."),
        ("Une librairie et une bibliothèque.", "A bookshop and a library."),
        ("À ce stade du projet, elle est en stage.", "At this stage of the project she is an intern."),
        ("Elle a réalisé son rêve.", "She realised her dream."),
        ("Elle a réalisé, sans le savoir, un exploit.", "She realised a feat without knowing it."),
        ("Un mécène responsable.", "A responsible patron."),
        ("Le film d’animation.", "The animation film."),
        ("Un débat animé.", "An animated debate."),
        ("Malgré les retards, le délai est tenu.", "Despite delays, the deadline was met."),
        ("La société civile.", "Civil society."),
        ("Un enjeu important.", "An important issue."),
        ("En fait, actuellement, nous sommes douze.", "Actually we are twelve at present."),
        ("Leurs réponses sont précises.", "Their answers are precise."),
        ("Les noms propres.", "Proper names."),
        ("Il propose un nom.", "He proposes a name."),
        ("L’atelier pilote.", "The pilot workshop."),
        ("La séance s’est achevée.", "The meeting came to an end."),
        ("The library.", "The library."),
        ("Le cadre est beau.", ""),
    ],
)
def test_a_right_word_is_left_alone(source: str, target: str) -> None:
    assert found(source, target) == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Je vous assure qu’elle vient.", "I assure you that she will come."),
        ("Elle a réalisé qu’il pleuvait.", "She realised that it was raining."),
        ("Dans quel délai ? Sans délai.", "Without delay."),
        ("La société de l’information.", "The information society."),
        ("Ouvrez l’éditeur de texte.", "Open the text editor."),
    ],
)
def test_a_phrase_of_good_english_is_left_alone(source: str, target: str) -> None:
    assert found(source, target) == []


def test_what_is_often_right_is_a_note_and_a_projects_own_line_a_warning() -> None:
    def severities(source: str, target: str, own: str = "") -> list[bool]:
        settings = CheckSettings(false_friends=false_friends.parse("french,english,right,doubtful\n" + own))
        pair = Pair(Unit(parse(source)), Translation(parse(target), State.REVIEWED), Glossary(), settings)
        return [bool(list(check.function([pair]))) for check in (SURE, DOUBTFUL)]

    assert severities("Il évolue.", "It evolves.") == [False, True]
    assert severities("Les prestations.", "The prestations.") == [True, False]
    assert severities("Il évolue.", "It evolves.", "évoluer,to evolve,change,\n") == [True, False]
    assert severities("Les prestations.", "The prestations.", "prestation,prestations,service,x\n") == [
        False,
        True,
    ]
    assert (SURE.severity, DOUBTFUL.severity) == ("warning", "note")


def test_the_english_word_must_stand_where_the_french_one_is() -> None:
    filler = "Nous avons beaucoup travaillé avec eux dans la région de Tours. " * 4
    english = "We worked hard with them in the region of Tours. " * 4
    assert found(f"Le stage. {filler}", f"The stage. {english}")
    assert not found(f"Le stage. {filler}", f"The internship. {english} All the world’s a stage.")


def test_a_term_of_the_glossary_goes_first() -> None:
    glossary = Glossary((Term("formation", "training"), Term("plan", "formation plan")))
    assert found("Une formation.", "A formation.")
    assert not found("Une formation.", "A formation.", glossary=glossary)


def test_a_project_adds_and_switches_off() -> None:
    own = "chantier naval,naval chantier,shipyard,,\nlibrairie,,,,\nstage,staged | staging,intern,Ours.,\n"
    (message,) = found("Un chantier naval.", "A naval chantier.", own)
    assert "shipyard" in message
    assert not found("Une librairie.", "A library.", own)
    assert found("Un stage.", "They staged it.", own)
    assert not found("Un stage.", "A stage.", own)


def test_at_least_a_hundred_are_shipped_and_no_french_word_twice() -> None:
    shipped = false_friends._shipped()
    words = [friend.french for friend in shipped]
    assert len(words) >= 100
    assert len(set(words)) == len(words)
    assert all(friend.english and friend.right for friend in shipped)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("formation,formations,training\n", ":1: the first line does not name"),
        (HEADER + ",a,b,,\n", ":2: the column “french” needs"),
        (HEADER + "stage,stage,,,\n", ":2: the column “right” is empty"),
        (HEADER + 'stage,"stage,b,,\n', ":2: is not well-formed CSV"),
    ],
)
def test_a_line_that_is_not_understood_is_named(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        false_friends.parse(text)


def test_the_file_of_a_project(tmp_path: Path) -> None:
    path = tmp_path / "false-friends.csv"
    assert false_friends.read(path) == ()
    path.write_text("\ufefffrench;english;right\nstage ; stage | stages ;internship\n", "utf-8")
    (friend,) = false_friends.read(path)
    assert friend == false_friends.FalseFriend("stage", ("stage", "stages"), ("internship",))
    assert not tables.doubt(path)
    path.write_bytes("french;english;right\nœuvre;oeuvre;work\n".encode("cp1252"))  # Excel in France
    assert false_friends.read(path)[0].french == "œuvre"
    assert "is read as Windows-1252" in tables.doubt(path)
    path.write_bytes("french;english;right\nthéière;a;b".encode("cp850"))
    with pytest.raises(InputError, match="UTF-8"):
        false_friends.read(path)
