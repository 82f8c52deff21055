"""Options that several commands share, so that they mean and say the same everywhere."""

import click

ONLY_CHAPTER = "this chapter, by a part of its title or by its number in its document"
chapter = click.option("--chapter", default="", help=f"Only {ONLY_CHAPTER}.")
chapters = click.option(
    "--chapter",
    "chapters",
    multiple=True,
    help=f"Only {ONLY_CHAPTER} (can be given several times).",
)
unreviewed = click.option("--unreviewed", is_flag=True, help="Only the texts that nobody has reviewed.")
riskiest = click.option(
    "--riskiest", is_flag=True, help="Sort the texts by risk: those most in need of review come first."
)

words_per_hour = click.option(
    "--words-per-hour",
    type=click.IntRange(1, 10_000),
    default=500,
    show_default=True,
    help="Words that a reviewer checks in an hour, for the estimate of hours left.",
)
