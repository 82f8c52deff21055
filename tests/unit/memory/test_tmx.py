"""TMX: our own round trip, files of other tools, translate-toolkit reading ours, hostile files."""

import os
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from booktranslate.errors import InputError
from booktranslate.memory import Reviewed, tmx
from booktranslate.model import Close, Open, Placeholder, Text, tagged

TAGGED = Reviewed(
    "La <b>mixité</b> avance.<fn1/>", "Gender <b>balance</b> advances.<fn1/>", "Préface", "a.docx",
    "2026-11-24 11:40:59",
)  # fmt: skip


def round_trip(*reviewed: Reviewed, level: tmx.Level = 1) -> list[Reviewed]:
    data = tmx.dump(reviewed, "fr", "en-GB", level=level)
    return tmx.load(data, "a.tmx", "fr", "en-GB")


def foreign(body: str, tool: str = "OmegaT") -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header creationtool="{tool}" srclang="fr"/><body>{body}</body></tmx>""".encode()


def unit(source: str, target: str, languages: tuple[str, str] = ("FR-FR", "EN")) -> str:
    variants = (
        f'<tuv xml:lang="{language}"><seg>{text}</seg></tuv>'
        for language, text in zip(languages, (source, target), strict=True)
    )
    return f"<tu>{''.join(variants)}</tu>"


@pytest.mark.parametrize("level", [1, 2])
def test_round_trip_keeps_all(level: tmx.Level) -> None:
    assert round_trip(TAGGED, level=level) == [TAGGED]


def test_on_level_1_tags_are_those_of_the_po_file() -> None:
    root = ElementTree.fromstring(tmx.dump([TAGGED], "fr", "en-GB"))
    assert [segment.text for segment in root.iter("seg")] == [TAGGED.source, TAGGED.target]


def test_on_level_2_tags_are_elements() -> None:
    root = ElementTree.fromstring(tmx.dump([TAGGED], "fr", "en-GB", level=2))
    assert root.attrib == {"version": "1.4"}
    header = root.find("header")
    assert header is not None
    assert header.get("srclang") == "fr"
    assert {"creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "datatype"} < set(
        header.keys()
    )
    segment = root.find("body/tu/tuv/seg")
    assert segment is not None
    assert [(child.tag, child.get("i"), child.text, child.tail) for child in segment] == [
        ("bpt", "1", "<b>", "mixité"),
        ("ept", "1", "</b>", " avance."),
        ("ph", None, "<fn1/>", None),
    ]


def test_a_tag_without_its_partner_is_isolated() -> None:
    odd = Reviewed("La <b>mixité", "Gender balance</b>", document="a")
    data = tmx.dump([odd], "fr", "en-GB", level=2)
    assert b'<it x="1" type="b" pos="begin">' in data
    assert b'<it x="1" type="b" pos="end">' in data
    assert [(one.source, one.target) for one in round_trip(odd, level=2)] == [(odd.source, odd.target)]


names = st.sampled_from(["b", "i", "a1", "fn2"])
# XML has no place for the other control characters and turns a carriage return into a line feed.
allowed = st.text(
    st.characters(exclude_characters="\r\ufffe\uffff", exclude_categories=["Cs", "Cc"]) | st.just("\n"),
    min_size=1,
)
texts = st.lists(
    st.one_of(allowed.map(Text), names.map(Open), names.map(Close), names.map(Placeholder)),
    min_size=1,
    max_size=6,
).map(lambda each: str(tagged(each)))


@given(texts, texts, allowed, st.sampled_from([1, 2]))
def test_any_text_comes_back(source: str, target: str, context: str, level: tmx.Level) -> None:
    (back,) = round_trip(Reviewed(source, target, context, "a"), level=level)
    assert (back.source, back.target) == (source, target)


def test_what_xml_cannot_hold_is_left_out() -> None:
    (back,) = round_trip(Reviewed("a\x0bb", "c\x00d", document="a"))
    assert (back.source, back.target) == ("ab", "cd")


# Other tools


def test_varieties_of_the_language_match_and_other_languages_do_not() -> None:
    body = unit("Oui", "Yes") + unit("Non", "Nein", ("fr", "de")) + unit("Si", "If", ("fr-CA", "en-gb"))
    found = tmx.load(foreign(body), "theirs.tmx", "fr", "en-GB")
    assert [(one.source, one.target, one.document) for one in found] == [
        ("Oui", "Yes", "theirs.tmx"),
        ("Si", "If", "theirs.tmx"),
    ]


def test_the_exact_variety_goes_first() -> None:
    body = (
        '<tu><tuv xml:lang="fr"><seg>Oui</seg></tuv><tuv xml:lang="en-US"><seg>Yep</seg></tuv>'
        '<tuv xml:lang="en"><seg>Yes</seg></tuv><tuv xml:lang="en-GB"><seg>Aye</seg></tuv></tu>'
    )
    assert [one.target for one in tmx.load(foreign(body), "a", "fr", "en-GB")] == ["Aye"]
    assert tmx.load(foreign(body), "a", "fr", "en-US")[0].target == "Yep"


def test_codes_of_other_tools_are_dropped_and_their_words_stay() -> None:
    source = 'La <bpt i="0">&lt;a0&gt;</bpt>mixité<ept i="0">&lt;/a0&gt;</ept> <hi>avance</hi><ph>\\tab</ph>.'
    (found,) = tmx.load(foreign(unit(source, "x")), "a", "fr", "en")
    assert found.source == "La <a0>mixité</a0> avance."
    (found,) = tmx.load(foreign(unit('<ph x="1">{\\b </ph>Oui<ut>}</ut>', "x")), "a", "fr", "en")
    assert found.source == "Oui"


def test_tags_that_another_tool_wrote_as_text_are_tags() -> None:
    (found,) = tmx.load(foreign(unit("La &lt;b&gt;mixité&lt;/b&gt;", "x"), "po2tmx"), "a", "fr", "en")
    assert found.source == "La <b>mixité</b>"


def test_dates_of_other_tools() -> None:
    body = unit("Oui", "Yes").replace("<tu>", '<tu creationdate="20250102T030405Z">')
    assert tmx.load(foreign(body), "a", "fr", "en")[0].changed == "2025-01-02 03:04:05"
    assert tmx.load(foreign(body.replace("T03", "T99")), "a", "fr", "en")[0].changed == ""


def test_old_tmx_with_lang_and_utf16() -> None:
    body = '<tu><tuv lang="FR"><seg>Été</seg></tuv><tuv lang="EN"><seg>Summer</seg></tuv></tu>'
    data = foreign(body).decode().replace("UTF-8", "UTF-16").encode("utf-16")
    assert [(one.source, one.target) for one in tmx.load(data, "a", "fr", "en")] == [("Été", "Summer")]


def test_translate_toolkit_reads_ours_and_we_read_theirs(tmp_path: Path) -> None:
    (tmp_path / "ours.tmx").write_bytes(tmx.dump([TAGGED, Reviewed("R&D", "R&D")], "fr", "en-GB"))
    script = (
        "import sys; from translate.storage import tmx\n"
        "for unit in tmx.tmxfile.parsefile(sys.argv[1]).units: print(unit.source, '|', unit.target)"
    )
    python = "/usr/bin/python3"  # translate-toolkit is a Debian package
    clean = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [python, "-c", script, tmp_path / "ours.tmx"], capture_output=True, text=True, env=clean, check=True
    )
    assert done.stdout.splitlines() == [
        "La <b>mixité</b> avance.<fn1/> | Gender <b>balance</b> advances.<fn1/>",
        "R&D | R&D",
    ]
    po = polib.POFile()
    po.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    po.append(polib.POEntry(msgid="La <b>mixité</b> & moi", msgstr="Gender <b>balance</b> & me"))
    po.save(str(tmp_path / "a.po"))
    po2tmx = shutil.which("po2tmx")
    assert po2tmx, "install the Debian package translate-toolkit"
    subprocess.run(
        [po2tmx, "-l", "en", "--source-language=fr", "a.po", "a.tmx"], cwd=tmp_path, env=clean, check=True,
        capture_output=True,
    )  # fmt: skip
    found = tmx.load((tmp_path / "a.tmx").read_bytes(), "a.tmx", "fr", "en-GB")
    assert [(one.source, one.target) for one in found] == [
        ("La <b>mixité</b> & moi", "Gender <b>balance</b> & me")
    ]


# Files that are refused

BOMB = b"""<!DOCTYPE tmx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<tmx version="1.4"><body><tu><tuv xml:lang="fr"><seg>&b;</seg></tuv></tu></body></tmx>"""
THIEF = b"""<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<tmx version="1.4"><body><tu><tuv xml:lang="fr"><seg>&a;</seg></tuv></tu></body></tmx>"""


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not well-formed"),
        (b"PK\x03\x04", "not well-formed"),
        (b"<tmx>\n<body>\n</tmx>", r"a\.tmx:3: is not well-formed"),
        (b"<xliff/>", "is not a TMX file"),
        (BOMB, "declares entities"),
        (THIEF, "declares entities"),
        (b'<?xml version="1.0" encoding="klingon"?><tmx/>', "not"),
        (foreign(""), "its languages: none"),
        (foreign(unit("Ja", "Sí", ("de", "es"))), "its languages: de, es"),
        (foreign(unit("", "Yes")), "no translation"),
    ],
)
def test_refused_with_a_sentence(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        tmx.load(data, "a.tmx", "fr", "en-GB")


def test_deep_nesting_is_no_crash() -> None:
    data = foreign(unit("<hi>" * 50_000 + "x" + "</hi>" * 50_000, "y"))
    with pytest.raises(InputError, match="nested"):
        tmx.load(data, "a.tmx", "fr", "en")
