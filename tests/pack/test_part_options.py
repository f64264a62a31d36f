"""The table of ticks: every part in it is one that can be made, and takes the option as it is written."""

import pytest

from cspdesk.analysis.charts import ChartKind
from cspdesk.pack.blocks import Block, Chart
from cspdesk.pack.compose import compose
from cspdesk.pack.layouts import PackLayout, Part
from cspdesk.pack.makers import MAKERS
from cspdesk.pack.part_options import TICKS, Tick, ticks_of
from tests.support.documents import LAST_QUARTER
from tests.support.read_back import sample_snapshot

EACH = [(show, tick) for show, ticks in TICKS.items() for tick in ticks]


def made(part: Part) -> tuple[Block, ...]:
    back = (part,) if part.show == "methods" else ()
    pages = () if back else (part,)
    arrangement = PackLayout("t", "Pack", "", (), pages, back)
    return compose(sample_snapshot("quarter-narrative"), LAST_QUARTER, arrangement).blocks


def test_a_part_that_takes_nothing_has_none() -> None:
    assert ticks_of(None) == ()
    assert ticks_of(Part("projects")) == ()
    assert set(TICKS) <= set(MAKERS)


def test_every_kind_of_chart_can_be_ticked() -> None:
    assert {tick.kind for tick in TICKS["measure pages"] if tick.kind} == {kind.value for kind in ChartKind}


@pytest.mark.parametrize(("show", "tick"), EACH, ids=[f"{show}: {tick.words}" for show, tick in EACH])
def test_a_tick_is_switched_on_and_off_and_nothing_else_with_it(show: str, tick: Tick) -> None:
    part = Part(show, options={"landscape": True})
    other = tick.switched(part, on=not tick.is_on(part))
    assert tick.is_on(other) != tick.is_on(part)
    back = tick.switched(other, on=tick.is_on(part))
    for each in ticks_of(part):
        assert each.is_on(back) == each.is_on(part)
        if each != tick:
            assert each.is_on(other) == each.is_on(part)
    assert back.options["landscape"] is True


@pytest.mark.parametrize("show", ["measures", "commentary", "measure pages", "methods"])
def test_what_chance_may_explain_is_said_where_it_is_ticked(show: str) -> None:
    [tick] = [each for each in TICKS[show] if each.option == "chance"]
    assert made(tick.switched(Part(show), on=True)) != made(Part(show))


@pytest.mark.parametrize("show", ["commentary", "measure pages"])
def test_no_chart_is_drawn_where_none_is_ticked(show: str) -> None:
    part = Part(show)
    assert any(isinstance(block, Chart) for block in made(part))
    for tick in TICKS[show]:
        if tick.option == "charts":
            part = tick.switched(part, on=False)
    assert not any(isinstance(block, Chart) for block in made(part))
