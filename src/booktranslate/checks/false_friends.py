"""French words and the English ones that look like them and mean something else.

false_friends.csv lists those of the clusters' world; a project's `false-friends.csv` adds to it. Its columns
(comma, semicolon or tab between them):

    french    a word or phrase in its dictionary form; it is found in all its forms
    english   the false friends, “|” between them; as written, but “to animate” has all forms of the verb
    right     what to say instead, “|” between them; without english, the line switches a shipped one off
    note      when the English word is right after all; may be empty or left out
    unless    French words, “|” between them, with which it is right; may be empty or left out
    good      English phrases, “|” between them, in which it is right: assure you, without delay; the same
    doubtful  anything here makes the line a note (`perhaps-false-friend`): the English word is often right,
              or good enough; the same

A finding needs the English word at about the place of the French one, no word of `unless` around that (for a
warning, none in the whole text), and no term of the glossary over the French word: then the glossary's own
check says what is due.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from booktranslate.alignment.within import places
from booktranslate.checks.pairs import Check, FalseFriend, Flaw, Pair, each, place
from booktranslate.checks.tables import rows, text_of
from booktranslate.errors import InputError
from booktranslate.glossary import Glossary, Match, Term
from booktranslate.language import english, french

COLUMNS = ("french", "english", "right", "note", "unless", "good", "doubtful")
FILE = "false-friends.csv"
_NEAR = 80  # letters: English keeps the order of clauses, and not always that of words
_AROUND = 80  # letters of French; what stands farther away is not what the English word is for
_SHORT = 90  # characters; in so short a text every place is near


def false_friends(pair: Pair) -> Iterator[Flaw]:
    """An English word stands where the French one that looks like it has another meaning."""
    return _friends(pair, doubtful=False)


def doubtful(pair: Pair) -> Iterator[Flaw]:
    """An English word stands where the French one that looks like it often has another meaning."""
    return _friends(pair, doubtful=True)


def _friends(pair: Pair, *, doubtful: bool) -> Iterator[Flaw]:
    friends, finder = _prepared(pair.settings.false_friends)
    told: set[str] = set()
    for match in finder.find(pair.source):
        friend = friends[match.term.source]
        if friend.doubtful is not doubtful:
            continue
        word = _found(friend, match, pair)
        if word and word not in told and not _is_right(friend, match, word, pair):
            told.add(word)
            shown = pair.source[match.start : match.end]
            note = f" {friend.note}" if friend.note else ""
            message = f"“{word}” is a false friend of « {shown} »; use {_choice(friend.right)}.{note}"
            one = friend.right[0] if len(friend.right) == 1 else None
            yield Flaw(message, place(pair.target, word), (match.start, match.end), suggestion=one)


def read(path: Path) -> tuple[FalseFriend, ...]:
    """The lines of a project's `false-friends.csv`; none if the file does not exist.

    Raises InputError, with the line, for what cannot be understood.
    """
    text = text_of(path)
    return () if text is None else parse(text, str(path))


def parse(text: str, name: str = FILE) -> tuple[FalseFriend, ...]:
    """The lines of a file called `name`. Raises as `read`."""
    return tuple(_friend(row, f"{name}:{line}") for line, row in rows(text, name, COLUMNS, COLUMNS[:3]))


def _friend(row: Mapping[str, str], where: str) -> FalseFriend:
    source, words, right, unless, good = (
        tuple(part for cell in row.get(column, "").split("|") if (part := " ".join(cell.split())))
        for column in ("french", "english", "right", "unless", "good")
    )
    if len(source) != 1 or not french.WORD.search(source[0]):
        raise InputError("the column “french” needs one word or phrase.", where=where)
    if words and not right:
        raise InputError("the column “right” is empty.", where=where, hint="Write the right translation.")
    return FalseFriend(source[0], words, right, row.get("note", ""), unless, good, bool(row.get("doubtful")))


@cache
def _prepared(own: tuple[FalseFriend, ...]) -> tuple[Mapping[str, FalseFriend], Glossary]:
    """All false friends by their French word, a project's own in place of the shipped, and their finder."""
    friends = {friend.french: friend for friend in (*_shipped(), *own)}
    # Without a part of speech, for « il anime » as well as « animer » and « la formation ».
    return friends, Glossary(tuple(Term(word, word) for word, friend in friends.items() if friend.english))


@cache
def _shipped() -> tuple[FalseFriend, ...]:
    name = "false_friends.csv"
    return parse(files("booktranslate.checks").joinpath(name).read_text("utf-8"), name)


_MARGIN = 100  # letters around, so that no word and no phrase is cut in two


def _found(friend: FalseFriend, match: Match, pair: Pair) -> str:
    """The false friend as it stands in the translation, at about the place of the French word."""
    place = places(pair.source, pair.target).of(match.start)
    reach = _NEAR if len(pair.source) > _SHORT else len(pair.target)
    start = max(0, int(place) - reach - _MARGIN)
    text = pair.target[start : int(place) + reach + _MARGIN]
    if friend.good:
        text = english.pattern(friend.good, False).sub(_blank, text)
    for found in english.pattern(_forms(friend), False).finditer(text):
        if abs(start + found.start() - place) <= reach:
            return found[0]
    return ""


def _blank(found: re.Match[str]) -> str:
    return "\ufffc" * len(found[0])


@cache
def _forms(friend: FalseFriend) -> tuple[str, ...]:
    return tuple(
        form
        for word in friend.english
        for form in (english.verb_forms(word) if word.startswith("to ") else (word,))
    )


def _is_right(friend: FalseFriend, match: Match, word: str, pair: Pair) -> bool:
    for term in pair.terms:
        over = term.start < match.end and match.start < term.end
        if over or english.pattern((word,), False).search(term.target):
            return True
    unless = frozenset(base for word in friend.unless for base in french.bases(word))
    # A warning must be surer: there a word of `unless` counts wherever it is.
    reach = _AROUND if friend.doubtful else len(pair.source)
    before = pair.source[max(0, match.start - reach) : match.start]
    around = f"{before} {pair.source[match.end : match.end + reach]}"
    bases = (base for found in french.WORD.finditer(around) for base in french.bases(found[1]))
    return not unless.isdisjoint(bases)


def _choice(words: Sequence[str]) -> str:
    return " or ".join(f"“{word}”" for word in words)


CHECKS = (
    Check(
        "false-friend",
        "warning",
        "An English word looks like the French one, but has another meaning.",
        each(false_friends),
    ),
    Check(
        "perhaps-false-friend",
        "note",
        "An English word looks like the French one, and may have another meaning.",
        each(doubtful),
    ),
)
