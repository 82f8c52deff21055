"""What DeepL's documentation says of parameters, glossary entries and limits, for deepl_server.

Sources: https://developers.deepl.com/api-reference/translate, …/multilingual-glossaries, …/usage-and-quota.
"""

import re
import xml.etree.ElementTree as ElementTree
from typing import Any

MAX_BODY = 128 * 1024
MAX_DICTIONARY = 10 * 1024 * 1024
MAX_TERM = 1024
SOURCES = {"DE", "EN", "ES", "FR", "IT"}
TARGETS = {"DE", "EN-GB", "EN-US", "ES", "FR", "IT"}
FORMAL = {"DE", "ES", "FR", "IT"}
WORDS = {
    "à": "to", "au": "to the", "avance": "advances", "avec": "with", "bonjour": "hello", "dans": "in",
    "de": "of", "des": "of the", "du": "of the", "elle": "she", "elles": "they", "en": "in", "est": "is",
    "et": "and", "femme": "woman", "femmes": "women", "homme": "man", "hommes": "men", "il": "he", "je": "I",
    "la": "the", "le": "the", "les": "the", "métier": "trade", "mixité": "mix", "nous": "we", "ou": "or",
    "par": "by", "pas": "not", "pour": "for", "que": "that", "qui": "who", "sont": "are", "sur": "on",
    "très": "very", "un": "a", "une": "a", "vous": "you",
}  # fmt: skip
TAG = re.compile(r"(<[^<>]*>)")


class RefusalError(Exception):
    """An answer other than 2xx."""

    def __init__(self, status: int, message: str, detail: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.body = {"message": message} | ({"detail": detail} if detail else {})


def check_parameters(body: dict[str, Any]) -> None:
    """DeepL's rules for a translation that its description tells in words only."""
    if body.get("target_lang") not in TARGETS:
        raise RefusalError(400, "Value for 'target_lang' not supported")
    if body.get("source_lang", "FR") not in SOURCES:
        raise RefusalError(400, "Value for 'source_lang' not supported")
    if body.get("formality") in ("more", "less") and body["target_lang"] not in FORMAL:
        raise RefusalError(400, "'formality' is not supported for given 'target_lang'")


def check_xml(text: str) -> None:
    try:
        ElementTree.fromstring(f"<text>{text}</text>")
    except (ElementTree.ParseError, ValueError) as error:
        raise RefusalError(400, "Tag handling parsing failed, please check input.") from error


def tokens(text: str) -> list[str]:
    """Text, tag, text, tag, text …"""
    return TAG.split(text)


def word_by_word(text: str, terms: dict[str, str]) -> str:
    """The text with glossary terms and words replaced; all else stays."""
    folded = {source.casefold(): target for source, target in terms.items()}
    longest_first = sorted(folded, key=len, reverse=True)
    pattern = "|".join([*(rf"(?<!\w){re.escape(term)}(?!\w)" for term in longest_first), r"[^\W\d_]+"])

    def replaced(match: re.Match[str]) -> str:
        word = match[0].casefold()
        return folded.get(word) or WORDS.get(word) or match[0].upper()

    return re.sub(pattern, replaced, text, flags=re.IGNORECASE)


def named(body: dict[str, Any]) -> str:
    name = body.get("name")
    if not isinstance(name, str) or not name or len(name.encode()) > MAX_TERM:
        raise RefusalError(400, "Invalid glossary name")
    return name


def dictionary(given: dict[str, Any]) -> tuple[tuple[str, str], dict[str, str]]:
    """Language pair and entries, by the rules for entries."""
    invalid = "Invalid glossary entries provided"
    source, target = (str(given.get(name, "")).lower() for name in ("source_lang", "target_lang"))
    if source.upper() not in SOURCES or target.upper() not in SOURCES or given.get("entries_format") != "tsv":
        raise RefusalError(400, "Unsupported language pair or entries format")
    text = given.get("entries", "")
    if len(text.encode()) > MAX_DICTIONARY:
        raise RefusalError(413, "Request entity too large")
    entries: dict[str, str] = {}
    for number, line in enumerate(text.split("\n")):
        if not line:
            continue
        term, tab, translation = line.partition("\t")
        if term in entries:
            raise RefusalError(400, invalid, f"Key with the index {number} duplicates another key")
        for value in (term, translation):
            if not tab or not value or value != value.strip() or len(value.encode()) > MAX_TERM:
                raise RefusalError(400, invalid, f"Entry {number} is empty, padded or too long")
            if re.search(r"[\x00-\x1f\x80-\x9f\u2028\u2029]", value):
                raise RefusalError(400, invalid, f"Entry {number} contains control characters")
        entries[term] = translation
    if not entries:
        raise RefusalError(400, invalid, "No entries")
    return (source, target), entries


def counted(pair: tuple[str, str], terms: dict[str, str]) -> dict[str, Any]:
    return {"source_lang": pair[0], "target_lang": pair[1], "entry_count": len(terms)}


def described(glossary: dict[str, Any]) -> dict[str, Any]:
    return {
        "glossary_id": glossary["id"],
        "name": glossary["name"],
        "dictionaries": [counted(pair, terms) for pair, terms in glossary["dictionaries"].items()],
        "creation_time": "2026-01-01T00:00:00.000000Z",
    }
