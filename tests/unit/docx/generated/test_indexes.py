"""Alphabetical indexes: made from the translated entries, and sorted for English."""

from pathlib import Path

import pytest

from tests.unit.docx import building as w
from tests.unit.docx.generated.test_contents import shown

STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="Index{level}"><w:name w:val="index {level}"/></w:style>'
    for level in (1, 2)
)


def entry(code: str) -> str:
    return w.p("Texte.", w.mark_field(f" XE {code} "))


def index(*lines: str, code: str = r' INDEX \c "2" ') -> str:
    """An index; two spaces before a line make it a subentry."""
    made = [
        w.p(
            *([w.begin(code)] if not place else []),
            line.strip() or w.r(" "),
            properties=w.styled("Index2" if line.startswith("  ") and line.strip() else "Index1"),
        )
        for place, line in enumerate(lines)
    ]
    return "".join(made) + w.p(w.END)


def lines(path: Path, entries: int) -> list[str]:
    return [text for text in shown(path)[entries:] if text]


@pytest.mark.parametrize(
    "entry",
    [
        '<w:fldSimple w:instr=" XE &quot;mixité&quot; "/>',
        w.mark_field(' XE "mixité" ').replace(
            " XE ", ' X</w:instrText></w:r><w:r><w:instrText xml:space="preserve">E '
        ),
    ],
)
def test_entries_and_indexes_in_pieces_or_in_simple_fields(tmp_path: Path, entry: str) -> None:
    code = w.begin(" INDEX ").replace("INDEX", "IN</w:instrText><w:instrText>DEX")
    content = w.p("Texte.", entry) + w.p(code, "mixité, 1", properties=w.styled("Index1")) + w.p(w.END)
    path = w.word_file(tmp_path, content, styles=STYLES)
    assert w.texts(path) == ["Texte.", "mixité"]
    assert lines(w.translated(path, {"mixité": "gender balance"}), 1) == ["gender balance, 1"]


def test_lines_follow_their_entries_in_the_order_of_english(tmp_path: Path) -> None:
    content = (
        entry('"mixité"')
        + entry('"filière:bois"')
        + entry('"pôle"')
        + entry('"filière:textile"')
        + entry('"élan"')
        + index("élan, 9", "filière", "  bois, 2", "  textile, 4", "mixité, 1, 7–9", "pôle, iv")
    )
    path = w.word_file(tmp_path, content, styles=STYLES)
    words = ["mixité", "filière:bois", "pôle", "filière:textile", "élan"]
    assert [text for text in w.texts(path) if text != "Texte."] == words
    targets = {
        "Texte.": "Text.",
        "mixité": "gender balance",
        "filière:bois": "sector:wood",
        "filière:textile": "sector:textiles",
        "pôle": "hub",
        "élan": "Éclat",
    }
    output = w.translated(path, targets)
    assert lines(output, 5) == [
        "Éclat, 9",
        "gender balance, 1, 7–9",
        "hub, iv",
        "sector",
        "textiles, 4",
        "wood, 2",
    ]
    body = w.body(output)
    assert body.index("INDEX") < body.index("Éclat, 9")
    assert body.endswith(w.bare(w.p(w.END)))
    assert body.count('w:val="Index2"') == 2


def test_letters_over_groups_are_those_of_the_english_words(tmp_path: Path) -> None:
    content = entry('"bois"') + entry('"clé"') + entry('"nappe"')
    content += index("B", "bois, 1", "C", "clé, 2", "N", "nappe, 3", code=r' INDEX \h "A" ')
    path = w.word_file(tmp_path, content, styles=STYLES)
    output = w.translated(path, {"bois": "wood", "clé": "key", "nappe": "watershed"})
    assert lines(output, 3) == ["K", "key, 2", "W", "watershed, 3", "wood, 1"]
    output = w.translated(path, {"bois": "wood", "clé": "key", "nappe": "cloth"})
    assert lines(output, 3) == ["C", "cloth, 3", "K", "key, 2", "W", "wood, 1"]


def test_a_reference_instead_of_a_page_is_that_of_the_entry(tmp_path: Path) -> None:
    content = entry(r'"grappe" \t "voir pôle"') + entry('"pôle"') + index("grappe, voir pôle", "pôle, 2")
    path = w.word_file(tmp_path, content, styles=STYLES)
    assert "grappe, voir pôle" not in w.texts(path)
    output = w.translated(path, {"grappe": "cluster", "voir pôle": "see hub", "pôle": "hub"})
    assert lines(output, 2) == ["cluster, see hub", "hub, 2"]


def test_the_look_of_page_numbers_stays(tmp_path: Path) -> None:
    last = w.p("clé, ", w.r("2", w.BOLD), properties=w.styled("Index1"))
    content = entry('"bois"') + entry(r'"clé" \b') + index("bois, 1").replace(w.p(w.END), last + w.p(w.END))
    path = w.word_file(tmp_path, content, styles=STYLES)
    output = w.translated(path, {"bois": "wood", "clé": "key"})
    assert lines(output, 2) == ["key, 2", "wood, 1"]
    assert w.bare(w.r("2", w.BOLD)) in w.body(output)


def test_a_line_that_no_entry_says_is_a_unit_and_the_order_stays(tmp_path: Path) -> None:
    content = entry('"bois"') + index("bois, 1", "un ajout à la main, 5")
    path = w.word_file(tmp_path, content, styles=STYLES)
    assert w.texts(path) == ["Texte.", "bois", "un ajout à la main, 5"]
    output = w.translated(path, {"bois": "wood", "un ajout à la main, 5": "added by hand, 5"})
    assert lines(output, 1) == ["wood, 1", "added by hand, 5"]


@pytest.mark.parametrize("line", ["filière : bois, 2 ; textile, 4", "filière: bois, 2; textile, 4"])
def test_subentries_in_one_paragraph(tmp_path: Path, line: str) -> None:
    content = entry('"filière:bois"') + entry('"filière:textile"') + index(line, code=r" INDEX \r ")
    path = w.word_file(tmp_path, content, styles=STYLES)
    output = w.translated(path, {"filière:bois": "sector:wood", "filière:textile": "sector:textiles"})
    expected = line.replace("filière", "sector").replace("bois", "wood").replace("textile", "textiles")
    assert lines(output, 2) == [expected]


def test_the_end_of_a_section_stays_where_it_is(tmp_path: Path) -> None:
    section = '<w:sectPr><w:cols w:num="2"/></w:sectPr>'
    last = w.p("clé, 2", properties=w.styled("Index1") + section)
    content = entry('"bois"') + entry('"clé"') + index("bois, 1").replace(w.p(w.END), last + w.p(w.END))
    path = w.word_file(tmp_path, content, styles=STYLES)
    output = w.translated(path, {"bois": "wood", "clé": "key"})
    assert lines(output, 2) == ["key, 2", "wood, 1"]
    assert w.bare(w.p("wood, 1", properties=w.styled("Index1") + section)) in w.body(output)
