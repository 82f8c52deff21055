"""Units of measure: their names in both languages."""

from collections.abc import Mapping

from booktranslate.language import words

UNITS: Mapping[str, tuple[str, str]] = {  # French, English
    "km": ("km|kilomètres?", "km|kilomet(?:re|er)s?"),
    "m": ("m|mètres?", "m|met(?:re|er)s?"),
    "cm": ("cm|centimètres?", "cm|centimet(?:re|er)s?"),
    "mm": ("mm|millimètres?", "mm|millimet(?:re|er)s?"),
    "kg": ("kg|kilos?|kilogrammes?", "kg|kilos?|kilogram(?:me)?s?"),
    "g": ("g|grammes?", "g|gram(?:me)?s?"),
    "t": ("t|tonnes?", "t|tonn?es?|tons?"),
    "ha": ("ha|hectares?", "ha|hectares?"),
    "l": ("l|L|litres?", "l|L|lit(?:re|er)s?"),
    "kW": ("kW|kilowatts?", "kW|kilowatts?"),
    "MW": ("MW|mégawatts?", "MW|megawatts?"),
    "GW": ("GW|gigawatts?", "GW|gigawatts?"),
    "kWh": ("kWh|kilowattheures?", "kWh|kilowatt[- ]hours?"),
    "MWh": ("MWh|mégawattheures?", "MWh|megawatt[- ]hours?"),
    "second": ("secondes?", "seconds?"),
    "minute": ("min|minutes?", "mins?|minutes?"),
    "hour": ("h|heures?", "h|hrs?|hours?|o[’']clock|am|pm|a\\.m\\.?|p\\.m\\.?"),
    "day": ("jours?|journées?", "days?"),
    "week": ("semaines?", "weeks?"),
    "month": ("mois", "months?"),
    "year": ("ans?|années?", "years?(?:[- ]olds?)?"),
    "euro": ("€|euros?", "€|euros?|EUR"),
    "dollar": (r"\$|dollars?", r"\$|dollars?"),
    "pound": ("£|livres? sterling", "£|pounds?"),
}
DIMENSIONS = (
    words("km m cm mm"),
    words("kg g t"),
    words("kW MW GW"),
    words("kWh MWh"),
    words("second minute hour day week month year"),
    words("euro dollar pound"),
)


SYMBOLS = (
    "[kcmMGT]?(?:m|g|W|Wh|Hz|V|A|J|Pa|N|B|o)|[cmdh]?l|L|t|ha|[cmk]?m[²³23]|h|s|min|ms|°[CF]?|K|dB|rpm|px|bar|"
    "[kMG]?bps"
)
"""A pattern of the symbols of units; it respects case."""
SCALES = "(?:[kKmM]|Mds?|Mrds?|bn)"
"""A pattern of abbreviations of thousand, million or billion before a currency symbol."""
