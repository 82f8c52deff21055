"""XML of other tools, read safely."""

from pathlib import Path

import pytest

from booktranslate import interchange
from booktranslate.errors import InputError


def test_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert interchange.content(tmp_path / "a") == b"abc"
    for missing in (tmp_path / "b", tmp_path):
        with pytest.raises(InputError, match=r"does not exist|is a folder"):
            interchange.content(missing)
    monkeypatch.setattr(interchange, "_MAX_BYTES", 2)
    with pytest.raises(InputError, match="larger"):
        interchange.content(tmp_path / "a")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("fr", "fr-FR", True), ("en-GB", "EN", True), ("en-gb", "en-US", False), ("fr", "fro", False)],
)
def test_languages(one: str, other: str, same: bool) -> None:
    assert interchange.same_language(one, other) is same
    assert interchange.same_language(other, one) is same


def test_a_document_type_is_no_harm() -> None:
    assert interchange.local(interchange.parse_xml(b'<!DOCTYPE tmx SYSTEM "x.dtd"><tmx/>', "a")) == "tmx"


def test_nesting_has_a_bound() -> None:
    interchange.parse_xml(b"<a>" * 90 + b"</a>" * 90, "a")
    with pytest.raises(InputError, match="nested"):
        interchange.parse_xml(b"<a>" * 100_000 + b"</a>" * 100_000, "a")
