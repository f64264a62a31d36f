"""Several commands as one act: one transaction, one step of undo, one line of the history."""

from dataclasses import dataclass

from cspdesk.domain.changes import Command, Edits


@dataclass(frozen=True, slots=True)
class Together:
    """Do several things under one name; where one of them is refused, none is done."""

    label: str
    commands: tuple[Command, ...]

    def apply(self, edits: Edits) -> None:
        """Do each in turn."""
        for command in self.commands:
            command.apply(edits)
