"""`dev.py golden`: show how kept files differ from what the program makes now; write them when told to."""

import difflib
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from cspdesk.app.samples import sample
from cspdesk.pack.issue import PackRequest, make_pack
from tests.data_dictionary import data_dictionary
from tests.support.package_text import package_text
from tests.support.read_back import sample_snapshot

ROOT = Path(__file__).parents[1]
PACKS = ("rolling-year", "highlight")
"""The samples whose packs are kept, each in the layout of its name: one of tables, one with a chart."""


def pack_text(name: str, suffix: str) -> str:
    """The pack of a sample's quarter in the layout of its name, as text."""
    request = PackRequest(sample(name).quarter, layout=name, formats=(suffix,))
    (document,) = make_pack(sample_snapshot(name), request)
    return package_text(document.content)


KEPT: dict[str, Callable[[], str]] = {
    "docs/data-dictionary.md": data_dictionary,
    **{
        f"tests/golden_packs/{name}.{suffix}.txt": partial(pack_text, name, suffix)
        for name in PACKS
        for suffix in ("docx", "xlsx")
    },
}
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
            path.parent.mkdir(exist_ok=True)
            path.write_text(made, encoding="utf-8", newline="\n")
            print(f"{name} was written.")
    if differing and not accept:
        print("Nothing was written. Look at the differences; 'python3 dev.py golden --accept' writes them.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
