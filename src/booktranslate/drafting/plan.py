"""What is to be drafted, and from what: the memory, a rule, the engine; and in which requests.

Shared by the steps that translate and that estimate, so that the estimate is what will be done.

A request has one context, so that entries go together that share one: a question and its answer, a table,
the paragraphs under a heading. The context is all of that, in French: the heading, the question, what was
said before. It costs nothing, and a short request loses little when a run is killed.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from booktranslate import notes
from booktranslate.catalog import Entry
from booktranslate.config import Project
from booktranslate.drafting.recalled import Recalled
from booktranslate.drafting.reviewed import FROM_REVIEWED, languages
from booktranslate.engines import Engine, EngineSettings, InstructedEngine, MeteredEngine, Tariff, tariff
from booktranslate.glossary import Glossary
from booktranslate.glossary.acronyms import acronyms_alone
from booktranslate.interchange import content
from booktranslate.language.invariant import stays
from booktranslate.memory import Memory, Reviewed, tmx
from booktranslate.model import Key, State, TaggedText, parse
from booktranslate.targets import is_english

BY_RULE = "numbers"
ADAPTED = "adaptation from "  # another target, by rule
_GROUP_CHARACTERS = 3_000
_BEFORE = 2  # paragraphs before a request, for its context


@dataclass(frozen=True, slots=True)
class Plan:
    """The entries without a translation (or with an outdated draft), by where the draft comes from.

    `terms` tell the memory for which terms of the glossary an answer is made. It is only made again for other
    terms in its own text: what else changes in the glossary costs nothing.
    """

    ready: Mapping[Key, tuple[TaggedText, str]] = field(default_factory=dict)  # text and origin
    due: tuple[Entry, ...] = ()
    terms: Mapping[Key, str] = field(default_factory=dict)

    def count(self, origin: str) -> int:
        """How many drafts come from one origin."""
        return sum(name == origin for _, name in self.ready.values())


def plan(
    entries: Sequence[Entry],
    engine: Engine,
    memory: Memory,
    glossary: Glossary,
    reviewed: Recalled,
    outdated: Collection[Key] = (),
    *,
    target: str = "en-GB",
) -> Plan:
    """Sort out the entries: from reviewed texts, by rule, from answers of the engine, and what is left."""
    from booktranslate.typography import figures_in_english  # reading a book needs no typography

    def figures(text: TaggedText) -> TaggedText:
        return figures_in_english(text, american=target == "en-US") if is_english(target) else text

    ready: dict[Key, tuple[TaggedText, str]] = {}
    open_entries = []
    acronyms = acronyms_alone([entry.unit.source.plain for entry in entries], glossary)
    for entry in entries:
        if entry.state is not State.EMPTY and entry.key not in outdated:
            continue
        if (recalled := reviewed.find(entry.unit)) is not None:
            ready[entry.key] = recalled, FROM_REVIEWED
        elif is_without_letters(entry.unit.source):
            ready[entry.key] = figures(entry.unit.source), BY_RULE
        elif stays(entry.unit.source.plain) or entry.unit.source.plain.strip() in acronyms:
            ready[entry.key] = entry.unit.source, BY_RULE
        else:
            open_entries.append(entry)
    digests = {entry.key: glossary.digest_in(entry.unit.source.plain) for entry in open_entries}
    terms = {key: digest for key, digest in digests.items() if digest}
    known = memory.find(engine.identity, digests, terms)
    ready |= {key: (parse(target), engine.name) for key, target in known.items()}
    return Plan(ready, tuple(entry for entry in open_entries if entry.key not in known), terms)


def is_without_letters(text: TaggedText) -> bool:
    """Whether no engine is needed: nothing in the text is a letter."""
    return not any(character.isalpha() for character in text.plain)


def place_of(project: Project, document: str) -> str:
    """The name of a document in the ledger, and of its glossary in the memory: each target has its own."""
    return document if project.target_lang == project.targets[0] else f"{project.target_lang}/{document}"


def is_of_target(project: Project, place: str) -> bool:
    """Whether a name in the ledger is that of a document at the target of the project (see `place_of`)."""
    if project.target_lang != project.targets[0]:
        return place.startswith(f"{project.target_lang}/")
    return not place.startswith(tuple(f"{target}/" for target in project.targets[1:]))


def reviewed_for(project: Project, memory: Memory) -> list[Reviewed]:
    """What people reviewed, the latest first; then that of another English, where this one has nothing; then
    what the federation shares. Raises InputError for that."""
    return [
        one
        for target in (project.target_lang, *project.sister_targets)
        for one in memory.reviewed(languages(project.source_lang, target))
    ] + _shared(project)


def _shared(project: Project) -> list[Reviewed]:
    path = project.federation.memory if project.federation else None
    if path is None:
        return []
    return tmx.load(content(path), str(path), project.source_lang, project.target_lang)


def latest(reviewed: Sequence[Reviewed]) -> Recalled:
    """One translation for each unit: the first in a list that has the latest first."""
    found: dict[Key, str] = {}
    for one in reviewed:
        found.setdefault(one.key, one.target)
    return Recalled(found)


@dataclass(frozen=True, slots=True)
class Request:
    """Entries for one call of the engine, and the text around them."""

    entries: tuple[Entry, ...]
    context: str = ""
    labels: tuple[str, ...] = ()  # what each of them is, for an engine that is told so

    @property
    def texts(self) -> list[TaggedText]:
        """What is sent."""
        return [entry.unit.source for entry in self.entries]

    @property
    def characters(self) -> int:
        """What a service bills for it."""
        return characters(self.entries)


def tariffs(project: Project, engines: Iterable[str]) -> dict[str, Tariff]:
    """How engines bill, by their names, under the settings of the project."""
    return {
        name: tariff(
            name,
            EngineSettings(
                project.source_lang,
                project.target_lang,
                Glossary(),
                options=project.engines.get(name, {}),
                folder=project.root,
            ),
            project.cost.per_million_characters,
        )
        for name in engines
    }


def characters(entries: Sequence[Entry]) -> int:
    """What a service bills for the entries."""
    return sum(entry.unit.source.characters for entry in entries)


def requests(entries: Sequence[Entry], due: Collection[Key], engine: Engine) -> Iterator[Request]:
    """The requests for the entries that are due, in the order of the book (`entries`, all of a file)."""
    if not isinstance(engine, MeteredEngine):
        # It has no use for a context: the larger the batch the better.
        waiting = [entry for entry in entries if entry.key in due]
        for start in range(0, len(waiting), engine.max_texts):
            yield Request(tuple(waiting[start : start + engine.max_texts]))
        return
    if isinstance(engine, InstructedEngine):
        yield from _by_chapter(entries, due, engine)
        return
    for group in _groups(entries):
        waiting = [entry for entry in group.entries if entry.key in due]
        while waiting:
            fitting = engine.fitting([entry.unit.source for entry in waiting], group.context)
            count = max(1, min(fitting, engine.max_texts))
            yield Request(tuple(waiting[:count]), group.context)
            waiting = waiting[count:]


def _by_chapter(
    entries: Sequence[Entry], due: Collection[Key], engine: InstructedEngine
) -> Iterator[Request]:
    """Requests as large as the engine takes: it is told what each text is, so that one context will do.

    The context is the chapter, the question that is being answered, and what was said just before.
    """
    for chapter, passage in groupby(entries, key=lambda entry: notes.read(entry.unit.notes).chapter):
        told = list(passage)
        waiting = [place for place, entry in enumerate(told) if entry.key in due]
        while waiting:
            before = told[: waiting[0]]
            heads = [chapter, *_texts(before, notes.QUESTION)[-1:]]
            last = [entry.unit.source.plain for entry in before[-_BEFORE:]]
            context = "\n".join(dict.fromkeys(filter(None, [*heads, *last])))
            fitting = engine.fitting([told[place].unit.source for place in waiting], context)
            some = [told[place] for place in waiting[: max(1, min(fitting, engine.max_texts))]]
            yield Request(tuple(some), context, tuple(map(_label, some)))
            waiting = waiting[len(some) :]


def _label(entry: Entry) -> str:
    passage = notes.read(entry.unit.notes).passage
    return str(replace(passage, style="")) if passage.role else ""


@dataclass(slots=True)
class _Group:
    head: list[str]
    before: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    @property
    def context(self) -> str:
        own = [entry.unit.source.plain for entry in self.entries]
        return "\n".join(dict.fromkeys([*self.head, *self.before, *own]))

    @property
    def size(self) -> int:
        return characters(self.entries)


def _groups(entries: Sequence[Entry]) -> Iterator[_Group]:
    chapter = ""
    heading: list[str] = []  # of the chapter, and the last one in it
    group = _Group(heading)
    in_table = False
    for entry in entries:
        told, text = notes.read(entry.unit.notes), entry.unit.source.plain
        is_heading, is_cell = told.role == notes.HEADING, told.role == notes.TABLE_CELL
        moved = told.chapter != chapter
        chapter = told.chapter
        if moved or is_heading:
            heading = [line for line in (chapter, text if is_heading else "") if line]
        if moved or is_heading or told.role == notes.QUESTION or is_cell != in_table:
            yield group
            in_table = is_cell
            last = group.entries[-1:] if in_table else []
            group = _Group([*heading, *_texts(last, notes.CAPTION)])
        elif group.entries and group.size + entry.unit.source.characters > _GROUP_CHARACTERS:
            yield group
            question = _texts(group.entries, notes.QUESTION)
            before = [e.unit.source.plain for e in group.entries[-_BEFORE:]]
            group = _Group([*group.head, *question], before)
        group.entries.append(entry)
    yield group


def _texts(entries: Sequence[Entry], role: str) -> list[str]:
    """The French texts of the entries that have a role."""
    return [entry.unit.source.plain for entry in entries if notes.read(entry.unit.notes).role == role]
