"""The contents of the annexes of a finished book: its terms, its acronyms, how it was made.

They list only what the book uses: a term whose French is in a text and whose English is in its translation,
an acronym that readers meet. An annex that would be empty is left out.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from booktranslate.catalog import Entry
from booktranslate.config import Project
from booktranslate.docx.annexes import Annex, Listing
from booktranslate.engines import makes_english
from booktranslate.glossary import Glossary, Term, used_in
from booktranslate.glossary.acronyms import acronyms
from booktranslate.glossary.acronyms import stands_for as stands_for_in_french
from booktranslate.glossary.english_acronyms import expansions, stands_for
from booktranslate.glossary.mining import Passage
from booktranslate.language.exonyms import ENGLISH_ACRONYMS
from booktranslate.model import State, TaggedText, Translation
from booktranslate.po_files import layout
from booktranslate.review.making import Making, told

_ACRONYM = re.compile(r"[A-ZÀ-Ý][A-ZÀ-Ý0-9&]+")
_PLURAL = "s"
_SPOKEN = {"fr": "fr-FR"}  # the code with which Word marks the language of text
_FEW, _LONGEST = 2, 12  # letters of a short acronym; words of the longest text that explains one


def annexes_of(
    project: Project,
    document: Path,
    glossary: Glossary,
    making: Making,
    wanted: Sequence[str],
    *,
    reviewed_only: bool = False,
) -> tuple[Annex, ...]:
    """The annexes of a document that `wanted` names, in that order. Raises InputError.

    `reviewed_only` leaves drafts out of account.
    """
    used = {State.REVIEWED} if reviewed_only else {State.REVIEWED, State.DRAFT}
    entries = [
        entry
        if entry.state in used and makes_english(entry.translation.origin)
        else replace(entry, translation=Translation(TaggedText(), State.EMPTY))
        for entry in layout.as_one(project, layout.load_extracted(project, document)).entries
    ]
    with_acronyms = "acronyms" in wanted
    languages = project.target_lang, _SPOKEN.get(project.source_lang, project.source_lang)
    make: dict[str, Callable[[], Annex | None]] = {
        "glossary": lambda: _glossary(entries, glossary, languages, without_acronyms=with_acronyms),
        "acronyms": lambda: _acronyms(entries, glossary, languages),
        "making": lambda: Annex("How this book was made", tuple(told(making))),
    }
    return tuple(annex for name in dict.fromkeys(wanted) if (annex := make[name]()) is not None)


def english_order(text: str) -> str:
    """The key by which English sorts a text: case, accents and signs do not count, spaces come first."""
    letters = unicodedata.normalize("NFKD", text.replace("-", " ").replace("‑", " ")).casefold()
    return "".join(sign for sign in letters if sign.isalnum() or sign == " ").strip()


def _glossary(
    entries: Sequence[Entry], glossary: Glossary, languages: tuple[str, str], *, without_acronyms: bool
) -> Annex | None:
    french: dict[str, list[str]] = defaultdict(list)
    used = _used(entries, glossary)
    for term in glossary.terms:
        if term in used and term.source != term.target and not (without_acronyms and is_acronym(term)):
            french[term.target].append(term.source)
    rows = [(english, "; ".join(french[english])) for english in sorted(french, key=_by_english)]
    if not rows:
        return None
    about = "English terms that this book uses, with the French that they stand for."
    return Annex(
        "Glossary of terms", (about, Listing(("English", "French"), tuple(rows), (50, 50), languages))
    )


def _by_english(text: str) -> tuple[str, str]:
    return english_order(text), text


def _used(entries: Sequence[Entry], glossary: Glossary) -> frozenset[Term]:
    """The terms whose French is in a text and whose English is in its translation, inflected or not."""
    found: set[Term] = set()
    for entry in entries:
        words = entry.translation.target.plain
        terms = {match.term for match in glossary.find(entry.unit.source.plain)}
        found |= {term for term in terms - found if used_in(term, words)}
    return frozenset(found)


def is_acronym(term: Term) -> bool:
    """Whether a term is an acronym, by its part of speech or its capitals."""
    return term.part_of_speech == "acronym" or (
        term.part_of_speech != "name" and _ACRONYM.fullmatch(term.source) is not None
    )


def _acronyms(entries: Sequence[Entry], glossary: Glossary, languages: tuple[str, str]) -> Annex | None:
    rows = sorted(_acronym_rows(entries, glossary), key=lambda row: _by_english(row[0]))
    if not rows:
        return None
    about = "Acronyms that this book uses, with the French ones that they stand for."
    return Annex(
        "List of acronyms", (about, Listing(("English", "French"), tuple(rows), (50, 50), languages))
    )


def _acronym_rows(entries: Sequence[Entry], glossary: Glossary) -> Iterator[tuple[str, str]]:
    sources = [entry.unit.source.plain for entry in entries]
    targets = [entry.translation.target.plain for entry in entries]
    beside = dict(_beside(sources, targets))
    english_words = dict(reversed(list(expansions(targets))))
    terms = {term.source: term for term in _used(entries, glossary)}
    known = {term.source.casefold(): term.target for term in glossary.terms}
    found = acronyms([Passage(text, "") for text in sources], Glossary())
    for short in sorted({each.short for each in found} | {term for term in terms if is_acronym(terms[term])}):
        french = next((each.expansion for each in found if each.short == short and each.expansion), "")
        own_french, own_english = beside.get(short, ("", ""))
        french = french or own_french
        english = terms[short].target if short in terms else _english(short, sources, targets)
        if not english:
            continue
        words = english_words.get(english, "") or own_english or known.get(french.casefold(), "")
        if words.casefold() == french.casefold() and not stands_for(english, words):
            words = ""  # it was left in French
        if words.casefold() == english.casefold():
            words = ""  # English has no acronym for it
        if french or words or english != short:
            yield _explained(english, words), _explained(short, french)


def _explained(short: str, words: str) -> str:
    return f"{short}: {words}" if words else short


def _beside(sources: Sequence[str], targets: Sequence[str]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Acronyms that are a whole text, as in a table, with the text that explains them and its translation.

    That is the next text; for an acronym of three letters or more it may be any, as the next cell of a table
    is not always the next text: a text that is in several places is listed once.
    """
    texts = [(source.strip(), target.strip()) for source, target in zip(sources, targets, strict=True)]
    short_texts = [each for each in texts if len(each[0].split()) <= _LONGEST]
    for (short, _), following in zip(texts, [*texts[1:], ("", "")], strict=True):
        if _ACRONYM.fullmatch(short):
            others = short_texts if len(short) > _FEW else []
            found = next((each for each in (following, *others) if _means(short, each[0])), None)
            if found is not None:
                yield short, found


def _means(short: str, words: str) -> bool:
    return " " in words and stands_for_in_french(short, words)


def _english(short: str, sources: Sequence[str], targets: Sequence[str]) -> str:
    """How translations write a French acronym: unchanged, or as the English one; "" if neither is found."""
    for candidate in dict.fromkeys((ENGLISH_ACRONYMS.get(short, ""), short)):
        pattern = re.compile(rf"(?<![\w-]){re.escape(candidate)}{_PLURAL}?(?!\w)")
        if candidate and any(
            short in source and pattern.search(target)
            for source, target in zip(sources, targets, strict=True)
        ):
            return candidate
    return ""
