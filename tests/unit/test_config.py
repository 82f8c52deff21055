"""The configuration file."""

import re
from pathlib import Path

import pytest

from booktranslate.config import at_target, find, load
from booktranslate.config_tables import Speaker
from booktranslate.errors import UsageError
from booktranslate.shared_settings import FILE
from booktranslate.steps.start import start


def test_the_project_is_here_or_above(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    assert find(inner) is None
    (tmp_path / "source").mkdir()
    assert find(inner) is None  # a folder of that name says nothing about those below it
    assert find(tmp_path) == tmp_path
    (tmp_path / FILE).touch()
    assert find(inner) == tmp_path.resolve()
    (inner / "source").mkdir()
    assert find(inner) == inner


def project_with(folder: Path, text: str) -> Path:
    (folder / FILE).write_text(text, "utf-8")
    return folder


def test_without_a_file_all_is_default(tmp_path: Path) -> None:
    project = load(tmp_path)
    assert (project.source_lang, project.target_lang, project.engine) == ("fr", "en-GB", "auto")
    assert project.translations == tmp_path / "translations" / "en-GB"
    assert project.extract.revisions == "accept"


def test_the_file_that_init_writes_says_the_defaults(tmp_path: Path) -> None:
    start(tmp_path, "en-GB")
    made, default = load(tmp_path), load(tmp_path / "source")
    assert (made.paths, made.extract, made.engine) == (default.paths, default.extract, default.engine)


def test_values_are_taken(tmp_path: Path) -> None:
    text = """
    [languages]
    target = "en-US"
    [extract]
    split = "heading1"
    link-targets = true
    two-translations = ["Oui"]
    [engine.deepl]
    formality = "less"
    """
    project = load(project_with(tmp_path, text))
    assert project.target_lang == "en-US"
    assert (project.extract.split, project.extract.link_targets) == ("heading1", True)
    assert project.extract.two_translations == ("Oui",)
    assert project.engines["deepl"] == {"formality": "less"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[languages]\ntarget = 'en'", 'languages.target: "en" is not allowed. Give "en-GB" or "en-US"'),
        ("[languages]\ntarget = 'German'", "Give a language tag: en-GB, en-US, de-DE"),
        ("[languages]\ntargets = ['en-GB', 'en-GB']", "names a language twice"),
        ("[languages]\ntarget = 'en-GB'\ntargets = ['en-US']", "has both target and targets."),
        ("[target.de-DE.typography]\nquotes = 'single'", "target.de-DE: is not a target of the project."),
        (
            "[target.en-GB.paths]\nsource = 'x'",
            "target.en-GB.paths: unknown setting. Choose from: translate,",
        ),
        ("[target.en-GB.typography]\nqotes = 'single'", "typography.qotes: unknown setting."),
        ("[languages]\ntarget = 3", "languages.target: 3 is not allowed"),
        ("[extract]\nsplit = 'page'", 'Give "document" or "heading1"'),
        ("[extract]\ntwo-translations = 'Oui'", "Give a list of texts."),
        ("[limits]\nmax-ratio = 0", "Give a whole number from 1."),
        ("[limits]\nmax-ratio = true", "Give a whole number from 1."),
        ("[extrat]\nx = 1", "extrat: unknown setting. Did you mean extract?"),
        ("extract = 1", "extract: 1 is not a table"),
        ("[engine]\ndeepl = 1", "engine.deepl"),
        ("[paths]\nsource = '/etc'", "leaves the project folder"),
        ("= nonsense", "not valid TOML"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(UsageError) as caught:
        load(project_with(tmp_path, text))
    assert words in str(caught.value)
    assert FILE in str(caught.value)


def test_several_targets_have_settings_in_common_and_of_their_own(tmp_path: Path) -> None:
    text = """
    [languages]
    targets = ["de-DE", "en-US", "en-GB"]
    [typography]
    quotes = "single"
    [translate]
    engine = "deepl"
    [target.en-US.typography]
    quotes = "double"
    [target.de-DE.engine.deepl]
    formality = "more"
    """
    first = load(project_with(tmp_path, text))
    assert (first.target_lang, first.targets) == ("de-DE", ("de-DE", "en-US", "en-GB"))
    assert (first.engines, first.adapted_from) == ({"deepl": {"formality": "more"}}, "")
    american = load(tmp_path, "en-US")
    assert (american.typography.quotes, american.adapted_from, american.engine) == ("double", "", "deepl")
    assert american.translations == tmp_path / "translations" / "en-US"
    british = at_target(american, "en-GB")
    assert (british.typography.quotes, british.adapted_from, british.engines) == ("single", "en-US", {})
    assert british.sister_targets == ()  # what it is adapted from makes no proposals besides
    assert at_target(british, "en-GB") is british
    with pytest.raises(UsageError, match="not translated into 'fr-FR'"):
        load(tmp_path, "fr-FR")


def test_a_book_says_its_targets_whatever_its_federation_says(tmp_path: Path) -> None:
    (tmp_path / "all.toml").write_text("[languages]\ntarget = 'en-US'\nsource = 'fr-CA'\n", "utf-8")
    book = tmp_path / "book"
    book.mkdir()
    project_with(book, "extends = '../all.toml'\n[languages]\ntargets = ['en-GB', 'de-DE']\n")
    assert (load(book).targets, load(book).source_lang) == (("en-GB", "de-DE"), "fr-CA")


def test_speakers_are_tables_with_a_name(tmp_path: Path) -> None:
    text = """
    [interview]
    questions = ["Intertitre"]
    [[interview.speakers]]
    name = "Anne Roy"
    gender = "f"
    label = "A. R."
    [[interview.speakers]]
    name = "Le Courrier"
    asks = true
    """
    found = load(project_with(tmp_path, text)).interview
    assert found.detect
    assert found.questions == ("Intertitre",)
    assert found.speakers == (Speaker("Anne Roy", "f", "A. R."), Speaker("Le Courrier", asks=True))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("speakers = 'Anne'", 'interview.speakers: "Anne" is not allowed. Give a list of tables.'),
        ("speakers = ['Anne']", 'interview.speakers: ["Anne"] is not allowed. Give a list of tables.'),
        ("speakers = [{ gender = 'f' }]", "interview.speakers: has a speaker without a name"),
        ("speakers = [{ name = 'Anne', gender = 'w' }]", 'interview.speakers.gender: "w" is not allowed'),
        ("speakers = [{ name = 'Anne', age = 3 }]", "interview.speakers.age: unknown setting"),
        ("who = 'Anne'", "interview.who: unknown setting"),
    ],
)
def test_mistakes_in_the_speakers(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UsageError, match=re.escape(message)):
        load(project_with(tmp_path, f"[interview]\n{text}\n"))
