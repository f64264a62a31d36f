"""What every chart drawn as SVG shares: its width, its type size, and words at a place."""

from cspdesk.analysis.chart_style import INK
from cspdesk.pack.opc import xml_text

WIDTH = 720.0
SIZE = 14.0


def text_at(x: float, y: float, words: str, anchor: str, *, colour: str = INK, bold: bool = False) -> str:
    """Words with a halo of white, so that they can be read over lines; `anchor` is start, middle or end."""
    weight = ' font-weight="bold"' if bold else ""
    halo = ' stroke="#FFFFFF" stroke-width="4" stroke-linejoin="round" paint-order="stroke"'
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="#{colour}"{weight}{halo}>'
        f"{xml_text(words)}</text>"
    )


def words_on(x: float, y: float, words: str, anchor: str, *, colour: str, bold: bool = False) -> str:
    """Words upon a filled bar, without a halo."""
    weight = ' font-weight="bold"' if bold else ""
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f'<text {place} fill="#{colour}"{weight}>{xml_text(words)}</text>'
