"""What `assemble` makes from a finished Word file: PDF, EPUB, certificate, report on the layout."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from booktranslate.cli.console import Console, shown
from booktranslate.errors import UsageError
from booktranslate.model import counted

if TYPE_CHECKING:
    from booktranslate.credits import Credits
    from booktranslate.steps.assemble import Assembled

_SHOWN = 10  # losses shown in the terminal; the page has all


@dataclass(frozen=True, slots=True, eq=False)
class Wanted:
    """What to make besides the Word file. Raises UsageError for options that do not go together."""

    pdf: bool = False
    archival: bool = False
    epub: bool = False
    certify: bool = False
    layout: bool = False

    def __post_init__(self) -> None:
        if self.certify and not (self.pdf or self.epub):
            raise UsageError("--certify needs a PDF or an EPUB.", hint="Add --pdf or --epub.")

        if self.layout and not self.pdf:
            raise UsageError("--layout needs a PDF.", hint="Add --pdf.")

    def require_tools(self) -> None:
        """Raises MissingToolError, before anything is made, if a program that is needed is missing."""
        if self.pdf:
            from booktranslate.steps.export_pdf import find_libreoffice

            find_libreoffice()
        if self.epub:
            from booktranslate.steps.epub import find_pandoc

            find_pandoc()


def make_pdf(console: Console, wanted: Wanted, document: Path, made_by: "Credits | None" = None) -> Path:
    """Make the PDF of a finished document and say so; `made_by` goes into its metadata."""
    from booktranslate.book.units import bounds
    from booktranslate.steps.export_pdf import export_pdf

    project = console.project
    with console.progress("Making the PDF"):
        made = export_pdf(
            document, bounds=bounds(project), archival=wanted.archival, credits=made_by, warn=console.warn
        )
    console.say(f"Made {shown(made, project)}")
    return made


def publish(
    console: Console, wanted: Wanted, result: "Assembled", pdf: Path | None
) -> tuple[list[Path], dict[str, Any]]:
    """Make the EPUB, the certificate and the report on the layout of one document, as wanted.

    Returns the files, and what goes into the JSON.
    """
    project = console.project
    made: list[Path] = []
    data: dict[str, Any] = {}
    if wanted.epub:
        from booktranslate.steps.epub import export_epub

        with console.progress("Making the EPUB"):
            made.append(export_epub(project, result.output, result.credits, draft=result.mark))
        console.say(f"Made {shown(made[-1], project)}")
    if wanted.certify:
        from booktranslate.steps.certify import Texts, as_data, certify, page_of

        texts = Texts(result.reviewed, result.drafted, result.untranslated)
        files = [path for path in (pdf, *made) if path is not None]
        with console.progress("Certifying"):
            statement = certify(project, result.document, result.output, texts, files)
        for file in statement.files:
            share = f"{file.found:,} of {counted(file.letters, 'letter')} found"
            if file.is_complete:
                console.say(f"{file.file}: {share}, on {counted(file.pages, 'page')}", colour="green")
                continue
            console.warn(f"NOT COMPLETE. {file.file}: {share}.", always=True)
            for each in file.lost[:_SHOWN]:
                cut = f", cut off by {each.confined}" if each.confined else ""
                console.warn(f"  page {each.page or '?'}: {each.kind}{cut}: “{each.words[:80]}”", always=True)
            for each in file.cut[:_SHOWN]:
                part = f"a line is partly cut off by {each.confined}"
                console.warn(f"  page {each.page or '?'}: {part}: “{each.words[:80]}”", always=True)
        page = page_of(result.output)
        made += [page, page.with_suffix(".json")]
        console.say(
            f"Made {shown(page, project)} (open it in a browser) and {page.with_suffix('.json').name}."
        )
        data["certificate"] = as_data(statement)
    if wanted.layout and pdf is not None:
        page = _layout(console, result, pdf)
        made += [page, page.with_suffix(".json")]
    return made, data


def _layout(console: Console, result: "Assembled", pdf: Path) -> Path:
    """Compare the PDF with one of the source, which is made for that; return the page of the report."""
    import tempfile

    from booktranslate.book.units import bounds
    from booktranslate.steps.export_pdf import export_pdf
    from booktranslate.steps.layout import compare_layout, page_of

    project = console.project
    with (
        tempfile.TemporaryDirectory(prefix="booktranslate-", ignore_cleanup_errors=True) as folder,
        console.progress("Comparing the pages"),
    ):
        source = Path(folder) / result.document.name
        shutil.copyfile(result.document, source)
        found = compare_layout(source, export_pdf(source, bounds=bounds(project)), result.output, pdf)
    page = page_of(result.output)
    console.say(f"{pdf.name}: {counted(found.pages, 'page')}; the source has {found.source_pages}.")
    for notice in found.notices[:_SHOWN]:
        console.say(f"  page {notice.page or '?'}: {notice.what}")
    if len(found.notices) > _SHOWN:
        console.say(f"  and {len(found.notices) - _SHOWN} more")
    console.say(f"Made {shown(page, project)} (open it in a browser) and {page.with_suffix('.json').name}.")
    return page
