"""Terms of the book: read from CSV, found in French text with inflection, looked for in English text."""

from booktranslate.glossary.terms import Glossary, Match, Term
from booktranslate.glossary.usage import forms, used_in

__all__ = ["Glossary", "Match", "Term", "forms", "used_in"]
