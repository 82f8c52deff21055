"""What goes out to reviewers comes back as it was, whatever its tags."""

import tempfile
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booktranslate.model import Close, Open, Placeholder, State, TaggedText, Text, tagged
from booktranslate.notes import Notes
from booktranslate.review.identity import text_id
from booktranslate.review.values import Pack, Row
from booktranslate.review.xliff import xliff12, xliff21

_SIGNS = st.sampled_from([*"<>&;/# \t\n\r\u00a0é’", "&amp;", "<b>", "</b>", "<fn1/>", "&#233;", "]]>"])
_LETTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
_TEXTS = st.lists(st.one_of(_SIGNS, _LETTERS), min_size=1, max_size=8).map("".join)
_NAMES = st.sampled_from(["b", "i", "b2", "a1", "fn1", "br"])
_PIECES = st.one_of(
    st.builds(Text, _TEXTS), st.builds(Open, _NAMES), st.builds(Close, _NAMES), st.builds(Placeholder, _NAMES)
)
_TAGGED = st.lists(_PIECES, max_size=12).map(tagged)


@pytest.mark.parametrize("form", [xliff12, xliff21], ids=["1.2", "2.1"])
@given(pairs=st.lists(st.tuples(_TAGGED, _TAGGED), min_size=1, max_size=3))
def test_a_pack_in_xliff_comes_back(form: ModuleType, pairs: list[tuple[TaggedText, TaggedText]]) -> None:
    rows = []
    for number, (source, target) in enumerate(pairs, 1):
        key = (f"{number}", str(source))
        rows.append(Row(text_id(key), number, key, source, target, State.REVIEWED, Notes()))
    pack = Pack("0" * 12, "1" * 12, "Livre", "livre.docx", "Livre", "fr", "en-GB", tuple(rows))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pack.xlf"
        form.write(pack, path)
        back = form.read("pack.xlf", path.read_bytes())
    assert [answer.id for answer in back.answers] == [row.id for row in rows]
    assert [answer.target for answer in back.answers] == [
        row.target if str(row.target).strip() else None for row in rows
    ]
