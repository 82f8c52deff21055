"""A Tesseract that fails, told apart from a picture that it cannot read."""

from pathlib import Path

import pytest

from booktranslate.errors import EngineError, InputError
from booktranslate.ocr import words_in


@pytest.mark.parametrize("said", ["Could not initialize tesseract.", ""])
def test_a_failure_is_no_picture_without_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    program = tmp_path / "tesseract"
    program.write_text(f'#!/bin/sh\necho "{said}" >&2\nexit 3\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(EngineError, match=f"Tesseract failed .{said or 'exit code 3'}"):
        words_in(tmp_path / "picture.png", "fr")
    program.write_text(
        '#!/bin/sh\n[ "$1" = --list-langs ] && exit 0\necho "Error during processing." >&2\nexit 1\n'
    )
    assert words_in(tmp_path / "picture.png", "fr") == ""


def test_a_picture_that_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tesseract").touch(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputError, match="cannot be read") as caught:
        words_in(tmp_path / "lost.png", "fr")
    assert caught.value.where == str(tmp_path / "lost.png")


def test_a_list_of_files_is_no_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tesseract would read the pictures that it names, wherever they are on this machine."""
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\nprintf 'h\\n5\\t\\t\\t\\t\\t\\t\\t\\t\\t\\t99\\tsecret\\n'\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"/home/somebody/scan.png\n")
    assert words_in(picture, "fr") == ""
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    assert words_in(picture, "fr") == "secret"
