"""The documentation says what the code does: nothing is missing, links lead somewhere, names exist.

That the commands run is in test_docs_commands.py.
"""

import importlib.util
import inspect
import re
import shlex
import tomllib
from pathlib import Path
from typing import Any

import click
import polib
import pytest

from booktranslate import config, config_fields, errors, shared_settings
from booktranslate.checks import CHECKS
from booktranslate.cli.app import cli
from booktranslate.config_tables import SECTIONS
from booktranslate.docx.paragraphs import writing
from booktranslate.engines import GROUP, options_of
from booktranslate.glossary import csv_file, speech
from booktranslate.steps.start import start
from booktranslate.typography import RULES
from tests.docs_pages import DOCS, PAGES, ROOT, blocks, inline, path_of, read

CODE = re.compile(r"```.*?```|^(?: {4}|\t)[^\n]*$|`[^`\n]+`", re.DOTALL | re.MULTILINE)
OTHERS = {"--check-tags"}  # options of other programs that pages name

pages = pytest.mark.parametrize("page", PAGES, ids=path_of)


def documented_keys() -> dict[str, str]:
    """The keys of the reference with the default that their row names."""
    rows = re.findall(r"^\| `([\w.-]+)` \| (.+?) \|", read("reference/configuration.md"), re.MULTILINE)
    return {key: default.strip("`") for key, default in rows if "." in key}


# --- links -----------------------------------------------------------------------------------------------


def anchor(heading: str) -> str:
    """The anchor that a heading gets on the web pages of Git servers."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@pages
def test_links_lead_somewhere(page: Path) -> None:
    text = CODE.sub("", page.read_text("utf-8"))
    for target in re.findall(r"\]\(([^)]+)\)", text):
        if "://" in target:
            continue
        name, _, place = target.partition("#")
        linked = (page.parent / name).resolve() if name else page
        assert linked.exists(), target
        if place:
            headings = re.findall(r"^#+ (.+)$", linked.read_text("utf-8"), re.MULTILINE)
            assert place in map(anchor, headings), target


def test_every_page_is_in_the_table_of_contents() -> None:
    contents = read("README.md") + read("explanation/decisions/README.md")
    assert len(list(DOCS.rglob("*.md"))) > 20
    for page in DOCS.rglob("*.md"):
        assert page.name in contents or page.name == "README.md", page


# --- commands --------------------------------------------------------------------------------------------


def commands(group: click.Group = cli, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], click.Command]:
    """All commands, those inside groups too, by their words."""
    found: dict[tuple[str, ...], click.Command] = {}
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command
        found[*path, name] = command
        if isinstance(command, click.Group):
            found |= commands(command, (*path, name))
    return found


def test_the_generated_pages_are_up_to_date() -> None:
    specification = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert specification
    assert specification.loader
    generate = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(generate)
    assert len(generate.PAGES) == 3
    for page, text in generate.PAGES.items():
        assert page.read_text("utf-8") == text(), f"{page.name} is not up to date: run `make docs`"


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_each_command_is_explained_and_has_examples(words: tuple[str, ...]) -> None:
    command = commands()[words]
    call = f"booktranslate {' '.join(words)}"
    written = [page for page in PAGES if page.name not in ("cli.md", "CHANGELOG.md")]
    assert any(call in page.read_text("utf-8") for page in written), f"no page shows `{call}`"
    assert f"## {call}\n" in read("reference/cli.md")
    assert all(option.help for option in command.params if isinstance(option, click.Option))
    if not isinstance(command, click.Group):
        assert call in (command.epilog or ""), "--help has no example"


@pages
def test_commands_that_pages_show_exist(page: Path) -> None:
    known = commands()
    for code in CODE.findall(page.read_text("utf-8")):
        for call in re.findall(r"(?:^|`)\s*booktranslate +([a-z-][^`\n]*)", code, re.MULTILINE):
            words = shlex.split(call, comments=True)
            if words[0] in ("--version", "--help"):
                continue
            names = tuple(words[:2]) if tuple(words[:2]) in known else tuple(words[:1])
            assert names in known, call
            options = {
                option for param in known[names].params for option in (*param.opts, *param.secondary_opts)
            }
            given = {word.partition("=")[0] for word in words if word.startswith("-")}
            assert given <= options | {"-h", "--help"}, call


def options() -> set[str]:
    """All options of all commands."""
    return {"-h", "--help", "--version"} | {
        option
        for command in commands().values()
        for parameter in command.params
        for option in (*parameter.opts, *parameter.secondary_opts)
    }


@pages
def test_options_that_sentences_name_exist(page: Path) -> None:
    known = options()
    for code in inline(page.read_text("utf-8")):
        for word in re.findall(r"^-{1,2}[a-z][\w-]*|(?<=check )--[a-z-]+", code):
            assert word in known, code


@pages
def test_exit_codes_that_sentences_name_exist(page: Path) -> None:
    known = {int(code) for code in errors.ExitCode}
    text = page.read_text("utf-8")
    for code in re.findall(
        r"(?:exit code|exits with(?: code)?|code de sortie|code) (?:est )?(\d+)", text, re.IGNORECASE
    ):
        assert int(code) in known, code


# --- settings --------------------------------------------------------------------------------------------


def test_the_example_file_holds_every_setting_with_its_default(tmp_path: Path) -> None:
    (example,) = blocks(read("reference/configuration.md"), "toml")
    (tmp_path / shared_settings.FILE).write_text(example, "utf-8")
    assert config.load(tmp_path) == config.Project(tmp_path)
    shown = {f"{section}.{key}" for section, table in tomllib.loads(example).items() for key in table}
    declared = {
        f"{name}.{one.name}" for name, table in SECTIONS.items() for one in config_fields.declared(table)
    }
    assert shown == declared
    assert len(shown) > 10


def test_init_writes_the_defaults(tmp_path: Path) -> None:
    start(tmp_path, "en-GB")
    assert config.load(tmp_path) == config.Project(tmp_path)


ENGINES = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"][GROUP]


@pytest.mark.parametrize("engine", ENGINES)
def test_each_setting_of_an_engine_has_its_row(engine: str) -> None:
    table = options_of(engine)
    assert table
    prefix = f"engine.{engine}."
    rows = {
        key.removeprefix(prefix): text for key, text in documented_keys().items() if key.startswith(prefix)
    }
    assert rows == {one.name: one.default_text for one in config_fields.declared(table)}
    assert bool(rows) == (engine != "pseudo")


def test_defaults_of_engines_are_values_that_they_take() -> None:
    for engine in ENGINES:
        table = options_of(engine)
        assert table
        given = {one.name: tomllib.loads(f"it = {config_fields.written(one.default)}")["it"]
                 for one in config_fields.declared(table) if not one.shown}  # fmt: skip
        assert config_fields.read(table, given, engine) == table()


@pages
def test_settings_that_pages_show_are_accepted(page: Path, tmp_path: Path) -> None:
    for example in blocks(page.read_text("utf-8"), "toml"):
        (tmp_path / shared_settings.FILE).write_text(example, "utf-8")
        project = config.load(tmp_path)
        checks = project.checks
        named = {*checks.off, *checks.errors, *checks.warnings, *checks.notes}
        assert named <= {check.name for check in CHECKS}
        assert set(project.typography.off) <= {rule.name for rule in RULES}
        for engine, options in project.engines.items():
            table = options_of(engine)
            assert table
            assert config_fields.read(table, options, engine) != table()


def test_each_environment_variable_is_documented() -> None:
    source = "".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    used = set(re.findall(r"environ\.get\(\"(\w+)\"|environ\[\"(\w+)\"", source))
    names = {name for pair in used for name in pair if name}
    assert names == set(re.findall(r"^\| `([A-Z_]+)` \|", read("reference/configuration.md"), re.MULTILINE))


# --- errors, glossary, tags ------------------------------------------------------------------------------


def error_classes(kind: type[errors.BooktranslateError] = errors.BooktranslateError) -> list[Any]:
    return [kind, *(below for child in kind.__subclasses__() for below in error_classes(child))]


def test_each_error_is_documented_with_its_exit_code() -> None:
    page = read("reference/errors.md")
    for kind in error_classes():
        assert f"## {kind.__name__}\n\nExit code {int(kind.exit_code)}." in page, kind.__name__
    assert set(re.findall(r"^## (\w+Error)$", page, re.MULTILINE)) == {
        kind.__name__ for kind in error_classes()
    }


def test_each_exit_code_is_documented() -> None:
    rows = re.findall(r"^\| (\d+) \| (\w+) \|", read("reference/errors.md"), re.MULTILINE)
    assert rows == [(str(int(code)), code.name) for code in errors.ExitCode]


def test_each_column_of_the_glossary_is_documented() -> None:
    page = read("reference/glossary.md")
    assert tuple(re.findall(r"^\| `([^`]+)` \|", page, re.MULTILINE)) == csv_file.COLUMNS


def test_each_part_of_speech_is_documented() -> None:
    page = read("reference/glossary.md")
    table = page[page.index("## Parts of speech") : page.index("## What is found")]
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \|", table, re.MULTILINE)[1:]
    shown = [name for row in rows for name in ", ".join(row).split(", ") if name != "or nothing"]
    assert set(speech.ALL) <= set(shown)
    assert all(speech.named(name) for name in shown)


def test_the_glossary_that_a_page_shows_is_one() -> None:
    (example,) = [
        block for block in blocks(read("how-to/keep-terms-right.md"), "text") if block.startswith("source;")
    ]
    first, second = csv_file.parse(example.encode()).terms
    assert (first.target, first.forbidden) == ("call for projects", ("call to projects",))
    assert (second.keep, second.target) == (True, "Plastipolis")


def test_each_fault_of_tags_is_documented() -> None:
    said = set(re.findall(r'_say\("([a-z-]+)"', inspect.getsource(writing)))
    assert said
    rows = re.findall(r"^\| `([a-z-]+)` \|", read("reference/tags.md"), re.MULTILINE)
    assert set(rows) == said


def test_each_rule_of_typography_is_explained_in_the_order_of_its_turn() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| .+ \| .+ \|$", read("reference/typography.md"), re.MULTILINE)
    explained = list(dict.fromkeys(rows))[: len(RULES)]
    assert explained == [rule.name for rule in RULES]


@pages
def test_checks_that_comments_silence_exist(page: Path) -> None:
    names = {check.name for check in CHECKS}
    for given in re.findall(r"booktranslate: ignore=([a-z, -]+)", page.read_text("utf-8")):
        assert {word.strip() for word in given.split(",")} <= names | {"name"}


# --- French ----------------------------------------------------------------------------------------------

FRENCH = sorted((DOCS / "fr").glob("*.md"))


@pytest.mark.parametrize("page", FRENCH, ids=path_of)
def test_french_pages_have_french_typography(page: Path) -> None:
    prose = re.sub(r"\]\([^)]+\)", "]", CODE.sub("", page.read_text("utf-8")))
    prose = re.sub(r"<!--.*?-->|^\|[-| ]+\|$|https?://\S+", "", prose, flags=re.DOTALL | re.MULTILINE)
    assert re.findall(r".{0,20}[^\u00a0\u202f][:;?!»]", prose) == []
    assert re.findall(r"«[^\u00a0\u202f].{0,20}", prose) == []
    assert re.findall(r".{0,20}['\"].{0,20}|\.\.\.", prose) == []


def test_french_pages_name_menus_as_the_french_poedit_does() -> None:
    """The words in guillemets that begin with a capital are what Poedit shows."""
    catalogue = Path("/usr/share/locale/fr/LC_MESSAGES/poedit.mo")
    if not catalogue.exists():
        pytest.skip("this Debian leaves out the translations of its programs")
    labels = {entry.msgstr.replace("&", "") for entry in polib.mofile(str(catalogue))}
    quoted = set(re.findall(r"«\u00a0([A-ZÉÀ][^»\n]+)\u00a0»", read("fr/relire-dans-poedit.md")))
    shown = {words for words in quoted if "<" not in words}
    assert len(shown) > 6
    assert shown <= labels
