"""The file of signatures only grows, and says when somebody wrote into it."""

import errno
import json
import os
from pathlib import Path

import pytest

from booktranslate.config import Project
from booktranslate.errors import InputError, OutputError
from booktranslate.model import parse
from booktranslate.review.signatures import FILE, Approval, add, english, read


def approval(by: str = "Anne Roy", chapter: str = "Préface") -> Approval:
    texts = {"9af5cce40c02": english(parse("Gender <b>balance</b>"))}
    return Approval(by, "2026-11-26T18:40:00Z", "livre.docx", chapter, "en-GB", "Au téléphone", texts)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(tmp_path)
    for by in ("Anne Roy", "Zoé Exemple", "Max Muster"):
        add(made, approval(by))
    return made


def lines(project: Project) -> list[bytes]:
    return (project.root / FILE).read_bytes().splitlines(keepends=True)


def test_signatures_are_read_as_they_were_given(project: Project) -> None:
    assert [each.by for each in read(project)] == ["Anne Roy", "Zoé Exemple", "Max Muster"]
    assert read(project)[0] == approval()
    assert read(Project(project.root / "other")) == []


def test_a_signature_is_added_and_nothing_else_is_written(project: Project) -> None:
    before = (project.root / FILE).read_bytes()
    add(project, approval("Lou Exemple"))
    assert (project.root / FILE).read_bytes().startswith(before)
    assert len(lines(project)) == 4


@pytest.mark.parametrize("change", [b"\xef\xbb\xbf", b"crlf", b"no end", b"blank"])
def test_what_editors_and_git_do_to_line_ends_is_no_damage(project: Project, change: bytes) -> None:
    path = project.root / FILE
    data = path.read_bytes()
    path.write_bytes(
        {
            b"\xef\xbb\xbf": change + data,
            b"crlf": data.replace(b"\n", b"\r\n"),
            b"no end": data.rstrip(b"\n"),
            b"blank": data.replace(b"\n", b"\n\n"),
        }[change]
    )
    add(project, approval("Lou Exemple"))
    assert [each.by for each in read(project)][-1] == "Lou Exemple"


@pytest.mark.parametrize(
    ("damage", "line", "said"),
    [
        (lambda a, b, c: [a, b.replace("Zoé".encode(), "Zoë".encode()), c], 2, "was edited"),
        (lambda a, b, c: [a, b.replace(b"9af5cce40c02", b"9af5cce40c03"), c], 2, "was edited"),
        (lambda a, b, c: [a, b, c.replace(b"2026", b"2025")], 3, "was edited"),
        (lambda a, b, c: [a, c], 2, "does not follow"),
        (lambda a, b, c: [b, c], 1, "does not follow"),
        (lambda a, b, c: [a, c, b], 2, "does not follow"),
        (lambda a, b, c: [a, b, b, c], 3, "does not follow"),
        (lambda a, b, c: [a, b, c[:40]], 3, "damaged or cut off"),
        (lambda a, b, c: [a, b"<<<<<<< HEAD\n", b, c], 2, "damaged or cut off"),
        (lambda a, b, c: [a, b, b'{"by": "Anne Roy"}\n'], 3, "damaged or cut off"),
        (lambda a, b, c: [a, b, b"[" * 20000 + b"\n"], 3, "damaged or cut off"),
        (lambda a, b, c: [a, b, b"\xff\xfe\n"], 3, "damaged or cut off"),
    ],
)
def test_damage_is_told_with_its_line_and_nothing_is_added(
    project: Project, damage: object, line: int, said: str
) -> None:
    path = project.root / FILE
    assert callable(damage)
    path.write_bytes(b"".join(damage(*lines(project))))
    before = path.read_bytes()
    for attempt in (lambda: read(project), lambda: add(project, approval())):
        with pytest.raises(InputError, match=rf"approvals\.jsonl:{line}: .*{said}"):
            attempt()
    assert path.read_bytes() == before


def test_values_of_other_kinds_are_damage(project: Project) -> None:
    path = project.root / FILE
    first = json.loads(lines(project)[0])
    for name, value in (("texts", []), ("texts", {"a": 1}), ("by", None), ("digest", 3)):
        path.write_text(json.dumps(first | {name: value}) + "\n", "utf-8")
        with pytest.raises(InputError, match=r"approvals\.jsonl:1"):
            read(project)


def test_a_full_disk_leaves_the_file_as_it_was(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (project.root / FILE).read_bytes()
    real = os.write

    def half(handle: int, data: bytes) -> int:
        return real(handle, data[: len(data) // 2])

    monkeypatch.setattr(os, "write", half)
    with pytest.raises(OutputError, match=os.strerror(errno.ENOSPC)):
        add(project, approval())
    assert (project.root / FILE).read_bytes() == before


def test_each_change_of_the_english_gives_another_digest() -> None:
    texts = ["Gender balance", "Gender balance.", "Gender <b>balance</b>", "gender balance", ""]
    assert len({english(parse(text)) for text in texts}) == len(texts)
