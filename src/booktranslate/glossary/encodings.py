"""The encodings of text files that people save from a spreadsheet; Excel in France chooses Windows-1252."""

import codecs
import re

from booktranslate.errors import InputError

_SAVE_AS = (
    "Save it as UTF-8: in Excel, “Save As” and the type “CSV UTF-8”; in LibreOffice, “Save As”, "
    "“Edit filter settings”, character set “Unicode (UTF-8)”."
)
# Text that is not Windows-1252: UTF-8 with a damaged byte, accents of MS-DOS or Macintosh.
_NOT_WINDOWS = re.compile(r"Ã[\x80-\xbf©¨ª«®´»¼§]|â€|(?<=[A-Za-z])[‚ˆ‰Š‡Ž„…\x90\x8d](?=[a-z])")


def encoding(data: bytes) -> str:
    """The encoding of a file, by its BOM; without one UTF-8 if it is valid UTF-8, else Windows-1252."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "utf-8" if data.startswith(codecs.BOM_UTF8) else "cp1252"
    return "utf-8"


def doubt(data: bytes, name: str) -> str:
    """What to tell the user about the encoding of a file; empty if it is certain."""
    if encoding(data) != "cp1252":
        return ""
    return f"{name} is not UTF-8; it is read as Windows-1252. Check the accents."


def decoded(data: bytes, name: str) -> str:
    """The text of a file called `name`, with \\n at the end of lines.

    Raises InputError, with the line, for a file that is no such text, or a workbook.
    """
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise InputError(
            "is a workbook, not a CSV file.",
            where=name,
            hint="Give its name the ending .xlsx, or save it as “CSV UTF-8”.",
        )
    charset = encoding(data)
    kind = {"utf-16": "UTF-16", "cp1252": "UTF-8 nor Windows-1252"}.get(charset, "UTF-8")
    wrong = f"is {'neither' if ' nor ' in kind else 'not'} {kind} text."
    try:
        text = data.decode("utf-8-sig" if charset == "utf-8" else charset)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputError(wrong, where=f"{name}, line {line}", hint=_SAVE_AS) from error
    if "\0" in text:
        raise InputError("is not UTF-8 text.", where=name, hint=_SAVE_AS)
    if charset == "cp1252" and (strange := _NOT_WINDOWS.search(text)):
        line = text.count("\n", 0, strange.start()) + 1
        raise InputError(wrong, where=f"{name}, line {line}", hint=_SAVE_AS)
    return text.replace("\r\n", "\n").replace("\r", "\n")
