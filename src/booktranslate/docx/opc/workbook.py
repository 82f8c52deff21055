"""Translate the workbook of a chart, so that editing the chart's data in Word keeps the translation."""

import io
import zipfile

from booktranslate import archive_limits
from booktranslate.archive_limits import UNREADABLE
from booktranslate.docx.opc.package import Package
from booktranslate.docx.opc.xml import children, legal, name, parse, serialise
from booktranslate.errors import InputError
from booktranslate.language.letters import plain

_LIMIT = 50 * 2**20
_STRINGS = "xl/sharedStrings.xml"


def translated(package: Package, chart: str, words: dict[str, str]) -> dict[str, bytes]:
    """The embedded workbooks of a chart in which words (source → target) were replaced, by part name.

    A workbook that is damaged, encrypted or very large is left as it is; the chart shows its own strings.
    """
    changed = {}
    for item in package.relationships(chart):
        if item.kind == "package" and item.target.endswith(".xlsx") and item.target in package:
            data = _workbook(package.read(item.target), words, item.target)
            if data is not None:
                changed[item.target] = data
    return changed


def _workbook(data: bytes, words: dict[str, str], where: str) -> bytes | None:
    result = io.BytesIO()
    any_change = False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(result, "w") as target:
            infos = source.infolist()
            if sum(info.file_size for info in infos) > _LIMIT:
                return None
            for info in infos:
                content = archive_limits.read(source, info)
                # The names of a table's columns must equal its header cells (ECMA-376-1 §18.5.1.3).
                if info.filename == _STRINGS or info.filename.startswith(
                    ("xl/tables/", "xl/worksheets/sheet")
                ):
                    new = _member(content, words, f"{where}: {info.filename}")
                    any_change = any_change or new is not None
                    content = content if new is None else new
                copy = zipfile.ZipInfo(info.filename, (1980, 1, 1, 0, 0, 0))
                copy.compress_type = info.compress_type
                target.writestr(copy, content)
    except (*UNREADABLE, InputError):
        return None
    return result.getvalue() if any_change else None


def _member(content: bytes, words: dict[str, str], where: str) -> bytes | None:
    root = parse(content, where)
    changed = False
    for item in root.iter():
        kind = name(item.tag)
        if kind in {"s:si", "s:is"}:
            texts = [text for text in item.iter() if name(text.tag) == "s:t"]
            whole = "".join(text.text or "" for text in texts)
            whole = plain(whole).strip()
            if whole in words and len(children(item, "s:t")) == len(texts) == 1:
                texts[0].text = legal(words[whole])
                changed = True
        elif kind == "s:tableColumn" and (title := plain(str(item.get("name", ""))).strip()) in words:
            item.set("name", legal(words[title]))
            changed = True
    return serialise(root) if changed else None
