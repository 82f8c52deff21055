"""Links, e-mail addresses and file names, which must be the same in both texts. Names: pofilter's."""

import re
from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher
from urllib.parse import unquote

from booktranslate.checks.pairs import Check, Flaw, Pair, each, place
from booktranslate.language.addresses import FILE_ENDINGS, MAIL, SITE, WEB
from booktranslate.language.lexicons import is_english, is_french

_EMAIL = re.compile(MAIL)
_URL = re.compile(f"{WEB}|{SITE}", re.IGNORECASE)
_FILE = re.compile(rf"(?<![\w/.@-])[\w-][\w./\\-]*\.(?:{FILE_ENDINGS})(?!\w)", re.IGNORECASE)


def urls(pair: Pair) -> Iterator[Flaw]:
    """A link is missing, added or different."""
    source, target = _urls(pair.source), _urls(pair.target)
    missing = [shown for key, shown in source.items() if key not in target]
    added = [shown for key, shown in target.items() if key not in source]
    for one in list(missing):
        if other := _counterpart(one, added):
            missing.remove(one)
            added.remove(other)
            if _is_wrong(one, other):
                message = f"The link “{one}” of the French text is “{other}” here; copy it exactly."
                yield Flaw(message, place(pair.target, other), place(pair.source, one), suggestion=one)
    # "the python.org wiki at …" only names the site of a link.
    missing = [one for one in missing if not _is_named(one, target.values())]
    added = [one for one in added if not _is_named(one, source.values())]
    yield from _unmatched(missing, added, "link", pair)


def _counterpart(one: str, added: Sequence[str]) -> str:
    """The link in `added` that replaces `one`: one of the same site if possible; "" if there is none."""
    near = [other for other in added if _site(other) == _site(one)]
    return next(iter(near or added), "")


def _is_wrong(one: str, other: str) -> bool:
    """Whether the translation's link `other` is certainly not right for the French link `one`.

    It is wrong if it leads to another site, or to another address for the same page. It may be right if the
    site has the page in both languages, under a different name in each.
    """
    if one.casefold().replace("exemple", "example").rstrip("/") == other.casefold().rstrip("/"):
        return False  # an invented address
    if all(map(_TO_FILL_IN.search, (one, other))):
        return False  # http://USAGER:MOT_DE_PASSE@ADRESSE, votredomaine.com
    if _host(one).startswith("fr.") and _host(other) == "en." + _host(one)[3:]:
        return False  # an encyclopedia, whose articles have different titles in each language
    parts, others = _parts(_key(one)), _parts(_key(other))
    if _site(one) != _site(other):
        if parts == others and parts and _labels(one) & _labels(other):
            return False  # the same page of ministere.gc.ca and ministere.canada.ca
        # The page may have moved within an organisation: example.org/guide, github.com/example/guide.
        return not any(_owner(link) in {*_parts(there), _owner(there)} for link, there in _both(one, other))
    if parts == others:
        return False  # only the subdomain differs, which is invented: interne.exemple.org
    lost, added = "/".join(_without(parts, others)), "/".join(_without(others, parts))
    slip = SequenceMatcher(None, lost, added, autojunk=False).ratio() > _ALIKE
    if (_is_english_page(one, other) and not slip) or (not parts and _is_bare(one)):
        return False
    if "#" in one and one.partition("#")[0].rstrip("/") == other.rstrip("/"):
        return _SLUG.search(unquote(one.partition("#")[2])) is None  # an anchor with a French name may go
    if is_french(lost) and not is_english(lost) and is_english(added) and not is_french(added):
        return False  # passeport, passport
    translated = _SLUG.search(lost) and _SLUG.search(added)
    return not translated or slip


_TO_FILL_IN = re.compile(r"://[A-Z_:@]{4}|(?<![^\W\d_])(?i:votre|your)(?=[a-z-])")
_SLUG = re.compile(r"[^\W\d_]{4}")  # the name of a page contains a word, its number does not
_ALIKE = 0.8  # more alike than this is a typing error, not a translation


def _both(one: str, other: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return (one, other), (other, one)


def _without(parts: Sequence[str], others: Sequence[str]) -> list[str]:
    return [part for part in parts if part not in others]


def _is_named(one: str, links: Collection[str]) -> bool:
    """Whether an address only names a site or product (Exemple.org), or the site of another link."""
    if not _is_bare(one):
        return False
    named = "://" not in one and one[0].isupper()
    return named or any(_site(link) == _site(one) and link != one for link in links)


def _is_bare(address: str) -> bool:
    return "/" not in re.sub(r"^\w+://", "", address).rstrip("/")


def emails(pair: Pair) -> Iterator[Flaw]:
    """An e-mail address is missing, added or different."""
    source, target = _emails(pair.source), _emails(pair.target)
    if len(source) == len(target) == 1 and _INVENTED.match(next(iter(source))):
        return
    yield from _kept(source, target, "e-mail address", pair)


# The invented address in a form is translated: nom@exemple.fr, prenom.nom@site.com.
_INVENTED = re.compile(r"(?:(?:votre|mon)[._-]?)?(?:nom|pr[ée]nom|adresse|utilisateur|mail|courriel)\b[^@]*@")


def files(pair: Pair) -> Iterator[Flaw]:
    """A file name is missing, added or different."""
    source, target = _files(pair.source), _files(pair.target)
    if len(source) == len(target) and any(map(_INVENTED_FILE.match, source)):
        return
    yield from _kept(source, target, "file name", pair)


# The invented file name of an example is translated: mon_script.py, exemple.txt.
_INVENTED_FILE = re.compile(r"(?:mon|ma|mes|votre|nom|exemple|fichier)(?![a-z])")


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
    shown = (_closed(match[0]) for match in _URL.finditer(_EMAIL.sub(" ", text)))
    return {_key(address): address for address in shown}


def _key(address: str) -> str:
    """An address without its scheme, its language and its tracking parameters, to compare addresses."""
    bare = _LANGUAGE.sub("", _TRACKING.sub("", unquote(address).casefold()))
    return bare.replace("?", "&").rstrip("/")


def _closed(address: str) -> str:
    """An address up to a closing bracket that it has not opened: that belongs to the surrounding text."""
    depth = 0
    for at, letter in enumerate(address):
        depth += (letter == "(") - (letter == ")")
        if depth < 0:
            return address[:at]
    return address


# Links to the French and the English page of one site count as the same: /fr/, index.fr.html, page-fra.aspx,
# fr.exemple.org.
_LANGUAGE = re.compile(
    r"^https?://(?:www\.)?(?:(?:fr|en)\.)?|/(?:fr|en|fra|eng)(?:[-_][a-z]{2})?(?=/|$)"
    r"|[._-](?:fr|en|fra|eng)(?=(?:\.[a-z]{3,5})?/?(?:$|[?#]))"
    r"|[?&][\w-]+=(?:fra?|eng?)(?:[-_][a-z]{2})?(?=$|[&#])"
    r"|(?<=/)index(?=[.-])|\.html?$|/deed(?:\.[a-z]{2})?$"  # the deed of a licence
)
_TRACKING = re.compile(r"[?&](?:utm_\w+|fbclid|gclid|sjid)=[^&#]*")


_IN_FRENCH, _IN_ENGLISH = (
    re.compile(
        rf"/{language}(?:[-_][a-z]{{2}})?/|[?&]la(?:ng)?={language}\b|[._-]{language}(?=\.[a-z]+|[?#]|$)",
        re.IGNORECASE,
    )
    for language in ("fr(?:a)?", "en(?:g)?")
)


def _is_english_page(one: str, other: str) -> bool:
    """Whether `one` names French as its language and `other` does not, or `other` alone names English."""
    named = _IN_ENGLISH.search(other) is not None and _IN_ENGLISH.search(one) is None
    return named or (_IN_FRENCH.search(one) is not None and _IN_FRENCH.search(other) is None)


def _parts(address: str) -> list[str]:
    """The parts of an address after its host."""
    path = _host_and_path(address)[1]
    return [part for part in re.split(r"[/?&=#]", unquote(path)) if part]


def _host_and_path(address: str) -> tuple[str, str]:
    host, _, path = re.sub(r"^(?:\w+://)?(?:www\.)?", "", address.casefold()).partition("/")
    return host, path


def _host(address: str) -> str:
    return _host_and_path(address)[0]


def _labels(address: str) -> set[str]:
    return {label for label in _host(address).split(".") if len(label) > 3 and label != "docs"}


def _site(address: str) -> str:
    return ".".join(_host(address).split(".")[-2:])


def _owner(address: str) -> str:
    """The last label but one of the host: example, of docs.example.org."""
    return _site(address).split(".")[0]


def _files(text: str) -> dict[str, str]:
    found = _FILE.findall(_URL.sub(" ", _EMAIL.sub(" ", text)))
    # « votre fichier.exe » is any file with this extension.
    return {name.casefold(): name for name in found if not name.casefold().startswith("fichier.")}


CHECKS = (
    Check("urls", "warning", "A link is missing or different.", each(urls)),
    Check("emails", "error", "An e-mail address is missing or different.", each(emails)),
    Check("filepaths", "warning", "A file name is missing or different.", each(files)),
)
