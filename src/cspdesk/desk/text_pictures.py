"""Pictures from a file or the clipboard, made fit to be kept: upright, a PNG or JPEG, and not too large."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QImageWriter

from cspdesk.domain.errors import InputError
from cspdesk.domain.pictures import MAX_PICTURE, PictureKind, picture_kind, picture_size

_QUALITY = 90
"""Of a JPEG that had to be turned upright: no difference can be seen."""
_UPRIGHT = QImageIOHandler.Transformation.TransformationNone


def picture_file(path: Path) -> bytes:
    """Return a picture's bytes. Raises InputError for what is too large, is no picture or cannot be read."""
    try:
        size = path.stat().st_size
        if size > MAX_PICTURE:
            raise InputError(_too_large(path.name, size))
        image = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"{path.name} could not be read ({error.strerror}). Check that the file is still there."
        ) from error
    if picture_size(image) is None:
        raise InputError(f"{path.name} is no PNG or JPEG picture. Save the picture as one of these.")
    buffer = QBuffer()
    buffer.setData(QByteArray(image))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    is_turned = reader.transformation() != _UPRIGHT
    reader.setAutoTransform(True)
    drawn = reader.read()
    if drawn.isNull():
        raise InputError(f"{path.name} is damaged: it could not be drawn. Save the picture once more.")
    if not is_turned:
        return image
    # Not every program that shows a pack turns a photograph as the camera was held.
    is_png = picture_kind(image) is PictureKind.PNG
    turned = _written(drawn, b"PNG") if is_png else _written(drawn, b"JPEG", _QUALITY)
    if len(turned) > MAX_PICTURE:
        raise InputError(_too_large(path.name, len(turned)))
    return turned


def picture_of(image: QImage) -> bytes:
    """Return a copied picture as a PNG. Raises InputError where there is none or it is too large."""
    if image.isNull():
        raise InputError("There is no picture on the clipboard. Copy one, or add it from a file.")
    written = _written(image, b"PNG")
    if len(written) > MAX_PICTURE:
        raise InputError(_too_large("The copied picture", len(written)))
    return written


def _written(image: QImage, form: bytes, quality: int = -1) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(form))
    writer.setQuality(quality)
    writer.write(image)
    return bytes(buffer.data().data())


def _too_large(name: str, size: int) -> str:
    return (
        f"{name} has {size / 1_048_576:.1f} MB; pictures of up to {MAX_PICTURE // 1_048_576} MB are kept. "
        "Save it smaller and add it again."
    )
