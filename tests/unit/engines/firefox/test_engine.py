"""The engine firefox on a small model in Mozilla's format that the tests make, run by fxtranslate itself."""

import gzip
import hashlib
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from booktranslate.engines import EngineSettings, create
from booktranslate.engines.firefox import store as firefox_store
from booktranslate.engines.firefox import workers
from booktranslate.engines.firefox.engine import FirefoxEngine
from booktranslate.engines.firefox.workers import Workers
from booktranslate.engines.testing import EngineContract, assert_faithful
from booktranslate.errors import EngineError, InputError, MissingToolError, UsageError
from booktranslate.glossary import Glossary, Term
from booktranslate.model import parse
from tests.unit.engines.firefox import firefox_model
from tests.unit.engines.firefox.firefox_server import packed

GLOSSARY = Glossary((Term("adhérent", "member", "noun"), Term("ETI", "mid-cap company", "noun")))
FILES = firefox_model.files()


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder."""
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.delenv("FXTRANSLATE_RECORDS_URL", raising=False)
    return firefox_store.folder()


def keep(**changed: bytes) -> firefox_store.Model:
    """Put the model into the cache, with some files changed (by their kind)."""
    contents = {name: changed.get(firefox_store.kind(name), data) for name, data in FILES.items()}
    model = firefox_store.keep("fr", "en", contents, "3.0", "tiny", "models.example.org")
    firefox_store.establish(model)
    return model


@pytest.fixture
def model(cache: Path) -> firefox_store.Model:
    return keep()


def engine_for(
    glossary: Glossary = GLOSSARY, source: str = "fr", offline: bool = False, **options: object
) -> FirefoxEngine:
    return FirefoxEngine(EngineSettings(source, "en-GB", glossary, options=options, offline=offline))


@pytest.fixture
def engine(model: firefox_store.Model) -> Iterator[FirefoxEngine]:
    made = engine_for()
    yield made
    made.close()


class TestContract(EngineContract):
    pass


def test_it_is_found_by_name(model: firefox_store.Model) -> None:
    made = create("firefox", EngineSettings("fr", "en-GB", Glossary()))
    assert made.name == "firefox"
    made.close()


DRAFTS = {
    "Les entreprises innovent.": "The companies innovate.",
    "Une entreprise <b>innovante</b> et nous.": "A company <b>innovative</b> and us.",
    "<i>Les entreprises innovent.</i>": "<i>The companies innovate.</i>",
    "Les adhérents<fn1/> et une <b>ETI</b> !": "The members<fn1/> and a <b>mid-cap company</b> !",
    "Les entreprises innovent. Les entreprises innovent avec nous !": "The companies innovate. "
    "The companies innovate with us !",
    "Les entreprises<br/>innovent": "The companies<br/>innovate",
    "M. Durand innovent": "M. Durand innovate",  # fxtranslate itself takes "M." for a sentence
}


@pytest.mark.parametrize("french", DRAFTS)
def test_drafts(engine: FirefoxEngine, french: str) -> None:
    assert str(engine.translate([parse(french)])[0]) == DRAFTS[french]


def test_characters_that_the_model_does_not_know_are_copied(engine: FirefoxEngine) -> None:
    """The model spells them out, <0xE6><0x9D><0xB1>."""
    sources = [parse("東京 et nous"), parse("Ṫḧė adhérents <b>ẍẍ</b> ẏẏ<fn1/> ẑẑ et une ETI.")]
    targets = engine.translate(sources)
    assert_faithful(sources, targets)
    assert str(targets[0]) == "東京 and us"
    assert str(targets[1]) == "Ṫḧė members <b>ẍẍ</b> ẏẏ<fn1/> ẑẑ and a mid-cap company."


LONG = {
    "words": ("Les " + "entreprises et " * 500 + "nous", "The " + "companies and " * 500 + "us"),
    "clauses": ("Les entreprises, " * 200 + "et nous.", "The companies, " * 200 + "and us."),
    "a word": ("x" * 1000, "x" * 1000),
    "no spaces": ("東京" * 150, "東京" * 150),
    "figures": ("1234 " * 200 + "et nous", "1234 " * 200 + "and us"),
}


@pytest.mark.parametrize("what", LONG)
def test_a_sentence_longer_than_the_model_knows_is_translated_to_its_end(
    engine: FirefoxEngine, what: str
) -> None:
    source, target = LONG[what]
    (answer,) = engine.translate([parse(source)])
    assert answer.plain == target


def test_a_hundred_sentences_in_one_text_are_all_there(engine: FirefoxEngine) -> None:
    source = " ".join(f"La page {number} avec nous." for number in range(1001, 1101))
    (answer,) = engine.translate([parse(source)])
    assert answer.plain == " ".join(f"The page {number} with us." for number in range(1001, 1101))


class Unreliable:
    """In place of fxtranslate's Translator: a model that stops after `most` characters; without, it goes on
    for far too long when a text has more than sixty."""

    def __init__(self, most: int) -> None:
        self.most = most

    def translate(self, text: str) -> str:
        if self.most:
            return text.upper()[: self.most]
        return text.upper() * (12 if len(text) > 60 else 1)


@pytest.mark.parametrize("most", [58, 0])
def test_an_answer_without_its_end_or_without_an_end_is_made_in_parts(
    model: firefox_store.Model, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setitem(workers._loaded, model.label, Unreliable(most))
    clause = "les femmes de la filière ont écrit une lettre au ministre,"
    source = f"{clause} {clause}"
    assert workers._answer(model, source) == source.upper()


def test_several_processes_translate(model: firefox_store.Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    workers = Workers(model)
    try:
        sentences = [f"La page {number} est longue, et nous." for number in range(40)]
        assert workers.translate(sentences) == [
            f"The page {number} est longue, and us." for number in range(40)
        ]
        assert workers._pool is not None
        assert len(workers._pool._processes) == 2
    finally:
        workers.close()


def test_a_process_that_is_killed_is_an_engine_error_and_the_next_call_works(engine: FirefoxEngine) -> None:
    engine.translate([parse("Les entreprises")])
    pool = engine._workers._pool
    assert pool is not None
    for process in list(pool._processes.values()):
        process.kill()
    with pytest.raises(EngineError, match="was killed"):
        engine.translate([parse("Les entreprises innovent"), parse("avec nous")])
    assert str(engine.translate([parse("Les entreprises")])[0]) == "The companies"


# --- what is needed --------------------------------------------------------------------------------------


def test_without_the_model_it_says_how_to_get_it(cache: Path) -> None:
    with pytest.raises(MissingToolError, match="from fr to en is not on this machine") as caught:
        engine_for()
    assert "booktranslate engine get firefox" in caught.value.hint
    assert "DEEPL_AUTH_KEY" in caught.value.hint


def test_a_model_for_other_languages_is_not_taken(model: firefox_store.Model) -> None:
    with pytest.raises(MissingToolError, match="from de to en"):
        engine_for(source="de")


def test_asked_only_what_it_would_do_it_needs_no_model(cache: Path) -> None:
    made = engine_for(offline=True)
    assert made.identity
    made.close()


def test_without_the_library(model: firefox_store.Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fxtranslate", None)
    with pytest.raises(MissingToolError, match="needs the library fxtranslate") as caught:
        engine_for()
    assert "booktranslate engine list" in caught.value.hint


@pytest.mark.parametrize("options", [{"record": "https://x.example"}, {"records": 3}])
def test_bad_options(model: firefox_store.Model, options: dict[str, object]) -> None:
    with pytest.raises(UsageError, match=r"engine\.firefox\.record"):
        engine_for(**options)


def test_the_identity_names_the_model_and_its_digest(engine: FirefoxEngine) -> None:
    first = engine.identity
    assert first.startswith("firefox fr-en 3.0 tiny ")
    keep(lex=firefox_model.shortlist() + b"\0")
    assert engine_for().identity != first
    keep()
    assert engine_for().identity == first


# --- damage ----------------------------------------------------------------------------------------------


def test_a_file_that_has_changed_is_an_input_error(engine: FirefoxEngine, model: firefox_store.Model) -> None:
    path = model.folder / "vocab.fren.spm"
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(InputError, match="its digest differs") as caught:
        engine.translate([parse("Les entreprises")])
    assert caught.value.where == str(path)
    assert "booktranslate engine get firefox" in caught.value.hint


def test_a_file_that_is_gone_is_an_input_error(engine: FirefoxEngine, model: firefox_store.Model) -> None:
    (model.folder / "lex.50.50.fren.s2t.bin").unlink()
    with pytest.raises(InputError, match="cannot be read"):
        engine.translate([parse("Les entreprises")])


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"folder": "../../x", "files": {}}', b'{"folder": 3}'])
def test_a_damaged_description_is_an_input_error(
    cache: Path, model: firefox_store.Model, data: bytes
) -> None:
    (cache / "fr-en.json").write_bytes(data)
    with pytest.raises(InputError, match="does not describe a model") as caught:
        engine_for()
    assert caught.value.where == str(cache / "fr-en.json")


def test_a_description_cannot_name_files_elsewhere(cache: Path, model: firefox_store.Model) -> None:
    kept = json.loads((cache / "fr-en.json").read_text())
    kept["files"] = {"../model.bin": hashlib.sha256(b"").hexdigest()}
    (cache / "fr-en.json").write_text(json.dumps(kept))
    with pytest.raises(InputError, match="does not describe a model"):
        engine_for()


MODEL = FILES["model.fren.intgemm.alphas.bin"]
BROKEN = {
    "no model": {"model": b"no model"},
    "a cut model": {"model": MODEL[:100_000]},
    "a model without a matrix": {"model": MODEL.replace(b"encoder_l1_self_Wq\0", b"encoder_l1_self_WQ\0")},
    "a cut shortlist": {"lex": FILES["lex.50.50.fren.s2t.bin"][:100]},
    "no vocabulary": {"vocab": b"no vocabulary" * 20},
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_model_that_cannot_be_run_is_an_input_error(
    cache: Path, what: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """fxtranslate ends with a panic of Rust for some: it must not get through, nor its stack be seen."""
    broken = keep(**BROKEN[what])
    with pytest.raises(InputError) as caught:
        workers.try_out(broken)
    assert caught.value.where == str(broken.folder)
    assert "booktranslate engine get firefox" in caught.value.hint
    assert capfd.readouterr().err == ""


def test_a_broken_model_is_an_input_error_at_translation_too(cache: Path) -> None:
    keep(lex=b"short")
    engine = engine_for()
    with pytest.raises(InputError, match="cannot be run by this version of fxtranslate"):
        engine.translate([parse("Les entreprises")])
    engine.close()


# --- files that somebody has put somewhere ---------------------------------------------------------------


def folder_with(tmp_path: Path, names: Sequence[str]) -> Path:
    place = tmp_path / "given"
    place.mkdir()
    for name in names:
        data = FILES[name.removesuffix(".gz").removesuffix(".zst")]
        pack = {".gz": gzip.compress, ".zst": packed}.get(Path(name).suffix, bytes)
        (place / name).write_bytes(pack(data))
    return place


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
def test_files_are_taken_from_a_folder(tmp_path: Path, suffix: str) -> None:
    place = folder_with(tmp_path, [name + suffix for name in FILES])
    (place / "README.md").write_text("The model of last year.")
    (place / "model.enfr.intgemm.alphas.bin").write_bytes(b"the other way")
    assert firefox_store.files_in(place, "fr", "en") == dict(FILES)


def test_a_model_without_a_shortlist_is_one(tmp_path: Path) -> None:
    place = folder_with(tmp_path, ["model.fren.intgemm.alphas.bin", "vocab.fren.spm"])
    assert set(firefox_store.files_in(place, "fr", "en")) == {
        "model.fren.intgemm.alphas.bin",
        "vocab.fren.spm",
    }


@pytest.mark.parametrize("lacking", ["model.fren.intgemm.alphas.bin", "vocab.fren.spm"])
def test_a_folder_without_one_of_the_files_says_which(tmp_path: Path, lacking: str) -> None:
    place = folder_with(tmp_path, [name for name in FILES if name != lacking])
    with pytest.raises(UsageError, match=r"there is no .* in this folder") as caught:
        firefox_store.files_in(place, "fr", "en")
    assert lacking.partition(".")[0] in caught.value.what
    assert lacking in caught.value.hint


def test_a_file_that_is_there_twice(tmp_path: Path) -> None:
    place = folder_with(tmp_path, [*FILES, "vocab.fren.spm.gz"])
    with pytest.raises(UsageError, match="the same file twice"):
        firefox_store.files_in(place, "fr", "en")


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_a_packed_file_that_was_cut_is_an_input_error(tmp_path: Path, suffix: str) -> None:
    place = folder_with(tmp_path, [name + suffix for name in FILES])
    path = place / f"vocab.fren.spm{suffix}"
    path.write_bytes(path.read_bytes()[:1000])
    with pytest.raises(InputError, match="cannot be read or unpacked") as caught:
        firefox_store.files_in(place, "fr", "en")
    assert caught.value.where == str(path)


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
def test_a_file_that_is_too_large_is_not_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    place = folder_with(tmp_path, [name + suffix for name in FILES])
    largest = max(map(len, FILES.values()))
    monkeypatch.setattr(firefox_store, "_LIMIT", 2 * largest)
    assert firefox_store.files_in(place, "fr", "en") == dict(FILES)
    monkeypatch.setattr(firefox_store, "_LIMIT", largest - 1)
    with pytest.raises(InputError, match="holds more than"):
        firefox_store.files_in(place, "fr", "en")


# b"ab" * 500, as the program zstd packs it: one compressed block, a checksum.
COMPRESSED = bytes.fromhex("28b52ffd64e8024d00001061620100e3ab1c1695ed709d")
BOMB = (
    COMPRESSED[:4] + b"\0\x58" + b"\2\0\x10\0" * 10_000 + b"\3\0\x10\0"
)  # blocks of 128 KiB, four bytes each


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from fxtranslate import discovery

    assert firefox_store.unzstd(COMPRESSED) == b"ab" * 500
    monkeypatch.setattr(discovery, "verify_and_decompress", lambda *_: pytest.fail("it was unpacked"))
    place = folder_with(tmp_path, list(FILES)[1:])
    (place / f"{next(iter(FILES))}.zst").write_bytes(BOMB)
    with pytest.raises(InputError, match="holds more than 1,024 MiB"):
        firefox_store.files_in(place, "fr", "en")
    monkeypatch.setattr(firefox_store, "_LIMIT", 128 << 10)
    with pytest.raises(firefox_store.TooLargeError):  # a block before its own
        firefox_store.unzstd(COMPRESSED[:7] + b"\2\0\x10\0" + COMPRESSED[7:])


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "not a Zstandard frame"),
        (COMPRESSED[:4], "incomplete"),
        (COMPRESSED[:-1], "incomplete"),
        (COMPRESSED * 2, "something behind it"),  # fxtranslate would leave the second frame out
        (COMPRESSED[:4] + b"\0\x58\7\0\0", "damaged"),
    ],
)
def test_what_is_not_one_frame(data: bytes, what: str) -> None:
    with pytest.raises(ValueError, match=what):
        firefox_store.unzstd(data)


class Panic(BaseException):
    """As pyo3 makes of a panic of Rust: not an Exception."""


def test_a_panic_while_unpacking_is_an_input_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from fxtranslate import discovery

    def panic(*_: object) -> bytes:
        raise Panic("index out of bounds")

    monkeypatch.setattr(discovery, "verify_and_decompress", panic)
    place = folder_with(tmp_path, [f"{name}.zst" for name in FILES])
    with pytest.raises(InputError, match="index out of bounds"):
        firefox_store.files_in(place, "fr", "en")


# --- the cache -------------------------------------------------------------------------------------------


def test_a_new_model_takes_the_place_of_the_old_one(cache: Path, model: firefox_store.Model) -> None:
    newer = keep(lex=firefox_model.shortlist() + b"\0")
    assert firefox_store.find("fr", "en") == newer
    assert not model.folder.exists()
    assert newer.folder.exists()


def test_what_is_kept_and_not_established_is_not_found(cache: Path, model: firefox_store.Model) -> None:
    firefox_store.keep("fr", "en", {"model.x": b"1", "vocab.x": b"2"}, "9", "", "")
    assert firefox_store.find("fr", "en") == model


def test_removing(cache: Path, model: firefox_store.Model) -> None:
    (cache / "abc.part").write_bytes(b"cut")
    size = model.size
    assert size > 800_000
    assert firefox_store.remove("fr", "en") > size
    assert firefox_store.find("fr", "en") is None
    assert not list(cache.glob("*"))
    assert firefox_store.remove("fr", "en") == 0


@pytest.mark.skipif(sys.platform != "linux", reason="the cache folder of Linux")
def test_the_model_lies_in_the_cache_folder_of_the_user(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    assert firefox_store.folder() == tmp_path / ".cache" / "booktranslate" / "firefox"
    monkeypatch.setattr(sys, "platform", "darwin")
    assert firefox_store.folder() == tmp_path / "Library" / "Caches" / "booktranslate" / "firefox"
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "Local"))
    assert firefox_store.folder() == tmp_path / "Local" / "booktranslate" / "firefox"
