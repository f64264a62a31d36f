"""The program's entry: a desk with a window, or one command without."""

import io
import sys
from collections.abc import Sequence
from pathlib import Path

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

            return run_command(words)
        if len(words) > 1:
            raise DeskError(f"'{words[0]}' is no command of CSPdesk. Try 'cspdesk --help'.")
        # Qt is imported only where a window is wanted.
        from cspdesk.app.desktop import run_desktop

        return run_desktop(Path(words[0]) if words else None)
    except DeskError as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader of our output went away, as `head` does.
        sys.stderr.close()
        return 0


if __name__ == "__main__":
    sys.exit(main())
