"""The terms of a book: read from CSV or Excel, found in French in all their forms, looked for in English."""

from booktranslate.glossary.collection import Glossary
from booktranslate.glossary.terms import Match, Term
from booktranslate.glossary.usage import forms, used_in

__all__ = ["Glossary", "Match", "Term", "forms", "used_in"]
