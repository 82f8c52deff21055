"""A DeepL on this machine, for the tests of the engine and of the steps that use it."""

from collections.abc import Iterator

import deepl
import pytest

from tests.unit.engines.deepl.deepl_server import KEY, DeepLServer


@pytest.fixture
def deepl_account(monkeypatch: pytest.MonkeyPatch) -> None:
    """The key is set, and the SDK tries again without long pauses."""
    monkeypatch.setenv("DEEPL_AUTH_KEY", KEY)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(deepl.http_client._BackoffTimer, "BACKOFF_INITIAL", 0.002)
    monkeypatch.setattr(deepl.http_client._BackoffTimer, "BACKOFF_MAX", 0.004)
    monkeypatch.setattr(deepl.http_client, "min_connection_timeout", 10.0)


@pytest.fixture
def server(deepl_account: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[DeepLServer]:
    """The server that the engine talks to."""
    with DeepLServer() as server:
        monkeypatch.setenv("DEEPL_SERVER_URL", server.url)
        yield server
    assert server.undescribed == []
