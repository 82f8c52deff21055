"""Options that several commands share, so that they mean and say the same everywhere."""

import click

chapter = click.option(
    "--chapter", default="", help="Only this chapter, by its number or a part of its title."
)
chapters = click.option(
    "--chapter",
    "chapters",
    multiple=True,
    help="Only this chapter, by its number or a part of its title (can be given several times).",
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
