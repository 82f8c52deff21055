"""Web and e-mail addresses and file names, which are the same in every language."""

import re

DOMAINS = (
    "com|org|net|edu|gov|eu|fr|be|ch|lu|ca|de|es|it|uk|ie|us|io|info|coop|bzh|corsica|alsace|paris|example"
)
FILE_ENDINGS = (
    "docx?|docm|dotx|xlsx?|xlsm|pptx?|odt|ods|odp|pdf|rtf|txt|md|csv|tsv|po|pot|mo|xml|html?|json|toml|ya?ml|ini|"
    "py|js|css|sh|exe|png|jpe?g|gif|svg|tiff?|zip|gz|tar|mp[34]|wav|avi|mov|epub"
)
_NOT_WITHIN = r"\s<>«»“”\"\[\]\ufffc"


def web(excluded: str = "") -> str:
    """A pattern of addresses that start with http://, https://, ftp:// or www.

    `excluded` are more characters that end an address.
    """
    inside = f"{_NOT_WITHIN}{excluded}"
    return rf"(?:https?://|ftp://|www\.)[^{inside}]*[^{inside}.,;:!?…'’)\]]"


WEB = web()
MAIL = r"(?<![\w.+-])(?:mailto:)?\w[\w.+'-]{0,63}@[\w-]+(?:\.[\w-]+)+"
# A host without http, recognised by its top-level domain (exemple.org/page) …
SITE = rf"(?<![\w@.-])(?:[a-z0-9][a-z0-9-]*\.)+(?:{DOMAINS})(?![\w-])(?:/[^{_NOT_WITHIN}]*[\w/])?"
# … or by the path that follows it (host.local/page). Not 8.5/10: the last label starts with a letter.
_PAGE = r"(?<![\w.-])[\w-]{1,63}(?:\.[\w-]{1,63})*\.[a-z][\w-]{1,62}/\S*"
FILE = rf"(?<![\w.-])[\w-]+(?:[.'’][\w-]+)*\.(?:{FILE_ENDINGS})(?!\w)"

# A host in running text. Names that end in a common word ("de", "es", "it") count only with a path, because
# in prose the full stop may just lack a space after it.
DOMAIN = (
    r"(?<![\w@./-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+"
    r"(?:(?:com|org|net|edu|gov|int|eu|fr|be|ch|lu|ca|uk|io|info|coop|example|paris|bzh|corsica|alsace|asso)"
    r"(?![\w-]|\.\w)|(?:de|es|it|us|nl|pt|pl|se|no|at|cz|ie|tv|me|ai|app|dev|tech|site|online)(?=/\w))"
)


def anywhere(excluded: str = "") -> str:
    """A pattern of all web and e-mail addresses in running text; `excluded` as for `web`."""
    inside = f"{_NOT_WITHIN}{excluded}"
    path = rf"(?:/(?:[^{inside}]*[^{inside}.,;:!?…'’)\]])?)?"
    return f"{web(excluded)}|{DOMAIN}{path}|{MAIL}"


# Strings, so that they are compiled only in a run that uses them.
_ONLY = f"(?i:{WEB}|{MAIL}|{SITE})"
_IN_TEXT = f"(?i:{anywhere()})"
_ANY = f"(?i:{WEB}|{_PAGE}|{MAIL})"
_AT_END = f"(?i:{WEB}|{MAIL})$"


def blank(found: re.Match[str]) -> str:
    """U+FFFC for every character of a match."""
    return "\ufffc" * len(found[0])


def blanked(text: str) -> str:
    """The text with U+FFFC for every character of an address, so that all others keep their places."""
    has_any = "/" in text or "@" in text or "www." in text.lower()
    return re.sub(_ANY, blank, text) if has_any else text


def is_address(word: str) -> bool:
    """Whether a word is a web or e-mail address, perhaps followed by a punctuation mark."""
    word = word.rstrip(".,;:!?…")
    # Most words have neither, which is quicker to see than that the pattern does not match.
    return ("." in word or "://" in word) and re.fullmatch(_ONLY, word) is not None


def at_end(text: str) -> bool:
    """Whether a text ends with an address, which a full stop would spoil."""
    return re.search(_AT_END, text) is not None


def addresses_in(text: str) -> list[tuple[int, int]]:
    """The spans of the web and e-mail addresses in a text, without the punctuation after them."""
    return [found.span() for found in re.finditer(_IN_TEXT, text)]
