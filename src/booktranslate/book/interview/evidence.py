"""How a document distinguishes questions from answers, learnt from the whole of it: labels, looks, tables."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from booktranslate.book.interview import words
from booktranslate.book.interview.labels import ANSWERERS, ASKERS, NOBODY, key_of
from booktranslate.book.interview.lines import Line, Look, with_next
from booktranslate.book.interview.tables import roles_in_tables
from booktranslate.config_tables import Interview as Settings

_NAMED = ("question", "intervieweur", "interviewer", "journaliste")
_LONGEST_BEFORE = 6  # paragraphs at the start of a chapter that may name the person who answers


@dataclass(frozen=True, eq=False)
class Evidence:
    """The signs in a document: labels of speakers, looks of questions, roles of table cells.

    `askers` and `answerers` are keys of labels; `names` are the people whom labels and titles name in full.
    `is_said`: the settings say who speaks, or how questions look, and the document has that.
    """

    askers: frozenset[str] = frozenset()
    answerers: frozenset[str] = frozenset()
    looks: frozenset[Look] = frozenset()
    cells: Mapping[Line, tuple[bool, str]] = field(default_factory=dict)  # whether it asks, and who speaks
    names: tuple[str, ...] = ()
    is_said: bool = False
    answers_are_labelled: bool = False
    looks_are_answered: bool = False  # whether a label of an answerer follows what looks like a question
    is_announced: bool = False  # whether a title or a sentence announces an interview, or a title is a name

    @property
    def is_strong(self) -> bool:
        """Whether labels say who speaks by more than Q and R: by names, or words such as « Journaliste »."""
        plain = {"q", "r", "question", "questions", "reponse", "reponses", "rep"}
        return self.is_said or bool((self.askers | self.answerers) - plain)

    @property
    def shows_all(self) -> bool:
        """Whether there are labels both for who asks and for who answers."""
        return bool(self.askers and self.answerers)

    def asks(self, line: Line) -> bool | None:
        """Whether the label of a paragraph is that of an asker (else of an answerer); None without either."""
        if line.label is None or line.label.key not in self.askers | self.answerers:
            return None
        return line.label.key in self.askers


def gather(lines: Sequence[Line], titles: Sequence[str], settings: Settings) -> Evidence:
    """Learn the signs of a document from its lines and the titles of its chapters."""
    said = {key_of(one.label or one.name): one.asks for one in settings.speakers}
    names = tuple(dict.fromkeys([*(one.name for one in settings.speakers), *_people(lines, titles)]))
    styles = {style.casefold() for style in settings.questions}
    cells = roles_in_tables(lines)
    running = [line for line in lines if line.passage.kind != "table cell"]
    is_announced = any(map(words.person_in, titles)) or any(
        words.announces_interview(one.text) for one in lines
    )
    looks = _looks(running, styles, 0.3 if is_announced else 0.5)
    askers, answerers = _labels(running, looks, names, said)
    turns = [line for line in running if line.label and line.label.key in askers | answerers]
    followed = [
        second.label is not None and second.label.key in answerers
        for first, second in pairwise(turns)
        if first.label and first.label.key in askers
    ]
    return Evidence(
        askers,
        answerers,
        looks,
        cells,
        names,
        is_said=bool(styles or any(speaker.label for speaker in settings.speakers))
        and bool(askers | answerers or looks),
        answers_are_labelled=_mostly(followed),
        is_announced=is_announced,
        looks_are_answered=_mostly(_answered(running, looks, answerers)),
    )


def _mostly(found: Sequence[bool]) -> bool:
    return bool(found) and sum(found) >= 0.6 * len(found)


def _answered(lines: Sequence[Line], looks: frozenset[Look], answerers: frozenset[str]) -> list[bool]:
    """For each paragraph with the look of questions, whether a label of an answerer comes next."""
    return [
        after.label is not None and after.label.key in answerers
        for line, after in pairwise(lines)
        if line.look in looks
    ]


def _people(lines: Sequence[Line], titles: Sequence[str]) -> Iterator[str]:
    """The people whom titles, the first paragraphs of chapters and labels name in full."""
    before: Counter[int] = Counter()
    for title in titles:
        yield from words.people_in(title)
    for line in lines:
        before[line.chapter] += 1
        if line.is_title or before[line.chapter] <= _LONGEST_BEFORE:
            yield from words.people_in(line.text)
        if line.label and words.is_person(line.label.name):
            yield line.label.name


@lru_cache(1_000)
def matches(key: str, name: str) -> bool:
    """Whether a label (by its key) means a person: it is the name, its initials, or one part of it."""
    parts = [key_of(part) for part in name.split()]
    return key in {key_of(name), key_of(words.initials(name)), *(part for part in parts if len(part) > 1)}


def _looks(lines: Sequence[Line], styles: set[str], least: float) -> frozenset[Look]:
    """The looks of questions: paragraphs with such a look often ask, and one with another look follows.

    `styles` are those that the settings name; `least` is the share of them that must ask.
    """
    by_look: dict[Look, list[tuple[Line, Line | None]]] = defaultdict(list)
    for line, after in with_next(lines):
        if line.label is None or line.label.rest:
            by_look[line.look].append((line, after))
    sizes = {look: sum(len(line.text) for line, _ in pairs) for look, pairs in by_look.items()}
    whole = sum(sizes.values())

    def is_of_questions(look: Look) -> bool:
        style, pairs = look[0].casefold(), by_look[look]
        if style in styles:
            return True
        is_named = any(word in style for word in _NAMED) and "réponse" not in style
        if len(pairs) < (2 if is_named else 3) or not (is_named or sizes[look] < 0.5 * whole):
            return False
        followed = sum(
            after is not None and after.look != look and not after.passage.level for _, after in pairs
        )
        share = 0.3 if is_named else least
        return followed >= 0.6 * len(pairs) and sum(line.asks for line, _ in pairs) >= share * len(pairs)

    return frozenset(filter(is_of_questions, by_look))


def _labels(
    lines: Sequence[Line], looks: frozenset[Look], names: Sequence[str], said: Mapping[str, bool]
) -> tuple[frozenset[str], frozenset[str]]:
    """The keys of the labels of askers and of answerers; `said` are those in the settings."""
    turns: dict[str, list[Line]] = defaultdict(list)
    spoken: dict[Line, str] = {}
    for line, after in with_next(lines):
        if line.label and line.label.key not in NOBODY:
            turns[line.label.key].append(line)
            spoken[line] = line.label.rest or (after.text if after else "")
    named = {key for key in turns for name in names if matches(key, name) and _is_mostly_short(turns[key])}
    known = {
        key: its_lines
        for key, its_lines in turns.items()
        if key in said
        or key in ASKERS | ANSWERERS
        or key in named
        or (len(its_lines) > 1 and (len(key) < 5 or _is_mostly_short(its_lines)))
    }
    order = [line for line in lines if line.label and line.label.key in known]
    asked = {key: [words.asks(spoken[line]) for line in its_lines] for key, its_lines in known.items()}
    share = {key: sum(found) / len(found) for key, found in asked.items()}
    askers = {key for key in known if said.get(key) or (key in ASKERS and key not in said)}
    if not askers:
        free = [key for key in known if key not in ANSWERERS and key not in said]
        often = [
            key
            for key in free
            if share[key] >= 0.5 and len(asked[key]) > 1 and key not in _outasked(named, share)
        ]
        askers = set(often) or set(_asker_of_transcript(free, known, spoken, share))
    rest = set(known) - askers
    if askers:
        after_question = {
            second.label.key
            for first, second in pairwise(order)
            if first.label and second.label and first.label.key in askers
        }
        answerers = {key for key in rest if key in after_question or key in said or key in ANSWERERS}
    else:  # answerers are those who follow questions that we know by their look
        answerers = {key for key in rest if key in said or _follows(known[key], lines, looks)}
    if not said and len([line for line in order if line.label and line.label.key in askers | answerers]) < 2:
        return frozenset(), frozenset()
    if not askers and not looks and not said:
        return frozenset(), frozenset()
    return frozenset(askers), frozenset(answerers)


def _outasked(named: set[str], share: Mapping[str, float]) -> set[str]:
    """The labels of people whom the document names, if another speaker asks at least as often."""
    return {key for key in named if any(share[other] >= share[key] for other in share if other not in named)}


def _is_mostly_short(lines: Sequence[Line]) -> bool:
    """Whether a label is probably one, not the start of a sentence: it is mostly short."""
    return sum(line.label is not None and len(line.label.name.split()) <= 4 for line in lines) * 2 > len(
        lines
    )


def _asker_of_transcript(
    keys: Sequence[str],
    known: Mapping[str, list[Line]],
    spoken: Mapping[Line, str],
    share: Mapping[str, float],
) -> Iterator[str]:
    """Who asks in a transcript: who asks most often, if often enough and in fewer words than others."""
    length = {key: sum(len(spoken[line]) for line in known[key]) / len(known[key]) for key in keys}
    if len(keys) > 1:
        best = max(keys, key=lambda key: share[key])
        others = max(length[key] for key in keys if key != best)
        if share[best] >= 0.3 and len(known[best]) > 2 and length[best] < 0.7 * others:
            yield best


def _follows(its_lines: Sequence[Line], lines: Sequence[Line], looks: frozenset[Look]) -> bool:
    """Whether the lines of a label mostly come right after paragraphs with the look of questions."""
    before = dict(zip(lines[1:], lines, strict=False))
    found = [line in before and before[line].look in looks for line in its_lines]
    return bool(looks) and sum(found) >= 0.5 * len(found)
