"""Judges Word and Excel files by two programs that are not ours: openxml-audit and the Open XML SDK."""

import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

from openxml_audit import OpenXmlValidator, ValidationSeverity

SDK = (
    Path(__file__).parents[1]
    / "ooxml"
    / "node_modules"
    / "@xarsh"
    / "ooxml-validator"
    / "dist"
    / "src"
    / "cli.js"
)


def assert_valid_ooxml(path: Path) -> None:
    """Fail with every fault that either judge finds in a .docx or .xlsx.

    Each finds faults the other misses. Neither sees a table header unlike its cell, a drop-down list over
    255 characters or a damaged embedded workbook: tests of those are their own.
    """
    faults = audit_faults(path) + sdk_faults(path)
    assert not faults, f"{path.name} has {len(faults)} faults:\n" + "\n".join(faults)


@cache
def _auditor() -> OpenXmlValidator:
    # Reading its schemas takes about two seconds, so once for all tests of a process.
    return OpenXmlValidator(max_errors=100)


def audit_faults(path: Path) -> list[str]:
    """What openxml-audit finds wrong."""
    return [
        f"openxml-audit: {error.part_uri}: {error.description}"
        for error in _auditor().validate(path).errors
        if error.severity is ValidationSeverity.ERROR
    ]


def sdk_faults(path: Path) -> list[str]:
    """What the Open XML SDK finds wrong; nothing where it is not installed, which the gate does not allow."""
    node = shutil.which("node")
    if node is None or not SDK.is_file():
        assert node is None or os.environ.get("CI") != "true", (
            "The gate has Node but not the SDK validator: run `npm ci` in tests/ooxml, as dev.py does."
        )
        return []
    done = subprocess.run([node, SDK, path], capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode in (0, 1), f"The SDK validator could not be run on {path.name}: {done.stderr}"
    return [
        f"Open XML SDK: {error['path']} {error['xPath']}: {error['description']}"
        for error in json.loads(done.stdout)["errors"]
    ]
