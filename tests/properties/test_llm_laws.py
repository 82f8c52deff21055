"""What a language model writes is read back, whatever the texts hold, and never more than was asked for."""

import json

from hypothesis import given
from hypothesis import strategies as st

from booktranslate.engines.llm import answers, prompt
from booktranslate.engines.llm.prompt import Item, Style
from booktranslate.engines.markup import repair
from booktranslate.model import parse

SPECIAL = '"}]{[\\n\\"`:,<>&#x/- idtextanslo1234'
TEXTS = st.lists(st.text(SPECIAL, max_size=30) | st.text(max_size=30), min_size=1, max_size=6)
STYLE = Style("fr", "en-GB", "ise")


def asked(texts: list[str]) -> prompt.Question:
    sources = [parse(text) for text in texts]
    items = [Item(place, source, repair.as_is(source)) for place, source in enumerate(sources)]
    return prompt.question(items, "\n".join(texts), STYLE, "schema")


@given(TEXTS)
def test_the_message_is_data_that_says_what_it_should(texts: list[str]) -> None:
    question = asked(texts)
    data = json.loads(question.user)
    assert [text["id"] for text in data["texts"]] == list(question.items)
    assert [text["text"] for text in data["texts"]] == [str(i.form.text) for i in question.items.values()]
    assert not [name for name in question.items if name in json.dumps(texts)]
    assert question.system == STYLE.system("schema")  # nothing of the book is in it


FRAMES = ["@", "```json\n@\n```", "Here {it} is:\n@\nBye.", "<think>{</think>@"]


@given(TEXTS, st.booleans(), st.sampled_from(FRAMES))
def test_json_is_read_whatever_is_in_it_and_round_it(texts: list[str], ascii_only: bool, frame: str) -> None:
    names = [f"ab12-{number}" for number, _ in enumerate(texts)]
    entries = [{"id": name, "text": text} for name, text in zip(names, texts, strict=True)]
    written = json.dumps({"translations": entries}, ensure_ascii=ascii_only)
    found = answers.read(frame.replace("@", written, 1), names)
    assert found == answers.Answers(dict(zip(names, texts, strict=True)))


@given(TEXTS, st.data())
def test_json_that_breaks_off_gives_whole_entries_only(texts: list[str], data: st.DataObject) -> None:
    names = [f"ab12-{number}" for number, _ in enumerate(texts)]
    entries = [{"id": name, "text": text} for name, text in zip(names, texts, strict=True)]
    written = json.dumps({"translations": entries})
    cut = written[: data.draw(st.integers(0, len(written) - 1))]
    found = answers.read(cut, names, cut=True).texts
    assert found.items() <= dict(zip(names, texts, strict=True)).items()
    whole = sum(json.dumps(entry) in cut for entry in entries)
    assert len(found) <= max(whole, len(set(texts)))


@given(st.lists(st.text("abc <b>/[]12-.", min_size=1, max_size=20).filter(str.strip), min_size=1, max_size=9))
def test_lines_are_read(texts: list[str]) -> None:
    names = [f"f00d-{number}" for number, _ in enumerate(texts, 1)]
    written = "\n".join(f"[{name}] {text}" for name, text in zip(names, texts, strict=True))
    found = answers.read(written, names)
    assert found.texts == {name: text.strip() for name, text in zip(names, texts, strict=True)}


@given(st.text(SPECIAL + "{}[]", max_size=200) | st.text(max_size=100), st.booleans())
def test_nothing_is_read_that_was_not_asked_for(written: str, cut: bool) -> None:
    found = answers.read(written, ["ab12-1", "ab12-2"], cut=cut)
    assert found.texts.keys() <= {"ab12-1", "ab12-2"}
    assert bool(found.fault) == (len(found.texts) < 2)
