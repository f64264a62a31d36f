"""How figures print, the same on the screen and in every pack: half up, with a real minus sign."""

from decimal import ROUND_HALF_UP, Context, Decimal

from cspdesk.domain.months import long_date
from cspdesk.domain.reading import Qualifier, Reading, State
from cspdesk.domain.unit import Unit

__all__ = [
    "change",
    "figure",
    "half_up",
    "long_date",
    "percent",
    "percent_change",
    "percent_of",
    "reading_text",
]

MINUS = "\u2212"

_WIDE = Context(prec=100, rounding=ROUND_HALF_UP)
_QUANTA = tuple(Decimal(1).scaleb(-decimals) for decimals in range(31))
"""Units in the last place, made once: every figure shown is rounded to one of them."""
_HUNDRED, _TENTH = Decimal(100), _QUANTA[1]
_divide, _quantize = _WIDE.divide, _WIDE.quantize
_WORDS = {
    Qualifier.PROVISIONAL: "provisional",
    Qualifier.REVISED: "revised",
    Qualifier.ESTIMATED: "estimated",
    Qualifier.FORECAST: "forecast",
}


def half_up(value: Decimal, decimals: int) -> Decimal:
    """The value rounded to so many decimals, halves away from 0: 62.5 becomes 63; never a negative 0."""
    quantum = _QUANTA[decimals] if decimals < len(_QUANTA) else Decimal(1).scaleb(-decimals)
    rounded = value.quantize(quantum, ROUND_HALF_UP, _WIDE)
    return rounded if rounded else abs(rounded)


def figure(value: Decimal, unit: Unit, decimals: int, rate_per: int | None = None) -> str:
    """A figure in its unit: "1,440", "62.5%", "£5,000", "−12", "5.3 per 1,000"."""
    rounded = half_up(value, decimals)
    return (MINUS if rounded < 0 else "") + _unsigned(rounded, unit, rate_per)


def change(value: Decimal, unit: Unit, decimals: int) -> str:
    """A change with its sign: "+294", "−12", "0", "+£5,000"; of a percentage "+16 points"."""
    rounded = half_up(value, decimals)
    sign = MINUS if rounded < 0 else "+" if rounded else ""
    if unit is Unit.PERCENT:
        return f"{sign}{abs(rounded):,f} {'point' if abs(rounded) == 1 else 'points'}"
    return sign + _unsigned(rounded, unit, None)


def percent(value: Decimal) -> str:
    """A percentage change to one decimal: "25.7%", "−0.9%"."""
    return figure(value, Unit.PERCENT, 1)


def percent_change(new: Decimal, old: Decimal) -> Decimal | None:
    """100 × (new − old) ÷ old, half up to one decimal; None where old is 0."""
    return percent_of(new - old, old) if old else None


def percent_of(difference: Decimal, old: Decimal) -> Decimal:
    """100 × difference ÷ old, half up to one decimal, for a change worked out already; `old` is not 0."""
    # Asked of every change in a document, so it takes the shortest way to what `half_up` gives.
    rounded = _quantize(_divide(difference * _HUNDRED, old), _TENTH)
    return rounded or abs(rounded)


def reading_text(reading: Reading, typed: str, unit: Unit, decimals: int) -> str:
    """What a pack prints for a cell: the figure with its counts and its qualifier, else the words typed."""
    if reading.state is not State.VALUE or reading.value is None:
        return typed.strip()
    text = figure(reading.value, unit, decimals)
    counted = reading.numerator is not None and reading.denominator is not None
    if counted:
        text += f" ({reading.numerator:,f} of {reading.denominator:,f})"
    notes = [_WORDS[reading.qualifier]] if reading.qualifier else []
    notes += [reading.reason] if reading.reason else []
    if notes:
        text += f", {notes[0]}" if counted else f" ({notes[0]})"
    return text


def _unsigned(rounded: Decimal, unit: Unit, rate_per: int | None) -> str:
    digits = f"{abs(rounded):,f}"
    if unit is Unit.PERCENT:
        return f"{digits}%"
    if unit is Unit.MONEY:
        return f"£{digits}"
    return f"{digits} per {rate_per:,}" if unit is Unit.RATE and rate_per else digits
