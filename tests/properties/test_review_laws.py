"""Whatever comes back from a reviewer: no word of it is lost."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from booktranslate.catalog import Catalog, Entry
from booktranslate.catalog.combining import bring_together
from booktranslate.model import State, TaggedText, Translation, Unit, parse
from booktranslate.review import labels, returned_table
from booktranslate.review.answers import as_copy
from booktranslate.review.book_alignment import align
from booktranslate.review.damage import is_damaged, without_damage
from booktranslate.review.identity import text_id
from booktranslate.review.sent import Sent
from booktranslate.review.values import Answer, Comment, Returned

WORDS = st.sampled_from(
    (
        "clubs",
        "réseau",
        "l’avenir",
        "2 500",
        "<b>mixité</b>",
        "<fn1/>",
        "R&D",
        "1 < 2",
        "« oui »",
        "=SUM(1)",
        "\\",
        "r?seau",
        "Ã©tÃ©",
        "où ?",
    )
)
WORDS |= st.sampled_from(
    ("members", "gender balance", "booktranslate: draft by deepl", "e\u0301te\u0301", "a\nb", "--", "OK")
)
TEXTS = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
STATES = st.sampled_from((State.DRAFT, State.REVIEWED))


@st.composite
def entries(draw: st.DrawFn) -> tuple[Entry, ...]:
    sources = draw(st.lists(TEXTS, min_size=1, max_size=5, unique=True))
    return tuple(draw(entry(source)) for source in sources)


@st.composite
def entry(draw: st.DrawFn, source: str) -> Entry:
    target = parse(draw(st.one_of(st.just(""), TEXTS)))
    state = draw(STATES) if target else State.EMPTY
    origin = draw(st.sampled_from(("", "apertium"))) if state is State.DRAFT else ""
    return Entry(Unit(parse(source)), Translation(target, state, origin))


@st.composite
def changed_since(draw: st.DrawFn, sent: tuple[Entry, ...]) -> Iterator[Entry] | list[Entry]:
    """What the project holds when it comes back: others went on with the work, the book changed."""
    found = []
    for one in sent:
        what = draw(st.sampled_from(("same", "same", "translated", "source", "gone")))
        if what == "translated":
            found.append(draw(entry(str(one.unit.source))))
        elif what == "source":
            source = parse(f"{one.unit.source} {draw(WORDS)}")
            found.append(replace(one, unit=replace(one.unit, source=source)))
        elif what == "same":
            found.append(one)
    return list({each.key: each for each in found}.values())


@st.composite
def answers(draw: st.DrawFn, sent: tuple[Entry, ...]) -> list[Answer]:
    ids = st.sampled_from([text_id(each.key) for each in sent] + ["0" * 12])
    comments = st.lists(st.builds(Comment, TEXTS, st.sampled_from(("", "Zoé Exemple"))), max_size=2)
    one = st.builds(
        Answer,
        ids,
        st.one_of(st.none(), TEXTS.map(parse), st.just(TaggedText())),
        st.sampled_from((None, True, False)),
        comments.map(tuple),
    )
    return draw(st.lists(one, max_size=6))


def folded(text: str) -> str:
    return " ".join(text.replace(" / ", " ").split())


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_no_word_of_an_answer_is_lost(data: st.DataObject) -> None:
    sent = data.draw(entries())
    ours = Catalog("fr", "en-GB", tuple(data.draw(changed_since(sent))))
    came = data.draw(answers(sent))
    frame = Catalog("fr", "en-GB", sent)
    kept = Sent("a" * 12, "b" * 12, "", "", "", "", (), "", (), Path())
    kept.__dict__["catalog"] = frame  # as it would be read from its folder
    is_kept = data.draw(st.booleans())
    known = {text_id(each.key): each for each in (*ours.entries, *(sent if is_kept else ()))}
    returned = without_damage(Returned("back", "", "", tuple(came)), known)
    copy = as_copy(returned, kept if is_kept else None, [ours])
    after, _ = bring_together(ours, copy.catalog, copy.ancestor)
    where = [folded(str(each.translation.target)) for each in after.all_entries]
    where += [folded(each.person_comment) for each in after.all_entries]
    where += [folded(words) for words in copy.unplaced]
    former = {text_id(each.key): folded(str(each.translation.target)) for each in sent}
    for answer in came:
        said = [comment.text for comment in answer.comments]
        english = str(known[answer.id].translation.target) if answer.id in known else ""
        is_other = folded(str(answer.target)) != former.get(answer.id)
        if answer.target and is_other and not is_damaged(english, str(answer.target), loosely=True):
            said.append(str(answer.target))
        for words in said:
            assert any(folded(words) in place for place in where), (words, where)


CELLS = st.one_of(st.just(""), TEXTS)


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_no_word_of_a_table_is_lost(data: st.DataObject) -> None:
    """But in the columns that are ours: number, state and notes."""
    columns = (labels.NUMBER, labels.FRENCH, labels.ENGLISH, labels.OK, labels.REMARK, labels.ID, "Avis")
    ids = st.sampled_from(("", f"{'0' * 12}-abcdef", f"{'1' * 12}-{'2' * 6}"))
    row = st.tuples(st.just("1"), CELLS, CELLS, CELLS, CELLS, ids, CELLS)
    rows = data.draw(st.lists(row, max_size=4))
    has_head = data.draw(st.booleans())
    body = [columns, *rows] if has_head else rows
    found = returned_table.read([returned_table.Cells(each) for each in body], columns[:6])
    there = [folded(words) for words in found.unplaced]
    for answer in found.answers:
        there += [folded(str(answer.target or "")), *(folded(each.text) for each in answer.comments)]
    for cells in rows:
        for words in (cells[2], cells[4], cells[6]):
            assert any(folded(words) in place for place in there) or not words, (words, there)
        verdict, rest = labels.verdict(cells[3])
        assert verdict is not None or not rest or any(folded(cells[3]) in place for place in there)


NUMBERS = st.sampled_from(["one", "two", "three", "four", "five", "six", "seven", "eight"])
LINES = st.lists(NUMBERS, max_size=7).map(" ".join)


@given(st.lists(LINES, max_size=8), st.lists(LINES, max_size=8))
@settings(max_examples=300, deadline=None)
def test_each_place_is_paired_once_or_told(before: Sequence[str], after: Sequence[str]) -> None:
    found = align(before, after)
    ones, others = [one for one, _ in found.pairs], [other for _, other in found.pairs]
    assert ones == sorted(set(ones))
    assert others == sorted(set(others))
    assert sorted([*ones, *found.gone]) == list(range(len(before)))
    assert sorted([*others, *found.added]) == list(range(len(after)))


@given(st.lists(LINES, max_size=12))
def test_the_same_texts_are_paired_in_order(texts: Sequence[str]) -> None:
    found = align(texts, texts)
    assert found.pairs == tuple((place, place) for place in range(len(texts)))
