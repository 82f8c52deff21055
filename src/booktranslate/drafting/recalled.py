"""Find reviewed translations for the same text, nearly the same text, or one made of the same sentences."""

from collections.abc import Mapping

from booktranslate.catalog.folding import folded
from booktranslate.catalog.retagging import joined, retagged, sentences
from booktranslate.model import Close, Key, Open, TaggedText, Unit, parse, tagged


class Recalled:
    """Reviewed translations, by the key of their unit; of several for a text or sentence the first counts."""

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
        """The reviewed translation for a unit; None if there is none.

        It is that of the same text, else that of a text with other tags, spaces or apostrophes, if the tags
        can be adapted, else put together from translations of all its sentences.
        """
        if unit.key in self._exact:
            return parse(self._exact[unit.key])
        same = self._same_words.get((unit.context, folded(unit.source.plain)))
        if same and (fitted := _fitted(*same, unit.source)) is not None:
            return fitted
        return self._by_sentences(unit.source)

    def _by_sentences(self, source: TaggedText) -> TaggedText | None:
        pairs = []
        ours = sentences(source)
        for one in ours:
            known = self._sentences.get(folded(one.plain))
            target = _fitted(*known, one) if known else None
            if target is None:
                return None
            pairs.append((one, target))
        return joined(pairs, source) if len(pairs) > 1 else None


def _fitted(old: TaggedText, target: TaggedText, new: TaggedText) -> TaggedText | None:
    """The translation `target` of `old`, adapted to the tags of `new`, which has the same words.

    None if the place of a tag is not certain.
    """
    fitted = retagged(old, new, target)
    if fitted is not None:
        return fitted
    first, last = (new.pieces[0], new.pieces[-1]) if new.pieces else (None, None)
    if isinstance(first, Open) and last == Close(first.name):  # one pair of tags may be around all of it
        inner = _fitted(old, target, tagged(new.pieces[1:-1]))
        return None if inner is None else tagged([first, *inner, last])
    return None
