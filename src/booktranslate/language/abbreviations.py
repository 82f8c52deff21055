"""Words before names and numbers: abbreviations, whose full stop ends no sentence, and English labels."""

BEFORE_NAMES = "MM?|Mmes?|Mlles?|Mr|Mrs|Ms|Mx|Messrs|Drs?|Prs?|Profs?|St|Ste"
"""A pattern of abbreviations before the name of a person, without their full stop."""
BEFORE_NUMBERS = "[Nn]os?|vol|art|ch|fig|pp?"
"""A pattern of abbreviations before a number (of a page, a figure, an article), without their full stop."""
LABELS = (
    "pages?|tables?|figures?|chapters?|sections?|parts?|volumes?|articles?|numbers?|box(?:es)?|appendi(?:x|ces)|"
    "notes?|acts?|steps?"
)
"""A pattern of English words before a number or a letter: Part II."""
