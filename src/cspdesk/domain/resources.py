"""Where the files that come with the program are: icons, layouts and samples."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def resource(*parts: str) -> Path:
    """Return the path of a file or folder among the program's resources."""
    installed = _PACKAGE / "resources"
    # In a checkout the resources stand beside `src`, where people look for them.
    root = installed if installed.is_dir() else _PACKAGE.parents[1] / "resources"
    return root.joinpath(*parts)
