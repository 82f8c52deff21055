"""Whatever a book says, the review page is the same page with other data; what it saves is read again."""

import json
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from booktranslate.errors import InputError
from booktranslate.model import Finding, State, parse
from booktranslate.notes import Notes, Other, Term
from booktranslate.review.identity import text_id
from booktranslate.review.page import read, recognises, rendered
from booktranslate.review.page.making import as_data
from booktranslate.review.values import Pack, Row

HOSTILE = [
    "</script>",
    "</noscript>",
    "<!--",
    "-->",
    "]]>",
    "\u2028",
    '"',
    "'",
    "<b>",
    "</b>",
    "<fn1/>",
    "&lt;",
]
HOSTILE += [
    "{{ 1 }}",
    "{% x %}",
    "\\u003c",
    "</SCRIPT >",
    "<svg onload=x>",
    "\u0000",
    "\r",
    "\U0001f642",
    " ",
]
texts = st.lists(st.sampled_from(HOSTILE) | st.text(st.characters(codec="utf-8")), max_size=6).map("".join)


class _Shape(HTMLParser):
    """The elements of a page, and the data in it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.data = ""
        self._is_data = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attributes)))
        self._is_data = dict(attributes).get("id") == "pack"

    def handle_endtag(self, tag: str) -> None:
        self._is_data = False

    def handle_data(self, data: str) -> None:
        self.data += data if self._is_data else ""


def pack(text: str) -> Pack:
    key = (text, text)
    findings = (Finding("x", "note", text, term=text, suggestion=text),)
    notes = Notes((Term(text, text), Other(text)))
    row = Row(text_id(key), 1, key, parse(text), parse(text), State.DRAFT, notes, text, findings)
    return Pack(text, text, text, text, text, "fr", "en-GB", (row,), text)


PLAIN = _Shape(rendered(pack("a")))


@given(texts)
def test_no_text_becomes_markup(text: str) -> None:
    shape = _Shape(rendered(pack(text)))
    assert shape.tags == PLAIN.tags
    assert json.loads(shape.data) == json.loads(json.dumps(as_data(pack(text))))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "english"]) | texts, inner)
    ),
    max_leaves=8,
)


@given(
    st.fixed_dictionaries(
        {"booktranslate-review": st.just(1) | json_values},
        optional=dict.fromkeys(("project", "pack", "reviewer", "answers", "other"), texts | json_values),
    )
    | json_values
)
def test_a_file_is_read_or_refused(content: object) -> None:
    data = json.dumps(content).encode()
    try:
        returned = read("x.json", data)
    except InputError as error:
        said = str(error)
    else:
        said = "x.json"
        assert recognises(data)
        assert len(returned.answers) == len({answer.id for answer in returned.answers})
    assert said.startswith("x.json")


@given(st.binary(max_size=200))
def test_any_bytes_are_told_apart(data: bytes) -> None:
    assert recognises(data) in (True, False)
