"""Accounts are told apart without their keys."""

import pytest

from booktranslate.engines import keys


def test_an_account_has_a_name_that_tells_nothing_of_its_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "from_keyring", lambda account: "kept-key" if account == "llm" else None)
    for name in ("DEEPL_AUTH_KEY", "LLM_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    assert keys.account("deepl") == keys.account("pseudo") == ""
    monkeypatch.setenv("DEEPL_AUTH_KEY", " one-key ")
    one = keys.account("deepl")
    monkeypatch.setenv("DEEPL_AUTH_KEY", "one-key")
    assert keys.account("deepl") == one
    monkeypatch.setenv("DEEPL_AUTH_KEY", "other-key")
    assert len({one, keys.account("deepl"), keys.account("llm"), ""}) == 4
    assert len(one) == 16
    assert "key" not in one
