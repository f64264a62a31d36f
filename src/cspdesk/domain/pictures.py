"""Pictures as bytes: whether they are a PNG or a JPEG, and how many pixels they have."""

from enum import StrEnum

MAX_PICTURE = 4 * 1024 * 1024
"""The most bytes of a picture: what a board pack by e-mail can bear."""

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""The JPEG markers that begin a frame and hold its size; the three left out define tables."""
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
"""JPEG markers without a length."""


class PictureKind(StrEnum):
    """The kinds of picture that Word, Excel and every browser show."""

    PNG = "png"
    JPEG = "jpeg"


def picture_kind(image: bytes) -> PictureKind | None:
    """Return what a picture is by its first bytes, whatever its file is called; None for anything else."""
    if image.startswith(_PNG):
        return PictureKind.PNG
    return PictureKind.JPEG if image.startswith(_JPEG) else None


def picture_size(image: bytes) -> tuple[int, int] | None:
    """Return a picture's width and height in pixels, read from its head; None where it does not say."""
    kind = picture_kind(image)
    if kind is PictureKind.PNG:
        # After the signature comes the length and the name of the first chunk, which holds the size.
        found = (int.from_bytes(image[16:20], "big"), int.from_bytes(image[20:24], "big"))
        return found if image[12:16] == b"IHDR" and all(found) else None
    return _jpeg_size(image) if kind is PictureKind.JPEG else None


def _jpeg_size(image: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(image) and image[at] == 0xFF:
        marker = image[at + 1]
        if marker == 0xFF:
            # Markers may be padded.
            at += 1
        elif marker in _ALONE:
            at += 2
        elif marker in _FRAMES:
            height, width = (
                int.from_bytes(image[at + 5 : at + 7], "big"),
                int.from_bytes(image[at + 7 : at + 9], "big"),
            )
            return (width, height) if width and height else None
        else:
            # The length counts its own two bytes, so that each step goes forward.
            at += 2 + int.from_bytes(image[at + 2 : at + 4], "big")
    return None
