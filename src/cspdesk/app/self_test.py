"""The self-test of an installed program: samples, edits, their undoing and packs, in a folder of its own."""

import tempfile
from pathlib import Path

from cspdesk.app.places import editor
from cspdesk.app.samples import new_from_book, samples
from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.domain.errors import DeskError
from cspdesk.domain.plan_view import headline, placed_in, plan_for
from cspdesk.domain.tables import Observation
from cspdesk.pack.issue import PackRequest, make_pack, put_in_place

TRIAL = "987654"
"""A figure that no sample holds."""


def self_test() -> int:
    """Try each sample from the file to the pack and say how it went; 1 where something did not hold."""
    with tempfile.TemporaryDirectory() as name:
        for each in samples():
            try:
                said = _try(each.name, Path(name))
            except DeskError as error:
                print(f"{each.name}: failed. {error}")
                return 1
            if said:
                print(f"{each.name}: failed. {said}")
                return 1
            print(f"{each.name}: made, edited, undone, packed and sound.")
    print("The self-test passed.")
    return 0


def _try(name: str, folder: Path) -> str:
    """Return what did not hold, or ""."""
    each = next(sample for sample in samples() if sample.name == name)
    store, _ = new_from_book(folder / f"{name}.cspdesk", each.folder, editor())
    with store:
        before = store.load()
        measure = placed_in(before, plan_for(before, each.quarter))[0].measure
        series = headline(before, measure.id)
        if series is None:
            return "Its first measure has no series."
        cell = TypedCell(series.id, each.quarter, TRIAL)
        edit = store.run(SetFigures("Self-test", (cell,)))
        row = store.load().of(Observation).get(series.id, each.quarter)
        if edit is None or row is None or row.typed != TRIAL:
            return "An edit was not kept."
        store.take_back(edit.recording, "Undo self-test")
        if store.load() != before:
            return "An undone edit left something behind."
        if troubles := store.troubles():
            return troubles[0]
        paths = put_in_place(make_pack(before, PackRequest(each.quarter)), folder / name)
        if not all(path.stat().st_size for path in paths):
            return "A document of the pack is empty."
    return ""
