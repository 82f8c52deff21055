"""Carrying a translation over to a source text whose tags or whose division into paragraphs have changed."""

import re
from collections.abc import Iterable, Mapping, Sequence

from booktranslate.catalog.folding import bare
from booktranslate.model import Close, Open, Piece, Placeholder, TaggedText, Text, cut, tagged

_KIND = re.compile(r"[a-z]+")


def retagged(old: TaggedText, new: TaggedText, target: TaggedText) -> TaggedText | None:
    """The translation of `old` with the tags of `new`, two sources with the same words.

    Tags are recognised by where they stand: one that was renamed is renamed in the target, one that left
    the source leaves the target. None when a tag is new or has moved: a person must say where it goes.
    """
    before, after = _spans(old), _spans(new)
    names: dict[str, str] = {}
    for name, span in after.items():
        twins = [known for known, place in before.items() if place == span and known not in names]
        if not twins:
            return None
        names[name if name in twins else twins[0]] = name
    return _renamed(target, names, gone=before.keys() - names.keys())


def renumbered(old: TaggedText, new: TaggedText, target: TaggedText) -> TaggedText:
    """The target with the tags of `old` named as in `new`, if both have the same kinds in the same order."""
    before, after = _names(old), _names(new)
    if [_kind(name) for name in before] != [_kind(name) for name in after]:
        return target
    return _renamed(target, dict(zip(before, after, strict=True)), gone=())


def joined(pairs: Sequence[tuple[TaggedText, TaggedText]], new: TaggedText) -> TaggedText:
    """One target for a paragraph made of several; `pairs` are their sources and targets."""
    # Each paragraph numbered its tags for itself; told apart, they can be renumbered as a whole.
    sources = [_marked(source, index) for index, (source, _) in enumerate(pairs)]
    targets = [_marked(target, index) for index, (_, target) in enumerate(pairs)]
    whole = _chained(targets)
    result = renumbered(_chained(sources), new, whole)
    return _chained([target for _, target in pairs]) if result == whole else result


def divided(target: TaggedText, new: Sequence[TaggedText]) -> list[TaggedText] | None:
    """The target of a paragraph cut where its source was cut, by counting sentences.

    None when the numbers of sentences differ or a tag would be cut: then no cut is certain.
    """
    found = _sentences(target)
    counts = [len(_sentences(source)) for source in new]
    if sum(counts) != len(found):
        return None
    texts = []
    start = 0
    for source, count in zip(new, counts, strict=True):
        text = _trimmed(tagged(piece for sentence in found[start : start + count] for piece in sentence))
        texts.append(renumbered(text, source, text))
        start += count
    return texts


def sentences(text: TaggedText) -> list[TaggedText]:
    """The sentences of a text, without the spaces between them; none ends inside of tags."""
    return [_trimmed(sentence) for sentence in _sentences(text)]


def _spans(text: TaggedText) -> dict[str, tuple[int, int]]:
    """Where each tag stands, counted in visible characters; a placeholder has no length."""
    spans: dict[str, tuple[int, int]] = {}
    at = 0
    for piece in text:
        match piece:
            case Text(value):
                at += len(bare(value))
            case Open(name):
                spans[name] = (at, -2)
            case Close(name):
                spans[name] = (spans.get(name, (-2, -2))[0], at)
            case Placeholder(name):
                spans[name] = (at, -1)
    return spans


def _renamed(text: TaggedText, names: Mapping[str, str], gone: Iterable[str]) -> TaggedText:
    dropped = set(gone)

    def pieces() -> Iterable[Piece]:
        for piece in text:
            if isinstance(piece, Text):
                yield piece
            elif piece.name not in dropped:
                yield type(piece)(names.get(piece.name, piece.name))
            elif piece in (Placeholder("br"), Placeholder("tab")):
                yield Text(" ")

    return tagged(pieces())


def _names(text: TaggedText) -> list[str]:
    return list(dict.fromkeys(tag.name for tag in text.tags))


def _kind(name: str) -> str:
    match = _KIND.match(name)
    return match[0] if match else name


def _marked(text: TaggedText, index: int) -> TaggedText:
    return _renamed(text, {name: f"{name}/{index}" for name in _names(text)}, gone=())


def _chained(texts: Iterable[TaggedText]) -> TaggedText:
    pieces: list[Piece] = []
    for text in texts:
        if text:
            pieces += [Text(" "), *text] if pieces else [*text]
    return tagged(pieces)


def _sentences(text: TaggedText) -> list[TaggedText]:
    """Each sentence with the spaces behind it; a sentence ends outside of tags only."""
    from booktranslate.language.sentences import beginnings  # 1 ms, and few paragraphs are divided or joined

    return cut(text, beginnings(text.line))


def _trimmed(text: TaggedText) -> TaggedText:
    pieces = list(text)
    if pieces and isinstance(pieces[-1], Text):
        pieces[-1] = Text(pieces[-1].value.rstrip())
    return tagged(pieces)
