"""The engine argos on a real, small model that the tests make."""

import json
import os
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from booktranslate.engines import EngineSettings, create
from booktranslate.engines.argos.engine import ArgosEngine
from booktranslate.engines.testing import TEXTS, EngineContract, assert_faithful
from booktranslate.errors import EngineError, InputError, MissingToolError, UsageError
from booktranslate.glossary import Glossary, Term
from booktranslate.model import parse
from tests.unit.engines.argos.argos_model import write_package, zipped

GLOSSARY = Glossary((Term("adhérent", "member", "noun"), Term("ETI", "mid-cap company", "noun")))


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one package, as Argos Translate would have installed it."""
    folder = tmp_path_factory.mktemp("argos")
    write_package(folder)
    return folder


@pytest.fixture
def home(packages: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(packages))
    return packages


def engine_for(
    glossary: Glossary = GLOSSARY, source: str = "fr", folder: Path = Path(), **options: object
) -> ArgosEngine:
    return ArgosEngine(EngineSettings(source, "en-GB", glossary, options=options, folder=folder))


@pytest.fixture
def engine(home: Path) -> Iterator[ArgosEngine]:
    made = engine_for()
    yield made
    made.close()


class TestContract(EngineContract):
    pass


def test_it_is_found_by_name(home: Path) -> None:
    assert create("argos", EngineSettings("fr", "en-GB", Glossary())).name == "argos"


DRAFTS = {
    "Les entreprises innovent.": "The companies innovate.",
    "Une entreprise <b>innovante</b> et nous.": "A company <b>innovative</b> and us.",
    "<i>Les entreprises innovent.</i>": "<i>The companies innovate.</i>",
    "Les adhérents<fn1/> et une <b>ETI</b> !": "The members<fn1/> and a <b>mid-cap company</b> !",
    "Les entreprises innovent. Les entreprises innovent avec nous !": "The companies innovate. "
    "The companies innovate with us !",
    "Les entreprises<br/>innovent": "The companies<br/>innovate",
    "東京 et nous": "東京 and us",
}


@pytest.mark.parametrize("french", DRAFTS)
def test_drafts(engine: ArgosEngine, french: str) -> None:
    assert str(engine.translate([parse(french)])[0]) == DRAFTS[french]


def test_a_sentence_longer_than_the_model_knows_is_translated_to_its_end(engine: ArgosEngine) -> None:
    source = "Les " + "entreprises et " * 500 + "nous"
    assert str(engine.translate([parse(source)])[0]) == "The " + "companies and " * 500 + "us"


def test_a_word_longer_than_the_model_knows_is_translated_to_its_end(engine: ArgosEngine) -> None:
    (target,) = engine.translate([parse("a" * 1000)])
    assert target.plain.count("a") == 1000


@pytest.mark.parametrize("how", ["folder", "archive", "name"])
def test_the_package_is_found_by_path_or_name(how: str, home: Path, tmp_path: Path) -> None:
    package = home / "translate-fr_en-1_9"
    named = {
        "folder": str(package),
        "archive": str(zipped(package, tmp_path / "fr_en.argosmodel")),
        "name": "translate-fr_en-1_9",
    }[how]
    assert str(engine_for(package=named).translate([parse("Les entreprises")])[0]) == "The companies"


def described(folder: Path, source: str, target: str, version: str) -> None:
    folder.mkdir(parents=True)
    metadata = {"from_code": source, "to_code": target, "package_version": version}
    (folder / "metadata.json").write_text(json.dumps(metadata), "utf-8")


def test_a_relative_path_starts_at_the_project_folder(home: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    archive = zipped(home / "translate-fr_en-1_9", project / "model.argosmodel")
    engine = engine_for(folder=project, package="model.argosmodel")
    assert engine.identity == engine_for(package=str(archive)).identity
    archive.rename(tmp_path / "model.argosmodel")
    with pytest.raises(UsageError, match=r"engine\.argos\.package: leaves the project folder"):
        engine_for(folder=project, package="../model.argosmodel")


def test_the_latest_package_for_the_languages_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ARGOS_PACKAGES_DIR", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    folder = tmp_path / "argos-translate" / "packages"
    for version in ("1.9", "1.10", "1.2"):
        described(folder / f"fr_en-{version}", "fr", "en", version)
    described(folder / "de_en", "de", "en", "2.0")
    (folder / "broken").mkdir()
    (folder / "note.txt").write_text("no package", "utf-8")
    assert engine_for().identity.startswith("argos fr_en-1.10=1.10 ")
    assert engine_for(source="de").identity.startswith("argos de_en=2.0 ")


def test_the_folder_of_the_user_is_the_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ARGOS_PACKAGES_DIR", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    described(tmp_path / ".local/share/argos-translate/packages/fr_en", "fr", "en", "1.9")
    assert "fr_en=1.9" in engine_for().identity


def test_identity_tells_package(home: Path, tmp_path: Path) -> None:
    described(tmp_path / "other", "fr", "en", "1.9")
    identities = {
        engine_for().identity,
        engine_for(package=str(tmp_path / "other")).identity,
    }
    assert len(identities) == 2
    # The memory sees to the glossary.
    assert engine_for(Glossary()).identity in identities


# --- errors ----------------------------------------------------------------------------------------------


def test_no_package_says_how_to_get_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "none"))
    with pytest.raises(MissingToolError, match=r"from fr to en is installed.*argospm/index.*: none"):
        engine_for()
    with pytest.raises(MissingToolError, match=r"unknown Argos Translate package 'fr_en'"):
        engine_for(package="fr_en")


def test_other_languages_tell_what_is_installed(home: Path) -> None:
    with pytest.raises(MissingToolError, match=r"from de to en is installed.*: translate-fr_en-1_9\."):
        engine_for(source="de")


def test_a_package_of_other_languages_is_refused(home: Path) -> None:
    with pytest.raises(UsageError, match="translates from fr to en, not from de to en"):
        engine_for(source="de", package="translate-fr_en-1_9")


@pytest.mark.parametrize("library", ["ctranslate2", "sentencepiece"])
def test_a_missing_library_names_the_extra(home: Path, monkeypatch: pytest.MonkeyPatch, library: str) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingToolError, match=rf"{library}.*booktranslate\[argos\]"):
        engine_for()


@pytest.mark.parametrize("options", [{"package": 3}, {"path": "x"}])
def test_bad_options_are_refused(options: dict[str, object]) -> None:
    with pytest.raises(UsageError, match=r"engine\.argos\."):
        engine_for(**options)  # type: ignore[arg-type]


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x05\x06" + bytes(18)])
def test_a_file_that_is_no_package_is_an_input_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "fr_en.argosmodel"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"fr_en\.argosmodel: (cannot be read|has no metadata\.json)"):
        engine_for(package=str(path))


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "fr_en.argosmodel"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("p/metadata.json", bytes(32 * 2**20))
    with pytest.raises(InputError, match=r"unpacks to more than 200 times its size.*Download it again"):
        engine_for(package=str(path))


def test_a_package_that_is_a_pipe_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fr_en.argosmodel")
    with pytest.raises(InputError, match="is neither a folder nor a file"):
        engine_for(package=str(tmp_path / "fr_en.argosmodel"))
    (tmp_path / "fr_en").mkdir()
    os.mkfifo(tmp_path / "fr_en" / "metadata.json")
    with pytest.raises(InputError, match=r"metadata\.json that is not a file"):
        engine_for(package=str(tmp_path / "fr_en"))


@pytest.mark.parametrize("metadata", ["", "[]", "{}", '{"from_code": "fr"}', "{"])
def test_bad_metadata_is_an_input_error(tmp_path: Path, metadata: str) -> None:
    (tmp_path / "metadata.json").write_text(metadata, "utf-8")
    with pytest.raises(InputError, match="is not a package of Argos Translate"):
        engine_for(package=str(tmp_path))


@pytest.fixture
def damaged(home: Path, tmp_path: Path) -> Path:
    """A package of one's own to spoil."""
    with zipfile.ZipFile(zipped(home / "translate-fr_en-1_9", tmp_path / "copy.zip")) as archive:
        archive.extractall(tmp_path)
    return tmp_path / "translate-fr_en-1_9"


@pytest.mark.parametrize("content", [b"", b"no model", None])
@pytest.mark.parametrize("name", ["sentencepiece.model", "model/model.bin", "model/shared_vocabulary.json"])
def test_a_damaged_model_is_an_input_error(damaged: Path, name: str, content: bytes | None) -> None:
    file = damaged / name
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)
    engine = engine_for(package=str(damaged))
    with pytest.raises(InputError) as caught:
        engine.translate([parse("Les entreprises")])
    assert caught.value.where == str(damaged)


def test_a_cut_model_is_an_input_error(damaged: Path) -> None:
    file = damaged / "model/model.bin"
    file.write_bytes(file.read_bytes()[:100_000])
    with pytest.raises(InputError, match="cannot be loaded"):
        engine_for(package=str(damaged)).translate([parse("Les entreprises")])


class Failing:
    """In place of the translator."""

    def translate_batch(self, *_: object, **__: object) -> None:
        raise RuntimeError("out of memory")


def test_a_failing_model_is_an_engine_error(engine: ArgosEngine) -> None:
    engine.__dict__["_translator"] = Failing()
    with pytest.raises(EngineError, match=r"did not translate \(out of memory\)"):
        engine.translate([parse("Les entreprises")])


class Endless:
    """In place of the translator: all that it may write of one word."""

    def translate_batch(self, chunks: list[list[str]], *, max_decoding_length: int, **_: object) -> object:
        return [SimpleNamespace(hypotheses=[["▁the"] * max_decoding_length]) for _ in chunks]


def test_where_a_draft_is_cut_off_does_not_depend_on_other_texts(engine: ArgosEngine) -> None:
    engine.__dict__["_translator"] = Endless()
    short, long = parse("Les"), parse("Les entreprises et nous et une entreprise")
    (alone,) = engine.translate([short])
    beside, other = engine.translate([short, long])
    assert 10 < alone.plain.count("the") < other.plain.count("the")
    assert beside == alone


def test_texts_that_the_model_does_not_know_keep_tags_and_terms(home: Path) -> None:
    sources = [parse(text) for text in [*TEXTS.values(), "Ṫḧė adhérents <b>ẍẍ</b> ẏẏ<fn1/> ẑẑ et une ETI."]]
    targets = engine_for().translate(sources)
    assert_faithful(sources, targets)
    assert "members" in targets[-1].plain
