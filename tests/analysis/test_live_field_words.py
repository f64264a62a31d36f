"""How a unit and a change are said in a sentence."""

from dataclasses import replace
from decimal import Decimal

import pytest

from cspdesk.analysis.live_field_words import change_said, singular, with_unit
from cspdesk.domain.tables import (
    Measure,
    MeasureId,
)
from cspdesk.domain.unit import Unit


class TestUnits:
    @pytest.mark.parametrize(
        ("label", "one"),
        [
            ("offences", "offence"),
            ("repeat callers", "repeat caller"),
            ("crimes", "crime"),
            ("people", "person"),
            ("people in treatment", "person in treatment"),
            ("young people aged 10 to 17", "young person aged 10 to 17"),
            ("days", "day"),
            ("enquiries", "enquiry"),
            ("breaches", "breach"),
            ("cases heard", "case heard"),
            ("houses", "house"),
            ("men", "man"),
            ("children", "child"),
            ("PPOs", "PPO"),
            ("arrests and charges", "arrest and charge"),
            ("arrests/charges", "arrest/charge"),
            ("offences of violence", "offence of violence"),
            ("losses", "loss"),
            ("process", "process"),
            ("ASB", "ASB"),
            ("offence", "offence"),
            ("", ""),
        ],
    )
    def test_one_of_them_is_in_the_singular(self, label: str, one: str) -> None:
        assert singular(label) == one

    def test_each_unit_is_said_in_its_own_way(self) -> None:
        count = Measure(id=MeasureId("m"), unit_label="offences")
        money = replace(count, unit=Unit.MONEY, unit_label="")
        rate = replace(count, unit=Unit.RATE, decimals=1, rate_per=1000, unit_label="crimes")
        days = replace(count, unit=Unit.DAYS, unit_label="")
        percent = replace(count, unit=Unit.PERCENT, unit_label="")
        assert with_unit(count, Decimal(1)) == "1 offence"
        assert with_unit(count, Decimal(0)) == "0 offences"
        assert with_unit(count, Decimal(1440)) == "1,440 offences"
        assert with_unit(money, Decimal(5000)) == "£5,000"
        assert with_unit(rate, Decimal("5.25")) == "5.3 crimes per 1,000"
        assert with_unit(replace(rate, unit_label=""), Decimal("5.25")) == "5.3 per 1,000"
        assert with_unit(days, Decimal(1)) == "1 day"
        assert with_unit(percent, Decimal("62.5")) == "63%"
        assert change_said(percent, Decimal(1), None) == "an increase of 1 percentage point"
        assert change_said(percent, Decimal(-2), None) == "a reduction of 2 percentage points"
        assert change_said(money, Decimal(-5000), Decimal("3.1")) == "a reduction of £5,000 (3.1%)"
        assert change_said(count, Decimal(0), Decimal(0)) == "no change"
        # A change that the measure's decimals would print as none is given with more of them.
        assert change_said(percent, Decimal("-0.04"), None) == "a reduction of 0.04 percentage points"
