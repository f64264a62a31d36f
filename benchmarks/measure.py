"""What a benchmark is: our work, and a floor that does the least that the work could do."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pair:
    """Two pieces of work, timed in turn in the same run."""

    ours: Callable[[], object]
    floor: Callable[[], object]
    floor_is: str
    """The floor in words."""
    runs: int = 15
    reset: Callable[[], None] = lambda: None
    """What makes ready for the next run; not timed."""
    close: Callable[[], None] = lambda: None
