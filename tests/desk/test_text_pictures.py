"""Pictures made fit to be kept: byte for byte where they are, upright where the camera lay on its side."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from cspdesk.desk.text_pictures import picture_file, picture_of
from cspdesk.domain.errors import InputError
from cspdesk.domain.pictures import picture_size
from tests.support.pictures import JPEG, PNG

ON_ITS_SIDE = (
    # An APP1 segment with one entry: orientation 6, the top of the scene on the right.
    b"\xff\xe1\x00\x22Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01"
    b"\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00"
)


@pytest.mark.parametrize("image", [PNG, JPEG], ids=["png", "jpeg"])
def test_a_picture_is_taken_byte_for_byte_whatever_its_name(image: bytes, tmp_path: Path) -> None:
    path = tmp_path / "picture.dat"
    path.write_bytes(image)
    assert picture_file(path) == image


def test_a_photograph_on_its_side_is_turned_upright(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(JPEG[:2] + ON_ITS_SIDE + JPEG[2:])
    turned = picture_file(path)
    assert picture_size(turned) == (2, 3)
    assert b"Exif" not in turned


def test_a_damaged_picture_is_refused(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "cut.png"
    path.write_bytes(PNG[:40])
    with pytest.raises(InputError, match=r"cut\.png is damaged"):
        picture_file(path)
    capfd.readouterr()


def test_a_copied_picture_becomes_a_png() -> None:
    image = QImage(5, 4, QImage.Format.Format_RGB32)
    image.fill(0)
    assert picture_size(picture_of(image)) == (5, 4)
    with pytest.raises(InputError, match="no picture on the clipboard"):
        picture_of(QImage())
