"""Give an answer the first capital and the outer spaces of its source."""

import re


def with_initial(source: str, text: str) -> str:
    """`text` with a capital or lower-case letter at its start, like `source`.

    It is only lowered if it is an ordinary word with a capital that `source` does not have.
    """
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
    """`text` with the outer spaces of `source`."""
    before = source[: len(source) - len(source.lstrip())]
    after = source[len(source.rstrip()) :] if source.strip() else ""
    return before + text.strip() + after
