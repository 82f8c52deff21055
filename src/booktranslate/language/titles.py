"""What stands before the names of people, in both languages, and what tells a woman or a man there."""

from collections.abc import Mapping

ENGLISH: Mapping[str, str] = {
    "M.": "Mr", "MM.": "Messrs", "Mme": "Ms", "Mmes": "Ms", "Mlle": "Ms", "Mlles": "Ms", "Dr": "Dr",
}  # fmt: skip
"""What English writes for a French title; American English adds a full stop."""
ABBREVIATED = r"MM?\.|Mmes?|Mlles?|Drs?|Pr|Me"
SPELT = "[Mm]onsieur|[Mm]adame|[Mm]ademoiselle"
FRENCH = f"(?:{ABBREVIATED}|{SPELT})"
"""A pattern of French titles."""
OF_WOMEN = {"fr": "(?i:Mmes?|Mlles?|Madame|Mademoiselle)", "en": r"(?:Mrs\.?|Ms\.?|Miss|Madam)"}
OF_MEN = {"fr": r"(?i:MM?\.|Monsieur)", "en": r"(?:Mr\.?|Sir)"}
