"""The periods that a copied table of areas may be of."""

from cspdesk.domain.period import Period
from cspdesk.ui.measure_paste import periods_offered


def test_the_quarter_and_its_year_come_first_then_ten_years_and_their_quarters() -> None:
    offered = [each.label for each in periods_offered(Period.quarter(2019, 2))]
    assert offered[:5] == ["Quarter 2 2019/20", "2019/20", "2018/19", "2017/18", "2016/17"]
    # The quarter, eleven years, and the quarters back to the first of 2009/10: one and ten times four.
    assert offered[11:13] == ["2009/10", "Quarter 1 2019/20"]
    assert offered[-1] == "Quarter 1 2009/10"
    assert len(offered) == len(set(offered)) == 1 + 11 + 41


def test_there_is_nothing_before_the_first_year_that_is_kept() -> None:
    offered = [each.label for each in periods_offered(Period.quarter(1900, 2))]
    assert offered == ["Quarter 2 1900/01", "1900/01", "Quarter 1 1900/01"]
