"""Signs of flattened texts: marks that stand for tags, letters, and what an answer takes from its source."""

import re

# A single character of private use stands for each tag and each shielded stretch (`flat.py`).
MARK = "[\U00100000-\U0010fffd]"


def with_initial(source: str, text: str) -> str:
    """`text` with a capital or a small letter at its start, as `source` has."""
    letter, first = re.search(r"[^\W\d_]", source), re.search(r"[^\W_]\w*", text)
    if not letter or not first:
        return text
    start, word = first.start(), first[0]
    if letter[0].isupper():
        return text[:start] + word[0].upper() + text[start + 1 :]
    if re.fullmatch(r"[A-Z][a-z]+|A", word) and word not in source:
        return text[:start] + word[0].lower() + text[start + 1 :]
    return text


def with_outer_spaces(source: str, text: str) -> str:
    """`text` with the spaces that `source` has before and after its words."""
    before = source[: len(source) - len(source.lstrip())]
    after = source[len(source.rstrip()) :] if source.strip() else ""
    return before + text.strip() + after
