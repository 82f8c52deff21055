"""What the PO files, the checks, the glossary and the ledger say about the book today."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from booktranslate import checks, notes
from booktranslate.catalog import Catalog, Entry
from booktranslate.checks import CheckSettings
from booktranslate.config import Project
from booktranslate.drafting.plan import is_of_target, tariffs
from booktranslate.engines import Tariff
from booktranslate.glossary import Glossary, Term
from booktranslate.memory import Memory, Spent
from booktranslate.model import SEVERITIES, STATE_CHECKS, Finding, Severity, Span, State, TaggedText
from booktranslate.po_files import chapters, layout
from booktranslate.review.making import last_translator
from booktranslate.steps.report.values import (
    Attention,
    Chapter,
    Cost,
    Document,
    Faults,
    Kind,
    Message,
    Misused,
    Piece,
    Reviewer,
    Spending,
    Terms,
    Words,
    words_of,
)

_TERM_CHECKS = frozenset({"terminology", "forbidden", "notranslatewords"})
_MOST = 10
_EXCERPT = 500  # characters
_PLACES = 5

Found = Sequence[tuple[int, Finding]]


@dataclass(frozen=True, slots=True)
class Text:
    """An entry and where it is: document, PO file (relative to the project), reviewer, chapter."""

    entry: Entry
    document: str
    file: str
    reviewer: str
    chapter: str
    words: Words

    @property
    def where(self) -> str:
        """The place as `file:line`, which editors open."""
        return f"{self.file}:{self.entry.line}"


def texts(project: Project, documents: Sequence[Path]) -> list[Text]:
    """All texts, in the order of the book. Raises InputError for PO files that are missing or damaged."""
    found = []
    for document in documents:
        loaded = layout.load_extracted(project, document)
        reviewers_of = {path: _reviewer(catalog) for path, catalog in loaded.catalogs}
        single = layout.single_file(project, document)
        found += [
            Text(
                entry,
                shown(document.name),
                shown(path.relative_to(project.root).as_posix()),
                reviewers_of[path],
                shown(chapters.title_of(entry, path, single)),
                words_of(entry.state, entry.unit.source.words),
            )
            for path, entry in loaded.located  # a text that a copy repeats counts once
        ]
    return found


def _reviewer(catalog: Catalog) -> str:
    """The name in the header without the mail address, as reports are passed on."""
    field = last_translator(catalog)
    return shown(re.sub(r"<[^<>]*>", "", field)) or shown(field.strip("<> "))


def shown(text: str) -> str:
    """A text on one line, without invisible characters (controls, lone surrogates, direction marks)."""
    kept = (character for character in " ".join(text.split()) if character.isprintable())
    return "".join(kept).strip()


def _marked(text: TaggedText, spans: Iterable[Span | None]) -> tuple[Piece, ...]:
    """The start of a text, divided into the words that findings are about and the rest."""
    plain = text.plain
    about = bytearray(len(plain))
    for span in spans:
        if span:
            about[span[0] : span[1]] = b"\1" * (span[1] - span[0])
    pieces: list[Piece] = []
    room = _EXCERPT
    for marked, group in groupby(range(len(plain)), lambda at: bool(about[at])):
        here = list(group)
        words = _line(plain[here[0] : here[-1] + 1])
        if len(words) > room:
            pieces.append(Piece((words[:room].rpartition(" ")[0] or words[:room]) + " …", marked))
            break
        pieces.append(Piece(words, marked))
        room -= len(words)
    return tuple(pieces)


def _line(text: str) -> str:
    """As `shown`, but with the spaces at the ends."""
    return "".join(character for character in re.sub(r"\s+", " ", text) if character.isprintable())


def progress(book: Sequence[Text], found: Found) -> tuple[Document, ...]:
    """Documents and their chapters, in the order of the book."""
    wrong: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for index, finding in found:
        wrong[book[index].document, book[index].chapter].append(finding)
    chapters: dict[tuple[str, str], list[Text]] = defaultdict(list)
    for text in book:
        chapters[text.document, text.chapter].append(text)
    documents: dict[str, list[Chapter]] = defaultdict(list)
    for (document, title), its_texts in chapters.items():
        interview = any(notes.read(text.entry.unit.notes).is_interview for text in its_texts)
        documents[document].append(
            Chapter(title, interview, len(its_texts), words(its_texts), faults(wrong[document, title]))
        )
    return tuple(Document(name, tuple(its_chapters)) for name, its_chapters in documents.items())


def reviewers(book: Sequence[Text]) -> tuple[Reviewer, ...]:
    """Who works on which files, by name; files that name nobody come last."""
    by_name: dict[str, list[Text]] = defaultdict(list)
    for text in book:
        by_name[text.reviewer].append(text)
    return tuple(
        Reviewer(name, tuple(dict.fromkeys(text.file for text in by_name[name])), words(by_name[name]))
        for name in sorted(by_name, key=lambda name: (not name, name.casefold(), name))
    )


def words(some: Iterable[Text]) -> Words:
    """The numbers of words of some texts."""
    return sum((text.words for text in some), Words())


def findings(book: Sequence[Text], glossary: Glossary, settings: CheckSettings) -> Found:
    """What the checks find, without the checks of a text's state, which the rest of the report shows.

    Raises UsageError if the settings name unknown checks.
    """
    return checks.run(
        [(text.entry.unit, text.entry.translation) for text in book],
        glossary,
        replace(settings, off=settings.off | STATE_CHECKS),
        [text.entry.ignored for text in book],
    )


def faults(some: Iterable[Finding]) -> Faults:
    """Findings counted by severity."""
    counts = Counter(finding.severity for finding in some)
    return Faults(counts["error"], counts["warning"], counts["note"])


def kinds(book: Sequence[Text], found: Found) -> tuple[Kind, ...]:
    """The findings by check, the most serious first, then the most frequent."""
    summaries = {check.name: check.summary for check in checks.installed()}
    counts: dict[tuple[str, Severity], Counter[bool]] = defaultdict(Counter)
    for index, finding in found:
        counts[finding.name, finding.severity][book[index].entry.state is State.REVIEWED] += 1
    some = [
        Kind(name, severity, summaries.get(name, ""), by_state[True], by_state[False])
        for (name, severity), by_state in counts.items()
    ]
    return tuple(sorted(some, key=lambda kind: (SEVERITIES.index(kind.severity), -kind.total, kind.name)))


def attention(book: Sequence[Text], found: Found) -> tuple[Attention, ...]:
    """The texts to look at first: reviewed ones with errors, as nobody would read these again; then by the
    number of errors, of warnings, of notes."""
    by_text: dict[int, list[Finding]] = defaultdict(list)
    for index, finding in found:
        by_text[index].append(finding)

    def urgency(index: int) -> tuple[bool, int, int, int, int]:
        count = faults(by_text[index])
        approved = book[index].entry.state is State.REVIEWED
        return not (approved and count.error), -count.error, -count.warning, -count.note, index

    return tuple(
        Attention(
            book[index].where,
            book[index].chapter,
            book[index].entry.state,
            _marked(book[index].entry.unit.source, [f.source_span for f in by_text[index]]),
            _marked(book[index].entry.translation.target, [f.span for f in by_text[index]]),
            tuple(
                Message(finding.name, finding.severity, shown(finding.message))
                for finding in sorted(by_text[index], key=lambda finding: SEVERITIES.index(finding.severity))
            ),
        )
        for index in sorted(by_text, key=urgency)[:_MOST]
    )


def terms(book: Sequence[Text], glossary: Glossary, found: Found) -> Terms:
    """Which terms are in the book, which are not, and which its translations do not use."""
    having: dict[Term, list[int]] = defaultdict(list)
    for index, text in enumerate(book):
        for term in dict.fromkeys(match.term for match in glossary.find(text.entry.unit.source.plain)):
            having[term].append(index)
    complaints: dict[int, set[str]] = defaultdict(set)
    for index, finding in found:
        if finding.name in _TERM_CHECKS:
            complaints[index].add(finding.term)
    misused = []
    for term, indexes in having.items():
        wrong = [book[index] for index in indexes if term.source in complaints[index]]
        if wrong:
            places = tuple(text.where for text in wrong[:_PLACES])
            misused.append(Misused(shown(term.source), shown(term.target), len(wrong), len(indexes), places))
    return Terms(
        len(glossary.terms),
        len(having),
        tuple(shown(term.source) for term in glossary.terms if term not in having),
        tuple(sorted(misused, key=lambda term: (-term.texts, term.source))),
    )


def cost(project: Project) -> Cost | None:
    """What the ledger says about this target; None if no engine has drafted it here. Raises OutputError."""
    file = project.state / "memory.sqlite"
    if not file.exists():
        return None
    with closing(Memory(file)) as memory:
        lines = [line for line in memory.spent() if is_of_target(project, line.document)]
    if not lines:
        return None
    by_engine: dict[str, list[Spent]] = defaultdict(list)
    for line in lines:
        by_engine[line.engine].append(line)
    prices = tariffs(project, by_engine)
    engines = tuple(_spending(engine, by_engine[engine], prices[engine]) for engine in sorted(by_engine))
    return Cost(shown(project.cost.currency), round(sum(each.price for each in engines), 2), engines)


def _spending(engine: str, lines: Sequence[Spent], tariff: Tariff) -> Spending:
    billed = sum(line.billed for line in lines)
    return Spending(
        shown(engine),
        len({line.run for line in lines}),
        sum(line.texts for line in lines),
        sum(line.characters for line in lines),
        billed,
        round(tariff.price(billed), 2),
    )
