"""Parsing: hardened against hostile parts, tolerant where Word is."""

import zipfile
from pathlib import Path

import pytest

from booktranslate.docx import Document
from booktranslate.docx.opc.xml import attribute, legal, name, parse, serialise
from booktranslate.errors import InputError
from tests.unit.docx import building as w

DOCUMENT = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"{more}>{content}</w:document>'


@pytest.mark.parametrize(
    "declaration",
    [
        "<!DOCTYPE x>",
        '<!DOCTYPE x [<!ENTITY a "b">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>',
    ],
)
@pytest.mark.parametrize("content", ["<x/>", "<x>&a;</x>", '<x y="&a;"/>'])
def test_a_dtd_is_refused(declaration: str, content: str) -> None:
    with pytest.raises(InputError, match=r"^part: (has a DTD|is not well-formed)"):
        parse(f"{declaration}{content}".encode(), "part")


def test_a_billion_laughs_are_refused_at_once() -> None:
    lines = ["<!ENTITY l0 'haha'>"]
    lines += [f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 30)]
    with pytest.raises(InputError):
        parse(f"<!DOCTYPE x [{''.join(lines)}]><x y='&l29;'>&l29;</x>".encode(), "part")


@pytest.mark.parametrize("part", ["word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"])
def test_the_error_names_file_and_part(tmp_path: Path, part: str) -> None:
    path = w.word_file(tmp_path, w.p("Bonjour"), header1=w.p("Titre"))
    data = w.read(path, part)
    w_path = _with(path, part, b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + data)
    with pytest.raises(InputError) as error:
        Document(w_path)
    assert str(error.value).startswith(f"livre.docx: {part}: has a DTD")


def _with(path: Path, part: str, data: bytes) -> Path:
    members = {item: w.read(path, item) for item in w.names(path)}
    with zipfile.ZipFile(path, "w") as archive:
        for member, content in {**members, part: data}.items():
            archive.writestr(member, content)
    return path


@pytest.mark.parametrize("depth", [3_000, 100_000])
def test_very_deep_nesting_is_refused(tmp_path: Path, depth: int) -> None:
    content = "<w:smartTag>" * depth + w.r("x") + "</w:smartTag>" * depth
    with pytest.raises(InputError, match="nested too deeply"):
        Document(w.word_file(tmp_path, w.p(content)))


@pytest.mark.parametrize("depth", [300, 600])
def test_deep_tables_are_read_or_refused_in_words(tmp_path: Path, depth: int) -> None:
    content = w.p("au fond")
    for _ in range(depth):
        content = w.table(w.cell(content))
    with pytest.raises(InputError, match="nested too deeply"):
        Document(w.word_file(tmp_path, content))


@pytest.mark.parametrize("depth", [300, 20_000])
def test_deep_fields_are_refused(tmp_path: Path, depth: int) -> None:
    """Fields are no elements: XML that is flat may hold them at any depth."""
    content = w.p(w.begin(" REF x ") * depth, "mot", w.END * depth)
    with pytest.raises(InputError, match="nested too deeply"):
        Document(w.word_file(tmp_path, content))


def test_bookmarks_at_any_depth_are_kept(tmp_path: Path) -> None:
    numbers = range(2_000)
    starts = [f'<w:bookmarkStart w:id="{n}" w:name="b{n}"/>' + w.r("a ") for n in numbers]
    ends = [w.r(" z") + f'<w:bookmarkEnd w:id="{n}"/>' for n in reversed(numbers)]
    path = w.word_file(tmp_path, w.p("un ", *starts, "mot", *ends, " deux"))
    (text,) = w.texts(path)
    body = w.body(w.translated(path, {text: text.replace("mot", "word")}))
    assert [body.count(f'<w:bookmark{end} w:id="{n}"') for n in numbers for end in ("Start", "End")] == [
        1 for _ in range(4_000)
    ]


def test_notes_at_any_depth_are_read(tmp_path: Path) -> None:
    numbers = range(1, 3_000)
    notes = [w.footnote(n, w.p(f"note {n}", w.footnote_mark(n + 1))) for n in numbers]
    texts = w.texts(w.word_file(tmp_path, w.p("texte", w.footnote_mark(1)), footnotes="".join(notes)))
    assert sorted(text.partition("<")[0] for text in texts) == sorted(
        ["texte", *(f"note {n}" for n in numbers)]
    )


def test_nesting_that_people_make_is_read(tmp_path: Path) -> None:
    content = w.p("au fond")
    for _ in range(40):
        content = w.table(w.cell(content + w.p()))
    path = w.word_file(tmp_path, content)
    assert w.texts(w.translated(path, {"au fond": "at the bottom"})) == ["at the bottom"]


def test_an_undeclared_prefix_is_tolerated_and_kept() -> None:
    root = parse(DOCUMENT.format(more=' foo:bar="1"', content="<foo:x/><w:p/>").encode(), "part")
    assert [name(item.tag) for item in root] == ["foo:x", "w:p"]
    assert b'foo:bar="1"' in serialise(root)
    assert b"<foo:x/>" in serialise(root)


def test_a_prefix_of_ours_that_nothing_declares_is_unknown() -> None:
    root = parse(b'<w:document><w:p w:val="1"/></w:document>', "part")
    assert [name(root.tag), name(root[0].tag), attribute(root[0], "w:val")] == ["?w:document", "?w:p", None]


@pytest.mark.parametrize(
    "content", ["<w:p>", "<w:p></w:r>", "&nbsp;", "<w:p a=1/>", "\x01", "<foo:x><w:p></foo:x>"]
)
def test_other_faults_are_refused(content: str) -> None:
    with pytest.raises(InputError, match="is not well-formed XML"):
        parse(DOCUMENT.format(more="", content=content).encode(), "part")


@pytest.mark.parametrize("data", [b"", b"   ", b"\xff\xff", b"\x00" * 100, "é".encode("latin-1")])
def test_what_is_no_xml_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="is not well-formed XML"):
        parse(data, "part")


def test_names_are_the_same_in_both_flavours_and_over_a_broken_line() -> None:
    assert name("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p") == "w:p"
    assert name("{http://purl.oclc.org/ooxml/wordprocessingml/main}p") == "w:p"
    assert name("{\nhttp://schemas.openxmlformats.org/wordprocessingml/2006/main}p") == "w:p"
    assert name("{urn:other}p") == "{urn:other}p"


def test_characters_that_xml_cannot_hold_are_left_out(tmp_path: Path) -> None:
    assert legal("a\x00b\x0b\ud800\ufffec\U0001f600\t") == "abc\U0001f600\t"
    path = w.word_file(tmp_path, w.p("Bonjour"))
    assert w.body(w.translated(path, {"Bonjour": "He\x00l\x1flo"})) == w.bare(w.p("Hello"))


def test_markup_characters_in_a_translation_are_text(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, w.p(w.drawing("", descr="un plan"), "R&amp;D"))
    output = w.translated(path, {"R&D": 'R&D <w:p> "&amp;amp;" &lt;b>', "un plan": '<"R&D">'})
    assert w.texts(output) == ['R&D <w:p> "&amp;amp;" &lt;b&gt;', '<"R&D">']


def test_comments_and_instructions_in_the_markup_are_no_text(tmp_path: Path) -> None:
    path = w.word_file(
        tmp_path, w.p("<!-- rien --><?x rien?>", w.r("<w:t>Bon<!-- rien -->jour<![CDATA[ R&D]]></w:t>"))
    )
    assert w.texts(path) == ["Bonjour R&D"]


def test_a_processing_instruction_in_a_text_hides_no_letter(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, w.p(w.r("<w:t>avant<?x y?> après</w:t>")))
    assert w.texts(path) == ["avant après"]
    assert w.texts(w.translated(path, {"avant après": "before and after"})) == ["before and after"]
