"""Which part of a pack takes which option that can be ticked, and what each is called in plain words."""

from dataclasses import dataclass, replace

from cspdesk.analysis.charts import ChartKind
from cspdesk.pack.layouts import Option, Part


@dataclass(frozen=True, slots=True)
class Tick:
    """Something that a part shows or leaves out."""

    option: str
    """The option's name in a layout."""
    words: str
    usual: Option = False
    """What holds where a layout does not say."""
    kind: str = ""
    """Which of the option's words, parted by commas, it stands for; "" where the option is true or false."""

    def is_on(self, part: Part) -> bool:
        """Whether a part shows it."""
        chosen = part.option(self.option, self.usual)
        return self.kind in _kinds(chosen) if self.kind else bool(chosen)

    def switched(self, part: Part, *, on: bool) -> Part:
        """Return the part with it or without."""
        value: Option = on
        if self.kind:
            others = [kind for kind in _kinds(part.option(self.option, self.usual)) if kind != self.kind]
            value = ", ".join([*others, self.kind] if on else others)
        return replace(part, options={**part.options, self.option: value})


_CHANCE = Tick("chance", "Say in a sentence what chance may explain")
_PEERS = Tick("peers", "Say how other areas stand, and what others judged")
_KINDS = {
    ChartKind.TREND: "Draw the trend",
    ChartKind.CONTROL: "Draw the control chart",
    ChartKind.YEARS: "Draw year on year",
    ChartKind.STACKED: "Draw the parts of a total, stacked",
    ChartKind.AREAS: "Draw the areas side by side",
}

TICKS: dict[str, tuple[Tick, ...]] = {
    "measures": (_CHANCE, _PEERS),
    "commentary": (Tick("charts", "Draw a chart for each measure", usual=True), _CHANCE, _PEERS),
    "measure pages": (
        *(Tick("charts", words, ChartKind.TREND.value, kind.value) for kind, words in _KINDS.items()),
        _CHANCE,
        _PEERS,
    ),
    "methods": (Tick("chance", "Say how chance is judged"),),
}
"""The ticks of each part that takes any, by what the part shows."""


def ticks_of(part: Part | None) -> tuple[Tick, ...]:
    """Return what can be ticked of a part."""
    return TICKS.get(part.show, ()) if part is not None else ()


def _kinds(chosen: Option) -> list[str]:
    return [word for each in str(chosen).split(",") if (word := each.strip())]
