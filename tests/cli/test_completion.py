"""Completion with the Tab key: each shell gets a script, and the script's question its answer."""

import os
import subprocess
import sys

import pytest


def ask(**environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", "from booktranslate.cli import main; main()"],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout


@pytest.mark.parametrize(
    ("shell", "command"), [("bash", "complete -o"), ("zsh", "compdef"), ("fish", "complete")]
)
def test_each_shell_gets_its_script(shell: str, command: str) -> None:
    script = ask(_BOOKTRANSLATE_COMPLETE=f"{shell}_source")
    assert command in script
    assert f"_BOOKTRANSLATE_COMPLETE={shell}_complete" in script


def test_a_command_and_an_option_are_completed() -> None:
    def answer(words: str) -> list[str]:
        count = str(len(words.split()) - 1)
        return ask(_BOOKTRANSLATE_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=count).splitlines()

    assert answer("booktranslate ex") == ["plain,extract"]
    assert answer("booktranslate assemble --rev") == ["plain,--reviewed-only"]
