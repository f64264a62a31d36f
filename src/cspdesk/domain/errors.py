"""Errors that are told to the user in one plain sentence; anything else is a bug."""


class DeskError(Exception):
    """A known trouble: its text is one plain sentence saying what happened, to what, and the mend."""


class PeriodError(DeskError):
    """A text that is no period, or a period outside the years 1900 to 2199."""


class RefusedError(DeskError):
    """An edit that the document refuses; nothing was changed."""


class FileError(DeskError):
    """A file that cannot be opened, read or written as asked."""


class InputError(DeskError):
    """Input that cannot be taken: names the file, the place in it and the mend."""
