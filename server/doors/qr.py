"""A link as a picture that a phone can read: the dark squares of a QR code, as one path for the page to draw."""

from itertools import groupby
from typing import Final, TypedDict

import segno

MARGIN: Final = 4
"""Squares of quiet around it."""


class Picture(TypedDict):
    """What an SVG needs: how many squares it is wide, and the path of the dark ones."""

    size: int
    path: str


def drawn(link: str) -> Picture:
    """Each run of dark squares in a row is one bar."""
    rows = [list(row) for row in segno.make(link, error="l", micro=False).matrix]
    bars = (f"M{x} {y}h{wide}v1h-{wide}z" for y, row in enumerate(rows, MARGIN) for x, wide in _runs(row))
    return Picture(size=len(rows) + 2 * MARGIN, path="".join(bars))


def _runs(row: list[int]) -> list[tuple[int, int]]:
    """Where dark runs begin, and how long they are."""
    x, found = MARGIN, []
    for dark, squares in groupby(row):
        wide = len(list(squares))
        if dark:
            found.append((x, wide))
        x += wide
    return found
