"""A chart for the clipboard: a picture to paste into a letter, and its figures as cells."""

from PySide6.QtCore import QMimeData, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QApplication

from cspdesk.analysis.chart_style import remarks
from cspdesk.analysis.chart_words import as_table
from cspdesk.analysis.charts import ChartKind, ChartSpec
from cspdesk.desk.clipboard import put_block
from cspdesk.domain.printing import MINUS
from cspdesk.ui.chart_painter import paint_chart
from cspdesk.ui.chart_plane import strong
from cspdesk.ui.theme import LIGHT

WIDTH, HEIGHT = 640, 330
"""Of the chart in the picture, in points of the screen; the words above and below come on top."""
_DENSITY = 2
_EDGE = 14.0


def chart_picture(spec: ChartSpec) -> QImage:
    """Return a chart with its title and its source on white, sharp enough for paper."""
    font = QFont(QApplication.font())
    metrics = QFontMetricsF(font)
    below = "\n".join([*remarks(spec), *([f"Source: {spec.source}"] if spec.source else [])])
    wide = WIDTH - 2 * _EDGE
    wrap = int(Qt.TextFlag.TextWordWrap)
    title_high = (
        QFontMetricsF(strong(font)).boundingRect(QRectF(0, 0, wide, 9_999), wrap, spec.title).height()
    )
    below_high = metrics.boundingRect(QRectF(0, 0, wide, 9_999), wrap, below).height() if below else 0.0
    chart_high = float(HEIGHT)
    if spec.kind is ChartKind.AREAS:
        chart_high = max(chart_high, (len(spec.labels) + 4) * metrics.height() * 1.2)
    whole = _EDGE * 4 + title_high + chart_high + below_high
    image = QImage(WIDTH * _DENSITY, round(whole * _DENSITY), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_DENSITY)
    image.fill(LIGHT.surface)
    painter = QPainter(image)
    painter.setPen(LIGHT.text)
    painter.setFont(strong(font))
    painter.drawText(QRectF(_EDGE, _EDGE, wide, title_high), wrap, spec.title)
    top = _EDGE * 2 + title_high
    paint_chart(painter, QRectF(_EDGE, top, wide, chart_high), spec, font, LIGHT)
    painter.setFont(font)
    painter.setPen(LIGHT.quiet)
    painter.drawText(QRectF(_EDGE, top + chart_high + _EDGE, wide, below_high + 2), wrap, below)
    painter.end()
    return image


def picture_data(spec: ChartSpec) -> QMimeData:
    """Return a chart as a picture for the clipboard."""
    data = QMimeData()
    data.setImageData(chart_picture(spec))
    return data


def table_data(spec: ChartSpec) -> QMimeData:
    """Return a chart's figures as cells for the clipboard; a spreadsheet reads only a plain minus sign."""
    return put_block([[cell.replace(MINUS, "-") for cell in row] for row in as_table(spec)])


def both_data(spec: ChartSpec) -> QMimeData:
    """Return a chart both ways: where it is pasted decides which is taken."""
    data = table_data(spec)
    data.setImageData(chart_picture(spec))
    return data
