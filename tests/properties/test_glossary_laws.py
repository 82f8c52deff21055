"""Laws of the glossary: reading is the inverse of writing, and matches are honest about the text."""

import string
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from booktranslate.errors import InputError
from booktranslate.glossary import Glossary, Term, csv_file, forms, speech, used_in
from booktranslate.glossary.changes import affected
from booktranslate.glossary.table import clean
from booktranslate.language import french

WORDS_OF_BOOKS = (
    "adhérent adhérents adhérente formation pôle de compétitivité appel à projets ETI PME sous traitant "
    "les une d l chef cheffe file en dirigeant R D État Etat œuvre oeuvre savoir faire Plastipolis"
)
WORDS = st.sampled_from(WORDS_OF_BOOKS.split())
JOINTS = st.sampled_from(
    [" ", " ", " ", "-", "’", "'", "\u00a0", ". ", ", ", "\n", "\n\n", "·", ".", "", "&", "(e)s", "·e·s "]
) | st.just("\xad")
TEXTS = st.lists(st.tuples(WORDS, JOINTS), max_size=25).map(
    lambda pairs: "".join(map("".join, pairs))
) | st.text(max_size=40)
SOURCES = st.lists(st.tuples(WORDS, st.sampled_from([" ", "-", "’", "&"])), min_size=1, max_size=4).map(
    lambda pairs: "".join(map("".join, pairs)).strip(" -’&")
)
TERMS = st.builds(
    lambda source, target, part, exact, keep: Term(source, source if keep else target, part, exact, keep),
    SOURCES,
    st.sampled_from(["member", "call for proposals", "SME", "training", "R&D"]),
    st.sampled_from(["", "noun", "mass noun", "verb", "name"]),
    st.booleans(),
    st.booleans(),
)
GLOSSARIES = st.lists(TERMS, max_size=8).map(lambda terms: Glossary(tuple(terms)))

CELLS = (
    st.text(
        st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Zs")) | st.sampled_from(" ,;\"'|"),
        max_size=12,
    )
    .map(clean)
    .filter(lambda text: "\u200b" not in text and "\ufeff" not in text)  # dropped at the ends
)
SPEECH = st.sampled_from(("", *speech.ALL))
LETTERS = st.text(string.ascii_letters + "éèç", min_size=1, max_size=8)


@given(GLOSSARIES, TEXTS)
@settings(max_examples=300, deadline=None)
def test_matches_are_in_order_do_not_overlap_and_lie_in_the_text(glossary: Glossary, text: str) -> None:
    matches = glossary.find(text)
    assert all(0 <= match.start < match.end <= len(text) for match in matches)
    assert all(left.end <= right.start for left, right in pairwise(matches))
    assert all(match.term in glossary.terms for match in matches)


@given(TEXTS)
def test_words_have_their_spellings(text: str) -> None:
    assert french.spellings(text) == [word.plain for word in french.words(text)]


@given(GLOSSARIES, TEXTS)
@settings(max_examples=200, deadline=None)
def test_terms_that_do_not_occur_change_nothing(glossary: Glossary, text: str) -> None:
    matches = glossary.find(text)
    found = {match.term for match in matches}
    assert Glossary(tuple(term for term in glossary.terms if term in found)).find(text) == matches


@given(GLOSSARIES, GLOSSARIES, TEXTS)
@settings(max_examples=200, deadline=None)
def test_a_change_affects_a_text_if_its_digest_changes(old: Glossary, new: Glossary, text: str) -> None:
    assert bool(affected(old, new, text)) == (old.digest_in(text) != new.digest_in(text))


@given(GLOSSARIES, TEXTS)
@settings(max_examples=200, deadline=None)
def test_a_match_never_cuts_a_word(glossary: Glossary, text: str) -> None:
    for match in glossary.find(text):
        before, after = text[: match.start][-1:], text[match.end :][:1]
        assert not (before.isalnum() and text[match.start].isalnum())
        assert not (after.isalnum() and text[match.end - 1].isalnum())


@given(GLOSSARIES, TEXTS)
@settings(max_examples=200, deadline=None)
def test_the_target_of_a_match_counts_as_its_use(glossary: Glossary, text: str) -> None:
    for match in glossary.find(text):
        assert used_in(match.term, match.target)


@given(TERMS)
@settings(deadline=None)
def test_a_term_is_found_in_its_own_text(term: Term) -> None:
    (match,) = Glossary((term,)).find(term.source)
    assert (match.start, match.end) == (0, len(term.source))


@given(TERMS)
@settings(deadline=None)
def test_each_form_is_used_in_a_text_that_holds_it(term: Term) -> None:
    assert all(used_in(term, f"({form}), then") for form in forms(term))


@given(GLOSSARIES, TEXTS)
@settings(max_examples=100, deadline=None)
def test_finding_is_repeatable(glossary: Glossary, text: str) -> None:
    assert glossary.find(text) == Glossary(glossary.terms).find(text)


@given(st.lists(st.tuples(LETTERS, CELLS, SPEECH, CELLS, st.booleans(), st.booleans()), max_size=6))
def test_reading_is_the_inverse_of_writing(rows: list[tuple[str, str, str, str, bool, bool]]) -> None:
    terms = tuple(
        Term(
            f"{source}{number}",
            f"{source}{number}" if keep else f"t{target}",
            part,
            exact,
            keep,
            tuple(dict.fromkeys(word for cell in note.split("|") if (word := cell.strip())))
            if not keep
            else (),
            note,
        )
        for number, (source, target, part, note, exact, keep) in enumerate(rows)
    )
    glossary = Glossary(
        tuple(term for term in terms if term.target.casefold() not in map(str.casefold, term.forbidden))
    )
    assert csv_file.parse(csv_file.dump(glossary)) == glossary


@given(
    st.binary(max_size=200)
    | st.text(max_size=80).map(lambda text: f"source,target\n{text}".encode(errors="ignore"))
)
def test_any_content_is_read_or_refused_with_a_place(data: bytes) -> None:
    outcome = read_or_refused(data)
    if isinstance(outcome, InputError):
        assert outcome.where.startswith("terms.csv")
        assert outcome.hint
    else:
        assert csv_file.parse(csv_file.dump(outcome)) == outcome


def read_or_refused(data: bytes) -> Glossary | InputError:
    try:
        return csv_file.parse(data, "terms.csv")
    except InputError as error:
        return error
