"""Whether an English text uses a term."""

from functools import cache

from booktranslate.glossary.terms import Term
from booktranslate.language import english


@cache
def forms(term: Term) -> tuple[str, ...]:
    """The English forms that count as using a term: singular and plural, or the forms of a verb."""
    if term.countable:
        return tuple(dict.fromkeys((term.target, *english.plurals(term.target))))
    if not term.keep and term.part_of_speech.casefold() == "verb":
        return english.verb_forms(term.target)
    return (term.target,)


def used_in(term: Term, text: str) -> bool:
    """Whether a plain English text has one of a term's forms, as whole words.

    Case does not matter, except for a term that is not translated: it must be as given, with a first capital,
    or all in capitals.
    """
    allowed = forms(term)
    if term.keep:
        allowed += (term.target.upper(), term.target[:1].upper() + term.target[1:])
    return english.pattern(allowed, term.keep).search(text) is not None
