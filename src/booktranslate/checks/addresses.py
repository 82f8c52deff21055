"""Links, e-mail addresses and file names: kept to the letter. Names: pofilter's."""

import re
from collections.abc import Iterator, Sequence

from booktranslate.checks.pairs import Check, Flaw, Pair, each, place
from booktranslate.language.addresses import FILE_ENDINGS, MAIL, SITE, WEB

_EMAIL = re.compile(MAIL)
_URL = re.compile(f"{WEB}|{SITE}", re.IGNORECASE)
_FILE = re.compile(rf"(?<![\w/.@-])[\w-][\w./\\-]*\.(?:{FILE_ENDINGS})(?!\w)", re.IGNORECASE)


def urls(pair: Pair) -> Iterator[Flaw]:
    """A link of the French text is missing or another one."""
    source, target = _urls(pair.source), _urls(pair.target)
    missing = [shown for key, shown in source.items() if key not in target]
    sites = [_host(shown) for shown in source.values()]
    added = [
        shown
        for key, shown in target.items()
        # "the python.org wiki at …": the site of a link
        if key not in source and not any(site.endswith(f".{shown.casefold()}") for site in sites)
    ]
    for one, other in zip(missing, added, strict=False):
        # A page may have another name in English; the site is the same: interne.exemple.org.
        if _host(one).startswith("fr.") and _host(other) == "en." + _host(one)[3:]:
            continue  # an encyclopedia has its article under another name
        if one.casefold().replace("exemple", "example") == other.casefold():
            continue  # an invented address
        if _site(one) == _site(other) and _is_counterpart(one, other):
            continue  # a page that the site has in both languages, under a name in each
        if _site(one) != _site(other) or "/" in one.partition("://")[2] + other.partition("://")[2]:
            message = f"The link “{one}” of the French text is “{other}” here; copy it exactly."
            yield Flaw(message, place(pair.target, other), place(pair.source, one), suggestion=one)
    yield from _unmatched(missing[len(added) :], added[len(missing) :], "link", pair)


def emails(pair: Pair) -> Iterator[Flaw]:
    """An e-mail address of the French text is missing or another one."""
    source, target = _emails(pair.source), _emails(pair.target)
    if len(source) == len(target) == 1 and _INVENTED.match(next(iter(source))):
        return
    yield from _kept(source, target, "e-mail address", pair)


# What a form shows to fill in is translated: nom@exemple.fr, prenom.nom@site.com.
_INVENTED = re.compile(r"(?:(?:votre|mon)[._-]?)?(?:nom|pr[ée]nom|adresse|utilisateur|mail|courriel)\b[^@]*@")


def files(pair: Pair) -> Iterator[Flaw]:
    """A file name of the French text is missing or another one."""
    yield from _kept(_files(pair.source), _files(pair.target), "file name", pair)


def _kept(source: dict[str, str], target: dict[str, str], what: str, pair: Pair) -> Iterator[Flaw]:
    missing = [shown for key, shown in source.items() if key not in target]
    added = [shown for key, shown in target.items() if key not in source]
    yield from _unmatched(missing, added, what, pair)


def _unmatched(missing: Sequence[str], added: Sequence[str], what: str, pair: Pair) -> Iterator[Flaw]:
    for shown in missing:
        message = f"The {what} “{shown}” of the French text is missing; copy it exactly."
        yield Flaw(message, source_span=place(pair.source, shown))
    for shown in added:
        message = f"The {what} “{shown}” is not in the French text; correct or remove it."
        yield Flaw(message, place(pair.target, shown))


def _emails(text: str) -> dict[str, str]:
    return {found.casefold(): found for found in _EMAIL.findall(text)}


def _urls(text: str) -> dict[str, str]:
    found = {}
    for match in _URL.finditer(_EMAIL.sub(" ", text)):
        shown = match[0]
        found[_LANGUAGE.sub("", shown.casefold()).rstrip("/")] = shown
    return found


# The English page of the same site is the same link: /fr/, index.fr.html, fr.exemple.org, ?lang=fr.
_LANGUAGE = re.compile(
    r"^https?://(?:www\.)?(?:(?:fr|en)\.)?|(?<=/)(?:fr|en)(?:[-_][a-z]{2})?(?=/|$)|[.-](?:fr|en)(?=\.html?|$)"
    r"|[?&](?:lang|hl|locale|l)=(?:fr|en)(?:[-_][a-z]{2})?|(?<=/)index(?=\.)|\.html?$"
)


_IN_FRENCH, _IN_ENGLISH = (
    re.compile(rf"/{language}(?:[-_][a-z]{{2}})?/|[?&]la(?:ng)?={language}\b", re.IGNORECASE)
    for language in ("fr", "en")
)


def _is_counterpart(one: str, other: str) -> bool:
    """Whether the language that an address names became English."""
    named = _IN_ENGLISH.search(other) is not None and _IN_ENGLISH.search(one) is None
    return named or (_IN_FRENCH.search(one) is not None and _IN_FRENCH.search(other) is None)


def _host(address: str) -> str:
    return re.sub(r"^(?:\w+://)?(?:www\.)?", "", address.casefold()).partition("/")[0]


def _site(address: str) -> str:
    return ".".join(_host(address).split(".")[-2:])


def _files(text: str) -> dict[str, str]:
    found = _FILE.findall(_URL.sub(" ", _EMAIL.sub(" ", text)))
    # « votre fichier.exe » is a file that ends so.
    return {name.casefold(): name for name in found if not name.casefold().startswith("fichier.")}


CHECKS = (
    Check("urls", "warning", "A link is missing or different.", each(urls)),
    Check("emails", "error", "An e-mail address is missing or different.", each(emails)),
    Check("filepaths", "warning", "A file name is missing or different.", each(files)),
)
