"""Interviews in tables: questions in one column and answers in the next, or the speaker in the first."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from booktranslate.book.interview.labels import ANSWERERS, ASKERS, key_of
from booktranslate.book.interview.lines import Line

_HEADS = ASKERS | ANSWERERS

Cells = dict[Line, tuple[bool, str]]
"""For each cell in which somebody speaks, whether they ask, and their name if the table has it."""


def roles_in_tables(lines: Sequence[Line]) -> Cells:
    """The cells of tables that are interviews: questions beside answers, or speakers beside their words."""
    tables: dict[tuple[str, int], list[Line]] = defaultdict(list)
    for line in lines:
        if line.passage.kind == "table cell" and line.passage.cell[0]:
            tables[line.passage.part, line.passage.cell[0]].append(line)
    found: Cells = {}
    for cells in tables.values():
        columns: dict[int, list[Line]] = defaultdict(list)
        for line in cells:
            columns[line.passage.cell[2]].append(line)
        found |= _speakers(columns) or _questions(columns)
    return found


def _questions(columns: Mapping[int, list[Line]]) -> Cells:
    """The cells of the first column with questions, and those beside it; else empty."""
    for left, right in pairwise(sorted(columns)):
        if _is_questions(columns[left], columns[right]):
            return {
                line: (column == left, "")
                for column in (left, right)
                for line in columns[column]
                if key_of(line.text) not in _HEADS
            }
    return {}


def _is_questions(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether the left one of two columns has questions, by its head or its words, and the right one not."""
    heads = key_of(left[0].text) in ASKERS and key_of(right[0].text) in ANSWERERS
    body = left[1:] if heads else left
    rows = {line.passage.cell[1] for line in body} & {line.passage.cell[1] for line in right}
    if len(rows) < 2:
        return False
    share = sum(line.asks for line in body) / len(body)
    return (heads or share >= 0.6) and share > sum(line.asks for line in right) / len(right)


def _speakers(columns: Mapping[int, list[Line]]) -> Cells:
    """The cells of a transcript, with the speakers in one column and their words in the next; else empty."""
    order = sorted(columns)
    for left, right in pairwise(order):
        short = {line.passage.cell[1]: line.text for line in columns[left] if len(line.text) < 40}
        if len(short) < 4:
            continue
        who = {row: key_of(text.strip(" :")) for row, text in short.items()}
        counts = Counter(who.values())
        if not 2 <= len(counts) <= 6 or len(who) < 2 * len(counts):
            continue
        said = [(who[line.passage.cell[1]], line) for line in columns[right] if line.passage.cell[1] in who]
        share = {key: [line.asks for own, line in said if own == key] for key in counts}
        asks = {key: key in ASKERS or (sum(share[key]) > 0.5 * len(share[key])) for key in counts}
        if any(asks.values()) and not all(asks.values()):
            names = {key_of(line.text.strip(" :")): line.text.strip(" :") for line in columns[left]}
            told = [*said, *((key_of(line.text.strip(" :")), line) for line in columns[left])]
            return {line: (asks[key], names[key]) for key, line in told if key in who.values()}
    return {}
