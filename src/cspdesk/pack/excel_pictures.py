"""The sheet of pictures: each with its caption above and its source below."""

import io
from typing import Any

from cspdesk.pack.blocks import Picture
from cspdesk.pack.excel_sheets import Styles, set_page, write_line
from cspdesk.pack.opc import cell_text

_WIDTH = 75.0
"""Of the one column, in digits."""
_WIDTH_PX, _HEIGHT_PX, _ROW_PX = 640, 800, 21
_DPI = 96


def picture_sheet(sheet: Any, pictures: list[Picture], styles: Styles) -> None:
    """Write every picture, one below the other."""
    set_page(sheet, landscape=False)
    sheet.set_column(0, 0, _WIDTH)
    sheet.write_string(0, 0, "Pictures", styles.title)
    sheet.set_row(0, 24)
    row = 1
    for number, picture in enumerate(pictures, 1):
        row = _picture(sheet, row, picture, number, styles) + 1


def _picture(sheet: Any, row: int, picture: Picture, number: int, styles: Styles) -> int:
    """Write one picture from `row` on; the first row after it."""
    from xlsxwriter.image import Image

    title = cell_text(picture.caption or picture.description)
    row = write_line(sheet, row, title, 68, styles.of(bold=True, font_size=14))
    scale = min(1.0, _WIDTH_PX / picture.width, _HEIGHT_PX / picture.height)
    content = io.BytesIO(picture.image)
    # The writer would take the size that the file claims on paper; here a pixel is a pixel.
    claimed = Image(content)
    options = {
        "image_data": content,
        "description": cell_text(picture.description)[:1000],
        "x_scale": scale * claimed.x_dpi / _DPI,
        "y_scale": scale * claimed.y_dpi / _DPI,
        "object_position": 1,
    }
    sheet.insert_image(row, 0, f"picture{number}", options)
    row += int(picture.height * scale) // _ROW_PX + 2
    return write_line(sheet, row, f"Source: {picture.source}", 68, styles.of()) if picture.source else row
