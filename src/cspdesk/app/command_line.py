"""The command line: what can be asked for, and which function does it."""

import argparse
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from cspdesk import __version__
from cspdesk.app import check_command, figure_commands, file_commands, pack_command
from cspdesk.app.self_test import self_test
from cspdesk.domain.errors import InputError
from cspdesk.domain.period import Grain, Period
from cspdesk.domain.period_text import parse_period
from cspdesk.domain.vague_date import Precision, read_date


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with the words given in one sentence, as every other trouble is said."""

    def error(self, message: str) -> NoReturn:
        raise InputError(f"{message[:1].upper()}{message[1:]}. Try '{self.prog} --help'.")


def run_command(words: Sequence[str]) -> int:
    """Run one command and return its exit code; raises DeskError."""
    options = _parser().parse_args(words)
    if options.self_test:
        return self_test()
    if not options.command:
        raise InputError("Say what to do. Try 'cspdesk --help'.")
    run: Callable[[argparse.Namespace], int] = options.run
    return run(options)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="cspdesk",
        description="Quarterly figures, commentary and board packs for a Community Safety Partnership. "
        "With a file, or with nothing, opens the desk.",
    )
    parser.add_argument("--version", action="version", version=f"CSPdesk {__version__}")
    parser.add_argument(
        "--self-test", action="store_true", help="try the installed program and say how it did"
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)

    new = _add(commands, "new", "make a partnership file", file_commands.new)
    source = new.add_mutually_exclusive_group()
    source.add_argument("--sample", metavar="NAME", help="start from a sample partnership")
    source.add_argument("--from", dest="book", type=_path, metavar="BOOK", help=".xlsx, or a folder of .csv")

    commands.add_parser("samples", help="list the sample partnerships").set_defaults(
        run=file_commands.list_samples
    )

    bring = _add(commands, "import", "add figures and changes from a workbook", file_commands.bring_in)
    bring.add_argument("source", type=_path, metavar="SOURCE")
    bring.add_argument("--as", dest="kind", default="workbook", choices=file_commands.KINDS)
    bring.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")

    export = _add(commands, "export", "write the whole document as a workbook", file_commands.export)
    export.add_argument("book", type=_path, metavar="BOOK", help=".xlsx, or a folder for .csv")

    figures = _add(commands, "figures", "print every derived figure of every series", figure_commands.figures)
    figures.add_argument("--quarter", type=_quarter, required=True)
    figures.add_argument("--json", action="store_true", help="as JSON")

    check = _add(
        commands,
        "check",
        "say which sentences the figures contradict, and what is missing",
        check_command.check,
    )
    check.add_argument("--quarter", type=_quarter, help="the texts of its pack; without it, every text")
    check.add_argument("--as-of", type=_day, metavar="DATE", help="the day by which something is late")
    check.add_argument("--json", action="store_true", help="as JSON")

    pack = _add(commands, "pack", "write a quarter's pack", pack_command.pack)
    pack.add_argument("--quarter", type=_quarter, required=True)
    pack.add_argument("--layout", default=pack_command.DEFAULT)
    pack.add_argument("--dated", type=_day, metavar="DATE", help="the date that the pack bears")
    pack.add_argument("--out", type=_path, required=True, metavar="DIR")
    pack.add_argument("--formats", default=",".join(pack_command.FORMATS), help="docx,xlsx,html")
    pack.add_argument("--issue", action="store_true", help="record it as issued and keep its files")

    _add(commands, "verify", "check that the file itself is sound", file_commands.verify)

    history = _add(commands, "history", "list what was changed, by whom and when", file_commands.history)
    history.add_argument("--cell", metavar="MEASURE|SERIES|PERIOD", help="one cell's history")
    return parser


def _add(
    commands: "argparse._SubParsersAction[_Parser]",
    name: str,
    about: str,
    run: Callable[[argparse.Namespace], int],
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=about, description=f"{about[:1].upper()}{about[1:]}.")
    parser.add_argument("file", type=_path, metavar="FILE")
    parser.set_defaults(run=run)
    return parser


def _path(text: str) -> Path:
    # An empty word would otherwise name the folder one stands in.
    if not text.strip():
        raise InputError("A file name is missing: the word given for it is empty.")
    return Path(text)


def _quarter(text: str) -> Period:
    period = parse_period(text)
    if period.grain is not Grain.QUARTER:
        raise InputError(f"'{text}' is not a quarter. Write 2015-16Q4.")
    return period


def _day(text: str) -> date:
    found = read_date(text, None)
    if found.start is None or found.precision is not Precision.DAY:
        raise InputError(f"'{text}' is not a date. Write 12 May 2016 or 2016-05-12.")
    return found.start
