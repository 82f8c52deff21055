"""What people reviewed, found again for the same text, nearly the same, or one made of the same sentences."""

from collections.abc import Mapping

from booktranslate.catalog.folding import folded
from booktranslate.catalog.retagging import joined, retagged, sentences
from booktranslate.model import Close, Key, Open, TaggedText, Unit, parse, tagged


class Recalled:
    """Translations that people reviewed, by the unit that they were made for; the first of a text counts."""

    def __init__(self, reviewed: Mapping[Key, str]) -> None:
        self._exact = reviewed
        self._same_words: dict[Key, tuple[TaggedText, TaggedText]] = {}
        self._sentences: dict[str, tuple[TaggedText, TaggedText]] = {}
        for (context, text), translation in reviewed.items():
            source, target = parse(text), parse(translation)
            self._same_words.setdefault((context, folded(source.plain)), (source, target))
            ours, theirs = sentences(source), sentences(target)
            if len(ours) == len(theirs):
                for one, other in zip(ours, theirs, strict=True):
                    if sorted(map(str, one.tags)) == sorted(map(str, other.tags)):
                        self._sentences.setdefault(folded(one.plain), (one, other))

    def find(self, unit: Unit) -> TaggedText | None:
        """The translation of a text: of the same one; of one with other tags, spaces or apostrophes, if its
        tags fit; or, sentence by sentence, of a paragraph of which each sentence was translated somewhere."""
        if unit.key in self._exact:
            return parse(self._exact[unit.key])
        same = self._same_words.get((unit.context, folded(unit.source.plain)))
        if same and (fitted := _fitted(*same, unit.source)) is not None:
            return fitted
        return self._by_sentences(unit.source)

    def _by_sentences(self, source: TaggedText) -> TaggedText | None:
        parts = []
        ours = sentences(source)
        for one in ours:
            known = self._sentences.get(folded(one.plain))
            target = _fitted(*known, one) if known else None
            if target is None:
                return None
            parts.append((one, target))
        return joined(parts, source) if len(parts) > 1 else None


def _fitted(old: TaggedText, target: TaggedText, new: TaggedText) -> TaggedText | None:
    """The translation of `old` for `new`, which has the same words; None where no tag's place is certain."""
    fitted = retagged(old, new, target)
    if fitted is not None:
        return fitted
    first, last = (new.pieces[0], new.pieces[-1]) if new.pieces else (None, None)
    if isinstance(first, Open) and last == Close(first.name):  # all of it is in one pair of tags
        inner = _fitted(old, target, tagged(new.pieces[1:-1]))
        return None if inner is None else tagged([first, *inner, last])
    return None
