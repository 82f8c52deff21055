"""The CSS of an EPUB: plain, so that readers' own settings apply; and the looks of the book's styles."""

import re
import unicodedata
from collections.abc import Mapping

_BASE = """\
body { margin: 0 5%; line-height: 1.5; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; text-align: left; break-after: avoid; }
h1 { margin: 2em 0 1em; }
p { margin: 0 0 .7em; orphans: 2; widows: 2; }
img { max-width: 100%; height: auto; }
table { border-collapse: collapse; width: 100%; margin: 1em 0; }
th, td { border-bottom: 1px solid #767676; padding: .3em .5em; text-align: left; vertical-align: top; }
aside { border: 1px solid #767676; padding: .7em 1em; margin: 1em 0; break-inside: avoid; }
blockquote { margin: 1em 2em; font-style: italic; }
span.smallcaps { font-variant: small-caps; }
span.underline { text-decoration: underline; }
.footnote-ref { vertical-align: super; font-size: .75em; line-height: 0; }
nav ol { list-style: none; padding-left: 1.2em; }
.footnotes { font-size: .9em; }
"""


def class_names(styles: Mapping[str, object]) -> dict[str, str]:
    """A unique CSS class for each style, by the name of the style."""
    found: dict[str, str] = {}
    for name in sorted(styles):
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        stem = "style-" + (re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "other")
        made, number = stem, 2
        while made in found.values():
            made, number = f"{stem}-{number}", number + 1
        found[name] = made
    return found


def css(looks: Mapping[str, tuple[str, ...]], classes: Mapping[str, str]) -> str:
    """The style sheet; `looks` are the CSS declarations of styles, `classes` their classes, both by name."""
    rules = (f".{classes[name]} {{ {'; '.join(looks[name])} }}\n" for name in sorted(looks))
    return _BASE + "".join(rules)
