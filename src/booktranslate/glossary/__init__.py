"""Terms of the book: read from CSV, found in French text with inflection."""

from booktranslate.glossary.terms import Glossary, Match, Term

__all__ = ["Glossary", "Match", "Term"]
