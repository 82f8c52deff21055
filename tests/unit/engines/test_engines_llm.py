"""LLMEngine over HTTP against llm_server, which keeps to what OpenAI and Ollama document."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from contract import EngineContract
from llm_server import LLMServer

from booktranslate.engines import EngineSettings
from booktranslate.engines.llm import LLMEngine, client
from booktranslate.glossary import Glossary, Term

TERMS = Glossary((Term("mixité", "gender mix"), Term("Fab Lab", "Fab Lab", keep=True)))
Make = Callable[..., LLMEngine]


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Nobody waits in a test; how long they would have."""
    seconds: list[float] = []
    monkeypatch.setattr(client, "time", SimpleNamespace(sleep=seconds.append))
    monkeypatch.delenv("LLM_API_KEY", raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    return seconds


@pytest.fixture
def server() -> Iterator[LLMServer]:
    with LLMServer() as running:
        yield running


@pytest.fixture
def make(server: LLMServer) -> Iterator[Make]:
    made: list[LLMEngine] = []

    def make(glossary: Glossary = TERMS, target: str = "en-GB", **options: Any) -> LLMEngine:
        root = server.url + ("" if options.get("api") == "ollama" else "/v1")
        settings = EngineSettings("fr", target, glossary, options={"url": root, "model": "small", **options})
        made.append(LLMEngine(settings))
        return made[-1]

    yield make
    for engine in made:
        engine.close()


class TestContract(EngineContract):
    @pytest.fixture
    def engine(self, make: Make) -> LLMEngine:
        return make()


class TestContractWithOllama(EngineContract):
    @pytest.fixture
    def engine(self, make: Make) -> LLMEngine:
        return make(api="ollama")


class TestContractWithoutForms(EngineContract):
    @pytest.fixture
    def engine(self, make: Make, server: LLMServer) -> LLMEngine:
        server.forms = ("text",)
        return make()
