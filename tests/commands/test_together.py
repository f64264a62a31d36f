"""Several commands as one act."""

from pathlib import Path

import pytest

from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.commands.rows import PutRows
from cspdesk.commands.together import Together
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.period import Period
from cspdesk.domain.tables import SeriesId, Setting
from tests.support.documents import small_store

Q4 = Period.quarter(2015, 4)


def figure(series: str) -> SetFigures:
    return SetFigures("Figure", (TypedCell(SeriesId(series), Q4, "430"),))


def test_they_are_one_step_under_one_name(tmp_path: Path) -> None:
    with small_store(tmp_path / "small.cspdesk") as store:
        before = store.load()
        done = store.run(Together("Paste", (figure("m21"), PutRows("Kept", (Setting(key="a", value="b"),)))))
        assert done is not None
        assert done.label == "Paste"
        assert done.tables == {"observation", "setting"}
        store.take_back(done.recording, "Undo", "undo")
        assert store.load() == before


def test_where_one_is_refused_none_is_done(tmp_path: Path) -> None:
    with small_store(tmp_path / "small.cspdesk") as store:
        before = store.load()
        with pytest.raises(RefusedError, match="Nothing was entered"):
            store.run(Together("Paste", (figure("m21"), figure("gone"))))
        assert store.load() == before
