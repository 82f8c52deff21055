"""Letters that a program replaced in a file that came back, as Excel does when it saves a sheet as CSV.

“café” comes back as “caf?” or “cafÃ©”. A text that differs from what was sent only in this way is no
correction. A correction with such letters goes into the comment of the entry, as nobody can tell for sure
which letters it had. All other texts of the file are answers as usual.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache

from booktranslate.catalog import Entry
from booktranslate.model import Finding, counted
from booktranslate.review.identity import unaltered
from booktranslate.review.labels import TOO_LONG
from booktranslate.review.values import Answer, Comment, Returned

_LOST = "\ufffd"
# A file written in the first encoding and read in the second one.
_MISREADINGS = (
    *(("utf-8", read) for read in ("cp1252", "mac-roman", "cp850")),
    *(("cp1252", read) for read in ("mac-roman", "cp850")),
    ("mac-roman", "cp1252"),
    ("cp850", "cp1252"),
)
_FREQUENT = "àâäçéèêëîïôöùûüœæñßÀÂÇÉÈÊËÎÏÔÖÛÜŒÆ‘’“”–—…«»°€"
_ASCII = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "œ": "oe", "Œ": "OE", "æ": "ae"}
)
_GLUED = re.compile(r"(?<!\S)\S*\?(?=[^\W\d_])\S*")  # na?ve, it?s, ?Yes
_ADDRESS = re.compile(r"[/=@]|www\.")  # a question mark in it is one
_NUMBER = re.compile(
    r"\d{1,15}(?:[.,]\d{1,15})?", re.ASCII
)  # Excel makes 3.5 of 3.50 when it opens a CSV file
_SHOWN = 40


def is_damaged(sent: str, came: str, *, loosely: bool = False) -> bool:
    """Whether a text is what was sent with other signs for letters outside ASCII, and otherwise the same.

    Only `loosely` are a question mark for a dash or quotation mark, letters that have lost their accents, and
    7 for 007 damage: a person may well write these.
    """
    if unaltered(sent) == unaltered(came):
        return False
    if loosely and _NUMBER.fullmatch(sent) and came == f"{float(sent.replace(',', '.')):.15g}":
        return True
    came = " ".join(unicodedata.normalize("NFC", came).split())
    ends = {0}
    for sign in unicodedata.normalize("NFC", re.sub("[ \t\r\n]+", " ", sent).strip()):
        ends = {
            end + len(form) for end in ends for form in _forms(sign, loosely) if came.startswith(form, end)
        }
    return len(came) in ends


@cache
def _forms(sign: str, loosely: bool) -> frozenset[str]:
    """A sign, and what programs make of it; spaces as after `" ".join(text.split())`."""
    if sign.isascii():
        return frozenset({sign})
    found = {sign, _LOST, _LOST * len(sign.encode("utf-8", "replace")), *_misread(sign)}
    letters = unicodedata.normalize("NFD", sign)  # macOS writes an accent as a sign of its own
    plain = unicodedata.normalize("NFKD", sign.translate(_ASCII)).encode("ascii", "ignore").decode()
    if loosely or unicodedata.category(sign)[0] in "LMN":
        found |= {"?", "?" * (len(sign.encode("utf-16-le", "replace")) // 2)}
        found |= {letters.encode("ascii", "replace").decode()}
    if loosely:
        found.add(plain)
    if sign.isspace() or unicodedata.category(sign) == "Cf":
        found.add("")
    return frozenset(each for form in found for each in ("".join(form.split()), " ".join(form.split(" "))))


def _misread(sign: str) -> Iterator[str]:
    for written, read in _MISREADINGS:
        with suppress(UnicodeEncodeError):
            data = sign.encode(written)
            yield data.decode(read, "ignore")
            yield data.decode(read, "replace")
            # Bytes that a code page lacks: Excel makes control characters of them, LibreOffice private ones.
            for start in (0, 0xF100):
                yield "".join(bytes([byte]).decode(read, "ignore") or chr(start + byte) for byte in data)


@cache
def _sequences() -> re.Pattern[str]:
    """What UTF-8 looks like in another encoding, for the signs of French and English: `Ã©`, `â€™`."""
    found = {form for sign in _FREQUENT for form in _misread(sign) if len(form) > 1}
    return re.compile("|".join(map(re.escape, sorted(found, key=len, reverse=True))))


def _marks(came: str, known: str) -> frozenset[str]:
    """The words that show damage, in a text that came back; `known` is what was sent, in both languages."""
    words = set(came.split()) - set(known.split())
    found = {word for word in words if _LOST in word or _sequences().search(word)}
    glued = {match[0] for match in _GLUED.finditer(came)} & words
    found |= {word for word in glued if not _ADDRESS.search(word)}
    rich = {word for word in known.split() if not word.isascii()}
    return frozenset(
        found | {word for word in words if "?" in word and any(is_damaged(each, word) for each in rich)}
    )


@dataclass(frozen=True, slots=True)
class _Compared:
    """An answer beside the texts that were sent; `marks` are its words that show damage."""

    answer: Answer
    english: str
    french: str
    marks: frozenset[str]
    is_changed: bool
    is_french_damaged: bool

    def is_only_damaged(self, *, loosely: bool = False) -> bool:
        """Whether its English is what was sent, but for damage."""
        return self.is_changed and is_damaged(self.english, str(self.answer.target), loosely=loosely)

    def may_lack_letters(self) -> bool:
        """Whether it is a correction whose letters are not sure, if all of its file may be damaged."""
        known = self.english + self.french
        came = str(self.answer.target or "")
        return self.is_changed and any(sign == "?" or not (sign.isascii() or sign in known) for sign in came)


def _compared(answer: Answer, entry: Entry | None) -> _Compared:
    english, french = (str(entry.translation.target), str(entry.unit.source)) if entry else ("", "")
    came = str(answer.target or "")
    is_changed = bool(came) and unaltered(came) != unaltered(english)
    marks = _marks(came, f"{english} {french}") if is_changed else frozenset()
    return _Compared(
        answer, english, french, marks, is_changed, is_damaged(french, answer.french, loosely=True)
    )


def without_damage(returned: Returned, entries: Mapping[str, Entry]) -> Returned:
    """What came back, without damaged letters; `entries` are the texts by their ids, as they were sent.

    Remarks stay as they came. French that somebody changed goes into the comment, if it is not damage.
    """
    found = [_compared(answer, entries.get(answer.id)) for answer in returned.answers]
    damaged = sum(bool(each.is_french_damaged or each.marks or each.is_only_damaged()) for each in found)
    is_whole = damaged > sum(map(_is_intact, found))  # letters outside ASCII are damaged, so all may be
    work = _Work(returned.name, is_whole=is_whole)
    answers = tuple([work.judged(each) for each in found])
    return replace(returned, answers=answers, findings=(*returned.findings, *work.told))


def _is_intact(each: _Compared) -> bool:
    """Whether letters outside ASCII came back as they were sent, in one language or the other."""
    is_french_intact = unaltered(each.answer.french) == unaltered(each.french)
    return (is_french_intact and not each.french.isascii()) or not (each.is_changed or each.english.isascii())


class _Work:
    def __init__(self, name: str, *, is_whole: bool) -> None:
        self._name = name
        self._is_whole = is_whole
        self._examples: list[str] = []
        self._lost = 0
        self._findings: list[Finding] = []

    def judged(self, each: _Compared) -> Answer:
        """The answer as it counts."""
        answer = each.answer
        if each.is_french_damaged:
            self._examples.append(answer.french)
        elif unaltered(answer.french) not in ("", unaltered(each.french), TOO_LONG):
            answer = _with_comment(answer, f"Français / French: {answer.french}")
            self._find(
                "altered-source", f"The French “{_short(answer.french)}” was changed; the comment has it."
            )
        if each.is_only_damaged(loosely=self._is_whole or bool(each.marks)):
            self._examples += sorted(each.marks) or [str(answer.target)]
            self._lost += 1
            return replace(answer, target=None)
        if each.marks or (self._is_whole and each.may_lack_letters()):
            self._examples += sorted(each.marks)
            words = str(answer.target)
            message = f"“{_short(words)}” may lack letters. It is in the comment, and the translation stays."
            self._find("damaged-letters", message)
            answer = _with_comment(answer, f"Lettres perdues / Letters lost: {words}")
            return replace(answer, target=None, approved=None if answer.approved else answer.approved)
        return answer

    def _find(self, name: str, message: str) -> None:
        self._findings.append(Finding(name, "warning", message, self._name))

    @property
    def told(self) -> list[Finding]:
        """What was found, first about the file."""
        if not self._examples:
            return self._findings
        example = min(self._examples, key=lambda words: words.isascii() and "?" not in words)
        message = (
            f"A program replaced letters (“{_short(example)}”), as Excel does when it saves a "
            f"sheet as CSV. {counted(self._lost, 'text')} in which only this has changed "
            f"{'was' if self._lost == 1 else 'were'} not imported. Ask for the .xlsx or .docx file in which "
            "the reviewer worked, and merge it."
        )
        return [Finding("damaged-letters", "warning", message, self._name), *self._findings]


def _with_comment(answer: Answer, words: str) -> Answer:
    return replace(answer, comments=(*answer.comments, Comment(words)))


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + "…"
