"""TBX-Basic and DeepL's TSV: round trips, files of other tools, files that are refused."""

import subprocess
import unicodedata
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booktranslate.errors import InputError
from booktranslate.glossary import Glossary, Term, csv_file, deepl_tsv, tbx

ROOT = Path(__file__).parents[3]
TERMS = Glossary(
    (
        Term("mixité", "gender balance", "mass noun", forbidden=("mixity", "diversity"), note="Of people."),
        Term("État", "State", "noun", case_sensitive=True),
        Term("PME", "SME", "acronym"),
        Term("Techtera", "Techtera", "name", keep=True),
        Term("Pôle ETI", "Pôle ETI", keep=True, case_sensitive=True),
        Term("animer un réseau", "run a network", "verb"),
        Term("R&D <x>", 'R&D "x"'),
        Term("président", "president", "title"),
        Term("export", "export", "noun"),
    )
)


def tbx_trip(glossary: Glossary) -> Glossary:
    return tbx.load(tbx.dump(glossary, "fr", "en-GB"), "a.tbx", "fr", "en-GB")


def test_tbx_keeps_all() -> None:
    assert tbx_trip(TERMS) == TERMS


def test_tsv_keeps_source_target_and_names() -> None:
    back = deepl_tsv.load(deepl_tsv.dump(TERMS), "a.tsv")
    assert [(term.source, term.target) for term in back.terms] == [
        (term.source, term.target) for term in TERMS.terms
    ]
    assert [term.source for term in back.terms if term.keep] == ["Techtera", "Pôle ETI", "export"]


def test_the_glossary_that_we_ship_makes_both_trips() -> None:
    shipped = csv_file.read(ROOT / "glossary.csv")
    back = tbx_trip(shipped)
    assert len(back.terms) == len(shipped.terms)
    assert back.digest == shipped.digest
    assert [term.forbidden for term in back.terms] == [term.forbidden for term in shipped.terms]
    assert len(deepl_tsv.load(deepl_tsv.dump(shipped), "a").terms) == len(shipped.terms)


words = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs", "Cn", "Co", "Mn"]), min_size=1, max_size=8
).map(lambda text: unicodedata.normalize("NFC", text))  # as glossaries are read


@given(words, words, words, words)
def test_any_term_makes_both_trips(source: str, target: str, wrong: str, note: str) -> None:
    term = Term(source, target, keep=source == target, forbidden=(wrong,), note=note)
    (back,) = tbx_trip(Glossary((term,))).terms
    assert back == term
    (tsv,) = deepl_tsv.load(deepl_tsv.dump(Glossary((term,))), "a").terms
    assert (tsv.source, tsv.target) == (source, target)


def test_tbx_says_what_the_format_has_words_for() -> None:
    root = ElementTree.fromstring(tbx.dump(TERMS, "fr", "en-GB"))
    assert (root.tag, root.get("type")) == ("martif", "TBX-Basic")
    entry = root.find("text/body/termEntry")
    assert entry is not None
    notes = [(note.get("type"), note.text) for note in entry.iter("termNote")]
    assert notes == [
        ("partOfSpeech", "noun"),
        ("grammaticalNumber", "mass"),
        ("administrativeStatus", "preferredTerm-admn-sts"),
        ("partOfSpeech", "noun"),
        ("grammaticalNumber", "mass"),
        ("administrativeStatus", "preferredTerm-admn-sts"),
        ("administrativeStatus", "deprecatedTerm-admn-sts"),
        ("administrativeStatus", "deprecatedTerm-admn-sts"),
    ]


def test_translate_toolkit_reads_our_tbx(tmp_path: Path) -> None:
    (tmp_path / "a.tbx").write_bytes(tbx.dump(TERMS, "fr", "en"))
    script = (
        "import sys; from translate.storage import tbx\n"
        "for unit in tbx.tbxfile.parsefile(sys.argv[1]).units: print(unit.source, '|', unit.target)"
    )
    done = subprocess.run(  # translate-toolkit is a Debian package
        ["/usr/bin/python3", "-c", script, tmp_path / "a.tbx"],
        capture_output=True,
        text=True,
        env={"LC_ALL": "C.UTF-8"},
        check=True,
    )
    assert done.stdout.splitlines()[:2] == ["mixité | gender balance", "État | State"]


V3 = """<?xml version="1.0"?>
<tbx type="TBX-Basic" style="{style}" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
 xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
<tbxHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader><text><body>
<conceptEntry id="1"><note>Of
 people</note>
<langSec xml:lang="fr-FR"><termSec><term>mixité</term>{noun}</termSec>
<termSec><term>égalité <hi>F-H</hi></term></termSec></langSec>
<langSec xml:lang="en"><termSec><term>mixity</term>{bad}</termSec><termSec><term>mix</term></termSec>
<termSec><term>gender balance</term>{good}</termSec></langSec>
<langSec xml:lang="de"><termSec><term>Mischung</term></termSec></langSec></conceptEntry>
<conceptEntry id="2"><langSec xml:lang="fr"><termSec><term>seul</term></termSec></langSec></conceptEntry>
</body></text></tbx>"""


@pytest.mark.parametrize(
    ("style", "note", "subject"),
    [
        ("dca", '<termNote type="{}">{}</termNote>', ("partOfSpeech", "administrativeStatus")),
        ("dct", "<{0}>{1}</{0}>", ("min:partOfSpeech", "min:administrativeStatus")),
    ],
)
def test_tbx_of_2019_in_both_styles(style: str, note: str, subject: tuple[str, str]) -> None:
    speech, status = subject
    data = V3.format(
        style=style,
        noun=note.format(speech, "properNoun"),
        bad=note.format(status, "deprecatedTerm-admn-sts"),
        good=note.format(status, "preferredTerm-admn-sts"),
    )
    first, second = tbx.load(data.encode(), "a.tbx", "fr", "en-GB").terms
    assert first == Term("mixité", "gender balance", "name", forbidden=("mixity",), note="Of people")
    assert (second.source, second.target) == ("égalité F-H", "gender balance")


def test_parts_of_speech_of_other_tools() -> None:
    entry = (
        '<termEntry><langSet xml:lang="fr"><tig><term>{0}</term><termNote type="partOfSpeech">{1}</termNote>'
        '</tig></langSet><langSet xml:lang="en"><tig><term>x</term></tig></langSet></termEntry>'
    )
    given = {"a": "Verb", "b": "nom", "c": "other", "d": "properNoun", "e": "particle"}
    body = "".join(entry.format(*each) for each in given.items())
    terms = tbx.load(f"<martif><text><body>{body}</body></text></martif>".encode(), "a", "fr", "en").terms
    assert [term.part_of_speech for term in terms] == ["verb", "noun", "", "name", ""]
    assert [term.note for term in terms] == ["", "", "", "", "Part of speech: particle."]
    assert csv_file.parse(csv_file.dump(Glossary(terms))) == Glossary(terms)  # as an import does


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not well-formed"),
        (b"<tmx/>", "not a TBX file"),
        (b"<martif><text><body/></text></martif>", "no terms in both fr and en-GB"),
        (b'<!DOCTYPE martif [<!ENTITY a "b">]><martif/>', "declares entities"),
    ],
)
def test_tbx_that_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        tbx.load(data, "a.tbx", "fr", "en-GB")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("a\tb\nc\n", r"a\.tsv:2: is not a term"),
        ("a\tb\tc\n", r"a\.tsv:1"),
        ("a\t\n", r"a\.tsv:1"),
        ("a\tb\n\na\tc\n", r"a\.tsv:3: “a” has another translation in line 1"),
    ],
)
def test_tsv_that_is_refused_with_its_line(data: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        deepl_tsv.load(data.encode(), "a.tsv")
    with pytest.raises(InputError, match=r"a\.tsv:2: is not UTF-8"):
        deepl_tsv.load(b"a\tb\n\xe9\tc\n", "a.tsv")


def test_tsv_of_windows() -> None:
    assert deepl_tsv.load(b"\xef\xbb\xbfa\tb\r\n\r\nc\tc\r\n", "a").terms == (
        Term("a", "b"),
        Term("c", "c", keep=True),
    )
