"""A test suite that every engine must pass, built-in or third-party.

A test module derives a class from `EngineContract`, and defines a fixture `engine`; pytest does the rest.
"""

from collections import Counter
from collections.abc import Sequence

from booktranslate.config_fields import declared, read
from booktranslate.engines import Engine, EngineSettings
from booktranslate.engines.markup.nesting import balanced
from booktranslate.errors import SettingError
from booktranslate.glossary import Glossary
from booktranslate.model import TaggedText, parse

TEXTS = {
    "a sentence": "Les entreprises innovent.",
    "a bold word": "La <b>mixité</b> avance.",
    "an adjective that moves": "Une entreprise <b>innovante</b> et <i>régionale</i>.",
    "nested tags": "Nous <b>avons <i>beaucoup</i> travaillé</b> ensemble.",
    "neighbouring tags": "Les <a1>pôles</a1> <g2>régionaux</g2><fn3/> avancent.",
    "a whole unit in a tag": "<i>« C’est une belle aventure. »</i>",
    "the same tag twice": "Un <b>projet</b> et un <b>réseau</b>.",
    "an empty tag": "Avant <b></b> après <i> </i>.",
    "a tag round a footnote": "Le budget<g1><fn2/></g1> augmente.",
    "a tag inside a word": "Au XXI<g1>e</g1> siècle, les dirigeant<b>e</b>s, le 1<g2>er</g2> mars.",
    "line breaks": "Première ligne<br/>Deuxième ligne<br/><tab/>Fin",
    "ampersand and brackets": "La R&D & l’industrie : a < b > c, \"oui\" et 'non'.",
    "text that looks like a tag": "Écrivez &lt;b&gt; ici, &amp;amp; là.",
    "signs of other formats": "[note] ^x$ @moi /a/ \\n {y} ~z *b* #c_ 9 % + | = ` € § [[t:1]] [u0] [a1] [c9]",
    "no-break and thin spaces": "«\u00a0Bien sûr\u202f!\u00a0» : 2\u202f500\u00a0€, M.\u00a0Durand\u202f?",
    "other scripts": "Σοφία, Łódź, 東京 et 👩‍🔬 \u2028 a\u0301",
    "private use": "Un \U00100000 mot \U000f0000 \ue000 rare.",
    "an address": "Écrivez à contact@exemple.fr ou voyez https://www.exemple.fr/page?x=1&y=2.",
    "a footnote alone": "<fn1/>",
    "figures alone": "2 500",
    "a space alone": " ",
    "outer spaces": " et puis ",
    "nothing": "",
    "a very long text": "Nous <b>soutenons</b> les entreprises de la région<fn1/>. " * 400,
}


def assert_faithful(sources: Sequence[TaggedText], targets: Sequence[TaggedText]) -> None:
    """Assert that there are as many targets as sources, and that each has the same tags, properly nested."""
    assert len(targets) == len(sources)
    for source, target in zip(sources, targets, strict=True):
        assert Counter(target.tags) == Counter(source.tags), f"{source}\n{target}"
        assert balanced(target), f"{source}\n{target}"


class EngineContract:
    """The tests. Derive a class from it, and define a fixture `engine` that returns an engine."""

    def test_has_a_name_and_a_size(self, engine: Engine) -> None:
        assert engine.name
        assert engine.max_texts >= 1

    def test_its_options_are_declared(self, engine: Engine) -> None:
        assert read(engine.Options, {}, "engine.it") == engine.Options()
        assert all(one.meaning for one in declared(engine.Options))

    def test_an_unknown_option_is_an_error_with_its_key(self, engine: Engine) -> None:
        options = {"no_such_option": 1}
        settings = EngineSettings("fr", "en-GB", Glossary(), options=options, offline=True)
        said = ""
        try:
            type(engine)(settings).close()
        except SettingError as error:
            said = str(error)
        assert f"engine.{engine.name}.no_such_option" in said

    def test_identity_is_one_stable_line(self, engine: Engine) -> None:
        assert engine.identity
        assert engine.identity == engine.identity
        assert "\n" not in engine.identity

    def test_empty_batch(self, engine: Engine) -> None:
        assert engine.translate([]) == []

    def test_keeps_tags_and_every_text(self, engine: Engine) -> None:
        sources = [parse(text) for text in TEXTS.values()]
        targets = engine.translate(sources)
        assert_faithful(sources, targets)
        for source, target in zip(sources, targets, strict=True):
            assert bool(source.plain.strip()) == bool(target.plain.strip()), source

    def test_keeps_the_order_of_sixty_texts(self, engine: Engine) -> None:
        sources = [parse(f"La page <b>{number}</b> est longue.") for number in range(1001, 1061)]
        targets = [text for start in range(0, 60, engine.max_texts)
                   for text in engine.translate(sources[start : start + engine.max_texts])]  # fmt: skip
        assert_faithful(sources, targets)
        assert all(
            str(number) in target.plain for number, target in zip(range(1001, 1061), targets, strict=True)
        )

    def test_a_text_has_the_same_translation_in_any_company(self, engine: Engine) -> None:
        texts = [parse(TEXTS["a bold word"]), parse(TEXTS["nested tags"])]
        assert engine.translate(texts) == [engine.translate([text])[0] for text in texts]

    def test_context_is_not_translated(self, engine: Engine) -> None:
        sources = [parse("Les entreprises innovent.")]
        assert_faithful(sources, engine.translate(sources, context="Que font les <b>entreprises</b> ?"))

    def test_closing_twice_is_fine(self, engine: Engine) -> None:
        engine.close()
        engine.close()
        assert engine.name
