"""Settings that several books share, under those of a book."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booktranslate.config import load
from booktranslate.errors import InputError, UsageError
from booktranslate.shared_settings import FILE, layered


def project(folder: Path, federation: str, book: str = "") -> Path:
    (folder / "book").mkdir()
    (folder / "federation.toml").write_text(federation, "utf-8")
    (folder / "book" / FILE).write_text(f'extends = "../federation.toml"\n{book}', "utf-8")
    return folder / "book"


SHARED = """
[translate]
engine = "pseudo"
[cost]
currency = "CHF"
per-million-characters = 25
[engine.argos]
package = "./models/fr-en"
[engine.deepl]
formality = "less"
[federation]
glossary = "terms/all.csv"
memory = "all.tmx"
budget = "300CHF"
"""


def test_the_book_is_over_the_federation(tmp_path: Path) -> None:
    root = project(tmp_path, SHARED, '[cost]\ncurrency = "EUR"\n[engine.deepl]\nformality = "default"\n')
    found = load(root)
    assert (found.engine, found.cost.currency, found.cost.per_million_characters) == ("pseudo", "EUR", 25)
    assert found.engines["deepl"] == {"formality": "default"}
    assert found.engines["argos"] == {"package": str(tmp_path / "models" / "fr-en")}
    shared = found.federation
    assert shared
    assert shared.glossary == root / ".." / "terms" / "all.csv"
    assert shared.memory == root / ".." / "all.tmx"
    assert shared.ledger == root / ".." / "ledger.csv"  # a budget needs one
    assert (shared.budget, shared.book(root)) == ("300CHF", "book")


def test_without_a_table_nothing_is_shared_but_settings(tmp_path: Path) -> None:
    shared = load(project(tmp_path, "[typography]\nquotes = 'single'\n")).federation
    assert shared
    assert (shared.glossary, shared.memory, shared.ledger, shared.budget) == (None, None, None, "")


@pytest.mark.parametrize(
    ("federation", "words"),
    [
        ("[paths]\nbuild = '/tmp'\n", "paths: is not allowed in a federation file"),
        ("extends = 'more.toml'\n", "extends: is not allowed in a federation file"),
        ("[federation]\nglosary = 'x'\n", "federation.glosary: unknown setting. Did you mean glossary?"),
        ("[federation]\nbudget = 1.5\n", "federation.budget: 1.5 is not allowed"),
        ("[federation]\nmemory = 1\n", "federation.memory: 1 is not allowed"),
        ("federation = 1\n", "federation: 1 is not a table"),
        ("[cost]\ncurency = 'x'\n", "cost.curency: unknown setting. Did you mean currency?"),
        ("nonsense", "is not valid TOML"),
    ],
)
def test_a_mistake_is_told_where_it_is(tmp_path: Path, federation: str, words: str) -> None:
    root = project(tmp_path, federation)
    with pytest.raises(UsageError) as caught:
        load(root)
    assert words in str(caught.value)
    assert "federation.toml" in caught.value.where
    assert FILE not in caught.value.where


def test_a_federation_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('extends = "none.toml"', "utf-8")
    with pytest.raises(InputError, match="does not exist"):
        load(tmp_path)
    (tmp_path / FILE).write_text("extends = 1", "utf-8")
    with pytest.raises(UsageError, match="extends: 1 is not a path"):
        load(tmp_path)


TABLES = st.recursive(
    st.integers(), lambda inner: st.dictionaries(st.sampled_from("abc"), inner, max_size=3), max_leaves=8
).filter(lambda value: isinstance(value, dict))


@given(TABLES, TABLES)
def test_layers(below: dict[str, object], above: dict[str, object]) -> None:
    made = layered(below, above)
    assert layered({}, above) == above == layered(above, above)
    assert layered(below, {}) == below
    assert made.keys() == below.keys() | above.keys()
    assert layered(made, above) == made
