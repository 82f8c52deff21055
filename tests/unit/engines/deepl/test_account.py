"""What DeepLEngine takes of an account: several glossaries, style rules by name; and that each request is
one of those that DeepL describes."""

from collections.abc import Callable, Iterator
from typing import Any

import deepl
import pytest

from booktranslate.engines import EngineSettings
from booktranslate.engines.deepl.engine import DeepLEngine
from booktranslate.errors import EngineError, UsageError
from booktranslate.glossary import Glossary, Term
from booktranslate.model import parse
from tests.unit.engines.deepl.deepl_requests import faults
from tests.unit.engines.deepl.deepl_server import KEY, DeepLServer, Fault

TERMS = Glossary((Term("mixité", "gender mix"),))
Make = Callable[..., DeepLEngine]

pytestmark = pytest.mark.usefixtures("deepl_account")


@pytest.fixture
def make(server: DeepLServer) -> Iterator[Make]:
    made: list[DeepLEngine] = []

    def make(glossary: Glossary = TERMS, project: str = "book", **options: Any) -> DeepLEngine:
        made.append(DeepLEngine(EngineSettings("fr", "en-GB", glossary, project, options)))
        return made[-1]

    yield make
    for engine in made:
        engine.close()


def add(server: DeepLServer, name: str, entries: str = "métier\tcraft", target: str = "en") -> str:
    pair = {"source_lang": "fr", "target_lang": target, "entries": entries, "entries_format": "tsv"}
    made: str = server.create({"name": name, "dictionaries": [pair]})["id"]
    return made


def draft(engine: DeepLEngine, text: str) -> str:
    return str(engine.translate([parse(text)])[0])


# Glossaries


def test_other_glossaries_are_asked_for_beside_the_own_one(server: DeepLServer, make: Make) -> None:
    first, second = add(server, "Federation"), add(server, "Another", "femme\tlady")
    engine = make(glossaries=["Federation", second])
    assert draft(engine, "La femme, son métier, la mixité") == "the lady, SON craft, the gender mix"
    (request,) = server.requests()
    assert request.body["glossary_ids"] == ["glossary-0003", first, second]
    assert "glossary_id" not in request.body
    draft(engine, "femme")
    assert len(server.requests("/v3/glossaries", "GET")) == 2  # for the own one, and for the others


def test_without_terms_of_its_own_five_others_will_do(server: DeepLServer, make: Make) -> None:
    names = [f"Glossary {number}" for number in range(5)]
    ids = [add(server, name) for name in names]
    draft(make(Glossary(), glossaries=names), "femme")
    assert server.requests()[0].body["glossary_ids"] == ids
    with pytest.raises(UsageError, match=r"names 5 glossaries beside the project's own.*five in all"):
        draft(make(glossaries=names), "femme")


def test_a_project_with_one_glossary_asks_as_before(server: DeepLServer, make: Make) -> None:
    draft(make(), "femme")
    assert server.requests()[0].body["glossary_id"] == "glossary-0001"


def test_the_glossary_of_another_project_is_found_whatever_it_holds(server: DeepLServer, make: Make) -> None:
    for terms in (Glossary((Term("métier", "craft"),)), Glossary((Term("métier", "profession"),))):
        make(terms, project="federation").sync_glossary()
        add(server, "booktranslate/federation/sub/1")
        assert draft(make(glossaries=["booktranslate/federation"]), "métier") == terms.terms[0].target


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        (["Nobody"], r"no glossary 'Nobody' in this DeepL account.*The account has: .*German, Twice, Twice"),
        (["Twice"], r"2 glossaries at DeepL are named 'Twice'.*Give its ID"),
        (["German"], "'German' at DeepL has no dictionary from fr to en"),
    ],
)
def test_a_glossary_that_cannot_be_used_is_named_before_anything_is_billed(
    server: DeepLServer, make: Make, names: list[str], reason: str
) -> None:
    add(server, "Twice")
    add(server, "Twice")
    add(server, "German", target="de")
    with pytest.raises(UsageError, match=reason):
        draft(make(glossaries=names), "femme")
    assert server.billed == 0


# Style rules


def test_style_rules_are_found_by_name_on_any_page(server: DeepLServer, make: Make) -> None:
    server.rules = [(f"id-{number}", f"Rules {number}", "en") for number in range(60)]
    server.rules += [("id-fr", "Ours", "fr"), ("id-en", "Ours", "en")]
    engine = make(style="Ours")
    draft(engine, "femme")
    draft(engine, "homme")
    assert [request.body["style_id"] for request in server.requests()] == ["id-en", "id-en"]
    assert len(server.requests("/v3/style_rules")) == 3


def test_a_page_that_is_full_is_not_the_last(server: DeepLServer, make: Make) -> None:
    server.rules = [(f"id-{number}", f"Rules {number}", "en") for number in range(25)]
    with pytest.raises(UsageError, match=r"no style rule 'Ours' in.*The account has: Rules 0, .* …"):
        draft(make(style="Ours"), "femme")
    server.rules = []
    with pytest.raises(UsageError, match=r"The account has none: remove it from engine\.deepl\.style"):
        draft(make(style="Ours"), "femme")


def test_two_style_rules_of_one_name_need_an_id(server: DeepLServer, make: Make) -> None:
    server.rules = [("id-1", "Ours", "en"), ("id-2", "Ours", "en")]
    with pytest.raises(UsageError, match=r"2 style rules at DeepL.*engine\.deepl\.style-id"):
        draft(make(style="Ours"), "femme")
    draft(make(style_id="id-2"), "femme")
    assert server.requests()[0].body["style_id"] == "id-2"


@pytest.mark.parametrize("what", [403, 500, "not json"])
@pytest.mark.parametrize("path", ["/v3/style_rules", "/v3/glossaries"])
def test_faults_of_the_lists_are_ours(server: DeepLServer, make: Make, path: str, what: int | str) -> None:
    server.faults.append(Fault(what, range(2 if path == "/v3/glossaries" else 1, 999), path))
    with pytest.raises((EngineError, UsageError)) as caught:
        draft(make(Glossary(), style="Ours", glossaries=["Federation"]), "femme")
    assert KEY not in str(caught.value)


# Options


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"glossaries": "Federation"}, "list of texts"),
        ({"glossaries": [1]}, "list of texts"),
        ({"glossaries": ["a", "a"]}, "twice, or too many"),
        ({"glossaries": list("abcdef")}, "twice, or too many"),
        ({"style": 3}, "style: 3 is not allowed"),
        ({"style": "a", "style_id": "b"}, "beside style-id"),
    ],
)
def test_bad_options_are_named(make: Make, options: dict[str, Any], reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        make(**options)


def test_identity_tells_what_is_named_of_the_account(make: Make) -> None:
    found = [
        make().identity,
        make(glossaries=["a"]).identity,
        make(glossaries=["b"]).identity,
        make(style="a").identity,
    ]
    assert len(set(found)) == 4


# Every request is one that DeepL describes


def test_all_that_we_send_is_described(server: DeepLServer, make: Make) -> None:
    server.rules = [("id-en", "Ours", "en")]
    add(server, "Federation")
    add(server, "booktranslate/book/stale")
    add(server, "booktranslate/book/older")
    for terms in (TERMS, Glossary((Term("métier", "trade"),)), Glossary()):
        engine = make(terms, glossaries=["Federation"], style="Ours", formality="prefer_less")
        engine.translate([parse("La <b>mixité</b>")], "Un contexte")
        engine.usage()
    kinds = {(entry.method, entry.path.removesuffix("glossary-0002")) for entry in server.log}
    assert {
        *(("POST", "/v2/translate"), ("GET", "/v2/usage"), ("GET", "/v3/style_rules")),
        *(("GET", "/v3/glossaries"), ("PATCH", "/v3/glossaries/"), ("DELETE", "/v3/glossaries/")),
    } <= kinds
    assert {entry.status for entry in server.log} <= {200, 201, 204}


@pytest.mark.parametrize(
    ("method", "path", "query", "body", "fault"),
    [
        ("GET", "/v2/nothing", {}, {}, "GET /v2/nothing is not described"),
        ("POST", "/v2/translate", {}, {"text": ["a"]}, "body.target_lang is missing"),
        ("POST", "/v2/translate", {}, {"text": "a", "target_lang": "DE"}, "body.text is no array"),
        ("POST", "/v2/translate", {}, {"text": [1], "target_lang": "DE"}, "body.text[0] is no string"),
        (
            "POST",
            "/v2/translate",
            {},
            {"text": ["a"], "target_lang": "DE", "x": 1},
            "body.x is not described",
        ),
        ("GET", "/v3/style_rules", {"page_size": ["26"]}, {}, "query.page_size is 26"),
        ("GET", "/v3/style_rules", {"detailed": ["yes"]}, {}, "query.detailed is no boolean"),
        ("GET", "/v3/glossaries/1/entries", {}, {}, "query.source_lang is missing"),
        ("PATCH", "/v3/glossaries/1", {}, {"name": 1}, "body.name is no string"),
    ],
)
def test_the_description_would_notice(
    method: str, path: str, query: dict[str, list[str]], body: Any, fault: str
) -> None:
    assert fault in faults(method, path, query, body)


def test_the_server_refuses_what_is_not_described(server: DeepLServer) -> None:
    client = deepl.DeepLClient(KEY, server_url=server.url)
    body = {"text": ["a"], "source_lang": "FR", "target_lang": "EN-GB", "glossary_ids": ["a"] * 6}
    status, content, _ = client._api_call("v2/translate", json=body)
    client.close()
    assert status == 400
    assert "body.glossary_ids has 6 items" in content
