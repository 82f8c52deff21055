"""The engine libretranslate against a server of ours that keeps to LibreTranslate's API."""

import socket
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from booktranslate.engines import EngineSettings, create, libretranslate
from booktranslate.engines.libretranslate import LibreTranslateEngine
from booktranslate.engines.testing import TEXTS, EngineContract, assert_faithful
from booktranslate.errors import EngineError, UsageError
from booktranslate.glossary import Glossary, Term
from booktranslate.model import parse
from tests.unit.engines.libretranslate_server import Fault, LibreTranslateServer

KEY = "secret-key-of-a-test"
GLOSSARY = Glossary(
    (
        Term("pôle de compétitivité", "competitiveness cluster", "noun"),
        Term("adhérent", "member", "noun"),
        Term("ETI", "mid-cap company", "noun"),
        Term("Silver Valley", "Silver Valley", "name", keep=True),
    )
)


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Nobody waits in a test; how long they would have."""
    seconds: list[float] = []
    monkeypatch.setattr(libretranslate, "time", SimpleNamespace(sleep=seconds.append))
    monkeypatch.delenv("LIBRETRANSLATE_API_KEY", raising=False)
    return seconds


@pytest.fixture
def server() -> Iterator[LibreTranslateServer]:
    with LibreTranslateServer() as running:
        yield running


def engine_for(
    server: LibreTranslateServer, glossary: Glossary = GLOSSARY, **options: object
) -> LibreTranslateEngine:
    return LibreTranslateEngine(
        EngineSettings("fr", "en-GB", glossary, options={"url": server.url, **options})
    )


@pytest.fixture
def engine(server: LibreTranslateServer) -> Iterator[LibreTranslateEngine]:
    made = engine_for(server)
    yield made
    made.close()


def draft(engine: LibreTranslateEngine, text: str) -> str:
    return str(engine.translate([parse(text)])[0])


class TestContract(EngineContract):
    pass


def test_it_is_found_by_name() -> None:
    assert create("libretranslate", EngineSettings("fr", "en-GB", Glossary())).name == "libretranslate"


DRAFTS = {
    "Les entreprises innovent.": "The companies INNOVENT.",
    # A tag goes with its word, wherever that went.
    "Une entreprise <b>innovante</b> et <i>ici</i>.": "A <b>innovative</b> company and <i>ICI</i>.",
    "<i>« Nous avons gagné. »</i>": "<i>« We AVONS GAGNÉ. »</i>",
    "<b><i>Les entreprises</i></b>": "<b><i>The companies</i></b>",
    "Un <b>projet</b> et un <b>projet</b>.": "UN <b>PROJET</b> and UN <b>PROJET</b>.",
    "Le budget<fn1/> et le réseau<fn2/>.": "LE BUDGET<fn1/> and LE RÉSEAU<fn2/>.",
    "Les entreprises<fn1/>.": "The companies<fn1/>.",
    "Les adhérents du pôle de compétitivité.": "The members DU competitiveness cluster.",
    "Une ETI avec nous.": "A mid-cap company with we.",
    "Adhérents et <b>adhérents</b> de Silver Valley": "Members and <b>members</b> DE Silver Valley",
    "La R&D <fn1/> : 1 < 2": "The R&D <fn1/> : 1 < 2",
    "Les lignes<br/>de texte": "The LIGNES<br/>DE TEXTE",
    "Voir <b>https://exemple.fr/a?b=1&c=2</b> ici.": "VOIR <b>https://exemple.fr/a?b=1&c=2</b> ICI.",
    " et ": " and ",
    # The server's answers to small letters are in small letters.
    "les entreprises <b>françaises</b> ;": "the companies <b>French</b> ;",
    "<i>les</i> entreprises françaises": "<i>the</i> companies French",
    "la 5": "the 5",
    "y 5": "y 5",
}


@pytest.mark.parametrize("french", DRAFTS)
def test_drafts(engine: LibreTranslateEngine, french: str) -> None:
    assert draft(engine, french) == DRAFTS[french]


def test_what_is_sent(server: LibreTranslateServer, engine: LibreTranslateEngine) -> None:
    draft(engine, "Les adhérents <b>innovent</b>. Les adhérents <b>innovent</b>.")
    (request,) = server.log
    assert request == {
        "q": ["Les [X1X] innovent.", "Innovent"],
        "source": "fr",
        "target": "en",
        "format": "text",
    }


def test_the_key_is_sent(server: LibreTranslateServer, monkeypatch: pytest.MonkeyPatch) -> None:
    server.key = KEY
    monkeypatch.setenv("LIBRETRANSLATE_API_KEY", f" {KEY}\n")
    engine = engine_for(server)
    assert draft(engine, "Les entreprises") == "The companies"
    assert server.log[0]["api_key"] == KEY
    assert KEY not in engine.identity


def test_a_key_that_the_server_does_not_want_is_no_fault(
    server: LibreTranslateServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIBRETRANSLATE_API_KEY", KEY)
    assert draft(engine_for(server), "Les entreprises") == "The companies"


def test_another_page_of_the_server_is_no_answer(server: LibreTranslateServer) -> None:
    url = f"{server.url}/docs"
    engine = LibreTranslateEngine(EngineSettings("fr", "en-GB", GLOSSARY, options={"url": url}))
    with pytest.raises(EngineError, match=r"Not Found \(404\).*Check url"):
        engine.translate(BATCH[:1])


# --- damaged answers -------------------------------------------------------------------------------------

SOURCES = [
    "Les <b>adhérents</b> et <i>les entreprises</i><fn1/> avec <b>nous</b>.",
    "Une ETI<fn2/> avec <a1>une <b>entreprise</b></a1>",
]


@pytest.mark.parametrize("at", [{1}, {2}, {3}, {1, 2}, {1, 2, 3}])
@pytest.mark.parametrize("what", ["tokens", "doubled", "tags", "crossed", "blank"])
def test_no_damage_loses_a_tag_or_a_term(server: LibreTranslateServer, what: str, at: set[int]) -> None:
    server.faults = [Fault(what, at)]
    sources = [parse(text) for text in SOURCES]
    targets = engine_for(server).translate(sources)
    assert_faithful(sources, targets)
    assert "members" in targets[0].plain
    assert "mid-cap company" in targets[1].plain


def test_html_is_the_second_form(server: LibreTranslateServer) -> None:
    server.faults = [Fault("tokens", {1})]
    assert draft(engine_for(server), "Les <b>adhérents</b> avec nous.") == "The <b>members</b> with we."
    assert [request["format"] for request in server.log] == ["text", "html"]
    assert server.log[1]["q"] == ["Les <g1>[X1X]</g1> avec nous."]


def test_fragments_are_the_last_form(server: LibreTranslateServer) -> None:
    server.faults = [Fault("tokens", {1}), Fault("tags", {2})]
    assert draft(engine_for(server), "Les <b>adhérents</b> avec nous.") == "The <b>members</b> with we."
    assert [request["q"] for request in server.log][2] == ["Les", "Avec nous."]


def test_a_blank_answer_leaves_the_source(server: LibreTranslateServer) -> None:
    server.faults = [Fault("blank", range(1, 10))]
    assert draft(engine_for(server), "Les <b>adhérents</b> avec nous.") == "Les <b>members</b> avec nous."


# --- limits ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("limits", [{"batch_limit": 1}, {"batch_limit": 3}, {"char_limit": 60}])
def test_the_limits_of_a_server_are_kept(limits: dict[str, int]) -> None:
    sources = [parse(text) for text in [*TEXTS.values(), *SOURCES]]
    with LibreTranslateServer(**limits) as strict, LibreTranslateServer() as free:
        targets = engine_for(strict).translate(sources)
        assert_faithful(sources, targets)
        assert [t.plain.split() for t in targets] == [
            t.plain.split() for t in engine_for(free).translate(sources)
        ]
        assert 400 in strict.statuses


def test_the_limit_of_texts_is_learnt(server: LibreTranslateServer) -> None:
    server.batch_limit = 2
    engine = engine_for(server)
    engine.translate([parse(f"Le texte {letter}") for letter in "abcdefgh"])
    refused = server.statuses.count(400)
    engine.translate([parse(f"La page {letter}") for letter in "abcdefgh"])
    assert refused > 0
    assert server.statuses.count(400) == refused


def test_a_word_that_is_too_long_for_the_server_is_an_error(server: LibreTranslateServer) -> None:
    server.char_limit = 3
    with pytest.raises(EngineError, match=r"request \(11\) exceeds text limit \(3\) \(400\)"):
        draft(engine_for(server), "entreprises")


def test_requests_are_of_a_bounded_size(server: LibreTranslateServer) -> None:
    engine_for(server).translate([parse(f"Texte {'très ' * 50}{number}.") for number in range(50)])
    assert len(server.log) > 2
    assert all(len(request["q"]) <= 25 and sum(map(len, request["q"])) <= 5000 for request in server.log)


# --- faults ----------------------------------------------------------------------------------------------

BATCH = [parse(f"Les entreprises {letter} <b>innovent</b> avec nous.") for letter in "abc" * 9]


@pytest.mark.parametrize("at", [1, 2, 3])
@pytest.mark.parametrize(
    ("fault", "wait"),
    [
        ({"what": 429, "retry_after": "7"}, 7),
        ({"what": 429, "error": "Slowdown: 5 per 1 minute"}, 60),
        ({"what": 429, "error": "Slowdown: 5 per 10 second"}, 10),
        ({"what": 429, "retry_after": "soon"}, 60),
        ({"what": 500}, 2),
        ({"what": 502}, 2),
        ({"what": 503}, 2),
        ({"what": "cut"}, 2),
        ({"what": "drop"}, 2),
    ],
)
def test_what_passes_is_tried_again(
    server: LibreTranslateServer, waits: list[float], fault: dict[str, str], wait: int, at: int
) -> None:
    server.faults = [Fault(at={at}, **fault)]  # type: ignore[arg-type]
    targets = engine_for(server).translate([parse(f"Le texte {number}") for number in range(60)])
    assert [str(target) for target in targets] == [f"LE TEXTE {number}" for number in range(60)]
    assert waits == [wait]
    assert len(server.log) == 4


PERSISTENT = [
    (
        Fault(400, range(99), error="Invalid JSON format"),
        r"Invalid JSON format \(400\)",
        "output of the server",
    ),
    (Fault(403, range(99), error="Too many request limits violations"), r"violations \(403\)", "for a key"),
    (Fault(404, range(99)), r"\(404\)", "may have changed"),
    (Fault(307, range(99)), r"\(307\)", "may have changed"),
    (Fault(300, range(99)), r"to an address that it does not name \(300\)", "may have changed"),
    (Fault(429, range(99), error="Slowdown: 5 per 1 minute"), r"5 per 1 minute \(429\)", "Wait"),
    (Fault(429, range(99), error="Slowdown: 5 per 1 hour"), r"5 per 1 hour \(429\)", "Wait"),
    (
        Fault(500, range(99), error="The server encountered an error"),
        r"encountered an error \(500\)",
        "output",
    ),
    (
        Fault(400, range(99), error="Visit https://example.org to get an API key"),
        r"to get an API key \(400\)",
        "LIBRETRANSLATE_API_KEY",
    ),
    (Fault(503, range(99)), r"\(503\)", "output of the server"),
    (Fault("drop", range(99)), "the connection to LibreTranslate broke", "output of the server"),
    (Fault("cut", range(99)), "the connection to LibreTranslate broke", "output of the server"),
    (Fault("delay", range(99), seconds=0.5), r"no answer within 0\.1 seconds", "timeout"),
    (Fault("count", range(99)), "was sent 2 texts and answered with 1", "again"),
    (Fault("not json", range(99)), "does not come from LibreTranslate", "url"),
    (Fault("no texts", range(99)), "does not come from LibreTranslate", "url"),
    (Fault("numbers", range(99)), "does not come from LibreTranslate", "url"),
]


@pytest.mark.parametrize(("fault", "message", "hint"), PERSISTENT, ids=lambda value: str(value)[:40])
def test_what_stays_is_an_engine_error(
    server: LibreTranslateServer, waits: list[float], fault: Fault, message: str, hint: str
) -> None:
    server.faults = [fault]
    with pytest.raises(EngineError, match=message) as caught:
        engine_for(server, timeout=0.1 if fault.what == "delay" else 5).translate(BATCH[:1])
    assert hint in caught.value.hint
    assert caught.value.where.startswith(server.url)
    assert len(waits) < libretranslate.TRIES


def test_a_server_that_allows_few_requests_ends_with_an_error(
    server: LibreTranslateServer, waits: list[float]
) -> None:
    server.per_minute = 2
    server.batch_limit = 1
    with pytest.raises(EngineError, match="Slowdown: 2 per 1 minute"):
        engine_for(server).translate([parse(f"Texte {letter}") for letter in "abcdefghijklmnopqrst"])
    assert waits == [60, 60, 60]


def test_a_missing_key_says_so(server: LibreTranslateServer) -> None:
    server.key = KEY
    with pytest.raises(EngineError, match=r"to get an API key.*LIBRETRANSLATE_API_KEY"):
        engine_for(server).translate(BATCH[:1])


def test_a_key_is_in_no_message(server: LibreTranslateServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIBRETRANSLATE_API_KEY", KEY)
    server.faults = [Fault(403, {1}, error=f"Invalid API key: {KEY}")]
    with pytest.raises(EngineError, match=r"Invalid API key: \[key\]") as caught:
        engine_for(server).translate(BATCH[:1])
    assert KEY not in str(caught.value) + repr(caught.value.__cause__)


def test_a_redirect_is_not_followed(server: LibreTranslateServer) -> None:
    server.faults = [Fault(308, {1})]
    with pytest.raises(EngineError, match="308"):
        engine_for(server).translate(BATCH[:1])
    assert len(server.log) == 1


def test_a_missing_language_says_how_to_start_the_server(server: LibreTranslateServer) -> None:
    server.languages = ("de", "en")
    with pytest.raises(EngineError, match=r"fr is not supported.*--load-only fr,en"):
        engine_for(server).translate(BATCH[:1])


def test_no_server_says_how_to_start_one(waits: list[float]) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}"
        engine = LibreTranslateEngine(EngineSettings("fr", "en-GB", GLOSSARY, options={"url": url}))
        with pytest.raises(
            EngineError, match=r"no LibreTranslate server answers.*pip install libretranslate"
        ):
            engine.translate(BATCH[:1])
    assert waits == []


# --- options ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "options",
    [
        {"url": 5},
        {"url": ""},
        {"url": "localhost:5000"},
        {"url": "ftp://localhost"},
        {"url": "http://"},
        {"url": "http://me:secret@localhost"},
        {"url": "http://localhost:99999"},
        {"url": "http://localhost/?x=1"},
        {"timeout": 0},
        {"timeout": True},
        {"timeout": "long"},
        {"timeout": 4000},
        {"api_key": KEY},
    ],
)
def test_bad_options_are_refused(options: dict[str, object]) -> None:
    with pytest.raises(UsageError, match=r"engine\.libretranslate\.") as caught:
        LibreTranslateEngine(EngineSettings("fr", "en-GB", GLOSSARY, options=options))
    assert "secret" not in str(caught.value)


def test_identity_tells_server_and_languages(server: LibreTranslateServer) -> None:
    identities = {
        engine_for(server).identity,
        LibreTranslateEngine(EngineSettings("fr", "en-GB", GLOSSARY)).identity,
        LibreTranslateEngine(EngineSettings("de", "en-GB", GLOSSARY)).identity,
    }
    assert len(identities) == 3
    # The memory sees to the glossary.
    assert engine_for(server, Glossary()).identity in identities
    assert server.log == []
