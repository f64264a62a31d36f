"""Pictures in Word: the drawing in the text, and the picture itself as a part of the document."""

from cspdesk.domain.pictures import PictureKind, picture_kind
from cspdesk.pack.blocks import Picture
from cspdesk.pack.opc import xml_text
from cspdesk.pack.word_text import Draft

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"

_EMU_IN_TWIP = 635
_EMU_IN_PIXEL = 9525
"""At 96 pixels an inch, as screens count."""
_TALLEST = 11_000 * _EMU_IN_TWIP
"""So high a picture leaves room on its page for the caption and the source."""


def picture_run(picture: Picture, draft: Draft, room: int) -> str:
    """The run that shows the picture; its bytes become a part of the document.

    `room` is the width of the text, in twentieths of a point: the picture is made no wider.
    """
    from docx.opc.part import Part

    package = draft.part.package
    is_png = picture_kind(picture.image) is PictureKind.PNG
    name = "/word/media/picture%d." + ("png" if is_png else "jpeg")
    part = Part(draft.part_name(name), "image/png" if is_png else "image/jpeg", picture.image, package)
    part_id = draft.part.relate_to(part, f"{_REL}/image")
    number = draft.new_drawing()
    width, height = picture.width * _EMU_IN_PIXEL, picture.height * _EMU_IN_PIXEL
    fits = min(1.0, room * _EMU_IN_TWIP / width, _TALLEST / height)
    size = f'cx="{max(1, int(width * fits))}" cy="{max(1, int(height * fits))}"'
    described = f'id="{number}" name="Picture {number}" descr="{xml_text(picture.description)}"'
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0">'
        f"<wp:extent {size}/><wp:docPr {described}/><wp:cNvGraphicFramePr/>"
        f'<a:graphic xmlns:a="{_A}"><a:graphicData uri="{_PIC}"><pic:pic xmlns:pic="{_PIC}">'
        f"<pic:nvPicPr><pic:cNvPr {described}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{part_id}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
