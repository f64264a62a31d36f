"""What a measure is counted in."""

from enum import StrEnum


class Unit(StrEnum):
    """The unit of a measure's figures."""

    COUNT = "count"
    PERCENT = "percent"
    """62 means 62%."""
    RATE = "rate"
    """Per so many people, as the measure says."""
    MONEY = "money"
    """Pounds."""
    DAYS = "days"
    TEXT = "text"
    """Words only: nothing typed is a figure."""
