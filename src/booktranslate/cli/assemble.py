"""The command that writes the finished book."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from booktranslate.cli.console import EXAMPLES, Console, command_options, outside_data, shown
from booktranslate.cli.options import ONLY_CHAPTER
from booktranslate.cli.po_changes import say
from booktranslate.cli.printing import Wanted, make_pdf, publish
from booktranslate.cli.targets import at_each_target
from booktranslate.config_tables import ANNEXES
from booktranslate.errors import ExitCode, UsageError
from booktranslate.model import counted
from booktranslate.targets import is_english


@click.command(
    epilog=EXAMPLES
    + "  booktranslate assemble --pdf                # with drafts where nobody has reviewed\n"
    + "  booktranslate assemble --reviewed-only --pdf\n"
    + "  booktranslate assemble --pdf --epub --certify   # is every word on a page?\n"
    + '  booktranslate assemble --bilingual --chapter "Anne"   # for the one who is interviewed'
)
@click.argument("documents", nargs=-1)
@click.option(
    "--draft/--reviewed-only", default=True, help="Use drafts (default), or leave unreviewed texts in French."
)
@click.option("--pdf", is_flag=True, help="Also make the PDF, with LibreOffice; it is PDF/UA.")
@click.option("--pdfa", is_flag=True, help="Also make the PDF, as PDF/A-2b and PDF/UA: for archives.")
@click.option("--epub", is_flag=True, help="Also make the EPUB, with pandoc.")
@click.option(
    "--certify",
    is_flag=True,
    help="Check that every letter of the book is in the PDF and EPUB; exit with 1 if one is lost.",
)
@click.option("--bilingual", is_flag=True, help="Also make an edition with French and English side by side.")
@click.option(
    "--mark/--no-mark", default=True, help="Mark each page of a book that is not final as DRAFT (default)."
)
@click.option("--chapter", default="", help=f"With --bilingual: only {ONLY_CHAPTER}.")
@click.option(
    "--final",
    is_flag=True,
    help="Write the book only if it meets the requirements in [final] of booktranslate.toml.",
)
@click.option(
    "--colophon/--no-colophon",
    default=None,
    help="Add a last page that says who made the English book  [default: as in booktranslate.toml].",
)
@click.option(
    "--annex",
    "annexes",
    multiple=True,
    type=click.Choice(ANNEXES),
    help="Add pages at the end: terms, acronyms, how the book was made  [default: as in booktranslate.toml].",
)
@click.option(
    "--no-annexes", is_flag=True, help="Add no pages at the end, even if booktranslate.toml asks for them."
)
@click.option("--drop-signature", is_flag=True, help="Write a signed document without its signature.")
@click.option(
    "--jobs", type=click.IntRange(1, 64), help="How many documents to write at once [default: one per core]."
)
@click.option("--layout", is_flag=True, help="With --pdf: compare the pages with those of the source.")
@command_options
@at_each_target
def assemble(
    console: Console,
    documents: tuple[str, ...],
    draft: bool,
    pdf: bool,
    pdfa: bool,
    epub: bool,
    certify: bool,
    layout: bool,
    bilingual: bool,
    mark: bool,
    chapter: str,
    final: bool,
    colophon: bool | None,
    annexes: tuple[str, ...],
    no_annexes: bool,
    drop_signature: bool,
    jobs: int | None,
) -> int:
    """Write the English book to build/: Word, PDF with --pdf, EPUB with --epub.

    A book with unreviewed texts says DRAFT on each page and in its properties. An older PDF or bilingual
    edition that is not made again is removed. With --final, the command exits with 1 and writes nothing if
    the book does not meet the requirements of booktranslate.toml (reviews, signatures).
    """
    from booktranslate.book.documents import source_documents
    from booktranslate.book.pictures import unmatched
    from booktranslate.po_files.layout import po_files
    from booktranslate.steps.assemble import assemble as step

    project = console.project
    if chapter and not bilingual:
        raise UsageError(
            "--chapter works only with --bilingual.", hint="Add --bilingual, or leave --chapter out."
        )
    if annexes and no_annexes:
        raise UsageError("--annex and --no-annexes contradict each other.", hint="Leave one of them out.")
    paths = console.documents(documents)
    wanted = Wanted(pdf or pdfa, pdfa, epub, certify, layout)
    wanted.require_tools()
    last_page = project.colophon.add if colophon is None else colophon
    added = () if no_annexes else annexes or project.annexes.add
    if (last_page or added) and not is_english(project.target_lang):
        console.warn(
            f"{project.target_lang}: annexes and colophon are left out, because their texts are in English."
        )
    with console.workspace.lock(), console.progress("Assembling") as progress:
        if final and _lacks(console, paths):
            return ExitCode.FINDINGS
        terms = console.glossary
        if chapter:
            from booktranslate.steps.bilingual import require_chapter

            require_chapter(project, paths, terms, chapter)
        results = step(
            project,
            paths,
            terms,
            look=console.workspace.look,
            reviewed_only=not draft,
            drop_signature=drop_signature,
            mark=mark and not final,
            colophon=last_page,
            annexes=added,
            progress=progress,
            jobs=jobs,
        )
        sides: dict[Path, Path] = {}
        if bilingual:
            from booktranslate.steps.bilingual import bilingual as side_by_side

            sides = side_by_side(project, paths, terms, chapter, mark=mark and not final)
    folder = source_documents(project)
    for path in unmatched(project, folder.documents):
        console.warn(f"{shown(path, project)} is not in the book: no picture of the book has this name.")
    made = []
    lost = False
    for result in results:
        say(console, result.notices)
        files = [result.output, *(sides[path] for path in [result.document] if path in sides)]
        for path in tuple(files):
            console.say(f"Made {shown(path, project)}")
            if wanted.pdf:
                made_by = result.credits if path == result.output else None
                files.append(make_pdf(console, wanted, path, made_by))
        published, data = publish(
            console, wanted, result, result.output.with_suffix(".pdf") if wanted.pdf else None
        )
        files += published
        lost = lost or not data.get("certificate", {}).get("complete", True)
        for path in result.removed:
            if path not in files:
                console.say(f"Removed {shown(path, project)}, which was made from an earlier edition")
        if not result.is_final:
            use = "as drafts" if draft else "left in French"
            console.warn(
                f"THIS IS NOT THE FINAL BOOK. {result.output.name}: of {counted(result.total, 'text')}, "
                f"{result.reviewed} reviewed, {result.drafted} drafted ({use}), "
                f"{result.untranslated} untranslated (left in French)."
            )
        if result.comments:
            console.warn(
                f"{result.output.name} has {counted(result.comments, 'comment')} in French. Translate or "
                "remove them with `comments` in [extract] of booktranslate.toml."
            )
        if result.findings:
            console.warn(f"Tag problems in translations: {len(result.findings)}; -v lists them.")
        for finding in result.findings:
            console.detail(f"  {finding.where}: {finding.message}")
        removed = [shown(path, project) for path in result.removed if path not in files]
        made.append(
            asdict(result) | data | {"files": [shown(path, project) for path in files], "removed": removed}
        )
    missing = [item.path.name for item in folder.outside if item.missing]
    missing += [path.name for path in folder.documents if not po_files(project, path)]
    if missing:
        console.warn(
            f"THIS IS NOT THE FINAL BOOK. In {shown(project.source, project)}/ and not in the book: "
            f"{', '.join(missing)}."
        )
    console.json([*made, *outside_data(folder.outside, project)])
    return ExitCode.FINDINGS if lost else ExitCode.OK


def _lacks(console: Console, paths: Sequence[Path]) -> bool:
    """Whether something is missing for a final book; if so, say what."""
    from booktranslate.book.documents import source_documents
    from booktranslate.cli.sign_off import warn_of
    from booktranslate.review.signed import missing

    absent = [item.path.name for item in source_documents(console.project).outside if item.missing]
    if absent:
        console.warn(
            f"NOT FINAL: in the source folder and not in the book: {', '.join(absent)}.", always=True
        )
    lacking = missing(console.project, paths)
    for requirement, places in lacking.items():
        console.warn(f"NOT FINAL: {counted(len(places), 'text')} not {requirement}.", always=True)
        warn_of(console, places)
    if lacking or absent:
        console.warn("Nothing was written.", always=True)
        data = {name: [asdict(place) for place in places] for name, places in lacking.items()}
        console.json(data | {"absent": absent})
    return bool(lacking or absent)
