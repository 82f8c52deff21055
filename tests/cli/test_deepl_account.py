"""What an account at DeepL has, as the settings name it and the command line tells it."""

from collections.abc import Iterator

import pytest

from tests.cli.bench import Bench
from tests.unit.engines.deepl.deepl_server import KEY, DeepLServer


@pytest.fixture
def server() -> Iterator[DeepLServer]:
    with DeepLServer() as running:
        yield running
    assert running.undescribed == []


def test_glossaries_style_and_usage(bench: Bench, server: DeepLServer) -> None:
    env = {"DEEPL_AUTH_KEY": KEY, "DEEPL_SERVER_URL": server.url, "NO_PROXY": "127.0.0.1"}
    pair = {
        "source_lang": "fr",
        "target_lang": "en",
        "entries": "rencontre\tmeeting",
        "entries_format": "tsv",
    }
    server.create({"name": "Federation", "dictionaries": [pair]})
    server.rules = [("id-1", "House", "en")]
    server.billed = 700
    bench.run("extract")
    (bench.folder / "booktranslate.toml").write_text('[engine.deepl]\nstyle = "Nobody’s"\n')
    refused = bench.run("translate", env=env, expect=2)
    assert "there is no style rule 'Nobody’s' in this DeepL account" in refused.err
    assert "The account has: House." in refused.err

    (bench.folder / "booktranslate.toml").write_text(
        '[engine.deepl]\nglossaries = ["Federation"]\nstyle = "House"\n'
    )
    done = bench.run("translate", env=env)
    assert f"The account has used {server.billed:,} of 500,000 characters (700 before this run)." in done.out
    assert {request.body["style_id"] for request in server.requests()} == {"id-1"}
    assert "a meeting" in bench.po.find("Un pôle de compétitivité, c’est une rencontre.").msgstr
    assert "roadmap" in bench.po.find("Les adhérents ont signé la feuille de route.").msgstr
    again = bench.run("translate", "--json", env=env).json
    assert again["usage"] is None
