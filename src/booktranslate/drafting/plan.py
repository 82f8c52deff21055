"""Plan which entries are drafted from the memory, by a rule or by the engine, and in which requests.

Shared by the steps translate and estimate, so that the estimate is what will be done.

All entries of a request have the same context. So entries that share one go together: a question and its
answer, a table, the paragraphs under a heading. The context is the French of all of that, with the heading,
the question and the paragraphs before. It is not billed, and with short requests little is lost when a run is
killed. A language model, which bills the context too, gets larger requests.
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
ADAPTED = "adaptation from "  # followed by the other target, whose text is adapted by rule
_GROUP_CHARACTERS = 3_000
_BEFORE = 2  # paragraphs before a request, for its context


@dataclass(frozen=True, slots=True)
class Plan:
    """The entries without a translation or with an outdated draft, by where their draft comes from.

    `ready` has the drafts that need no engine, each with its origin; `due` are the entries for the engine.
    `terms` has the digest of the glossary terms in the text of an entry. The memory stores it with the
    answer, so that other changes in the glossary do not make the entry due again.
    """

    ready: Mapping[Key, tuple[TaggedText, str]] = field(default_factory=dict)
    due: tuple[Entry, ...] = ()
    terms: Mapping[Key, str] = field(default_factory=dict)

    def count(self, origin: str) -> int:
        """How many of the ready drafts have this origin."""
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
    """Plan the drafts: from reviewed texts, by rule, from the engine's answers in the memory, or due.

    `outdated` are the keys of drafts to make again, `target` is the target language.
    """
    from booktranslate.typography import figures_in_english  # most commands need no typography

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
    """Whether a text has no letter, so that no engine is needed."""
    return not any(character.isalpha() for character in text.plain)


def place_of(project: Project, document: str) -> str:
    """The name of a document in the ledger, and for its glossary in the memory; each target has its own."""
    return document if project.target_lang == project.targets[0] else f"{project.target_lang}/{document}"


def is_of_target(project: Project, place: str) -> bool:
    """Whether a name in the ledger (see `place_of`) belongs to the target of the project."""
    if project.target_lang != project.targets[0]:
        return place.startswith(f"{project.target_lang}/")
    return not place.startswith(tuple(f"{target}/" for target in project.targets[1:]))


def reviewed_for(project: Project, memory: Memory) -> list[Reviewed]:
    """The reviewed translations: the target's own, the latest first; those of sister targets; those shared by
    the federation. Raises InputError if the federation's file is bad."""
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
    """The first translation of each unit in a list that has the latest first."""
    found: dict[Key, str] = {}
    for one in reviewed:
        found.setdefault(one.key, one.target)
    return Recalled(found)


@dataclass(frozen=True, slots=True)
class Request:
    """Entries for one call of the engine, their context, and, for a language model, what each of them is."""

    entries: tuple[Entry, ...]
    context: str = ""
    labels: tuple[str, ...] = ()

    @property
    def texts(self) -> list[TaggedText]:
        """The French texts."""
        return [entry.unit.source for entry in self.entries]

    @property
    def characters(self) -> int:
        """The characters that a service bills for the request."""
        return characters(self.entries)


def tariffs(project: Project, engines: Iterable[str]) -> dict[str, Tariff]:
    """How engines bill, by name, with the settings of the project."""
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
    """The characters that a service bills for the entries."""
    return sum(entry.unit.source.characters for entry in entries)


def requests(entries: Sequence[Entry], due: Collection[Key], engine: Engine) -> Iterator[Request]:
    """The requests for the entries whose keys are `due`, in the order of the book.

    `entries` are all entries of a file, from which contexts are taken.
    """
    if not isinstance(engine, MeteredEngine):
        # Such an engine does not use a context, and is faster with large batches.
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
    """Requests that are as large as the engine takes. It is told what each text is, so one context is enough.

    The context is the title of the chapter, the last question, and the texts just before.
    """
    for chapter, members in groupby(entries, key=lambda entry: notes.read(entry.unit.notes).chapter):
        here = list(members)
        waiting = [place for place, entry in enumerate(here) if entry.key in due]
        while waiting:
            before = here[: waiting[0]]
            heads = [chapter, *_texts(before, notes.QUESTION)[-1:]]
            last = [entry.unit.source.plain for entry in before[-_BEFORE:]]
            context = "\n".join(dict.fromkeys(filter(None, [*heads, *last])))
            fitting = engine.fitting([here[place].unit.source for place in waiting], context)
            some = [here[place] for place in waiting[: max(1, min(fitting, engine.max_texts))]]
            yield Request(tuple(some), context, tuple(map(_label, some)))
            waiting = waiting[len(some) :]


def _label(entry: Entry) -> str:
    passage = notes.read(entry.unit.notes).passage
    return str(replace(passage, style="")) if passage.role else ""


@dataclass(slots=True)
class _Group:
    """Entries that share a context: the headings and question above them, the texts before, their own."""

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
        noted, text = notes.read(entry.unit.notes), entry.unit.source.plain
        is_heading, is_cell = noted.role == notes.HEADING, noted.role == notes.TABLE_CELL
        moved = noted.chapter != chapter
        chapter = noted.chapter
        if moved or is_heading:
            heading = [line for line in (chapter, text if is_heading else "") if line]
        if moved or is_heading or noted.role == notes.QUESTION or is_cell != in_table:
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
