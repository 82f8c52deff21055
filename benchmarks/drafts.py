"""How good the drafts of each engine are, compared with reviewed translations and with the glossary.

    python benchmarks/drafts.py [translations/en-GB/*.po] [--engine NAME …] [--drafts OTHER.po …]

Without --engine, every engine runs that is ready here and sends nothing elsewhere; one that asks a server
(and may bill) runs only if it is named. Texts are sent as `translate` sends them: with context, in batches.
--drafts measures translations made elsewhere, in another PO file of the same book. Texts that need no engine
(figures, codes) are left out. BLEU and chrF are sacrebleu's, for the words without tags.

The other columns: the share of the terms in the French that are used in the English, by their form in the
French; the share of the texts with tags that have all of them, well nested; the words left in French, per
hundred (words that are not English, are in the French text or a French dictionary, and are not in the
reviewed translation); French words per second.
"""

import argparse
import re
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import sacrebleu

from booktranslate import catalog, config
from booktranslate.catalog import Entry
from booktranslate.drafting import dispatch
from booktranslate.drafting import plan as drafting
from booktranslate.engines import Engine, EngineSettings, asks_a_server, create, names
from booktranslate.engines.markup import repair
from booktranslate.errors import BooktranslateError
from booktranslate.glossary import Glossary, Match, store, used_in
from booktranslate.language.invariant import stays
from booktranslate.language.lexicons import is_english, is_french
from booktranslate.model import Key, State, TaggedText

FORMS = ("as listed", "plural", "capitals", "other form")


@dataclass(frozen=True)
class Scores:
    """The figures of one engine; `terms` are, by form, the number used and the number in the French."""

    bleu: float
    chrf: float
    terms: Mapping[str, tuple[int, int]]
    tags: tuple[int, int]
    french: float
    speed: float = 0.0
    missing: int = 0

    @property
    def row(self) -> str:
        """The figures in one line."""
        terms = " ".join(f"{_share(*self.terms[form]):>6}" for form in FORMS)
        speed = f"{self.speed:,.0f}" if self.speed else "–"
        quality = f"{self.bleu:5.1f} {self.chrf:5.1f}"
        return f"{quality}  {terms}  {_share(*self.tags):>6} {self.french:6.2f} {speed:>8} {self.missing:>7}"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else "–"


def reviewed(entries: Sequence[Entry]) -> dict[Key, Entry]:
    """The entries that a person has reviewed and that an engine would have to draft."""
    return {
        entry.key: entry
        for entry in entries
        if entry.state is State.REVIEWED
        and not drafting.is_without_letters(entry.unit.source)
        and not stays(entry.unit.source.plain)
    }


def drafted(engine: Engine, entries: Sequence[Entry], due: Mapping[Key, Entry]) -> dict[Key, TaggedText]:
    """An engine's drafts of the entries that are due, requested as by `translate`."""
    found: dict[Key, TaggedText] = {}

    def keep(request: drafting.Request, answers: Sequence[TaggedText], billed: int) -> None:
        found.update(zip((entry.key for entry in request.entries), answers, strict=True))

    dispatch.ask(engine, drafting.requests(entries, due, engine), dispatch.Budget.of(engine, None), keep)
    return found


def scores(due: Mapping[Key, Entry], drafts: Mapping[Key, TaggedText], glossary: Glossary) -> Scores:
    """The figures of some drafts; a text without one counts as empty."""
    pairs = [(entry, drafts.get(key, TaggedText())) for key, entry in due.items()]
    made = [draft.plain for _, draft in pairs]
    references = [[entry.translation.target.plain for entry, _ in pairs]]
    used, there = Counter[str](), Counter[str]()
    for entry, draft in pairs:
        for match in glossary.find(entry.unit.source.plain):
            form = _form(match, entry.unit.source.plain)
            there[form] += 1
            used[form] += used_in(match.term, draft.plain)
    with_tags = [(entry.unit.source, draft) for entry, draft in pairs if entry.unit.source.tags]
    return Scores(
        sacrebleu.corpus_bleu(made, references).score,
        sacrebleu.corpus_chrf(made, references).score,
        {form: (used[form], there[form]) for form in FORMS},
        (sum(not repair.faults(*pair) for pair in with_tags), len(with_tags)),
        _left_french(pairs),
        missing=sum(not text.strip() for text in made),
    )


def _form(match: Match, text: str) -> str:
    found = text[match.start : match.end]
    if found.casefold() == match.term.source.casefold():
        return "capitals" if match.capitals == "all" and not match.term.source.isupper() else "as listed"
    return "capitals" if match.capitals == "all" else "plural" if match.plural else "other form"


def _left_french(pairs: Sequence[tuple[Entry, TaggedText]]) -> float:
    """The words per hundred that are not English but in the French text or a French dictionary, and that the
    reviewed translation does not have."""
    words = left = 0
    for entry, draft in pairs:
        allowed = set(_words(entry.translation.target.plain))
        source = set(_words(entry.unit.source.plain))
        for word in _words(draft.plain):
            words += 1
            french = word in source or is_french(word)
            left += french and not is_english(word) and word not in allowed
    return 100 * left / words if words else 0.0


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]{2,}", text.casefold())


def measured(name: str, settings: EngineSettings, entries: Sequence[Entry], glossary: Glossary) -> Scores:
    """The figures of an engine. Raises what the engine raises if it cannot run."""
    due = reviewed(entries)
    with closing(create(name, settings)) as engine:
        if not asks_a_server(engine):  # loads its data, which is not measured
            engine.translate([next(iter(due.values())).unit.source])
        began = time.perf_counter()
        drafts = drafted(engine, entries, due)
        seconds = time.perf_counter() - began
    found = scores(due, drafts, glossary)
    words = sum(entry.unit.source.words for entry in due.values())
    return Scores(**{**vars(found), "speed": words / seconds})


def runnable(name: str, settings: EngineSettings) -> str:
    """Why an engine does not run unless it is named; empty if it does."""
    if name == "pseudo":
        return "it writes no English"
    try:
        with closing(create(name, settings)) as engine:
            return "it asks a server; name it with --engine" if asks_a_server(engine) else ""
    except BooktranslateError as error:
        return error.what


def main() -> None:
    """Print a line for each engine."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("po", type=Path, nargs="*")
    parser.add_argument("--engine", action="append", default=[])
    parser.add_argument("--drafts", type=Path, action="append", default=[], metavar="OTHER.po")
    arguments = parser.parse_args()
    project = config.load(Path(__file__).parents[1])
    paths = arguments.po or sorted(project.translations.glob("*.po"))
    entries = [entry for path in paths for entry in catalog.read(path, project.target_lang).entries]
    due = reviewed(entries)
    if not due:
        parser.error("these PO files hold no reviewed entry")
    glossary = store.load(project.glossary).glossary
    words = sum(entry.unit.source.words for entry in due.values())
    references = {key: entry.translation.target for key, entry in due.items()}
    theirs = scores(due, references, glossary)
    terms = ", ".join(f"{theirs.terms[form][1]} {form}" for form in FORMS)
    print(f"{len(due)} reviewed texts ({theirs.tags[1]} with tags), {words:,} French words, terms: {terms}\n")
    print(f"{'':40}terms used, %")
    heads = "listed plural   caps  other   tags french  words/s missing"
    print(f"{'':24}BLEU  chrF   {heads}")
    print(f"{'(reviewed)':22} {theirs.row}")
    settings = partial(
        EngineSettings, project.source_lang, project.target_lang, glossary, folder=project.root
    )
    for name in arguments.engine or ([] if arguments.drafts else names()):
        made = settings(options=project.engines.get(name, {}))
        why = "" if arguments.engine else runnable(name, made)
        if why:
            print(f"{name:22} not run: {why}")
            continue
        print(f"{name:22} {measured(name, made, entries, glossary).row}", flush=True)
    for path in arguments.drafts:
        others = {
            entry.key: entry.translation.target
            for entry in catalog.read(path, project.target_lang).entries
            if entry.key in due
        }
        print(f"{path.name:22.22} {scores(due, others, glossary).row}")


if __name__ == "__main__":
    main()
