"""Pictures are known by their bytes, not their names, and their size is read from their head."""

import pytest

from cspdesk.domain.pictures import PictureKind, picture_kind, picture_size
from tests.support.pictures import JPEG, PNG


def test_kind_and_size_are_read_from_the_bytes() -> None:
    assert (picture_kind(PNG), picture_size(PNG)) == (PictureKind.PNG, (3, 2))
    assert (picture_kind(JPEG), picture_size(JPEG)) == (PictureKind.JPEG, (3, 2))


@pytest.mark.parametrize("image", [b"", b"BM", b"GIF89a", b"<svg/>", b"%PDF-1.7"])
def test_anything_else_is_no_picture(image: bytes) -> None:
    assert picture_kind(image) is None
    assert picture_size(image) is None


def test_a_padded_marker_is_passed_over() -> None:
    assert picture_size(JPEG[:2] + b"\xff" + JPEG[2:]) == (3, 2)


@pytest.mark.parametrize("image", [PNG, JPEG], ids=["png", "jpeg"])
def test_one_cut_off_anywhere_in_its_head_has_no_size_and_does_no_harm(image: bytes) -> None:
    sizes = {picture_size(image[:end]) for end in range(len(image))}
    assert sizes == {None, (3, 2)}


def test_lengths_that_lead_nowhere_come_to_an_end() -> None:
    assert picture_size(b"\xff\xd8\xff\xe0\x00\x00" * 50_000) is None
