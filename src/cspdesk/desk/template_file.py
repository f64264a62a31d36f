"""A council's Word document read from a disk and tried, before it is kept as the template of the packs."""

from pathlib import Path

from cspdesk.commands.pack_template import SetPackTemplate, check_size
from cspdesk.domain.errors import InputError
from cspdesk.pack.blocks import Heading, Pack, Prose


def template_of(path: Path) -> SetPackTemplate:
    """Return what keeps a file as the template, once a small pack could be written in it.

    Raises InputError where it cannot be read or filled, RefusedError where it is too large.
    """
    try:
        check_size(path.name, path.stat().st_size)
        content = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"{path.name} could not be read ({error.strerror}). Check that the file is still there."
        ) from error
    # Word's own library takes long to load, and most starts of the program never ask for it.
    from cspdesk.pack.word import render

    trial = Pack("Trial", "", "", "", "2000-01-01", "trial", (Heading(1, "Trial", "trial"), Prose(())))
    try:
        render(trial, content)
    except InputError as error:
        raise InputError(f"{path.name} was not taken. {error}") from error
    return SetPackTemplate(f"Use {path.name} as the template of the packs", path.name, content)
