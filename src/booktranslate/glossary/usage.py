"""Whether an English text uses a term."""

from functools import cache

from booktranslate.glossary.terms import Term
from booktranslate.language import english


@cache
def forms(term: Term) -> tuple[str, ...]:
    """The English forms that count as using the term: singular, plural, a verb's endings; names as given."""
    if term.countable:
        return tuple(dict.fromkeys((term.target, english.plural(term.target))))
    if not term.keep and term.part_of_speech.casefold() == "verb":
        return english.verb_forms(term.target)
    return (term.target,)


def used_in(term: Term, text: str) -> bool:
    """Whether a plain English text has one of the term's forms, as whole words.

    Capitals do not count, but for names kept as they are: as given, or all in capitals.
    """
    allowed = forms(term)
    if term.keep:
        allowed += (term.target.upper(), term.target[:1].upper() + term.target[1:])
    return english.pattern(allowed, term.keep).search(text) is not None
