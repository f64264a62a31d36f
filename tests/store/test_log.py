"""The log: recordings read back by the names their columns had."""

import json
import zlib
from pathlib import Path

import pytest

from cspdesk.domain.catalogue import CATALOGUE
from cspdesk.store import log
from tests.support.documents import small_store


def test_a_recording_is_read_back_as_it_was_announced(tmp_path: Path) -> None:
    with small_store(tmp_path / "board.cspdesk") as store:
        sequences = [entry.sequence for entry in store.history()]
        assert sequences == list(range(1, len(sequences) + 1))
        assert log.rebuilt(store.history()) == store.load()


@pytest.mark.parametrize("turned", [False, True])
def test_columns_are_found_by_name_wherever_they_stood(tmp_path: Path, turned: bool) -> None:
    """As of a file whose table had its last two columns the other way round in the day of the edit."""
    with small_store(tmp_path / "board.cspdesk") as store:
        logged = [bytes(row[0]) for row in store._connection.execute("SELECT changes FROM log")]
    packed = next(each for each in logged if any(c.table == "observation" for c in log.unpack(each)))
    header, _, recorded = zlib.decompress(packed[1:]).partition(b"\n")
    names = json.loads(header)
    assert names["observation"] == [field.name for field in CATALOGUE["observation"].fields]
    if turned:
        names["observation"][-2:] = names["observation"][:-3:-1]
    again = b"2" + zlib.compress(json.dumps(names).encode() + b"\n" + recorded)
    after, before = ([c for c in log.unpack(each) if c.table == "observation"] for each in (again, packed))
    assert len(after) == len(before) > 0
    one, other = ("private_note", "source") if turned else ("source", "private_note")
    for now, was in zip(after, before, strict=True):
        assert now.key == was.key
        assert now.before is was.before is None
        assert now.after is not None
        assert was.after is not None
        assert (now.after["typed"], now.after[one]) == (was.after["typed"], was.after["source"])
        assert now.after[other] == was.after["private_note"]


def test_an_edit_from_before_a_column_says_what_it_knew() -> None:
    old = b"x" + zlib.compress(json.dumps([["meeting", ["m"], {"title": "A"}, {"title": "B"}]]).encode())[1:]
    (change,) = log.unpack(old)
    assert (change.table, change.key) == ("meeting", ("m",))
    assert (change.before, change.after) == ({"title": "A"}, {"title": "B"})
