"""The texts of a book go to the server that the user named, and to no other."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from booktranslate.engines import EngineSettings
from booktranslate.engines.deepl.engine import DeepLEngine
from booktranslate.engines.libretranslate import LibreTranslateEngine
from booktranslate.errors import EngineError, UsageError
from booktranslate.glossary import Glossary
from booktranslate.model import parse
from tests.unit.engines.deepl.deepl_server import DeepLServer
from tests.unit.engines.deepl.deepl_server import Fault as DeepLFault
from tests.unit.engines.libretranslate_server import Fault as LibreFault
from tests.unit.engines.libretranslate_server import LibreTranslateServer

pytestmark = pytest.mark.usefixtures("deepl_account")
SECRET = "Une phrase que personne ne doit lire."


def settings(**options: Any) -> EngineSettings:
    return EngineSettings("fr", "en-GB", Glossary(), options=options)


Make = Callable[..., DeepLEngine | LibreTranslateEngine]


@pytest.fixture(params=["deepl", "libretranslate"])
def make(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    """Makes one engine or the other, for an address."""
    made: list[DeepLEngine | LibreTranslateEngine] = []

    def make(url: str, **options: Any) -> DeepLEngine | LibreTranslateEngine:
        if request.param == "deepl":
            monkeypatch.setenv("DEEPL_SERVER_URL", url)
            made.append(DeepLEngine(settings(**options)))
        else:
            made.append(LibreTranslateEngine(settings(url=url, **options)))
        return made[-1]

    yield make
    for engine in made:
        engine.close()


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_deepl_follows_no_redirect(server: DeepLServer, status: int) -> None:
    with DeepLServer() as other:
        where = other.url.replace("127.0.0.1", "localhost") + "/v2/translate"
        server.faults = [DeepLFault(status, {1}, location=where)]
        engine = DeepLEngine(settings())
        with pytest.raises(
            EngineError, match=rf"DeepL redirected the request to localhost \({status}\)"
        ) as caught:
            engine.translate([parse(SECRET)])
        engine.close()
        assert other.log == []
    assert SECRET not in str(caught.value)
    assert len(server.requests()) == 1


def test_deepl_follows_no_redirect_with_the_glossary(server: DeepLServer) -> None:
    with DeepLServer() as other:
        server.faults = [DeepLFault(307, {1}, path="/v3/glossaries", location=other.url)]
        engine = DeepLEngine(settings())
        with pytest.raises(EngineError, match="redirected the request to 127"):
            engine.sync_glossary()
        engine.close()
        assert other.log == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_libretranslate_follows_no_redirect(status: int) -> None:
    with LibreTranslateServer() as server, LibreTranslateServer() as other:
        server.faults = [LibreFault(status, {1}, location=other.url)]
        engine = LibreTranslateEngine(settings(url=server.url))
        with pytest.raises(EngineError, match=rf"redirected the request to 127\.0\.0\.1 \({status}\)"):
            engine.translate([parse(SECRET)])
        engine.close()
        assert other.log == []


@pytest.mark.parametrize(
    "host", ["translate.example.org:5000", "192.168.0.7", "localhost.example.org", "[2001:db8::1]"]
)
def test_plain_http_to_another_machine_is_refused(make: Make, host: str) -> None:
    with pytest.raises(UsageError, match=r"is plain http.*Use https; or.*allow-http = \["):
        make(f"http://{host}")


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:5000",
        "http://127.0.0.2",
        "http://[::1]:80",
        "http://a.localhost",
        "https://example.org",
    ],
)
def test_this_machine_and_https_are_taken(make: Make, url: str) -> None:
    make(url)


@pytest.mark.parametrize("key", ["allow_http", "allow-http"])
def test_plain_http_is_taken_for_a_server_allowed_by_name(make: Make, key: str) -> None:
    make("http://Translate.example.org:5000", **{key: ["translate.example.org"]})
    with pytest.raises(UsageError, match="plain http"):
        make("http://other.example.org", **{key: ["translate.example.org"]})


@pytest.mark.parametrize("value", [True, "translate.example.org", [1], [""]])
def test_allow_http_is_a_list_of_names(make: Make, value: object) -> None:
    with pytest.raises(UsageError, match=r"allow-http: .* Give a list of texts"):
        make("https://example.org", allow_http=value)
