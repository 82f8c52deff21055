"""The geometry of the plot of progress over time; the page draws it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from booktranslate.steps.report.values import Point

STATES = ("reviewed", "drafted", "untranslated")  # from the bottom up
WIDTH, HEIGHT = 720, 250
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 96, 12, 32
_LABEL = 14  # pixels: the height that a label needs
_LABELS_OF_TIME = 5


@dataclass(frozen=True, slots=True)
class Mark:
    """A tick of an axis or the label of an area: its coordinate and its words."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Area:
    """The words in one state over time, as the points of a polygon; no label if it is too thin for one."""

    state: str
    polygon: str
    label: Mark | None


@dataclass(frozen=True, slots=True)
class Plot:
    """A stacked plot, in pixels; the area between the axes is from `left` to `right`, `top` to `bottom`."""

    areas: tuple[Area, ...]
    words: tuple[Mark, ...]
    days: tuple[Mark, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    top: int = _TOP
    bottom: int = HEIGHT - _BOTTOM


def over_time(history: Sequence[Point]) -> Plot | None:
    """The plot of progress; None as long as there are fewer than two points."""
    if len(history) < 2:
        return None
    first, last = history[0].day, history[-1].day
    step = _step(max(point.words.total for point in history))
    ceiling = step * max(1, -(-max(point.words.total for point in history) // step))

    def x(day: date) -> float:
        return _rounded(_LEFT + (WIDTH - _LEFT - _RIGHT) * (day - first).days / (last - first).days)

    def y(words: int) -> float:
        return _rounded(HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * words / ceiling)

    areas = []
    below = [0] * len(history)
    for state in STATES:
        above = [under + getattr(point.words, state) for under, point in zip(below, history, strict=True)]
        edge = [(x(point.day), y(words)) for point, words in zip(history, above, strict=True)]
        edge += [(x(point.day), y(words)) for point, words in zip(history, below, strict=True)][::-1]
        high, low = y(above[-1]), y(below[-1])
        label = Mark(_rounded((high + low) / 2), state) if low - high >= _LABEL else None
        areas.append(Area(state, " ".join(f"{left:g},{top:g}" for left, top in edge), label))
        below = above
    ticks = tuple(Mark(y(words), f"{words:,}") for words in range(0, ceiling + 1, step))
    return Plot(tuple(areas), ticks, tuple(Mark(x(day), _short(day)) for day in _days(history)))


def _step(highest: int) -> int:
    """The distance of the grid lines: 1, 2 or 5 times a power of ten, so that there are at most four."""
    power = 1
    while True:
        for factor in (1, 2, 5):
            if highest <= 4 * factor * power:
                return factor * power
        power *= 10


def _days(history: Sequence[Point]) -> list[date]:
    """The days to label: the first, the last, and some between that are far enough apart."""
    first, last = history[0].day, history[-1].day
    apart = (last - first).days / (_LABELS_OF_TIME - 1)
    days = [first]
    for point in history[1:-1]:
        if (point.day - days[-1]).days >= apart and (last - point.day).days >= apart:
            days.append(point.day)
    return [*days, last]


def _short(day: date) -> str:
    return f"{day.day} {day:%b} {day.year}"


def _rounded(number: float) -> float:
    return round(number, 1)
