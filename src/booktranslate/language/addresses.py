"""Web and mail addresses, and names of files: what stays to the letter in every language."""

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
    """A pattern of addresses that say they are one; `excluded` are further characters that end them."""
    inside = f"{_NOT_WITHIN}{excluded}"
    return rf"(?:https?://|ftp://|www\.)[^{inside}]*[^{inside}.,;:!?…'’)\]]"


WEB = web()
MAIL = r"(?<![\w.+-])(?:mailto:)?\w[\w.+'-]{0,63}@[\w-]+(?:\.[\w-]+)+"
# A host without http, known by how it ends (exemple.org/page) or by what follows it (host.local/page).
SITE = rf"(?<![\w@.-])(?:[a-z0-9][a-z0-9-]*\.)+(?:{DOMAINS})(?![\w-])(?:/[^{_NOT_WITHIN}]*[\w/])?"
# Not 8.5/10: the last label has letters.
_PAGE = r"(?<![\w.-])[\w-]{1,63}(?:\.[\w-]{1,63})*\.[a-z][\w-]{1,62}/\S*"
FILE = rf"(?<![\w.-])[\w-]+(?:[.'’][\w-]+)*\.(?:{FILE_ENDINGS})(?!\w)"

# The same in running text. Of the names that end in a common word ("de", "es", "it"), only those with a path
# are addresses: in prose it may be a full stop without a space behind it.
DOMAIN = (
    r"(?<![\w@./-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+"
    r"(?:(?:com|org|net|edu|gov|int|eu|fr|be|ch|lu|ca|uk|io|info|coop|example|paris|bzh|corsica|alsace|asso)"
    r"(?![\w-]|\.\w)|(?:de|es|it|us|nl|pt|pl|se|no|at|cz|ie|tv|me|ai|app|dev|tech|site|online)(?=/\w))"
)


def anywhere(excluded: str = "") -> str:
    """A pattern of all addresses of pages and persons in running text; `excluded` as for `web`."""
    inside = f"{_NOT_WITHIN}{excluded}"
    path = rf"(?:/(?:[^{inside}]*[^{inside}.,;:!?…'’)\]])?)?"
    return f"{web(excluded)}|{DOMAIN}{path}|{MAIL}"


_ONLY = re.compile(f"{WEB}|{MAIL}|{SITE}", re.IGNORECASE)
# Compiled by `re` when they are first used, which not every run does.
_IN_TEXT = f"(?i:{anywhere()})"
_ANY = f"(?i:{WEB}|{_PAGE}|{MAIL})"
_AT_END = f"(?i:{WEB}|{MAIL})$"


def blanked(text: str) -> str:
    """The text with its addresses blanked, every other character where it was."""
    return re.sub(_ANY, lambda found: "\ufffc" * len(found.group()), text)


def is_address(word: str) -> bool:
    """Whether a word is an address, with or without a mark behind it."""
    return _ONLY.fullmatch(word.rstrip(".,;:!?…")) is not None


def at_end(text: str) -> bool:
    """Whether a text ends with an address, where a full stop would be in the way."""
    return re.search(_AT_END, text) is not None


def addresses_in(text: str) -> list[tuple[int, int]]:
    """Where the addresses of pages and of persons stand in a text, without what punctuates them."""
    return [found.span() for found in re.finditer(_IN_TEXT, text)]
