"""XLIFF 1.2 and 2.1: what goes out, and what other programs make of it on the way back."""

import xml.etree.ElementTree as ElementTree
from pathlib import Path
from types import ModuleType

import pytest

from booktranslate.errors import InputError
from booktranslate.model import State, parse
from booktranslate.review.identity import text_id
from booktranslate.review.values import Answer, Comment, Returned
from booktranslate.review.xliff import omegat, xliff12, xliff21
from tests.unit.review.xliff_packs import PACK, PROJECT, ROWS, pack, row

FORMS = pytest.mark.parametrize("form", [xliff12, xliff21], ids=["1.2", "2.1"])
SPACE = {xliff12: "urn:oasis:names:tc:xliff:document:1.2", xliff21: "urn:oasis:names:tc:xliff:document:2.0"}
ID = text_id(("", "Un <b>pôle</b>."))


def written(form: ModuleType, folder: Path, rows=ROWS) -> bytes:
    form.write(pack(rows), folder / "pack.xlf")
    return (folder / "pack.xlf").read_bytes()


def one(content: str, attributes: str = "") -> bytes:
    """An XLIFF 1.2 file with one unit, as another program might write it."""
    return (
        f'<xliff version="1.2"><file><header/><body><trans-unit id="{ID}" {attributes}>'
        f"{content}</trans-unit></body></file></xliff>"
    ).encode()


def two(content: str) -> bytes:
    """An XLIFF 2 file with one unit."""
    return f'<xliff version="2.0"><file><unit id="{ID}">{content}</unit></file></xliff>'.encode()


def answer(data: bytes) -> Answer:
    form = xliff12 if xliff12.recognises(data) else xliff21
    return form.read("back.xlf", data).answers[0]


@FORMS
def test_what_went_out_comes_back(form: ModuleType, tmp_path: Path) -> None:
    back = form.read("back.xlf", written(form, tmp_path))
    assert (back.project, back.pack, back.reviewer, back.unplaced) == (PROJECT, PACK, "Anne Roy", ())
    assert [each.id for each in back.answers] == [each.id for each in ROWS]
    assert [each.target for each in back.answers] == [each.target or None for each in ROWS]
    # Nobody has approved anything since; our own notes are nobody's comments.
    assert [each.approved for each in back.answers] == [None, None, True, None, True, None]
    assert not any(each.comments for each in back.answers)


@FORMS
def test_two_runs_write_the_same_file(form: ModuleType, tmp_path: Path) -> None:
    assert written(form, tmp_path) == written(form, tmp_path)


@FORMS
def test_context_terms_findings_and_comments_are_notes(form: ModuleType, tmp_path: Path) -> None:
    notes = [
        each.text for each in ElementTree.fromstring(written(form, tmp_path)).iter(f"{{{SPACE[form]}}}note")
    ]
    assert "Chapter: Anne Exemple" in notes
    assert "Term: mixité → gender balance (not: diversity)" in notes
    assert "Check: numbers: The number 3 is missing." in notes
    assert "Anne: check the figure." in notes


def test_states_and_elements_of_1_2(tmp_path: Path) -> None:
    text = written(xliff12, tmp_path).decode()
    assert [text.count(f'state="{each}"') for each in ("needs-translation", "needs-review-translation")] == [
        1,
        3,
    ]
    assert text.count('approved="yes"') == text.count('state="signed-off"') == 2
    assert '<g id="b" ctype="bold" equiv-text="&lt;b&gt;">mixité</g>' in text
    assert '<x id="br-2" ctype="lb" equiv-text="&lt;br/&gt;" />' in text
    assert '<bx id="b" ctype="bold" equiv-text="&lt;b&gt;" rid="b" />' in text
    assert '<ex id="b" equiv-text="&lt;/b&gt;" rid="b" />' in text
    assert 'xml:space="preserve"' in text


def test_states_and_elements_of_2_1(tmp_path: Path) -> None:
    text = written(xliff21, tmp_path).decode()
    assert [text.count(f' state="{each}"') for each in ("initial", "translated", "reviewed")] == [1, 3, 2]
    assert (
        '<pc id="b" type="fmt" subType="xlf:b" dispStart="&lt;b&gt;" dispEnd="&lt;/b&gt;">mixité</pc>' in text
    )
    assert '<sc id="b" type="fmt" subType="xlf:b" disp="&lt;b&gt;" />' in text
    assert '<ec startRef="b" disp="&lt;/b&gt;" />' in text
    assert '<sc id="i" type="fmt" subType="xlf:i" disp="&lt;i&gt;" isolated="yes" />' in text


@pytest.mark.parametrize(
    ("content", "english"),
    [
        ("<source>Un</source><target>A <g id='b'>cluster</g>.</target>", "A <b>cluster</b>."),
        ("<target>A <g id='7' equiv-text='&lt;b&gt;'>cluster</g>.</target>", "A <b>cluster</b>."),
        ("<target>A <g id='7'>cluster</g>.</target>", "A cluster."),
        (
            "<target>A <bpt id='b'>&lt;b></bpt>cluster<ept id='b'>&lt;/b></ept>"
            "<ph id='1'>&lt;fn1/></ph></target>",
            "A <b>cluster</b><fn1/>",
        ),
        ("<target>A <it id='b' pos='open'/>cluster<it id='b' pos='close'/></target>", "A <b>cluster</b>"),
        (
            "<seg-source><mrk mtype='seg' mid='1'>Un.</mrk></seg-source>"
            "<target><mrk mtype='seg' mid='1'>One.</mrk> "
            "<mrk mtype='seg' mid='2'>T<g id='b'>w</g>o.</mrk></target>",
            "One. T<b>w</b>o.",
        ),
        ("<target>R&amp;D &lt;b&gt; &#233; &#x2019;</target>", "R&D &lt;b&gt; é ’"),
        ("<alt-trans><target>Other</target></alt-trans><target>This</target>", "This"),
        ("<target><mq:ch xmlns:mq='MQXliff'>A</mq:ch> <sub>note</sub></target>", "A note"),
    ],
)
def test_targets_of_other_programs(content: str, english: str) -> None:
    assert answer(one(content)).target == parse(english)


@pytest.mark.parametrize(
    ("content", "attributes"),
    [
        ("<source>Un</source>", ""),
        ("<source>Un</source><target/>", ""),
        ("<source>Un</source><target> </target>", ""),
        ("<source>Un</source><target>Un</target>", "extradata='untranslated'"),
        ("<source>Un</source><alt-trans><target>One</target></alt-trans>", ""),
    ],
)
def test_no_translation_is_no_answer(content: str, attributes: str) -> None:
    assert answer(one(content, attributes)).target is None


@pytest.mark.parametrize(
    ("sent", "state", "approved", "verdict"),
    [
        ("drafted", "needs-review-translation", None, None),
        ("drafted", "needs-review-translation", "no", None),
        ("drafted", "needs-review-translation", "yes", True),
        ("drafted", "translated", None, True),
        ("drafted", "final", None, True),
        ("drafted", "needs-adaptation", None, False),
        ("untranslated", "needs-review-translation", None, False),
        ("reviewed", "needs-review-translation", "yes", False),
        ("reviewed", "signed-off", "no", False),
        ("reviewed", "signed-off", "yes", True),
        ("reviewed", None, None, None),
        (None, "translated", None, True),
        (None, "new", None, None),
        (None, None, "yes", True),
    ],
)
def test_what_a_state_says_in_1_2(sent: str, state: str, approved: str, verdict: bool | None) -> None:
    marks = {"extradata": sent, "approved": approved}
    attributes = " ".join(f'{name}="{value}"' for name, value in marks.items() if value)
    target = f'<target state="{state}">One</target>' if state else "<target>One</target>"
    assert answer(one(f"<source>Un</source>{target}", attributes)).approved is verdict


@pytest.mark.parametrize(
    ("attributes", "verdict"),
    [
        ("state='translated' subState='booktranslate:drafted'", None),
        ("state='translated'", True),
        ("state='final'", True),
        ("state='initial' subState='booktranslate:drafted'", False),
        ("state='initial'", None),
        ("", None),
    ],
)
def test_what_a_state_says_in_2_1(attributes: str, verdict: bool | None) -> None:
    unit = two(f"<segment {attributes}><source>Un</source><target>One</target></segment>")
    assert answer(unit).approved is verdict


def test_segments_of_2_1_are_joined_in_their_order() -> None:
    unit = two(
        "<segment><source>Un.</source><target order='3'>One.</target></segment>"
        "<ignorable><source> </source></ignorable>"
        "<segment><source>Deux.</source>"
        "<target order='1'>T<mrk id='m'>w</mrk>o<cp hex='0021'/></target></segment>"
    )
    assert answer(unit).target == parse("Two! One.")


def test_a_part_of_a_translation_is_told_and_not_taken() -> None:
    back = xliff21.read(
        "back.xlf",
        two(
            "<segment><source>Un.</source><target>One.</target></segment>"
            "<segment><source>Deux.</source></segment>"
        ),
    )
    assert back.answers[0].target is None
    assert back.unplaced == ("One.",)


def test_notes_of_people_are_comments() -> None:
    back = answer(
        one(
            "<target>One</target><note from='Anne Roy'>Really?</note><note from='translator'>No.</note>"
            "<note from='booktranslate'>Chapter: Un</note><note> </note>"
        )
    )
    assert back.comments == (Comment("Really?", "Anne Roy"), Comment("No."))


def test_a_unit_whose_id_a_program_changed_is_known_by_its_source() -> None:
    data = one("<source>Un <g id='b'>pôle</g>.</source><target>A cluster.</target>").replace(
        ID.encode(), b"17"
    )
    assert answer(data) == Answer(ID, parse("A cluster."))


def test_words_that_belong_to_no_text_are_told() -> None:
    back = xliff12.read("back.xlf", one("<target>Lost words</target>").replace(ID.encode(), b"17"))
    assert back == Returned("back.xlf", "", "", (), ("Lost words",))


@FORMS
@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16"])
def test_a_file_is_recognised_by_what_it_holds(form: ModuleType, codec: str, tmp_path: Path) -> None:
    other = xliff21 if form is xliff12 else xliff12
    data = written(form, tmp_path).decode().replace("UTF-8", codec.removesuffix("-sig")).encode(codec)
    assert form.recognises(data)
    assert not other.recognises(data)
    assert form.read("a.xlf", data).pack == PACK
    for strange in (b"", b"\xff\xfe\x00", b"PK\x03\x04", b"<html>xliff version='1.2'</html>", b"\x00" * 50):
        assert not form.recognises(strange)
        assert not omegat.recognises(strange)


@FORMS
def test_prefixes_of_namespaces_do_not_matter(form: ModuleType, tmp_path: Path) -> None:
    root = ElementTree.fromstring(written(form, tmp_path))
    data = ElementTree.tostring(root, encoding="utf-8")  # ns0:xliff, as translate-toolkit's filters write it
    assert b"<ns0:xliff" in data
    assert form.recognises(data)
    assert form.read("a", data).answers == form.read("a", written(form, tmp_path)).answers


@FORMS
def test_hostile_files_are_refused(form: ModuleType, tmp_path: Path) -> None:
    data = written(form, tmp_path)
    bomb = data.replace(b"?>", b'?><!DOCTYPE xliff [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>', 1)
    for bad in (bomb, data[:-20], data.replace(b"<source>", b"<g>" * 200 + b"<source>", 1)):
        with pytest.raises(InputError, match=r"back\.xlf"):
            form.read("back.xlf", bad)


def test_an_answer_to_the_offer_of_a_draft_is_a_person_s() -> None:
    """OmegaT gives the French back where nobody has accepted or written anything."""
    offered = "extradata='offered'"
    same = answer(one("<source>Un</source><target>Un</target>", offered))
    assert (same.target, same.approved) == (None, None)
    accepted = answer(one("<source>Un</source><target>One</target>", offered))
    assert (accepted.target, accepted.approved) == (parse("One"), True)


def test_characters_that_xml_has_no_place_for_do_no_harm(tmp_path: Path) -> None:
    rows = [row("Un\x0b deux", "One\x00 two", State.DRAFT), ROWS[0]]
    back = xliff12.read("a", written(xliff12, tmp_path, rows))
    assert back.answers[0].target == parse("One two")
