"""DeepLEngine over HTTP against deepl_server, which keeps to DeepL's documentation."""

import logging
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import deepl
import pytest

import booktranslate.engines as engines
from booktranslate.engines.deepl.engine import HINTS, DeepLEngine, mapped
from booktranslate.engines.testing import EngineContract
from booktranslate.errors import EngineError, InputError, QuotaError, UsageError
from booktranslate.glossary import Glossary, Term
from booktranslate.model import TaggedText, parse
from tests.unit.engines.deepl import deepl_server
from tests.unit.engines.deepl.deepl_server import KEY, DeepLServer, Fault

ROOT = Path(__file__).parents[4]
TERMS = Glossary((Term("mixité", "gender mix"), Term("Fab Lab", "Fab Lab", keep=True)))
TAGGED = "La <b>mixité</b> avance<fn1/> dans le <i>métier</i>."
ALWAYS = range(1, 1000)
Make = Callable[..., DeepLEngine]


pytestmark = pytest.mark.usefixtures("deepl_account")


@pytest.fixture
def make(server: DeepLServer) -> Iterator[Make]:
    made: list[DeepLEngine] = []

    def make(glossary: Glossary = TERMS, project: str = "book", **options: Any) -> DeepLEngine:
        settings = engines.EngineSettings("fr", "en-GB", glossary, project, options)
        made.append(DeepLEngine(settings))
        return made[-1]

    yield make
    for engine in made:
        engine.close()


def texts(*values: str) -> list[TaggedText]:
    return [parse(value) for value in values]


def source_characters(batch: list[TaggedText]) -> int:
    return sum(len(piece.value) for text in batch for piece in text if hasattr(piece, "value"))


class TestContract(EngineContract):
    @pytest.fixture
    def engine(self, make: Make) -> DeepLEngine:
        return make()


# What is asked, and what comes back


def test_translates_in_order_with_tags_and_glossary(server: DeepLServer, make: Make) -> None:
    batch = texts(TAGGED, "Le Fab Lab est R&D, 2 < 3", "…", "", "La <a1><b>femme</b></a1><br/>")
    answers = make().translate(batch, "Qui sont-elles ?")
    assert [str(answer) for answer in answers] == [
        "the <b>gender mix</b> advances<fn1/> in the <i>trade</i>.",
        "the Fab Lab is R&D, 2 < 3",
        "…",
        "",
        "the <a1><b>woman</b></a1><br/>",
    ]
    (request,) = server.requests()
    assert request.body["text"] == [text.xml for text in (batch[0], batch[1], batch[4])]
    assert request.body["context"] == "Qui sont-elles ?"


def test_request_says_all_that_matters(server: DeepLServer, make: Make) -> None:
    server.styles.add("style-1")
    make(style_id="style-1").translate(texts("Bonjour"))
    (request,) = server.requests()
    instructions = request.body.pop("custom_instructions")
    assert instructions[-1] == "Use British spelling and punctuation."
    assert request.body == {
        "text": ["Bonjour"],
        "source_lang": "FR",
        "target_lang": "EN-GB",
        "tag_handling": "xml",
        "tag_handling_version": "v2",
        "outline_detection": False,
        "split_sentences": "nonewlines",
        "model_type": "quality_optimized",
        "style_id": "style-1",
        "glossary_id": "glossary-0001",
        "show_billed_characters": True,
    }
    assert "booktranslate/" in request.user_agent


def test_billed_are_the_source_characters_without_tags_and_context(server: DeepLServer, make: Make) -> None:
    engine = make()
    batch = texts(TAGGED, "été & <b>hiver</b> 😀")
    meter = engines.Meter()
    engine.translate(batch, "un contexte qui ne coûte rien", meter)
    engine.translate(batch[:1], meter=meter)
    assert meter.billed == server.billed == source_characters([*batch, batch[0]])
    assert engine.usage() == (server.billed, 500_000)


def test_an_account_without_a_limit(server: DeepLServer, make: Make) -> None:
    server.limit = None
    assert make().usage() is None


def test_unbalanced_and_forbidden_characters_are_sent_as_good_xml(server: DeepLServer, make: Make) -> None:
    batch = texts("La <b>femme</i>", "un\x0b métier", "<b>La <i>femme</b> et</i>")
    answers = make().translate(batch)
    assert [str(answer) for answer in answers] == [
        "the <b>woman</i>",
        "a trade",
        "<b>the <i>woman</b> and</i>",
    ]


def test_outer_spaces_stay(make: Make) -> None:
    assert [str(answer) for answer in make().translate(texts(" la femme\u00a0"))] == [" the woman\u00a0"]


# Batches


def test_batch_is_split_at_fifty_texts(server: DeepLServer, make: Make) -> None:
    batch = texts(*(f"femme {number}" for number in range(120)))
    answers = make().translate(batch)
    assert [str(answer) for answer in answers] == [f"woman {number}" for number in range(120)]
    assert [len(request.body["text"]) for request in server.requests()] == [50, 50, 20]


def test_batch_is_split_by_encoded_bytes_with_the_context(server: DeepLServer, make: Make) -> None:
    # é takes six bytes in the body of the SDK.
    batch = texts(*["é" * 1_500 + f" <b>{number}</b>" for number in range(40)])
    context = "é" * 4_000
    engine = make()
    assert 0 < engine.fitting(batch, context) < 40
    assert engine.fitting(batch[:3], context) == 3
    meter = engines.Meter()
    answers = engine.translate(batch, context, meter)
    assert [answer.tags for answer in answers] == [text.tags for text in batch]
    assert len(server.requests()) >= 3
    assert all(request.status == 200 and request.size < 128 * 1024 for request in server.requests())
    assert meter.billed == source_characters(batch)


def test_context_too_long_is_cut_at_its_start(server: DeepLServer, make: Make) -> None:
    make().translate(texts("femme"), "a" * 200_000 + " fin")
    (request,) = server.requests()
    assert request.status == 200
    assert request.body["context"].endswith(" fin")


def test_a_text_beyond_the_limit_goes_in_parts(server: DeepLServer, make: Make) -> None:
    (text,) = texts("<b>La femme.</b> " + "Elle est très bonne. " * 10_000)
    (answer,) = make().translate([text])
    assert answer.plain.count("she is very") == 10_000
    assert answer.tags == text.tags
    assert server.billed == source_characters([text])


def test_a_text_that_cannot_be_cut_is_named(make: Make) -> None:
    with pytest.raises(EngineError, match="150,000 characters") as caught:
        make().translate(texts("e" * 150_000))
    assert "“eee" in str(caught.value)


def test_413_halves_the_request(server: DeepLServer, make: Make) -> None:
    server.faults.append(Fault(413, [1, 2]))
    answers = make().translate(texts("femme", "homme", "métier", "mixité"))
    assert [str(answer) for answer in answers] == ["woman", "man", "trade", "gender mix"]
    assert [request.status for request in server.requests()] == [413, 413, 200, 200, 200]


# Damaged answers


@pytest.mark.parametrize("what", ["doubled", "invented", "spaces"])
def test_damage_that_needs_no_guess_is_mended_unasked(server: DeepLServer, make: Make, what: str) -> None:
    server.faults.append(Fault(what, ALWAYS))
    (answer,) = make().translate(texts(TAGGED))
    assert str(answer) == "the <b>gender mix</b> advances<fn1/> in the <i>trade</i>."
    assert len(server.requests()) == 1


@pytest.mark.parametrize("what", ["lost", "emptied", "twice", "crossed", "malformed", "blank"])
def test_other_damage_is_asked_again_in_another_form(server: DeepLServer, make: Make, what: str) -> None:
    server.faults.append(Fault(what, [1]))
    meter = engines.Meter()
    answers = make().translate(texts("un", TAGGED, "une"), meter=meter)
    assert [str(answer) for answer in answers] == [
        "a",
        "the <b>gender mix</b> advances<fn1/> in the <i>trade</i>.",
        "a",
    ]
    first, second = server.requests()
    assert len(first.body["text"]) == 3
    assert second.body["text"] == ["La <g1>mixité</g1> avance<x2/> dans le <g3>métier</g3>."]
    assert meter.billed == server.billed


@pytest.mark.parametrize("what", ["lost", "emptied", "twice", "crossed", "malformed", "blank"])
def test_damage_that_stays_is_survived(server: DeepLServer, make: Make, what: str) -> None:
    server.faults.append(Fault(what, ALWAYS))
    (answer, other) = make().translate(texts(TAGGED, "une femme"))
    assert str(other) == "a woman"
    assert set(answer.tags) <= set(parse(TAGGED).tags)
    assert len(server.requests()) == 2


def test_asking_again_can_be_turned_off(server: DeepLServer, make: Make) -> None:
    server.faults.append(Fault("lost", ALWAYS))
    make(ask_again=False).translate(texts(TAGGED))
    assert server.billed == source_characters(texts(TAGGED))


@pytest.mark.parametrize("what", [456, 503, 400, "drop", "count"])
def test_an_error_of_the_second_question_keeps_the_first_answer(
    server: DeepLServer, make: Make, what: int | str
) -> None:
    server.faults += [Fault("lost", [1]), Fault(what, range(2, 99))]
    (answer,) = make().translate(texts(TAGGED))
    assert str(answer) == "the gender mix advances<fn1/> in the <i>trade</i>."


def test_comes_alive_through_a_mock_that_drops_every_tag(server: DeepLServer, make: Make) -> None:
    server.mock = True
    batch = texts("La femme", TAGGED, "mot<fn1/>", "<a1>Un lien</a1>")
    answers = [str(answer) for answer in make().translate(batch)]
    assert answers == ["proton beam", "proton beam", "proton beam<fn1/>", "<a1>proton beam</a1>"]


# Faults of the service


@pytest.mark.parametrize("position", [1, 2, 3])
@pytest.mark.parametrize("what", [429, 500, 502, 503, 529, "drop", "cut"])
def test_a_passing_fault_is_tried_again(
    server: DeepLServer, make: Make, what: int | str, position: int
) -> None:
    server.faults.append(Fault(what, [position]))
    engine, meter = make(), engines.Meter()
    answers = [str(engine.translate(texts(word), meter=meter)[0]) for word in ("femme", "homme", "métier")]
    assert answers == ["woman", "man", "trade"]
    assert len(server.requests()) == 4
    assert meter.billed == source_characters(texts("femme", "homme", "métier"))


@pytest.mark.parametrize("position", [1, 2, 3])
@pytest.mark.parametrize(
    ("what", "kind", "hint"),
    [
        (400, EngineError, r"\[engine\.deepl\]"),
        (403, EngineError, "DEEPL_AUTH_KEY"),
        (404, EngineError, "style_id"),
        (413, EngineError, "Run the command again"),
        (429, EngineError, "Wait some minutes"),
        (456, QuotaError, "Raise the limit"),
        (500, EngineError, "Run the command again"),
        (503, EngineError, "Run the command again"),
        ("drop", EngineError, "network"),
        ("cut", EngineError, "network"),
        ("count", EngineError, "Run the command again"),
        ("no numbers", EngineError, "DEEPL_SERVER_URL"),
        ("not json", EngineError, "Run the command again"),
    ],
)
def test_a_fault_that_stays_is_an_error_that_says_what_to_do(
    server: DeepLServer,
    make: Make,
    caplog: pytest.LogCaptureFixture,
    what: int | str,
    kind: type[EngineError],
    hint: str,
    position: int,
) -> None:
    caplog.set_level(logging.DEBUG)
    server.faults.append(Fault(what, range(position, 99)))
    engine = make()
    for _ in range(position - 1):
        engine.translate(texts("femme"))
    with pytest.raises(kind, match=hint) as caught:
        engine.translate(texts("homme"))
    assert type(caught.value) is kind
    assert KEY not in str(caught.value) + repr(caught.getrepr(chain=True)) + caplog.text
    server.faults.clear()
    assert str(engine.translate(texts("homme"))[0]) == "man"


@pytest.mark.parametrize("what", [403, 456, 400, "not json"])
@pytest.mark.parametrize("path", ["/v3/glossaries", "/v2/usage"])
def test_faults_of_glossary_and_usage_are_ours(
    server: DeepLServer, make: Make, path: str, what: int | str
) -> None:
    server.faults.append(Fault(what, ALWAYS, path))
    engine = make()
    call = engine.usage if path == "/v2/usage" else engine.sync_glossary
    if path == "/v2/usage" and what == "not json":
        assert call() is None
    else:
        with pytest.raises(EngineError, match=r"DeepL|glossary"):
            call()


def test_quota_says_how_many_characters_are_missing(server: DeepLServer, make: Make) -> None:
    server.limit = 12
    engine = make()
    engine.translate(texts("femme"))
    with pytest.raises(QuotaError, match=r"7 characters left; the next request needs 10, 3 more\."):
        engine.translate(texts("<b>les</b> femmes"))
    assert server.billed == 5


def test_a_refused_key_is_not_shown(
    server: DeepLServer, make: Make, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.key = "another"
    with pytest.raises(EngineError, match="refuses the key") as caught:
        make().translate(texts("femme"))
    assert KEY not in str(caught.value) + caplog.text


def test_a_server_that_repeats_the_key_does_not_make_us_show_it() -> None:
    error = deepl.DeepLException(f"Bad header: DeepL-Auth-Key {KEY}")
    assert KEY not in str(mapped(error, "DeepL did not translate", KEY))


def test_a_slow_answer_is_waited_for_a_very_slow_one_is_asked_again(server: DeepLServer, make: Make) -> None:
    server.faults.append(Fault("delay", [2], seconds=0.6))
    engine = make(timeout=0.3)
    make(timeout=5)  # another engine of the same process has its own
    engine.translate(texts("femme"))
    assert str(engine.translate(texts("homme"))[0]) == "man"
    assert len(server.requests()) == 3
    server.faults = [Fault("delay", [4], seconds=0.6)]
    engine = make(timeout=5)
    engine.translate(texts("femme"))
    assert len(server.requests()) == 4


def test_a_timeout_is_not_the_sdks(server: DeepLServer, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deepl.http_client, "min_connection_timeout", 0.1)  # its own is 10 seconds
    server.faults = [Fault("delay", [2], seconds=1.5)]  # longer than its first pause, too
    engine = make()
    engine.translate(texts("femme"))
    engine.translate(texts("homme"))
    assert len(server.requests()) == 2


def test_retry_after_is_obeyed(server: DeepLServer, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    server.faults += [
        Fault(429, [1], retry_after="1"),
        Fault(503, [3], retry_after="nonsense"),
        Fault(429, [4], retry_after="9999"),
    ]
    waited: list[float] = []
    sleep = time.sleep
    monkeypatch.setattr(time, "sleep", lambda seconds: (waited.append(seconds), sleep(min(seconds, 0.01))))
    engine = make()
    engine.translate(texts("femme"))
    assert 1 in waited
    engine.translate(texts("femme"))
    assert max(waited) == 120


def test_too_many_requests_lower_the_concurrency(server: DeepLServer, make: Make) -> None:
    engine = make(concurrency=8)
    server.faults += [Fault(503, [1]), Fault(429, [4])]
    engine.translate(texts("femme"))
    assert engine.concurrency == 8
    engine.translate(texts("homme"))
    assert engine.concurrency == 8
    engine.translate(texts("métier"))
    assert engine.concurrency == 1


def test_threads_share_an_engine(server: DeepLServer, make: Make) -> None:
    engine = make(concurrency=8)
    server.faults.append(Fault("delay", ALWAYS, seconds=0.02))

    def ask(number: int) -> tuple[str, int]:
        meter = engines.Meter()
        (answer,) = engine.translate(texts(f"mixité {'x' * number}"), meter=meter)
        return str(answer), meter.billed

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(ask, range(1, 41)))
    assert found == [(f"gender mix {'X' * number}", 7 + number) for number in range(1, 41)]
    assert len(server.requests("/v3/glossaries", "POST")) == 1


def test_every_exception_of_the_sdk_is_mapped() -> None:
    def all_of(kind: type[deepl.DeepLException]) -> set[type[deepl.DeepLException]]:
        return {kind}.union(*(all_of(sub) for sub in kind.__subclasses__()))

    assert all_of(deepl.DeepLException) == set(HINTS)
    assert isinstance(mapped(deepl.QuotaExceededException("x"), "", KEY), QuotaError)


# The glossary


def held(server: DeepLServer) -> dict[str, dict[str, str]]:
    return {g["name"]: g["dictionaries"].get(("fr", "en"), {}) for g in server.glossaries.values()}


def test_glossary_is_made_once_and_only_when_needed(server: DeepLServer, make: Make) -> None:
    engine = make()
    assert not server.log
    engine.translate(texts("femme"))
    engine.translate(texts("femme"))
    assert held(server) == {
        f"booktranslate/book/{TERMS.digest}": {"mixité": "gender mix", "Fab Lab": "Fab Lab"}
    }
    assert make().sync_glossary().action == "unchanged"
    assert len(server.requests("/v3/glossaries", "POST")) == 1
    assert not server.requests("/v3/glossaries", "PUT")


def test_a_changed_glossary_is_replaced_never_merged(server: DeepLServer, make: Make) -> None:
    make().sync_glossary()
    changed = Glossary((Term("métier", "craft"),))
    synced = make(changed).sync_glossary()
    assert (synced.action, synced.glossary_id) == ("replaced", "glossary-0001")
    assert held(server) == {f"booktranslate/book/{changed.digest}": {"métier": "craft"}}
    assert str(make(changed).translate(texts("mixité, métier"))[0]) == "mix, craft"


@pytest.mark.parametrize("at", [1, 2])
def test_a_sync_broken_off_is_finished_by_the_next(server: DeepLServer, make: Make, at: int) -> None:
    make().sync_glossary()
    changed = Glossary((Term("métier", "craft"),))
    method = ("PUT", "PATCH")[at - 1]
    seen = len(server.requests("/v3/glossaries/glossary-0001"))
    server.faults.append(Fault(400, [seen + at], "/v3/glossaries/glossary-0001"))
    with pytest.raises(EngineError, match="glossary could not be synchronised"):
        make(changed).sync_glossary()
    assert server.log[-1].method == method
    server.faults.clear()
    for glossary in (TERMS, changed):  # back to the old one, too: its name is still there
        make(glossary).sync_glossary()
        (name, terms), *others = held(server).items()
        assert not others
        assert name.endswith(glossary.digest)
        assert len(terms) == len(glossary.terms)


def test_stale_ones_of_ours_go_and_others_stay(server: DeepLServer, make: Make) -> None:
    for name in (
        "Marketing",
        "booktranslate/other/1",
        "booktranslate/book/sub/1",
        "booktranslate/bookshelf/1",
    ):
        add(server, name)
    others = set(server.glossaries)
    for name in ("booktranslate/book/old", "booktranslate/book/older"):
        add(server, name)
    synced = make().sync_glossary()
    assert synced.action == "replaced"
    assert synced.deleted == ("booktranslate/book/older",)
    assert others == set(server.glossaries) - {synced.glossary_id}
    assert make(Glossary()).sync_glossary().glossary_id is None
    assert set(server.glossaries) == others


def add(server: DeepLServer, name: str) -> None:
    entries = {"source_lang": "fr", "target_lang": "en", "entries": "mixité\tmix", "entries_format": "tsv"}
    server.create({"name": name, "dictionaries": [entries]})


def test_a_free_account_with_a_single_glossary_can_change_it(server: DeepLServer, make: Make) -> None:
    server.max_glossaries = 1
    make().sync_glossary()
    assert make(Glossary((Term("métier", "craft"),))).sync_glossary().action == "replaced"


def test_a_glossary_that_holds_no_pair_of_ours_gets_it(server: DeepLServer, make: Make) -> None:
    make().sync_glossary()
    server.glossaries["glossary-0001"]["dictionaries"] = {}
    assert make().sync_glossary().action == "replaced"
    assert list(held(server).values()) == [{"mixité": "gender mix", "Fab Lab": "Fab Lab"}]


@pytest.mark.parametrize(
    ("terms", "reason"),
    [
        ((Term("mixité", "mix", line=2), Term("mixité", "gender mix", line=9)), r"line 9: .*\(line 2\)"),
        ((Term("a\tb", "c", line=4),), "line 4: .*control character"),
        ((Term("é" * 600, "c", line=5),), "line 5: .*1,024 bytes"),
        ((Term("a", " ", line=6),), "line 6: .*is empty"),
    ],
)
def test_terms_that_deepl_refuses_are_named_before_anything_is_sent(
    server: DeepLServer, make: Make, terms: tuple[Term, ...], reason: str
) -> None:
    with pytest.raises(InputError, match=reason):
        make(Glossary(terms)).translate(texts("femme"))
    assert not server.log


# Settings


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"model_type": "best"}, "model-type"),
        ({"formality": "more"}, "no formality"),
        ({"formality": 1}, "formality"),
        ({"custom_instructions": "be kind"}, "list of texts"),
        ({"custom_instructions": ["x" * 301]}, "300 characters"),
        ({"custom_instructions": ["x"] * 11}, "10 instructions"),
        ({"style_id": 3}, "style-id"),
        ({"timeout": 0}, "timeout"),
        ({"timeout": True}, "timeout"),
        ({"ask_again": "yes"}, "ask-again"),
        ({"concurrency": 0}, "concurrency: 0 is not allowed. Give a whole number of requests from 1 to 8"),
        ({"concurrency": 9}, "concurrency"),
        ({"concurrency": 2.0}, "concurrency"),
        ({"concurrency": True}, "concurrency"),
        ({"auth_key": KEY}, "auth_key: unknown setting"),
    ],
)
def test_bad_options_are_named(make: Make, options: dict[str, Any], reason: str) -> None:
    with pytest.raises(UsageError, match=reason) as caught:
        make(**options)
    assert KEY not in str(caught.value)


def test_hyphens_do_for_underscores_and_instructions_replace_ours(server: DeepLServer, make: Make) -> None:
    options = {
        "model-type": "latency_optimized",
        "custom-instructions": ["Be kind."],
        "formality": "prefer_less",
    }
    make(**options).translate(texts("femme"))
    body = server.requests()[0].body
    assert body["model_type"] == "latency_optimized"
    assert body["custom_instructions"] == ["Be kind."]
    assert "formality" not in body
    make(model_type="latency_optimized").translate(texts("femme"))
    assert "custom_instructions" not in server.requests()[1].body


def test_formality_is_asked_for_where_the_language_has_it(server: DeepLServer) -> None:
    settings = engines.EngineSettings("fr", "de", Glossary(), "book", {"formality": "more"})
    engine = DeepLEngine(settings)
    engine.translate(texts("femme"))
    engine.close()
    assert server.requests()[0].body["formality"] == "more"


def test_a_language_without_its_variant_is_refused(server: DeepLServer) -> None:
    with pytest.raises(UsageError, match="en-GB or en-US"):
        DeepLEngine(engines.EngineSettings("fr", "en", Glossary()))


@pytest.mark.parametrize("key", ["", "  "])
def test_a_missing_key_says_where_to_get_and_set_it(monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    monkeypatch.setenv("DEEPL_AUTH_KEY", key)
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(UsageError, match=r"deepl\.com.*DEEPL_AUTH_KEY"):
        engines.create("deepl", engines.EngineSettings("fr", "en-GB", Glossary()))


def test_the_key_may_be_in_the_keyring(
    server: DeepLServer, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    class LockedError(Exception):
        pass

    class Keyring:
        KeyringError = LockedError

        def get_password(self, service: str, user: str) -> str:
            if self.locked:
                raise LockedError
            return {("booktranslate", "deepl"): KEY}[service, user]

    keyring = Keyring()
    keyring.locked = False  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring", keyring)
    monkeypatch.setitem(sys.modules, "keyring.errors", keyring)
    monkeypatch.delenv("DEEPL_AUTH_KEY")
    assert str(make().translate(texts("femme"))[0]) == "woman"
    keyring.locked = True  # type: ignore[attr-defined]
    with pytest.raises(UsageError, match="no key"):
        make()


@pytest.mark.parametrize("key", ["two words", "line\nbreak", "clé"])
def test_a_key_that_no_header_can_hold_is_not_shown(monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    monkeypatch.setenv("DEEPL_AUTH_KEY", key)
    with pytest.raises(UsageError, match="Copy it again") as caught:
        DeepLEngine(engines.EngineSettings("fr", "en-GB", Glossary()))
    assert key not in str(caught.value)


@pytest.mark.parametrize("url", ["localhost:3000", "ftp://host", "http://", "http://host:port"])
def test_a_bad_server_address_is_refused(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("DEEPL_SERVER_URL", url)
    with pytest.raises(UsageError, match="DEEPL_SERVER_URL"):
        DeepLEngine(engines.EngineSettings("fr", "en-GB", Glossary()))


def test_a_server_that_is_not_there_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    with DeepLServer() as gone:
        monkeypatch.setenv("DEEPL_SERVER_URL", gone.url)
    engine = DeepLEngine(engines.EngineSettings("fr", "en-GB", Glossary()))
    with pytest.raises(EngineError, match="network"):
        engine.translate(texts("femme"))
    engine.close()


def test_identity_tells_what_changes_the_answers(make: Make) -> None:
    base = make().identity
    assert base == make(project="another", timeout=5, ask_again=False, concurrency=8).identity
    assert base.startswith("deepl/quality_optimized/fr-en-GB/")
    assert base == make(Glossary()).identity  # the memory sees to it
    others = [
        make(model_type="latency_optimized").identity,
        make(custom_instructions=[]).identity,
        make(style_id="s").identity,
    ]
    assert len({base, *others}) == 4


# The server itself


def test_the_server_runs_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    command = [sys.executable, "-m", deepl_server.__name__, "--port", "0", "--key", KEY]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        name, _, url = process.stdout.readline().strip().partition("=")
        monkeypatch.setenv(name, url)
        engine = DeepLEngine(engines.EngineSettings("fr", "en-GB", TERMS, "book"))
        assert str(engine.translate(texts("la <b>mixité</b>"))[0]) == "the <b>gender mix</b>"
        engine.close()
        process.terminate()


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"text": ["a"] * 51}, 400),
        ({"text": ["<b>a"]}, 400),
        ({"text": []}, 400),
        ({"text": ["a" * 140_000]}, 413),
        ({"target_lang": "EN"}, 400),
        ({"formality": "more"}, 400),
        ({"glossary_id": "none"}, 404),
        ({"custom_instructions": ["x" * 301]}, 400),
        ({"style_id": "none"}, 404),
        ({"colour": "blue"}, 400),
        ({}, 200),
    ],
)
def test_the_server_keeps_to_the_documented_limits(
    server: DeepLServer, change: dict[str, Any], status: int
) -> None:
    client = deepl.DeepLClient(KEY, server_url=server.url)
    body = {
        "text": ["<b>a</b>"],
        "source_lang": "FR",
        "target_lang": "EN-GB",
        "tag_handling": "xml",
        "tag_handling_version": "v2",
    }
    assert client._api_call("v2/translate", json=body | change)[0] == status
    client.close()
