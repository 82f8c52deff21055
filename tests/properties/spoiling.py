"""Ways to spoil a project, and the commands that must come through it without an internal fault.

python tests/properties/spoiling.py --seeds 0 500     # a longer hunt than the property test
"""

# ruff: noqa: E501 (XML and lists of scraps in one line)

import argparse
import contextlib
import io
import os
import random
import re
import shutil
import sys
import tempfile
import traceback
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from booktranslate.cli.app import main
from tests.unit.docx import building as w

FAULT = "a bug in booktranslate"
COMMANDS = (
    ("inspect", "source/livre.docx"),
    ("extract", "--jobs", "1"),
    ("translate", "--engine", "pseudo"),
    ("check",),
    ("status",),
    ("glossary", "check"),
    ("assemble", "--jobs", "1"),
    ("assemble", "--bilingual", "--jobs", "1"),
    ("report",),
    ("sign-off", "--list"),
    ("send", "--to", "Zoé", "--form", "docx", "--as", "folder"),
    ("pictures",),
)
_GLOSSARY = (
    "source,target,part of speech,case-sensitive,do-not-translate,forbidden targets,note\nmot,word,,,,,\n"
)
_TOML = (
    '[languages]\ntarget = "en-GB"\n[extract]\nsplit = "document"\ncomments = true\n[limits]\nmax-ratio = 200\n'
    '[check]\noff = []\n[typography]\nquotes = "double"\n[engine.apertium]\ntimeout = 5\n'
)
_SCRAPS = (
    *(
        b"",
        b"\0",
        b"\xff",
        b"\xef\xbb\xbf",
        b'"',
        b"\n",
        b"msgid",
        b"<",
        b"</w:p>",
        b"&#0;",
        b"&a;",
        b"]]>",
        b"-1",
    ),
    *(
        b"99999999999999999999",
        b"\xe2\x80\xae",
        b"\xf4\x90\x80\x80",
        b"\xed\xa0\x80",
        b"\x1b[31m",
        b"%s",
        b"{0}",
    ),
    *(
        b'msgstr "\x01"\n',
        b"#~ ",
        b"#, fuzzy\n",
        b"<b>",
        b"</b>",
        b"<fn1/>",
        b'"\\',
        b"[a]\n",
        b"=",
        b"[[",
        b";",
    ),
)


def make(folder: Path) -> None:
    """A small project with a document that has most kinds of parts, extracted and drafted."""
    note = "<w:footnote w:id='2'>" + w.p(w.r("Une note.")) + "</w:footnote>"
    source = folder / "source"
    source.mkdir(parents=True)
    w.word_file(
        source,
        w.p(w.r("Un titre"), '<w:bookmarkStart w:id="1" w:name="a"/>', '<w:bookmarkEnd w:id="1"/>')
        + w.p(
            "Bonjour ",
            w.r("Marie", "<w:b/>"),
            "<w:r><w:footnoteReference w:id='2'/></w:r>",
            w.r(" : 1 250,5 %"),
        )
        + w.p('<w:hyperlink r:id="l"><w:r><w:t>un lien</w:t></w:r></w:hyperlink>', w.r(" « oui » ?"))
        + w.p(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF a \\h </w:instrText></w:r>'
        )
        + w.p('<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>x</w:t></w:r>')
        + w.p(
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            '<w:ins w:id="3"><w:r><w:t>un mot</w:t></w:r></w:ins>',
        )
        + "<w:tbl><w:tr><w:tc>"
        + w.p(w.r("Une case"))
        + "</w:tc></w:tr></w:tbl>"
        + "<w:sdt><w:sdtPr><w:alias w:val='Nom'/></w:sdtPr><w:sdtContent>"
        + w.p(w.r("Un champ"))
        + "</w:sdtContent></w:sdt>",
        footnotes=note,
        header1=w.p(w.r("Un en-tête")),
        comments="<w:comment w:id='1' w:author='A'>" + w.p(w.r("Une remarque")) + "</w:comment>",
        styles="<w:style w:type='paragraph' w:styleId='a'><w:name w:val='heading 1'/></w:style>",
        settings="<w:themeFontLang w:val='fr-FR'/>",
        numbering="<w:abstractNum w:abstractNumId='0'/><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>",
        core_properties="<dc:title>Le livre</dc:title>",
        links={"l": "https://example.org"},
    )
    (folder / "glossary.csv").write_text(_GLOSSARY, "utf-8")
    (folder / "booktranslate.toml").write_text(_TOML, "utf-8")
    for command in COMMANDS[1:3]:
        code, said = run(folder, command)
        assert code == 0, said


def run(folder: Path, command: tuple[str, ...]) -> tuple[int, str]:
    """The exit code of a command in the project, and what it says with `-v`."""
    out = io.StringIO()
    here = Path.cwd()
    os.chdir(folder)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            main([*command, "-v"])
    except SystemExit as ended:
        return int(ended.code or 0), out.getvalue()
    except BaseException:
        return -1, FAULT + "\n" + traceback.format_exc()
    finally:
        os.chdir(here)
    raise AssertionError("main ends with SystemExit")


# --- ways to spoil ---------------------------------------------------------------------------------------

Chance = random.Random


def _bytes(chance: Chance, data: bytes) -> bytes:
    """Some bytes cut out, doubled, changed, or put in."""
    at, length = chance.randrange(len(data) + 1), chance.choice((1, 2, 8, 100, 5000))
    kind = chance.randrange(5)
    if kind == 0:
        return data[:at]
    if kind == 1:
        return data[:at] + data[at + length :]
    if kind == 2:
        return data[:at] + data[at : at + length] * 2 + data[at + length :]
    if kind == 3:
        return data[:at] + bytes(chance.randrange(256) for _ in range(min(length, 8))) + data[at + length :]
    return data[:at] + chance.choice(_SCRAPS) + data[at:]


def _markup(chance: Chance, data: bytes) -> bytes:
    """An element taken out, doubled, moved or renamed; an attribute spoilt: mostly still well-formed."""
    text = data.decode("utf-8", "replace")
    tags = list(re.finditer(r"<([\w:]+)((?:\s[^<>]*?)?)(/?)>", text))
    if not tags:
        return _bytes(chance, data)
    tag = chance.choice(tags)
    end = tag.end() if tag[3] else text.find(f"</{tag[1]}>", tag.end()) + len(tag[1]) + 3
    if end < tag.end():
        end = tag.end()
    whole, other = text[tag.start() : end], chance.choice(tags)
    kind = chance.randrange(6)
    if kind == 0:
        new = text[: tag.start()] + text[end:]
    elif kind == 1:
        new = text[:end] + whole * chance.choice((1, 3)) + text[end:]
    elif kind == 2:
        new = text[: other.end()] + whole + text[other.end() :]
    elif kind == 3:
        new = text.replace(f"<{tag[1]}", f"<{other[1]}").replace(f"</{tag[1]}>", f"</{other[1]}>")
    elif kind == 4:
        value = chance.choice(
            ("", "-1", "9" * 30, "x" * 400, "\u202e", "&lt;", "../../x", "http://[", "é", "%ZZ", "0.5")
        )
        attributes = list(re.finditer(r'=(["\'])(.*?)\1', text))
        spoilt = chance.choice(attributes)
        new = text[: spoilt.start(2)] + value + text[spoilt.end(2) :]
    else:
        new = re.sub(r'\s[\w:]+=("[^"]*"|\'[^\']*\')', "", text[tag.start() : tag.end()])
        new = text[: tag.start()] + new + text[tag.end() :]
    return new.encode()


def _document_bytes(chance: Chance, folder: Path) -> None:
    path = folder / "source" / "livre.docx"
    path.write_bytes(_bytes(chance, path.read_bytes()))


def _members(chance: Chance, folder: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    path = folder / "source" / "livre.docx"
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    packing = chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
    with zipfile.ZipFile(path, "w", packing) as archive:
        for name, data in members.items():
            archive.writestr(name, data)


def _document_part(chance: Chance, folder: Path) -> None:
    def change(members: dict[str, bytes]) -> None:
        name = chance.choice([*members, "word/document.xml", "word/document.xml"])
        members[name] = (_bytes if chance.random() < 0.2 else _markup)(chance, members[name])

    _members(chance, folder, change)


def _document_structure(chance: Chance, folder: Path) -> None:
    def change(members: dict[str, bytes]) -> None:
        first, second = chance.choice(list(members)), chance.choice(list(members))
        kind = chance.randrange(6)
        if kind == 0:
            del members[first]
        elif kind == 1:
            members[first], members[second] = members[second], members[first]
        elif kind == 2:
            members[first.upper()] = members.pop(first)
        elif kind == 3:
            members[first] = b""
        elif kind == 4:
            members[
                chance.choice(("../x", "/x", "a:b", "x/", "é\u202e.xml", "n" * 300, "word\\x.xml", "\n"))
            ] = b"x"
        else:
            members[first] = (
                members[first].decode("utf-8", "replace").encode(chance.choice(("utf-16", "utf-32")))
            )

    _members(chance, folder, change)


def _file(name: str) -> Callable[[Chance, Path], None]:
    def spoil(chance: Chance, folder: Path) -> None:
        path = folder / name
        path.write_bytes(_bytes(chance, path.read_bytes()))

    return spoil


def _settings(chance: Chance, folder: Path) -> None:
    path = folder / "booktranslate.toml"
    value = chance.choice(
        (
            "true",
            "-1",
            "1e400",
            "nan",
            '""',
            '"\\u0000"',
            "[]",
            "[1]",
            "{}",
            "1979-05-27",
            '"../.."',
            '"/"',
            "0x7fffffffffffffffff",
        )
    )
    lines = [
        line if "=" not in line or chance.random() < 0.8 else line.split("=")[0] + "= " + value
        for line in path.read_text("utf-8", "replace").splitlines()
    ]
    section = chance.choice(
        (
            "[paths]\nbuild",
            "[paths]\nsource",
            "[cost]\ncurrency",
            "[paths]\nglossary",
            "[engine.deepl]\ntimeout",
            "[translate]\nengine",
            "x",
        )
    )
    path.write_text("\n".join([*lines, f"{section} = {value}", ""]), "utf-8")


def put(path: Path, kind: str) -> None:
    """Put something else where a file or folder is: root is bound by that, not by permissions."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    elif path.is_symlink() or path.exists():
        path.unlink()
    if not path.parent.is_dir():
        return
    match kind:
        case "folder":
            path.mkdir()
        case "loop":
            path.symlink_to(path.name)
        case "empty":
            path.write_bytes(b"")
        case "noise":
            path.write_bytes(bytes(range(256)))
        case "pipe":
            os.mkfifo(path)
        case link if link:
            path.symlink_to(link)


KINDS = (
    "",
    "pipe",
    "folder",
    "loop",
    "empty",
    "noise",
    "nowhere/at/all",
    "/dev/null",
    "/dev/full",
    "/" + "n" * 300,
)
PLACES = (
    *("source/livre.docx", "source", "translations", "translations/en-GB", "translations/en-GB/livre.po"),
    *(
        "glossary.csv",
        "booktranslate.toml",
        "build",
        "build/en-GB",
        "build/en-GB/livre.docx",
        ".booktranslate",
    ),
    *(".booktranslate/memory.sqlite", ".booktranslate/lock", "build/en-GB/report.html", "dictionary.txt"),
    *("approvals.jsonl", "letter.txt", "checks.csv", "pictures", "pictures/en-GB"),
    *(".booktranslate/lemmas.txt", ".booktranslate/sent", ".booktranslate/taken.json"),
)


def _place(chance: Chance, folder: Path) -> None:
    put(folder / chance.choice(PLACES), chance.choice(KINDS))


@dataclass(frozen=True)
class Way:
    """A way to spoil, by its name."""

    name: str
    spoil: Callable[[Chance, Path], None]


WAYS = (
    Way("bytes of the document", _document_bytes),
    Way("a part of the document", _document_part),
    Way("the structure of the document", _document_structure),
    Way("the PO file", _file("translations/en-GB/livre.po")),
    Way("the glossary", _file("glossary.csv")),
    Way("the settings", _settings),
    Way("the bytes of the settings", _file("booktranslate.toml")),
    Way("the memory", _file(".booktranslate/memory.sqlite")),
    Way("a place", _place),
)


def faults(base: Path, name: str, spoil: Callable[[Path], None]) -> list[str]:
    """What went wrong in a copy of the project that was spoilt; empty for nothing."""
    found = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "book"
        shutil.copytree(base, folder)
        with contextlib.suppress(OSError, zipfile.BadZipFile):
            spoil(folder)
        for command in COMMANDS:
            _, said = run(folder, command)
            if FAULT in said or "Traceback" in said:
                found.append(f"{name}: {' '.join(command)}\n{said[-1800:]}")
    return found


def spoilt(way: Way, seed: int) -> Callable[[Path], None]:
    """Spoils a project once or twice in that way, the same for the same seed."""

    def spoil(folder: Path) -> None:
        chance = random.Random(seed)
        for _ in range(chance.choice((1, 1, 1, 2))):
            way.spoil(chance, folder)

    return spoil


def hunt(first: int, last: int) -> int:
    """Spoil in all ways, with those seeds; print each kind of fault once."""
    seen: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as name:
        make(Path(name))
        for seed in range(first, last):
            for way in WAYS:
                for found in faults(Path(name), f"{way.name}, seed {seed}", spoilt(way, seed)):
                    kind = "\n".join(found.splitlines()[-4:])
                    if kind not in seen:
                        print(found, flush=True)
                    seen[kind] = seen.get(kind, 0) + 1
    print(f"{(last - first) * len(WAYS)} projects, {sum(seen.values())} faults of {len(seen)} kinds")
    return 1 if seen else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", nargs=2, type=int, default=(0, 100))
    sys.exit(hunt(*parser.parse_args().seeds))
