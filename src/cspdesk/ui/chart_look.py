"""Which stretch of a chart is looked at: closer, from further off, and moving along with the point marked."""

FEWEST_SHOWN = 3
"""Positions that the closest look still shows."""


class Look:
    """A window over a chart's positions; it never leaves the chart."""

    def __init__(self, count: int = 0) -> None:
        self.count = count
        self.first, self.last = 0, count - 1

    @property
    def is_whole(self) -> bool:
        """Whether all of the chart is seen."""
        return (self.first, self.last) == (0, self.count - 1)

    def holds(self, at: int) -> bool:
        """Whether a position is seen."""
        return self.first <= at <= self.last

    def to(self, first: int, last: int) -> bool:
        """Look at a stretch of three positions or more; returns whether that changed anything."""
        before = (self.first, self.last)
        size = min(max(last - first + 1, FEWEST_SHOWN), self.count)
        self.first = min(max(first, 0), self.count - size)
        self.last = self.first + size - 1
        return before != (self.first, self.last)

    def zoom(self, middle: int, *, closer: bool) -> bool:
        """Show a third fewer positions, or half as many again; one keeps its place as far as may be."""
        size = self.last - self.first + 1
        wanted = max(size * 2 // 3, FEWEST_SHOWN) if closer else size * 3 // 2 + 1
        share = (middle - self.first) / max(size - 1, 1)
        start = middle - round(share * (wanted - 1))
        return self.to(start, start + wanted - 1)

    def follow(self, at: int) -> bool:
        """Move along so that a position is seen; returns whether that changed anything."""
        shift = min(at - self.first, 0) + max(at - self.last, 0)
        return self.to(self.first + shift, self.last + shift) if shift else False
