"""Pieces of chart XML that every kind of Word chart is put together from."""

from collections.abc import Mapping
from decimal import Decimal

from cspdesk.analysis.chart_style import INK, Stroke
from cspdesk.pack.opc import xml_text

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

WIDTH_PT = 481.9
EMU = 12700
"""English metric units in a point."""
SIZE = 9.0
"""The type size in points."""
_DASHES = {"": "solid", "dash": "dash", "dot": "sysDot"}


def chart_space(plot: str, book_id: str, legend: str = "") -> str:
    """The chart part: what is in its plot area, its legend, and the workbook that holds its figures."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace xmlns:c="{CHART}" xmlns:a="{DRAWING}" xmlns:r="{RELATED}"><c:date1904 val="0"/>'
        '<c:lang val="en-GB"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
        f'<c:plotArea>{plot}</c:plotArea>{legend}<c:plotVisOnly val="1"/>'
        '<c:dispBlanksAs val="gap"/></c:chart>'
        '<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>'
        f'{type_xml(INK)}<c:externalData r:id="{book_id}"><c:autoUpdate val="0"/></c:externalData>'
        "</c:chartSpace>"
    )


def layout_xml(left: float, top: float, width: float, height: float) -> str:
    """The place of the plot as shares of the chart."""
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{left:.4f}"/><c:y val="{top:.4f}"/><c:w val="{width:.4f}"/><c:h val="{height:.4f}"/>'
        "</c:manualLayout></c:layout>"
    )


def words_ref(cells: str, words: Mapping[int, str], count: int) -> str:
    """A reference to words in the workbook with the words themselves."""
    points = "".join(f'<c:pt idx="{at}"><c:v>{xml_text(each)}</c:v></c:pt>' for at, each in words.items())
    return (
        f'<c:strRef><c:f>Figures!{cells}</c:f><c:strCache><c:ptCount val="{count}"/>{points}'
        "</c:strCache></c:strRef>"
    )


def figures_ref(cells: str, figures: Mapping[int, Decimal], count: int, code: str) -> str:
    """A reference to figures in the workbook with the figures themselves, to the digits that it keeps."""
    points = "".join(f'<c:pt idx="{at}"><c:v>{_kept(value)}</c:v></c:pt>' for at, value in figures.items())
    return (
        f"<c:numRef><c:f>Figures!{cells}</c:f><c:numCache><c:formatCode>{xml_text(code)}</c:formatCode>"
        f'<c:ptCount val="{count}"/>{points}</c:numCache></c:numRef>'
    )


def _kept(value: Decimal) -> str:
    """A figure with the 16 digits that a workbook keeps of it."""
    return f"{Decimal(f'{value:.16G}'):f}"


def letter(column: int) -> str:
    """The letters of a sheet column counted from nought."""
    letters = ""
    while column >= 0:
        letters = chr(ord("A") + column % 26) + letters
        column = column // 26 - 1
    return letters


def fill(colour: str) -> str:
    """A plain fill; the colour is RRGGBB."""
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def stroke(style: Stroke) -> str:
    """How a line is drawn."""
    cap = "flat" if style.dash else "rnd"
    return (
        f'<a:ln w="{int(style.width_pt * EMU)}" cap="{cap}">{fill(style.colour)}'
        f'<a:prstDash val="{_DASHES[style.dash]}"/><a:round/></a:ln>'
    )


def shows_xml(*, value: bool, series: bool) -> str:
    """Which words a label shows."""
    return (
        f'<c:showLegendKey val="0"/><c:showVal val="{value:d}"/><c:showCatName val="0"/>'
        f'<c:showSerName val="{series:d}"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
    )


def type_xml(colour: str, bold: bool = False, turn: str = "") -> str:
    """How words are set: their colour, whether they are bold, and their turn."""
    return (
        f"<c:txPr><a:bodyPr{turn}/><a:lstStyle/><a:p><a:pPr>"
        f'<a:defRPr sz="{int(SIZE * 100)}" b="{bold:d}">{fill(colour)}'
        '<a:latin typeface="Arial"/><a:cs typeface="Arial"/></a:defRPr></a:pPr>'
        '<a:endParaRPr lang="en-GB"/></a:p></c:txPr>'
    )
