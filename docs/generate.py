"""Write the pages of the reference that repeat what the program says about itself.

python docs/generate.py      tests/test_docs.py fails when a page is not up to date
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from booktranslate.checks import CHECKS
from booktranslate.cli.app import cli
from booktranslate.config_fields import declared
from booktranslate.config_tables import SECTIONS
from booktranslate.engines import names, options_of
from booktranslate.shared_settings import Shared
from booktranslate.typography import RULES

_FOLDER = Path(__file__).parent / "reference"
_WIDTH = 100

_COMMANDS = """\
# Commands

<!-- Made by docs/generate.py (`make docs`) from --help. Do not edit. -->

Exit codes and errors are in [errors.md](errors.md), settings in [configuration.md](configuration.md).
"""
_CHECKS = """\
# Checks

<!-- Made by docs/generate.py (`make docs`). Do not edit. -->

The checks that `booktranslate check` runs ([how to use it](../how-to/check-the-translation.md)). Where
translate-toolkit, Weblate or Okapi have the same check, it has the same name. You can change severities and
switch checks off in the [settings](configuration.md#check).

| Name | Severity | What it finds |
|---|---|---|
"""
_TYPOGRAPHY = """
## Typography

What `booktranslate check --fix` corrects, and according to which style guide.

| Rule | What it does | Source |
|---|---|---|
"""
_CONFIGURATION = """\
# Settings: booktranslate.toml

<!-- Made by docs/generate.py (`make docs`) from what the program declares. Do not edit. -->

The file is in the project folder; commands find it from the folders below, too. Every key is optional; without the file,
all keys have their defaults. An unknown key is an error, so that typing mistakes are noticed; so is the name of a check or
typography rule that does not exist. The table of an engine is read when the engine is used; an engine that is not installed
on this machine gives a warning. Keys may be written with hyphens or underscores.

`extends = "../federation.toml"`, before the first table, puts the settings of another file under those of this one, and
shares a glossary, a memory, a ledger and a budget between [several books](../how-to/federation.md).

The whole file, with the defaults:
"""
_HEAD = "| Key | Default | Values | Meaning |\n|---|---|---|---|\n"
# What the page says besides the declarations: sentences with links, before and after the table of a section.
_BEFORE = {
    "languages": "`target` or `targets`, not both ([several targets](../how-to/several-targets.md)). The tables `translate`, "
    "`typography`,\n`check`, `final`, `colophon` and `engine` can be set for one target: `[target.en-US.typography]`.",
    "paths": "All paths are relative to the project folder and stay inside it.",
    "translate": "[Which engines there are](../how-to/other-engines.md), and what each of them can do.",
    "limits": "Limits that stop a broken or hostile file from filling memory or disk.",
    "cost": "For `translate --dry-run`, `translate --budget 20EUR` and `cost`. Language models have "
    "[prices of their own](#enginellm).",
    "check": "The names of the checks are in [checks.md](checks.md).",
    "typography": "The names of the rules are in [typography.md](typography.md).",
    "interview": "Who asks and who answers, where the book does not show it clearly ([how](../how-to/interviews.md)).",
    "final": "What `booktranslate assemble --final` requires ([how](../how-to/send-and-sign.md#the-final-book)).",
    "colophon": "The last page of the English book, which says who made it "
    "([how](../how-to/send-and-sign.md#the-last-page)).",
    "annexes": "Pages at the end of the English book ([how](../how-to/add-annexes.md)).",
    "engine.llm": "Any server that speaks OpenAI's chat completions, or Ollama "
    "([how](../how-to/use-a-language-model.md)).",
    "engine.firefox": "Mozilla's models on this machine ([how](../how-to/use-firefox.md)).",
    "federation": "Only in the file that several books [extend](../how-to/federation.md).",
}
_AFTER = {
    "paths": "Internal files (the memory, a lock) are in `.booktranslate/`.",
    "engine.deepl": "The account's key is kept in the environment variable `DEEPL_AUTH_KEY` or in the system's password "
    "store, never in\nthis file ([how](../how-to/use-deepl.md)). Why one request at a time: "
    "[decision 7](../explanation/decisions/0007-one-request-at-a-time.md);\nwhy no plain `http://`: "
    "[security](../explanation/security.md#where-texts-are-sent).",
    "engine.llm": "The account's key is kept in the environment variable `LLM_API_KEY` or in the system's password store, "
    "never in this file.",
    "engine.libretranslate": "If the server requires a key, it is kept in the environment variable "
    "`LIBRETRANSLATE_API_KEY`\n([how](../how-to/other-engines.md)).",
}
_ENVIRONMENT = """
## Environment variables

| Variable | Meaning |
|---|---|
| `DEEPL_AUTH_KEY` | The key of the DeepL account. |
| `DEEPL_SERVER_URL` | Another address for DeepL, such as a test server. |
| `ARGOS_PACKAGES_DIR` | Where Argos Translate keeps its packages, if not in its usual folder. |
| `FXTRANSLATE_RECORDS_URL` | Another address for the list of Firefox's models. |
| `WEBLATE_TOKEN` | The token of the account at [Weblate](../how-to/weblate.md). |
| `XDG_CACHE_HOME` | Where programs keep what they can get again, if not in `~/.cache` (Linux). Firefox's model is in there, in `booktranslate/firefox`. |
| `LOCALAPPDATA` | The same on Windows, set by the system. |
| `XDG_DATA_HOME` | Where programs keep their data, if not in `~/.local/share`. Argos Translate's usual folder is in there. |
| `LLM_API_KEY` | The key of the account for the language model. |
| `LIBRETRANSLATE_API_KEY` | The key for a LibreTranslate server that requires one. |
| `SOURCE_DATE_EPOCH` | The date in PDFs and EPUBs, in seconds since 1970; without it, when the Word file was last saved. |
| `DICPATH` | Folders with Hunspell dictionaries, for the spelling check. |
| `BOOKTRANSLATE_DEBUG` | If it is set, `assemble` checks each paragraph that it wrote against the schema of Word files; for developers. |
"""


def commands() -> str:
    """All commands with their help."""
    top = click.Context(cli, info_name="booktranslate", terminal_width=_WIDTH, **cli.context_settings)
    return _COMMANDS + "".join(f"\n## {title}\n\n```text\n{text}\n```\n" for title, text in _helps(cli, top))


def checks() -> str:
    """All checks, and all rules of typography."""
    found = "".join(f"| `{check.name}` | {check.severity} | {check.summary} |\n" for check in CHECKS)
    rules = "".join(f"| `{rule.name}` | {rule.summary} | {rule.source} |\n" for rule in RULES)
    return _CHECKS + found + _TYPOGRAPHY + rules


def configuration() -> str:
    """All tables of booktranslate.toml, with those of the installed engines and of the federation file."""
    example = "\n\n".join(_example(name, table) for name, table in SECTIONS.items())
    engines = {f"engine.{name}": table for name in names() if (table := options_of(name))}
    tables = {**SECTIONS, **engines, "federation": Shared}
    return (
        f"{_CONFIGURATION}\n```toml\n{example}\n```\n"
        + "".join(_section(name, table) for name, table in tables.items())
        + _ENVIRONMENT
    )


def _example(name: str, table: type) -> str:
    return "\n".join((f"[{name}]", *(f"{one.name} = {one.default_text}" for one in declared(table))))


def _section(name: str, table: type) -> str:
    rows = "".join(
        f"| `{name}.{one.name}` | {one.shown or f'`{one.default_text}`'} | {_cell(one.values)} | {one.meaning} |\n"
        for one in declared(table)
    )
    parts = (
        f"## [{name}]",
        _BEFORE.get(name, ""),
        (_HEAD + rows).rstrip() if rows else "It has no settings.",
        _AFTER.get(name, ""),
    )
    return "\n" + "\n\n".join(filter(None, parts)) + "\n"


def _cell(values: str) -> str:
    """A phrase in which quoted texts are marked as code."""
    return re.sub(r'"[^"]*"', r"`\g<0>`", values)


PAGES: dict[Path, Callable[[], str]] = {
    _FOLDER / "cli.md": commands,
    _FOLDER / "checks.md": checks,
    _FOLDER / "configuration.md": configuration,
}


def _helps(command: click.Command, context: click.Context) -> Iterator[tuple[str, str]]:
    """The full name of a command and its help, then those of its subcommands."""
    lines = command.get_help(context).splitlines()
    yield context.command_path, "\n".join(line.rstrip() for line in lines)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            if inner := command.get_command(context, name):
                yield from _helps(inner, click.Context(inner, context, name, terminal_width=_WIDTH))


if __name__ == "__main__":
    for page, text in PAGES.items():
        page.write_text(text(), "utf-8")
