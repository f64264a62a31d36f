"""`dev.py golden`: show how kept files differ from what the program makes now; write them when told to."""

import difflib
import sys
from collections.abc import Callable
from pathlib import Path

from tests.data_dictionary import data_dictionary

ROOT = Path(__file__).parents[1]

KEPT: dict[str, Callable[[], str]] = {"docs/data-dictionary.md": data_dictionary}
"""Each kept file and what makes it."""


def main(words: list[str]) -> int:
    """Show every difference; with --accept, write the new text. 1 where something differs and stays so."""
    accept = "--accept" in words
    differing = 0
    for name, make in KEPT.items():
        path = ROOT / name
        kept = path.read_text(encoding="utf-8") if path.exists() else ""
        made = make()
        if kept == made:
            print(f"{name} is as kept.")
            continue
        differing += 1
        lines = difflib.unified_diff(
            kept.splitlines(), made.splitlines(), f"{name} as kept", f"{name} as made now", lineterm=""
        )
        print("\n".join(lines))
        if accept:
            path.write_text(made, encoding="utf-8", newline="\n")
            print(f"{name} was written.")
    if differing and not accept:
        print("Nothing was written. Look at the differences; 'python3 dev.py golden --accept' writes them.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
