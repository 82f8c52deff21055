"""Months and days in both languages."""

from booktranslate.language import words

FR_MONTHS = words("janvier février mars avril mai juin juillet août septembre octobre novembre décembre")
EN_MONTHS = words("January February March April May June July August September October November December")
FR_DAYS = words("lundi mardi mercredi jeudi vendredi samedi dimanche")
EN_DAYS = words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
WITHOUT_ACCENTS = {"fevrier": "février", "aout": "août", "decembre": "décembre"}

MONTHS = dict(zip(FR_MONTHS, EN_MONTHS, strict=True))
MONTHS |= {typed: MONTHS[french] for typed, french in WITHOUT_ACCENTS.items()}
"""What English says for a French month, with its accents or without."""
DAYS = dict(zip(FR_DAYS, EN_DAYS, strict=True))
