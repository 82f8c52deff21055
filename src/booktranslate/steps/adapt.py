"""translations/en-GB/*.po → translations/en-US/*.po, one English made from the other by rule.

An adapted entry is a draft, marked "Needs Work", whose comment says where it comes from; no engine is used.
It is adapted again when its counterpart changes, as long as nobody has edited it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from booktranslate.adaptation import adapted, renamed
from booktranslate.catalog import Catalog, Entry, with_drafts
from booktranslate.config import Project
from booktranslate.drafting import plan as drafting
from booktranslate.drafting.outdated import is_for_an_earlier_text
from booktranslate.drafting.plan import ADAPTED, BY_RULE, is_without_letters
from booktranslate.drafting.reviewed import FROM_REVIEWED
from booktranslate.glossary import Glossary
from booktranslate.memory import Memory
from booktranslate.model import Key, State, TaggedText
from booktranslate.po_files import layout
from booktranslate.po_files.reconciling import Notice, Reconciler
from booktranslate.steps import Progress, silent
from booktranslate.typography import figures_in_english


@dataclass(frozen=True, slots=True)
class Side:
    """A project at one of its targets, with the glossary for that target."""

    project: Project
    glossary: Glossary


@dataclass(frozen=True, slots=True)
class Adapted:
    """What adaptation from `source` (a target) did, as numbers of entries.

    `adapted` were untranslated; `again` are adapted again, as their counterpart changed; `reviewed` have a
    translation that somebody reviewed elsewhere in this English; `kept` are those that people edited;
    `waiting` those whose counterpart has no translation. `notices` say what people did to PO files.
    """

    source: str
    adapted: int = 0
    again: int = 0
    reviewed: int = 0
    kept: int = 0
    waiting: int = 0
    notices: tuple[Notice, ...] = ()


def adapt(
    there: Side,
    here: Side,
    documents: Sequence[Path],
    reconciler: Reconciler,
    *,
    dry_run: bool = False,
    progress: Progress = silent,
) -> Adapted:
    """Adapt what is drafted or reviewed `there` to entries that nobody has edited `here`.

    With `dry_run` nothing is written. Raises InputError for a document that is not extracted, and
    OutputError.
    """
    theirs = [layout.load_extracted(there.project, document) for document in documents]
    ours = [layout.load_extracted(here.project, document) for document in documents]
    notices = [] if dry_run else reconciler.look(ours)
    recalled = drafting.latest(drafting.reviewed_for(here.project, reconciler.memory))
    counts = {"adapted": 0, "again": 0, "reviewed": 0, "kept": 0, "waiting": 0}
    total = sum(len(each.entries) for each in ours)
    done = 0
    for one, other in zip(theirs, ours, strict=True):
        known = {entry.key: entry for entry in one.entries}
        for path, catalog in other.catalogs:
            made: dict[Key, tuple[TaggedText, str]] = {}
            replacing: dict[Key, TaggedText] = {}
            for entry in catalog.entries:
                done += 1
                progress(done, total)
                if entry.state is not State.EMPTY:
                    if not _is_ours(entry, reconciler.memory):
                        counts["kept"] += entry.translation.origin != BY_RULE
                        continue
                    replacing[entry.key] = entry.translation.target
                if (reviewed := recalled.find(entry.unit)) is not None:
                    new = reviewed, FROM_REVIEWED
                elif (counterpart := known.get(entry.key)) and counterpart.state is not State.EMPTY:
                    if counterpart.previous and entry.state is not State.EMPTY:
                        continue  # both are marked as for an earlier French text
                    new = _adapted(counterpart, there, here)
                elif counterpart is None and is_without_letters(entry.unit.source):  # a date in figures
                    american = here.project.target_lang == "en-US"
                    new = figures_in_english(entry.unit.source, american=american), BY_RULE
                else:
                    counts["waiting"] += entry.state is State.EMPTY
                    continue
                if new != (entry.translation.target, entry.translation.origin):
                    made[entry.key] = new
                    kind = "again" if entry.key in replacing else "adapted"
                    counts["reviewed" if new[1] == FROM_REVIEWED else kind] += 1
            if made and not dry_run:
                _keep(made, there.project, here.project, reconciler.memory)
                reconciler.change(path, partial(_with, made=made, replacing=replacing))
    return Adapted(there.project.target_lang, **counts, notices=tuple(notices))


def _with(
    catalog: Catalog, made: Mapping[Key, tuple[TaggedText, str]], replacing: Mapping[Key, TaggedText]
) -> Catalog:
    return with_drafts(catalog, made, replacing)


def _is_ours(entry: Entry, memory: Memory) -> bool:
    """Whether an entry is a draft exactly as we adapted it, for this French text or the one before."""
    if entry.state is not State.DRAFT or not entry.translation.origin.startswith(ADAPTED):
        return False
    return str(entry.translation.target) in memory.answers(entry.key) or is_for_an_earlier_text(entry, memory)


def _adapted(entry: Entry, there: Side, here: Side) -> tuple[TaggedText, str]:
    project, target = here.project, entry.translation.target
    source = entry.unit.source
    origin = ADAPTED + there.project.target_lang + (" (reviewed)" if entry.state is State.REVIEWED else "")
    if is_without_letters(source):
        american = there.project.target_lang == "en-US"
        if target == figures_in_english(source, american=american):
            return figures_in_english(source, american=not american), origin
    text = adapted(
        target,
        project.target_lang,
        source.plain,
        quotes=project.typography.quotes,
        off=frozenset(project.typography.off),
        protected=here.glossary,
        words=renamed(source.plain, there.glossary, here.glossary),
    )
    return text, origin


def _keep(made: Mapping[Key, tuple[TaggedText, str]], there: Project, here: Project, memory: Memory) -> None:
    """Remember what was adapted, so that we know later which entries nobody has edited."""
    texts = {key: str(text) for key, (text, origin) in made.items() if origin != FROM_REVIEWED}
    identity = f"adaptation {there.target_lang} {here.target_lang}"
    memory.store(identity, texts, terms=texts)  # `terms` tells the answers apart: one for each wording
