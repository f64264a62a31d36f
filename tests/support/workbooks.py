"""Opens the workbooks that the program writes, with what openpyxl cannot keep of them held for no fault."""

import io
import re
import warnings
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook, load_workbook


def opened(package: bytes | Path, *, values: bool = False) -> Workbook:
    """A workbook as it was written; with `values` a formula's cell holds its cached value.

    openpyxl says of every sparkline that it would not keep it. Nothing is saved here.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Sparkline Group extension is not supported", UserWarning)
        content = package if isinstance(package, bytes) else package.read_bytes()
        return load_workbook(io.BytesIO(content), data_only=values)


def shown(value: object, code: str) -> str:
    """What a cell shows, worked out from its number code by the rules of the file format."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    upper, *rest = code.split(";")
    section = rest[0] if value < 0 and rest else upper
    found = re.fullmatch(r'(?:"([^"]*)")?(#,##0|0)(?:\.(0+))?(%?)(?:"([^"]*)")?', section)
    assert found is not None, code
    before, grouped, places, percent, after = found.groups(default="")
    number = abs(Decimal(repr(value))) * (100 if percent else 1)
    rounded = number.quantize(Decimal(1).scaleb(-len(places)), "ROUND_HALF_UP")
    digits = f"{rounded:,f}" if "," in grouped else f"{rounded:f}"
    return f"{before}{digits}{percent}{after}"
