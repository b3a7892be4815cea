"""The curve of feelings along the steps of a sheet, as numbers for a drawing."""

import itertools

from segments.sheets.sheet import Sheet
from segments.sheets.views.sheet import Curve, Point

STEP = 224  # units a step: the width of a column at 16 px, so that the curve and the table line up
HEIGHT = 120


def curve_of(sheet: Sheet, step: int = STEP) -> Curve | None:
    """The curve of feelings: x by step, y by value; steps without a feeling are passed over."""
    points = tuple(
        Point((number - 0.5) * step, _height(feeling.value), feeling.value, number)
        for number, column in enumerate(sheet.columns, 1)
        if (feeling := column.feeling()) is not None
    )
    if not points:
        return None
    return Curve(len(sheet.columns) * step, HEIGHT, _height(0), points, _line(points))


def _height(value: int) -> float:
    return HEIGHT / 2 - value * (HEIGHT / 2 - 18) / 2


def _line(points: tuple[Point, ...]) -> str:
    """An SVG path that is level at every point, so that it never overshoots the values."""
    if len(points) < 2:
        return ""
    parts = [f"M{points[0].x:g} {points[0].y:g}"]
    for one, other in itertools.pairwise(points):
        middle = (one.x + other.x) / 2
        parts.append(f"C{middle:g} {one.y:g} {middle:g} {other.y:g} {other.x:g} {other.y:g}")
    return "".join(parts)
