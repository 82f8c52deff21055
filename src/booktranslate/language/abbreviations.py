"""Abbreviations of French and English that something follows, so that their full stop ends no sentence."""

BEFORE_NAMES = "MM?|Mmes?|Mlles?|Mr|Mrs|Ms|Mx|Messrs|Drs?|Prs?|Profs?|St|Ste"
"""A pattern of what stands before the name of somebody, without its full stop."""
BEFORE_NUMBERS = "[Nn]os?|vol|art|ch|fig|pp?"
"""A pattern of what stands before a number: of a page, a figure, an article."""
