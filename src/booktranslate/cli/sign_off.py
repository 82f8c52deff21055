"""The command for people who sign for the English."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from booktranslate.cli import options
from booktranslate.cli.console import EXAMPLES, Console, command_options
from booktranslate.cli.po_changes import look
from booktranslate.cli.targets import at_targets
from booktranslate.errors import ExitCode, UsageError
from booktranslate.model import counted

if TYPE_CHECKING:
    from booktranslate.review.signed import Place, Standing

_SHOWN = 5


@click.command(
    "sign-off",
    epilog=EXAMPLES
    + '  booktranslate sign-off --by "Anne Roy" --chapter 2\n'
    + '  booktranslate sign-off --by "Anne Roy" --note "As agreed on the phone"   # the whole book\n'
    + "  booktranslate sign-off --list",
)
@click.argument("documents", nargs=-1)
@click.option("--by", default="", metavar="NAME", help="The name of the person who signs.")
@options.chapters
@click.option("--note", default="", help="A remark that stays with the signature.")
@click.option(
    "--list", "listing", is_flag=True, help="List signed texts and those that changed since; sign nothing."
)
@command_options
@at_targets
def sign_off(
    console: Console, documents: tuple[str, ...], by: str, chapters: tuple[str, ...], note: str, listing: bool
) -> int:
    """Record that somebody approves the English of a chapter or of the whole book.

    The signature applies to the current wording. If a text changes later, its signature is void, and `--list`
    and `status` say so. Signatures are kept in approvals.jsonl: put it into Git. The command exits with 1 and
    signs nothing if a text has not been reviewed. `--list` exits with 1 if a signature is void.
    """
    from booktranslate.review.parcel import person
    from booktranslate.steps.sign_off import sign_off as step

    if listing:
        consoles = console.at_each_target()
        codes = [_list(each, documents) for each in consoles]
        console.json_of(consoles)
        return max(codes)
    if not by.strip():
        raise UsageError("--by is missing.", hint='Add --by "Name", or list what is signed with --list.')
    console.require_one_target()
    project = console.project
    paths = console.documents(documents)
    look(console, paths)
    with console.workspace.lock():
        signed = step(project, paths, person(by).name, chapters, " ".join(note.split()))
    console.json(asdict(signed))
    if signed.unreviewed:
        console.warn(
            f"Nothing was signed: {counted(len(signed.unreviewed), 'text')} not reviewed yet.", always=True
        )
        warn_of(console, signed.unreviewed)
        return ExitCode.FINDINGS
    for approval in signed.made:
        console.say(f"{approval.by} signed {approval.what} ({counted(len(approval.texts), 'text')}).")
    for approval in signed.known:
        console.say(f"{approval.by} has already signed {approval.what} with the same wording.")
    if signed.made:
        console.say("Saved in approvals.jsonl: put it into Git with the PO files.")
    return ExitCode.OK


def _list(console: Console, documents: tuple[str, ...]) -> int:
    """Say what is signed at one target; returns 1 if a signature is void."""
    from booktranslate.review.signed import standings

    console.begin_target()
    paths = console.documents(documents)
    look(console, paths)
    found = standings(console.project, paths)
    for each in found:
        for line in standing_lines(each):
            console.say(line)
    console.json([asdict(each) for each in found])
    return ExitCode.FINDINGS if any(each.void for each in found) else ExitCode.OK


def standing_lines(each: "Standing") -> list[str]:
    """Lines that say how far a chapter is signed, and which texts have changed since."""
    name = f"{each.document} – {each.chapter}" if each.chapter else each.document
    by = ", ".join(f"{who} on {when[:10]}" for who, when in each.by)
    if each.is_signed:
        return [f"{name}: signed by {by}"]
    parts = [f"{each.signed} of {counted(each.texts, 'text')} signed" + (f" by {by}" if by else "")]
    parts += [f"{len(each.void)} VOID, changed since"] if each.void else []
    void = [
        f"  {one.place.where}: “{one.place.source}” changed since {one.by} signed it on {one.when[:10]}"
        for one in each.void[:_SHOWN]
    ]
    more = [f"  and {len(each.void) - _SHOWN} more"] if len(each.void) > _SHOWN else []
    return [f"{name}: {'; '.join(parts)}", *void, *more]


def warn_of(console: Console, places: "Sequence[Place]") -> None:
    """Show the first few of some texts, with their places."""
    for place in places[:_SHOWN]:
        console.warn(f"  {place.where}: “{place.source}”", always=True)
    if len(places) > _SHOWN:
        console.warn(f"  and {counted(len(places) - _SHOWN, 'text')} more", always=True)
