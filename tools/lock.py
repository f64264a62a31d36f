"""The lock files: every package with its files' hashes for every platform, and no index named."""

from __future__ import annotations

import shutil
import sys
import tempfile
import venv
from collections.abc import Sequence
from pathlib import Path

from tools.common import DEV_LOCK, ROOT, RUN_LOCK, run_quietly, say, stop
from tools.environment import pip_install

# Only ever installed into a folder that is thrown away.
LOCKER = "uv==0.13.8"
HEADER = "# Written by `python3 dev.py lock` from pyproject.toml; not to be edited by hand.\n"


def lock(rest: Sequence[str]) -> int:
    """Write both lock files: each package with its files' hashes for every platform, no index named."""
    with tempfile.TemporaryDirectory() as folder:
        venv.EnvBuilder(with_pip=True).create(folder)
        scripts = Path(folder) / ("Scripts" if sys.platform == "win32" else "bin")
        pip_install(scripts / "python", LOCKER)
        compile_words = [
            *(str(scripts / "uv"), "pip", "compile", "pyproject.toml", "--quiet", "--universal"),
            *("--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate"),
            *("--no-emit-index-url", "--no-emit-find-links"),
        ]
        # The run-time list is held to the versions of the full one, so the two cannot drift apart.
        for path, words in ((DEV_LOCK, ["--extra", "dev"]), (RUN_LOCK, ["--constraints", str(DEV_LOCK)])):
            target = Path(folder) / path.name
            if path.exists():
                shutil.copyfile(path, target)
            if not run_quietly([*compile_words, *words, *rest, "--output-file", target]):
                stop(f"{path.name} could not be written; the resolver says why above.", 1)
            body = target.read_text(encoding="utf-8")
            path.parent.mkdir(exist_ok=True)
            path.write_text(HEADER + body.removeprefix(HEADER), encoding="utf-8", newline="\n")
            say(f"{path.relative_to(ROOT)}: {body.count('==')} packages, {body.count('--hash=')} hashes")
    return 0
