"""The program's entry: a desk with a window, or one command without."""

import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from cspdesk import ENDING
from cspdesk.domain.errors import DeskError

COMMANDS = frozenset({"new", "samples", "import", "export", "figures", "check", "pack", "verify", "history"})
"""The words that are commands and not files."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code: 0 success, 1 findings, 2 bad usage or input."""
    words = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        if words and (words[0] in COMMANDS or words[0].startswith("-")):
            from cspdesk.app.command_line import run_command

            code = run_command(words)
            sys.stdout.flush()
            return code
        if len(words) > 1:
            raise DeskError(f"'{words[0]}' is no command of CSPdesk. Try 'cspdesk --help'.")
        return _open_desk(words)
    except DeskError as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader of our output went away, as `head` does.
        _drop_output()
        return 0
    except OSError as error:
        # What belongs to a file is told by name further down; this is the output itself.
        _drop_output()
        why = error.strerror or "it went away"
        print(f"The output could not be written ({why}). Make room, then try again.", file=sys.stderr)
        return 2


def _drop_output() -> None:
    """Let what could not be written go: Python would try it once more at its end, and complain."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _open_desk(words: list[str]) -> int:
    path = Path(words[0]) if words else None
    if path is not None and path.suffix != ENDING and not path.exists():
        raise DeskError(f"'{path}' is no command of CSPdesk and no file. Try 'cspdesk --help'.")
    is_x = sys.platform.startswith("linux") and not os.environ.get("QT_QPA_PLATFORM")
    if is_x and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise DeskError("There is no display here to open a window on. See 'cspdesk --help' for the rest.")
    # Qt is imported only where a window is wanted.
    from cspdesk.app.desktop import run_desktop

    return run_desktop(path)


if __name__ == "__main__":
    sys.exit(main())
