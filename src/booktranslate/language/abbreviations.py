"""What stands before names and numbers in French and in English: abbreviations, whose full stop ends no
sentence, and English words."""

BEFORE_NAMES = "MM?|Mmes?|Mlles?|Mr|Mrs|Ms|Mx|Messrs|Drs?|Prs?|Profs?|St|Ste"
"""A pattern of what stands before the name of somebody, without its full stop."""
BEFORE_NUMBERS = "[Nn]os?|vol|art|ch|fig|pp?"
"""A pattern of what stands before a number: of a page, a figure, an article."""
LABELS = (
    "pages?|tables?|figures?|chapters?|sections?|parts?|volumes?|articles?|numbers?|box(?:es)?|appendi(?:x|ces)|"
    "notes?|acts?|steps?"
)
"""A pattern of English words before a number or a letter: Part II."""
