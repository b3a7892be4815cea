"""A sheet drawn as a standalone SVG picture: the same rows and columns as the table, with the curve and a blueprint's lines.

Only shapes and text with presentation attributes: no script, no style, nothing that is fetched. The table is its text twin.
"""

import dataclasses
from xml.sax.saxutils import escape, quoteattr

from ideabank.text.xml import fit_for_xml
from segments.sheets.comparing import signed
from segments.sheets.curve import curve_of
from segments.sheets.schema import FEELINGS, Lane, Type
from segments.sheets.sheet import Column, Feeling, Item, Sheet, in_language
from segments.sheets.wrapping import CHARACTER, wrapped

WIDTH, HEAD, PAD = 210, 150, 10
LINE = 17
INK, QUIET, RULE, TINT, PAPER = "#12264f", "#535d75", "#d6cfbf", "#f3eee3", "#ffffff"
ACCENT = "#b3420a"


@dataclasses.dataclass(frozen=True, slots=True)
class Box:
    """Where a rectangle stands: its upper left corner, and its size."""

    x: float
    y: float
    width: float
    height: float


@dataclasses.dataclass(frozen=True, slots=True)
class Pen:
    """What a line is drawn with. `dash`: lengths of strokes and gaps."""

    stroke: str = RULE
    dash: str = ""
    width: float = 1


THIN = Pen()


@dataclasses.dataclass
class Canvas:
    """Gathers shapes."""

    shapes: list[str] = dataclasses.field(default_factory=list)

    def rect(self, box: Box, fill: str, stroke: str = "none") -> None:
        self.shapes.append(
            f'<rect x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}" fill="{fill}" stroke="{stroke}"/>'
        )

    def rule(self, x: float, y: float, to_x: float, pen: Pen = THIN) -> None:
        """A line across."""
        dashed = f' stroke-dasharray="{pen.dash}"' if pen.dash else ""
        self.shapes.append(
            f'<line x1="{x:g}" y1="{y:g}" x2="{to_x:g}" y2="{y:g}" stroke="{pen.stroke}" stroke-width="{pen.width:g}"{dashed}/>'
        )

    def text(self, x: float, y: float, words: str, fill: str = INK, *, bold: bool = False) -> None:
        weight = ' font-weight="700"' if bold else ""
        self.shapes.append(
            f'<text x="{x:g}" y="{y:g}" fill="{fill}" font-size="13"{weight}>{escape(fit_for_xml(words))}</text>'
        )

    def lines(self, x: float, y: float, lines: list[str], fill: str = INK, *, bold: bool = False) -> None:
        for number, words in enumerate(lines):
            self.text(x, y + LINE * number, words, fill, bold=bold)

    def svg(self, width: float, height: float, title: str, language: str) -> str:
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}"'
            f' role="img" aria-label={quoteattr(fit_for_xml(title))} xml:lang="{language}" font-family="Segoe UI, Noto Sans, Liberation Sans, sans-serif">'
        )
        return head + f"<title>{escape(fit_for_xml(title))}</title>" + "".join(self.shapes) + "</svg>\n"


def draw(sheet: Sheet, kind: Type, title: str, lang: str, language: str) -> str:
    """The whole sheet as SVG. `lang` names the rows, `language` is that of what people wrote."""
    if kind.columns == "none":
        return _boxes(sheet, kind, title, lang, language)
    return _grid(sheet, kind, title, lang, language)


def _grid(sheet: Sheet, kind: Type, title: str, lang: str, language: str) -> str:
    canvas, width = Canvas(), HEAD + WIDTH * max(1, len(sheet.columns))
    heading = wrapped(title, width - 2 * PAD)
    y = 34.0 + LINE * (len(heading) - 1)
    canvas.lines(PAD, 26, heading, bold=True)
    if sheet.stages:
        y = _stages(canvas, sheet, y, language)
    names = [[f"{n}. {in_language(c.name, language)}"] for n, c in enumerate(sheet.columns, 1)]
    y = _row(canvas, y, "", names, is_head=True)
    for lane in kind.lanes:
        if lane.line is not None:
            canvas.rule(0, y + 12, width, Pen(INK, "7 5", 1.5))
            words = lane.line[lang]
            room = len(words) * CHARACTER
            canvas.rect(Box(width - room - 22, y + 2, room + 16, 20), PAPER)
            canvas.text(width - room - 14, y + 16, words, QUIET)
            y += 24
        cells = [_cell_lines(lane, column, lang, language) for column in sheet.columns]
        if lane.holds == "feeling" and any(cells):
            y = _curve(canvas, sheet, y, width)
        if any(cells):
            y = _row(canvas, y, lane.words[lang], cells)
    framed = Canvas([f'<rect width="{width:g}" height="{y + PAD:g}" fill="{PAPER}"/>', *canvas.shapes])
    return framed.svg(width, y + PAD, title, language)


def _stages(canvas: Canvas, sheet: Sheet, y: float, language: str) -> float:
    x: float = HEAD
    start = 0
    heads: list[tuple[float, float, list[str]]] = []
    for number, column in enumerate(sheet.columns):
        last = number + 1 == len(sheet.columns) or sheet.columns[number + 1].stage != column.stage
        if last:
            span = (number + 1 - start) * WIDTH
            stage = sheet.stage(column.stage)
            name = wrapped(in_language(stage.name, language) if stage else "–", span - 20)
            heads.append((x, span, name))
            x += span
            start = number + 1
    height = 9 + LINE * max((len(name) for _, _, name in heads), default=1)
    for place, wide, name in heads:
        canvas.rect(Box(place + 2, y + 6, wide - 4, height), INK)
        canvas.lines(place + PAD, y + 24, name, PAPER, bold=True)
    return y + height + 12


def _row(canvas: Canvas, y: float, head: str, cells: list[list[str]], *, is_head: bool = False) -> float:
    folded = [[line for words in cell for line in wrapped(words, WIDTH - 2 * PAD)] for cell in cells]
    name = wrapped(head, HEAD - 2 * PAD)
    height = max([len(name), *(len(lines) for lines in folded)]) * LINE + 14
    if is_head:
        canvas.rect(Box(HEAD, y, WIDTH * len(cells), height), TINT)
    canvas.lines(PAD, y + 20, name, bold=True)
    for number, lines in enumerate(folded):
        canvas.lines(HEAD + number * WIDTH + PAD, y + 20, lines, bold=is_head)
    canvas.rule(0, y + height, HEAD + WIDTH * len(cells))
    return y + height


def _cell_lines(lane: Lane, column: Column, lang: str, language: str) -> list[str]:
    cell = column.cells.get(lane.code)
    if cell is None:
        return []
    if isinstance(cell, Feeling):
        return [f"{signed(cell.value)} {in_language(cell.word, language) or FEELINGS[cell.value][lang]}"]
    told = [
        in_language(one.text, language) if isinstance(one, Item) else (lane.options or {})[one][lang] for one in cell
    ]
    return told if len(told) < 2 else [f"• {words}" for words in told]


def _curve(canvas: Canvas, sheet: Sheet, y: float, width: float) -> float:
    curve = curve_of(sheet)
    if curve is None:
        return y
    scale = WIDTH / (curve.width / len(sheet.columns))
    canvas.rule(HEAD, y + 10 + curve.middle, width, Pen(dash="3 4"))
    shift = f'transform="translate({HEAD} {y + 10:g}) scale({scale:g} 1)"'
    canvas.shapes.append(f'<path d="{curve.line}" {shift} fill="none" stroke="{ACCENT}" stroke-width="3"/>')
    for point in curve.points:
        canvas.shapes.append(
            f'<circle cx="{HEAD + point.x * scale:g}" cy="{y + 10 + point.y:g}" r="6" fill="{ACCENT}"/>'
        )
    return y + curve.height + 14


def _boxes(sheet: Sheet, kind: Type, title: str, lang: str, language: str) -> str:
    """Rows as boxes of notes in three columns, each put where there is most room."""
    canvas, wide, columns = Canvas(), 330.0, 3
    heading = wrapped(title, columns * wide)
    canvas.lines(PAD, 26, heading, bold=True)
    top = 26.0 + LINE * len(heading)
    bottoms = [top] * columns
    column = sheet.columns[0] if sheet.columns else Column("all", {})
    for lane in kind.lanes:
        place = bottoms.index(min(bottoms))
        lines = [
            line for words in _cell_lines(lane, column, lang, language) for line in ["", *wrapped(words, wide - 40)]
        ]
        height = (len(lines) + 1) * LINE + 24
        x, y = PAD + place * wide, bottoms[place]
        canvas.rect(Box(x, y, wide - PAD, height), TINT, RULE)
        canvas.text(x + 12, y + 24, lane.words[lang], bold=True)
        canvas.lines(x + 12, y + 24 + LINE, lines)
        bottoms[place] += height + PAD
    whole = max(bottoms) + PAD
    framed = Canvas([f'<rect width="{columns * wide + PAD:g}" height="{whole:g}" fill="{PAPER}"/>', *canvas.shapes])
    return framed.svg(columns * wide + PAD, whole, title, language)
