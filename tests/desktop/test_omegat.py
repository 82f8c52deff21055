"""The real OmegaT translates from the memory that we export."""

import os
import shutil
import subprocess
from pathlib import Path

import docx
import pytest

from tests.desktop.reviewed_book import REVIEWED, reviewed_book, run, words

PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>FR</source_lang><target_lang>EN-GB</target_lang><sentence_seg>true</sentence_seg>
</project></omegat>
"""
SENTENCES, TAGGED, SENTENCE = REVIEWED


@pytest.mark.parametrize(
    ("options", "known"),
    [(("--level", "2"), {SENTENCES, SENTENCE}), ((), {SENTENCES, TAGGED, SENTENCE})],
)
def test_omegat_translates_from_our_memory(options: tuple[str, ...], known: set[str], tmp_path: Path) -> None:
    """The Word file, whose tags are other ones in OmegaT, and the PO file, which has ours."""
    assert shutil.which("omegat"), "install the Debian package omegat"
    untranslated = reviewed_book(tmp_path / "project")
    omegat = tmp_path / "omegat"
    for part in ("source", "target", "tm/auto", "glossary", "dictionary", "omegat"):
        (omegat / part).mkdir(parents=True)
    (omegat / "omegat.project").write_text(PROJECT, "utf-8")
    shutil.copy(tmp_path / "project" / "source" / "livre.docx", omegat / "source")
    shutil.copy(untranslated, omegat / "source" / "livre.po")
    run(tmp_path / "project", "memory", "export", *options, str(omegat / "tm" / "auto" / "memory.tmx"))
    done = subprocess.run(
        ["omegat", "--mode=console-translate", f"--config-dir={tmp_path / 'settings'}", str(omegat)],
        env=os.environ | {"LC_ALL": "C.UTF-8"}, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    texts = [paragraph.text for paragraph in docx.Document(str(omegat / "target" / "livre.docx")).paragraphs]
    assert (texts[0], texts[2]) == (REVIEWED[SENTENCES], REVIEWED[SENTENCE])
    assert words(omegat / "target" / "livre.po") == {
        source: target if source in known else "" for source, target in REVIEWED.items()
    }
