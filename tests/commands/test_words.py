"""A measure's commentary: written, brought forward, read again."""

from pathlib import Path

import pytest

from cspdesk.commands.words import BringCommentaryForward, ReviewCommentary, SetCommentary
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.tables import Commentary, MeasureId
from cspdesk.store.store import Store
from tests.support.documents import LAST_QUARTER, small_store

VIOLENCE = MeasureId("m21")
SAID = "355 offences, 162 more than last year (18.7%)."
FORWARD = BringCommentaryForward("Forward", VIOLENCE, LAST_QUARTER, LAST_QUARTER.previous)
REVIEW = ReviewCommentary("Read", VIOLENCE, LAST_QUARTER)


def words(store: Store) -> tuple[str, bool] | None:
    row = store.load().of(Commentary).get(VIOLENCE, LAST_QUARTER)
    return (row.text, row.reviewed) if row else None


def test_it_is_brought_forward_unread_and_then_read(tmp_path: Path) -> None:
    with small_store(tmp_path / "small.cspdesk") as store:
        store.run(FORWARD)
        assert words(store) == (SAID, False)
        store.run(REVIEW)
        assert words(store) == (SAID, True)


def test_writing_marks_it_read(tmp_path: Path) -> None:
    with small_store(tmp_path / "small.cspdesk") as store:
        store.run(FORWARD)
        store.run(SetCommentary("Words", VIOLENCE, LAST_QUARTER, "412 offences."))
        assert words(store) == ("412 offences.", True)


def test_words_that_stand_there_are_not_overwritten(tmp_path: Path) -> None:
    with small_store(tmp_path / "small.cspdesk") as store:
        store.run(SetCommentary("Words", VIOLENCE, LAST_QUARTER, "412 offences."))
        with pytest.raises(RefusedError, match=r"Quarter 4 2015/16 has words already\. Delete them first"):
            store.run(FORWARD)
        assert words(store) == ("412 offences.", True)


def test_nothing_is_brought_forward_from_nothing(tmp_path: Path) -> None:
    with small_store(tmp_path / "small.cspdesk") as store:
        back = BringCommentaryForward("Forward", MeasureId("m22"), LAST_QUARTER, LAST_QUARTER.previous)
        with pytest.raises(RefusedError, match=r"nothing was written there\. Write it here"):
            store.run(back)
        with pytest.raises(RefusedError, match="deleted since"):
            store.run(REVIEW)
