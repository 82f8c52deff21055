"""Accounts are told apart without their keys."""

import pytest

from booktranslate.engines import key_variable, keys, kind, names


def test_an_account_has_a_name_that_tells_nothing_of_its_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "from_keyring", lambda account: "kept-key" if account == "llm" else None)
    for name in ("DEEPL_AUTH_KEY", "LLM_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    assert keys.account("deepl", "DEEPL_AUTH_KEY") == keys.account("pseudo", "") == ""
    monkeypatch.setenv("DEEPL_AUTH_KEY", " one-key ")
    one = keys.account("deepl", "DEEPL_AUTH_KEY")
    monkeypatch.setenv("DEEPL_AUTH_KEY", "one-key")
    assert keys.account("deepl", "DEEPL_AUTH_KEY") == one
    monkeypatch.setenv("DEEPL_AUTH_KEY", "other-key")
    assert len({one, keys.account("deepl", "DEEPL_AUTH_KEY"), keys.account("llm", "LLM_API_KEY"), ""}) == 4
    assert len(one) == 16
    assert "key" not in one


def test_an_engine_that_asks_a_server_names_the_variable_of_its_key() -> None:
    kinds = [kind(name) for name in names()]
    assert {one.name for one in kinds if key_variable(one)} == {"deepl", "llm", "libretranslate"}
