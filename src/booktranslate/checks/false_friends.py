"""False friends: English words that look like a French word but mean something else.

false_friends.csv lists those that are common in books about business clusters; a project's
`false-friends.csv` adds to it. The columns are separated by commas, semicolons or tabs; a cell with several
words separates them by “|”:

    french    a word or phrase in its dictionary form; it is found in all its forms
    english   the false friends, as written, but “to animate” stands for all forms of the verb; if empty, the
              line switches off the shipped line with the same French word
    right     what to write instead
    note      when the English word is right after all; may be empty or left out
    unless    French words near which it is right; may be empty or left out
    good      English phrases in which it is right: assure you, without delay; may be empty or left out
    doubtful  any text here makes the finding a note (`perhaps-false-friend`), for an English word that is
              often right, or good enough; may be empty or left out

There is a finding if the English word stands at about the place of the French one, and no word of `unless`
is near the French word (for a warning: in the whole text). The words of glossary terms are left to the check
of the glossary.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from booktranslate.alignment.within import places
from booktranslate.checks.pairs import Check, FalseFriend, Flaw, Pair, each, place
from booktranslate.checks.tables import rows, text_of
from booktranslate.errors import InputError
from booktranslate.glossary import Glossary, Match, Term
from booktranslate.language import addresses, english, french

COLUMNS = ("french", "english", "right", "note", "unless", "good", "doubtful")
FILE = "false-friends.csv"
_NEAR = 80  # letters; English keeps the order of clauses, but not always that of words
_AROUND = 80  # letters of French in which a word of `unless` excuses a doubtful false friend
_SHORT = 90  # characters; in a text this short every place is near


def false_friends(pair: Pair) -> Iterator[Flaw]:
    """An English word is used for a French one that looks like it but means something else."""
    return (flaw for flaw, is_doubtful in pair.once(_friends) if not is_doubtful)


def doubtful(pair: Pair) -> Iterator[Flaw]:
    """An English word is used for a French one that looks like it but often means something else."""
    return (flaw for flaw, is_doubtful in pair.once(_friends) if is_doubtful)


def _friends(pair: Pair) -> list[tuple[Flaw, bool]]:
    """The flaws of a pair, and whether each is doubtful."""
    flaws = []
    friends, finder = _prepared(pair.settings.false_friends)
    reported: set[tuple[str, bool]] = set()
    for match in finder.find(pair.source):
        friend = friends[match.term.source]
        word = _found(friend, match, pair)
        told = word, friend.doubtful
        if word and told not in reported and not _is_right(friend, match, word, pair):
            reported.add(told)
            shown = pair.source[match.start : match.end]
            note = f" {friend.note}" if friend.note else ""
            message = f"“{word}” is a false friend of « {shown} »; use {_choice(friend.right)}.{note}"
            one = friend.right[0] if len(friend.right) == 1 else None
            flaw = Flaw(message, place(pair.target, word), (match.start, match.end), suggestion=one)
            flaws.append((flaw, friend.doubtful))
    return flaws


def read(path: Path) -> tuple[FalseFriend, ...]:
    """The lines of a project's `false-friends.csv`; none if the file does not exist.

    Raises InputError, with the line if possible, when the file cannot be read or understood.
    """
    text = text_of(path)
    return () if text is None else parse(text, str(path))


def parse(text: str, name: str = FILE) -> tuple[FalseFriend, ...]:
    """The lines of `text`, the content of a file called `name`. Raises InputError as `read` does."""
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
    """All false friends by their French word, and a glossary that finds these words.

    A project's own lines replace shipped ones with the same French word.
    """
    friends = {friend.french: friend for friend in (*_shipped(), *own)}
    # The terms have no part of speech, so that verbs and nouns are both found in all their forms.
    return friends, Glossary(tuple(Term(word, word) for word, friend in friends.items() if friend.english))


@cache
def _shipped() -> tuple[FalseFriend, ...]:
    name = "false_friends.csv"
    return parse(files("booktranslate.checks").joinpath(name).read_text("utf-8"), name)


_MARGIN = 100  # more letters on both sides, so that no word or phrase is cut in two


def _found(friend: FalseFriend, match: Match, pair: Pair) -> str:
    """The false friend as the translation writes it, at about the place of the French word; "" if none."""
    at = places(pair.source, pair.target).of(match.start)
    reach = _NEAR if len(pair.source) > _SHORT else len(pair.target)
    start = max(0, at - reach - _MARGIN)
    text = pair.target[start : at + reach + _MARGIN]
    if friend.good:
        text = english.pattern(friend.good, False).sub(addresses.blank, text)
    for found in english.pattern(_forms(friend), False).finditer(text):
        if abs(start + found.start() - at) <= reach:
            return found[0]
    return ""


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
    # A warning must be surer: a word of `unless` anywhere in the text prevents it.
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
