"""Which of Apertium's two routes drafts better: chrF against reviewed translations, and seconds.

    python benchmarks/apertium_routes.py translations/en-GB/*.po [--glossary glossary.csv] [--show]

Reviewed entries are those with a translation that is not fuzzy. Tags are left out of the comparison.
"""

import argparse
import time
from pathlib import Path

import polib
import sacrebleu

from booktranslate.engines import EngineSettings
from booktranslate.engines.apertium.engine import ApertiumEngine
from booktranslate.glossary import Glossary
from booktranslate.model import TaggedText, parse

ROUTES = ("spanish", "catalan")


def reviewed(paths: list[Path]) -> list[tuple[TaggedText, TaggedText]]:
    """Source and translation of every entry that a person accepted."""
    return [
        (parse(entry.msgid), parse(entry.msgstr))
        for path in paths
        for entry in polib.pofile(str(path), encoding="utf-8")
        if entry.msgstr and not entry.fuzzy and not entry.obsolete
    ]


def drafted(engine: ApertiumEngine, sources: list[TaggedText]) -> list[TaggedText]:
    """The sources, translated in batches as the pipeline sends them."""
    step = engine.max_texts
    return [
        text
        for start in range(0, len(sources), step)
        for text in engine.translate(sources[start : start + step])
    ]


def main() -> None:
    """Print a line for each route, the better one last."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("po", type=Path, nargs="+")
    parser.add_argument("--glossary", type=Path)
    parser.add_argument("--show", action="store_true", help="print each source with its drafts")
    arguments = parser.parse_args()
    pairs = reviewed(arguments.po)
    if not pairs:
        parser.error("these PO files hold no reviewed entry")
    glossary = Glossary()
    if arguments.glossary:
        from booktranslate.glossary import csv_file

        glossary = csv_file.read(arguments.glossary)
    sources, references = [source for source, _ in pairs], [[target.plain for _, target in pairs]]
    results = []
    for route in ROUTES:
        engine = ApertiumEngine(EngineSettings("fr", "en-GB", glossary, options={"route": route}))
        engine.translate(sources[:1])  # loads the glossary and Apertium's data, which is not measured
        began = time.perf_counter()
        drafts = drafted(engine, sources)
        seconds = time.perf_counter() - began
        score = sacrebleu.corpus_chrf([draft.plain for draft in drafts], references).score
        results.append((score, route, seconds, drafts))
    if arguments.show:
        for number, source in enumerate(sources):
            print("", source, *(f"{route}: {drafts[number]}" for _, route, _, drafts in results), sep="\n")
    for score, route, seconds, _ in sorted(results, key=lambda result: result[0]):
        print(f"{route}: chrF {score:.1f}, {len(sources)} texts in {seconds:.1f} s")


if __name__ == "__main__":
    main()
