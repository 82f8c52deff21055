"""Synchronise the project's glossary with a glossary at DeepL (v3, multilingual).

An account may have only a few glossaries (a free one only one), so ours is replaced in place. Its name tells
its project and its content: `booktranslate/<project>/<digest>`. Other glossaries are never changed.
"""

import unicodedata

import deepl
from deepl.api_data import MultilingualGlossaryDictionaryEntries, MultilingualGlossaryInfo

from booktranslate.engines import Synced
from booktranslate.errors import InputError
from booktranslate.glossary import Glossary, Term

MAX_TERM = 1024  # bytes of UTF-8 (DeepL's documentation)


def entries(glossary: Glossary) -> dict[str, str]:
    """The terms in DeepL's format; a term that is not translated is its own translation.

    Raises InputError, with the line, for terms that DeepL refuses: two translations of one term, empty terms,
    control characters, more than 1,024 bytes.
    """
    found: dict[str, str] = {}
    lines: dict[str, int] = {}
    for term in glossary.terms:
        source = _checked(term.source, term)
        target = source if term.keep else _checked(term.target, term)
        if found.setdefault(source, target) != target:
            raise InputError(
                f"“{source}” has two translations: “{found[source]}” (line {lines[source]}) and “{target}”.",
                where=f"glossary, line {term.line}",
                hint="DeepL accepts only one: delete a line, or merge the two.",
            )
        lines.setdefault(source, term.line)
    return found


def _checked(value: str, term: Term) -> str:
    value = value.strip()
    problem = ""
    if not value:
        problem = "is empty"
    elif len(value.encode()) > MAX_TERM:
        problem = f"is longer than {MAX_TERM:,} bytes"
    elif any(unicodedata.category(character) in ("Cc", "Zl", "Zp") for character in value):
        problem = "holds a tab, a line break or another control character"
    if problem:
        raise InputError(
            f"a term {problem} (“{value[:40]}”).",
            where=f"glossary, line {term.line}",
            hint="DeepL does not accept it: fix that line.",
        )
    return value


def sync(client: deepl.DeepLClient, project: str, source: str, target: str, glossary: Glossary) -> Synced:
    """Make sure that DeepL has exactly one glossary for the project, with the terms of `glossary`.

    Stale glossaries of the project are deleted. Raises InputError for terms that DeepL refuses, before
    anything is sent, and DeepLException of the SDK.
    """
    wanted = entries(glossary)
    # A slash would make `a/b` look like a glossary of project `a`.
    prefix = f"booktranslate/{project.replace('/', '-')}/"
    ours = [
        info
        for info in client.list_multilingual_glossaries()
        if info.name.startswith(prefix) and "/" not in info.name[len(prefix) :]
    ]
    if not wanted:
        return Synced(None, "none", _delete(client, ours))
    name = prefix + glossary.digest
    dictionary = MultilingualGlossaryDictionaryEntries(source, target, wanted)
    current = next((info for info in ours if info.name == name), ours[0] if ours else None)
    if current is None:
        return Synced(client.create_multilingual_glossary(name, [dictionary]).glossary_id, "created")
    stale = _delete(client, [info for info in ours if info is not current])
    # The content is compared too, because a run may have been killed between the two calls below.
    if current.name == name and _held(client, current, source, target) == wanted:
        return Synced(current.glossary_id, "unchanged", stale)
    client.replace_multilingual_glossary_dictionary(current, dictionary)
    client.update_multilingual_glossary_name(current, name)
    return Synced(current.glossary_id, "replaced", stale)


def _held(
    client: deepl.DeepLClient, info: MultilingualGlossaryInfo, source: str, target: str
) -> dict[str, str] | None:
    """The terms of a glossary at DeepL for two languages; None if it has none (status 404)."""
    try:
        answer = client.get_multilingual_glossary_entries(info, source, target)
    except deepl.GlossaryNotFoundException:
        return None
    # By the SDK's types, entries are a dictionary; in fact they are the TSV string that the service sends.
    held: dict[str, str] = {}
    for dictionary in answer.dictionaries:
        table: object = dictionary.entries
        held |= (
            deepl.convert_tsv_to_dict(table, skip_checks=True)
            if isinstance(table, str)
            else dictionary.entries
        )
    return held


def _delete(client: deepl.DeepLClient, stale: list[MultilingualGlossaryInfo]) -> tuple[str, ...]:
    for info in stale:
        client.delete_multilingual_glossary(info)
    return tuple(info.name for info in stale)
