"""Faults of the glossary: against itself, against the book, and against what people have reviewed."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

from booktranslate.config import Project
from booktranslate.drafting.reviewed import languages
from booktranslate.glossary import Glossary, Term, forms, inflection, store, used_in
from booktranslate.language import english, french
from booktranslate.memory import Memory
from booktranslate.model import Finding, State, parse
from booktranslate.po_files import layout

_EXAMPLES = 3
_QUOTED = re.compile(r"[“\"]([^”\"]+)[”\"]")


@dataclass(frozen=True, slots=True)
class _Text:
    """A text of the book, or of the memory, with its translation if it has one."""

    where: str
    source: str
    target: str
    state: State


def check_glossary(
    project: Project, documents: Sequence[Path], glossary: Glossary, memory: Memory
) -> list[Finding]:
    """The findings, in the order of the glossary. Raises InputError for PO files that cannot be read.

    `duplicate-term`: two lines for one French term, inflected or not. `contradictory-term`: the same, with
    two translations. `unused-term`: the term is not in the book. `term-clash`: reviewed translations use
    another one. `forbidden-target`: a translation uses a target that the glossary forbids.
    """
    texts = list(_texts(project, documents, memory))
    having: dict[Term, list[_Text]] = defaultdict(list)
    for text in texts:
        for term in {match.term for match in glossary.find(text.source)}:
            having[term].append(text)
    findings = []
    twins = _twins(glossary)
    name = store.load(project.glossary).path.name
    for term in glossary.terms:
        where = f"{name}:{term.line}"
        findings += [_twin(term, other, where) for other in twins.get(term, ())]
        findings += [*_unused(term, having[term], where)]
        findings += [*_clash(term, having[term], where)]
        findings += [*_forbidden(term, having[term], where)]
    return findings


def _texts(project: Project, documents: Sequence[Path], memory: Memory) -> Iterator[_Text]:
    seen = set()
    for document in documents:
        for path, catalog in layout.load_extracted(project, document).catalogs:
            for entry in catalog.entries:
                seen.add((document.name, entry.key))
                yield _Text(
                    f"{path.name}:{entry.line}",
                    entry.unit.source.plain,
                    entry.translation.target.plain,
                    entry.state,
                )
    for one in memory.reviewed(languages(project.source_lang, project.target_lang)):
        if (one.document, one.key) not in seen:
            where = f"memory ({one.document})" if one.document else "memory"
            yield _Text(where, parse(one.source).plain, parse(one.target).plain, State.REVIEWED)


def _twins(glossary: Glossary) -> dict[Term, list[Term]]:
    """For each term the earlier ones that are the same term, in the same form or another."""
    # Only terms with the same first and last word are compared, as there are too many pairs.
    by_ends: dict[tuple[str, str], list[Term]] = defaultdict(list)
    twins: dict[Term, list[Term]] = defaultdict(list)
    for term in glossary.terms:
        ends = _ends(term)
        for other in {other: None for end in ends for other in by_ends[end]}:
            if _covers(other, term) or _covers(term, other):
                twins[term].append(other)
        for end in ends:
            by_ends[end].append(term)
    return twins


def _ends(term: Term) -> list[tuple[str, str]]:
    """All pairs of a base form of the first word and one of the last, with and without inner hyphens."""
    spellings = (term.source, re.sub(rf"(?<=\w)[{french.HYPHENS}](?=\w)", "", term.source))
    words = [found for spelling in spellings if (found := [word.plain for word in french.words(spelling)])]
    firsts = {form for found in words for form in french.bases(found[0]) | inflection.nouns(found[0])}
    lasts = {form for found in words for form in french.bases(found[-1]) | inflection.nouns(found[-1])}
    return sorted(product(firsts, lasts))


def _covers(term: Term, other: Term) -> bool:
    found = Glossary((term,)).find(other.source)
    length = len(other.source.rstrip("."))  # the last dot of P.M.E. may be a sentence's
    return any(match.start == 0 and match.end >= length for match in found)


def _twin(term: Term, other: Term, where: str) -> Finding:
    same = f"“{term.source}” is the same term as “{other.source}” (line {other.line})"
    if term.target == other.target:
        return Finding(
            "duplicate-term", "warning", f"{same}, with the same translation. Delete a line.", where
        )
    targets = f"“{term.target}” and “{other.target}”"
    return Finding("contradictory-term", "error", f"{same}, with another translation: {targets}.", where)


def _unused(term: Term, texts: Sequence[_Text], where: str) -> Iterator[Finding]:
    if not any(not text.where.startswith("memory") for text in texts):
        yield Finding("unused-term", "note", f"“{term.source}” is not in the book.", where)


def _clash(term: Term, texts: Sequence[_Text], where: str) -> Iterator[Finding]:
    reviewed = [text for text in texts if text.state is State.REVIEWED]
    others = [text for text in reviewed if not _says(term, text.target)]
    if others:
        yield Finding(
            "term-clash",
            # If most translations say something else, the glossary may be wrong.
            "warning" if 2 * len(others) > len(reviewed) else "note",
            f"“{term.source}” is “{term.target}” here, but {len(others)} of {len(reviewed)} reviewed "
            f"translations use something else ({_places(others)}).",
            where,
        )


def _says(term: Term, target: str) -> bool:
    """Whether a translation has the term, or other words that its note allows (in quotation marks)."""
    others = _QUOTED.findall(term.note)
    return used_in(term, target) or any(used_in(replace(term, target=other), target) for other in others)


def _forbidden(term: Term, texts: Sequence[_Text], where: str) -> Iterator[Finding]:
    for target in term.forbidden:
        pattern = english.pattern((target,), False)
        using = [text for text in texts if pattern.search(_without(term, text.target))]
        if using:
            yield Finding(
                "forbidden-target",
                "warning",
                f"“{target}”, forbidden for “{term.source}”, is used {len(using)} times ({_places(using)}).",
                where,
            )


def _without(term: Term, target: str) -> str:
    """The translation without the right term, of which the forbidden one may be a part."""
    return english.pattern(forms(term), False).sub("", target)


def _places(texts: Sequence[_Text]) -> str:
    places = list(dict.fromkeys(text.where for text in texts))
    more = f" and {len(places) - _EXAMPLES} more" if len(places) > _EXAMPLES else ""
    return ", ".join(places[:_EXAMPLES]) + more
