"""`dev.py bench`: each benchmark beside its floor, as the median of paired runs."""

import sys
from collections.abc import Callable
from statistics import median
from time import perf_counter

from benchmarks import check, figures, find, grid, pack, paste, start_up, store, text, tiles
from benchmarks.measure import Pair

PAIRS: dict[str, Callable[[], Pair]] = {
    "open and load 500 measures x 48 quarters": store.load,
    "one figure saved": paste.keystroke,
    "20,000 figures pasted over others": paste.paste_over,
    "20,000 figures pasted into empty cells": paste.paste_into_empty,
    "all figures of 500 measures x 48 quarters": figures.everything,
    "all figures after one edited cell": figures.one_cell,
    "the check of 60 measures x 16 quarters of commentary": check.everything,
    "the check of one commentary as it is typed": check.one_sentence,
    "the check after one edited cell": check.one_edit,
    "500 rows x 48 quarters opened and painted": grid.opened,
    "20,000 cells pasted into the grid's empty cells": grid.pasted_into_empty,
    "20,000 cells pasted over the grid's figures": grid.pasted_over,
    "the grid painted after that": grid.painted_after_paste,
    "the grid scrolled by three rows": grid.scrolled,
    "a key in the grid to saved and painted": grid.typed,
    "60 tiles painted for the first time": tiles.first_painted,
    "60 tiles painted again": tiles.repainted,
    "one changed tile worked out and painted": tiles.one_changed,
    "a key in a text of 5,000 words with spelling": text.typed_in_paragraphs,
    "a key in a text of 5,000 words in one paragraph": text.typed_in_one_paragraph,
    "a key in a text of 5,000 words with 370 live fields": text.typed_among_fields,
    "find or do: a letter typed, over 500 measures and 10,000 texts": find.letter_typed,
    "find or do: opened after an edit, and the same found": find.opened_after_edit,
    "a pack of 60 measures and 60 charts in three formats": pack.three_formats,
    "a pack of 300 measures": pack.five_times_as_many,
    "first paint of the desk": start_up.first_paint,
}


def main(words: list[str]) -> int:
    """Run every benchmark whose name holds one of the words, or all of them."""
    for name, make in PAIRS.items():
        if words and not any(word in name for word in words):
            continue
        pair = make()
        ratios, times = [], []
        for _ in range(pair.runs):
            floor, ours = _timed(pair.floor), _timed(pair.ours)
            ratios.append(ours / floor)
            times.append((floor, ours))
            pair.reset()
        pair.close()
        floor_ms, ours_ms = (1000 * median(each) for each in zip(*times, strict=True))
        print(
            f"{name}: {median(ratios):.2f} times the floor ({min(ratios):.2f} to {max(ratios):.2f}); "
            f"{ours_ms:.1f} ms against {floor_ms:.1f} ms for {pair.floor_is}"
        )
    return 0


def _timed(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
