"""The roles of the paragraphs of a document, chapter by chapter, derived from its signs (`evidence`)."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from booktranslate.book.interview import words
from booktranslate.book.interview.evidence import Evidence, gather, matches
from booktranslate.book.interview.labels import ANSWERERS, key_of
from booktranslate.book.interview.lines import Line, lines_of, may_speak, with_next
from booktranslate.config_tables import Interview as Settings
from booktranslate.docx import Passage

_BY_WORDS = "question marks and requests"
_FEWEST = 3  # an interview without names, or a chapter of one, needs so many questions


@dataclass(frozen=True, slots=True)
class Role:
    """Whether a paragraph asks or answers, and who answers, if the book says it."""

    question: bool = False
    answer: bool = False
    speaker: str = ""


NONE = Role()


@dataclass(frozen=True, slots=True)
class Understood:
    """The roles of each chapter's passages, in order, and the reasons for them, in words."""

    roles: tuple[tuple[Role, ...], ...]
    evidence: tuple[str, ...] = ()

    @property
    def questions(self) -> int:
        """The number of paragraphs that ask."""
        return sum(role.question for chapter in self.roles for role in chapter)

    @property
    def answers(self) -> int:
        """The number of paragraphs that answer."""
        return sum(role.answer for chapter in self.roles for role in chapter)

    @property
    def speakers(self) -> dict[str, int]:
        """The people who answer, each with their number of paragraphs."""
        return dict(Counter(role.speaker for chapter in self.roles for role in chapter if role.speaker))


def understand(chapters: Sequence[tuple[str, Sequence[Passage]]], settings: Settings) -> Understood:
    """The roles in a document; `chapters` are titles (Heading 1) with their passages."""
    nothing = tuple(tuple(NONE for _ in passages) for _, passages in chapters)
    if not settings.detect:
        return Understood(nothing, ("switched off in booktranslate.toml",))
    if not (settings.speakers or settings.questions or _has_questions(chapters)):
        return Understood(nothing)
    lines = lines_of([passages for _, passages in chapters])
    titles = [title for title, _ in chapters]
    evidence = gather(lines, titles, settings)
    by_chapter: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        by_chapter[line.chapter].append(line)
    read: list[_Chapter] = []
    whole = _Chapter(evidence)
    for number, its_lines in by_chapter.items():
        if evidence.is_said or not _is_other(titles[number], its_lines):
            chapter = _Chapter(evidence, _person(titles[number], its_lines))
            chapter.read(its_lines)
            whole.add(chapter)
            read.append(chapter)
    if not (evidence.is_said or _is_interview(whole, evidence)):
        return Understood(nothing)
    found: dict[Line, Role] = {}
    used: Counter[str] = Counter()
    for chapter in read:
        if evidence.is_said or _fits(chapter, evidence):
            found |= chapter.roles
            used += chapter.signs
    index = {(line.chapter, line.place): role for line, role in found.items()}
    roles = tuple(
        tuple(index.get((number, place), NONE) for place in range(len(passages)))
        for number, (_, passages) in enumerate(chapters)
    )
    return Understood(roles, tuple(f"{sign} ({count:,})" for sign, count in used.most_common()))


def _has_questions(chapters: Sequence[tuple[str, Sequence[Passage]]]) -> bool:
    """Whether there is a question mark anywhere, without which there is no interview."""
    return any(
        "?" in passage.text.plain and may_speak(passage) for _, passages in chapters for passage in passages
    )


@dataclass(eq=False)
class _Chapter:
    """Reads a chapter paragraph by paragraph, and knows who spoke last and how we know it."""

    evidence: Evidence
    person: str = ""
    roles: dict[Line, Role] = field(default_factory=dict)
    signs: Counter[str] = field(default_factory=Counter)
    _who: str = ""
    _turn: str = ""  # "question" or "answer" while somebody speaks
    _from_label: bool = False
    _labelled: set[str] = field(default_factory=set)

    def add(self, other: "_Chapter") -> None:
        """Add the roles of another chapter, to look at the whole document."""
        self.roles |= other.roles
        self.signs += other.signs

    def read(self, lines: Sequence[Line]) -> None:
        """Find the roles of the lines of a chapter."""
        self._labelled = {
            line.label.key for line in lines if line.label and line.label.key in self.evidence.answerers
        }
        for line, after in with_next(lines):
            self._line(line, after)

    def _line(self, line: Line, after: Line | None) -> None:
        evidence = self.evidence
        by_label = evidence.asks(line)
        if line.passage.kind == "table cell":
            if line in evidence.cells:
                asks, name = evidence.cells[line]
                who = self._name(key_of(name), name) if name else "" if self._labelled else self.person
                self._say(line, asks, "columns of a table", who)
            self._turn = ""
        elif line.passage.level == 1 and line.look not in evidence.looks:
            self._turn = ""
        elif by_label is not None and line.label is not None:
            who = "" if by_label else self._name(line.label.key, line.label.name)
            self._turn, self._who, self._from_label = ("question" if by_label else "answer"), who, True
            self._say(line, by_label, "labels of speakers", who)
        elif line.look in evidence.looks and not self._is_title(line, after):
            self._from_label = self._from_label and self._turn == "question"
            self._say(line, True, f"the formatting of questions ({' '.join(filter(None, line.look))})")
        elif line.look in evidence.looks and not evidence.shows_all:
            if line.passage.level or words.ends_interview(line.text):
                self._pause(line)  # a title among the questions, or something after them
        elif line.passage.level or words.ends_interview(line.text):
            self._pause(line)
        elif self._is_plain_question(line, after):
            self._from_label = False
            self._say(line, True, _BY_WORDS)
        elif self._turn == "question" and self._from_label and evidence.answers_are_labelled:
            dash = words.begins_with_dash(line.text)
            self._say(line, not dash, "labels of speakers", "")
        elif self._turn:
            self._from_label = self._from_label and self._turn == "answer"
            self._say(
                line,
                False,
                "",
                "" if words.begins_with_dash(line.text) and self._labelled else self._speaker(),
            )

    def _pause(self, line: Line) -> None:
        """Nobody speaks; a heading may name who speaks next."""
        self._turn = ""
        if line.passage.level:
            self.person = words.person_in(line.text) or self.person

    def _say(self, line: Line, asks: bool, sign: str, who: str = "") -> None:
        self.roles[line] = Role(asks, not asks, "" if asks else who)
        if self._turn == "" or asks:
            self._turn = "question" if asks else "answer"
        if not asks:
            self._turn = "answer"
        if sign and asks:
            self.signs[sign] += 1

    def _speaker(self) -> str:
        """Who is answering in a paragraph without a label."""
        if self._from_label and self._turn == "answer":
            return self._who
        if len(self._labelled) == 1:
            return self._name(next(iter(self._labelled)), self._who)
        return "" if self._labelled else self.person

    def _name(self, key: str, written: str) -> str:
        """The full name for a label, if the book has it; the name of a role is not a name."""
        if key in ANSWERERS:
            return self.person
        if self.person and matches(key, self.person):
            return self.person
        if len(key) < 2 and not any(matches(key, name) for name in self.evidence.names):
            return ""
        full = {name for name in self.evidence.names if matches(key, name)}
        if len(full) == 1:
            return full.pop()
        return written.title() if written.isupper() and len(written) > 4 else written

    def _is_title(self, line: Line, after: Line | None) -> bool:
        """Whether something that looks like a question is a title or a name above one."""
        if line.asks:
            return False
        if self.evidence.shows_all and self._turn != "question":
            return True
        if words.ends_interview(line.text) or words.is_person(line.text):
            return True
        if self.evidence.looks_are_answered:
            return after is None or self.evidence.asks(after) is not False
        if after is None or after.passage.level:
            return True  # as nobody answers
        return after.look == line.look and line.text[-1:] not in ".?!…:»"

    def _is_plain_question(self, line: Line, after: Line | None) -> bool:
        """Whether a paragraph is a question by its words alone, if no look and no label shows who asks."""
        if line.passage.kind != "paragraph":
            return False
        if self.evidence.looks or self.evidence.askers:
            # A line of a dialogue between turns with labels.
            return bool(
                self._turn != "question"
                and words.begins_with_dash(line.text)
                and after is not None
                and words.begins_with_dash(after.text)
                and line.asks
            )
        if not line.asks:
            return False
        if self._turn == "answer" and after is not None and after.asks and not words.addressed([line.text]):
            return False  # a rhetorical question in an answer
        return len(line.text) <= 400 and self._turn != "question"


def _is_interview(whole: _Chapter, evidence: Evidence) -> bool:
    """Whether the questions of a document address somebody who speaks about themselves."""
    questions, answers = _spoken(whole)
    if len(questions) < (2 if evidence.is_strong or evidence.cells else _FEWEST) or not answers:
        return False
    if _is_plain(whole, questions):
        told = sum(words.is_told(line.text) for line in whole.roles)
        if told > 0.03 * len(whole.roles) or not _alternates(whole):
            return False
        if not evidence.is_announced:
            return False
        return _is_personal(questions, answers, 0.5, 0.4)
    if evidence.is_strong:
        return _is_personal(questions, answers, 0.15, 0.15)
    return _is_personal(questions, answers, *((0.3, 0.3) if evidence.is_announced else (0.5, 0.4)))


def _is_plain(chapter: _Chapter, questions: Sequence[str]) -> bool:
    """Whether most questions were recognised by their words alone."""
    return chapter.signs[_BY_WORDS] > 0.5 * len(questions)


def _fits(chapter: _Chapter, evidence: Evidence) -> bool:
    """Whether a chapter of a book of interviews is itself an interview."""
    questions, answers = _spoken(chapter)
    if not questions or not answers:
        return False
    if _is_plain(chapter, questions) and len(questions) < _FEWEST and not chapter.person:
        return False
    if (evidence.is_strong and chapter.signs["labels of speakers"]) or len(questions) < 3:
        return words.addressed(questions) > 0 or words.personal(answers)[1] > 0
    return _is_personal(questions, answers, 0.2, 0.2)


def _spoken(chapter: _Chapter) -> tuple[list[str], list[str]]:
    """The questions and the answers of a chapter; an answer may have several paragraphs."""
    questions: list[str] = []
    answers: list[str] = []
    was_answer = False
    for line, role in chapter.roles.items():
        if role.question:
            questions.append(line.said)
        elif was_answer:
            answers[-1] += " " + line.said
        else:
            answers.append(line.said)
        was_answer = role.answer
    return questions, answers


def _is_personal(questions: Sequence[str], answers: Sequence[str], address: float, person: float) -> bool:
    addressed = words.addressed(questions)
    if addressed < address:
        return False
    first, either = words.personal(answers)
    return either >= person and first > 0 and words.asked_for_oneself(questions) <= addressed / 2


def _alternates(chapter: _Chapter) -> bool:
    """Whether an answer follows most questions, and answers are not as long as chapters."""
    roles = list(chapter.roles.values())
    pairs = list(pairwise(roles))
    followed = sum(first.question and second.answer for first, second in pairs)
    return followed >= 0.8 * sum(role.question for role in roles) and followed * 12 >= len(roles)


def _is_other(title: str, lines: Sequence[Line]) -> bool:
    """Whether a title says that the questions of a chapter are not an interview."""
    heads = [line for line in lines if line.passage.level == 1 or line.passage.style in {"Title", "Titre"}]
    return any(map(words.is_no_interview, {title, *(line.text for line in (*lines[:1], *heads))}))


def _person(title: str, lines: Sequence[Line]) -> str:
    """The person whom a chapter is about, by its title or, without a Heading 1, by its first lines."""
    for text in _titles(title, lines):
        if name := words.person_in(text):
            return name
    return ""


def _titles(title: str, lines: Sequence[Line]) -> Iterator[str]:
    if title:
        yield title
        return
    for line in lines[:6]:
        if line.passage.style in {"Title", "Titre", "Subtitle"} or line.text.casefold().startswith(
            ("entretien", "interview")
        ):
            yield line.text
