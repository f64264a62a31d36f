"""The council's own Word document as the template of the packs: kept in the file, and taken away."""

from dataclasses import dataclass

from cspdesk.domain.changes import Edits
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Attachment, AttachmentId

MAX_TEMPLATE = 8 * 1024 * 1024
"""The most bytes of a template: each pack carries it."""

_KEY = AttachmentId("pack template")


@dataclass(frozen=True, slots=True)
class SetPackTemplate:
    """Keep a Word document as the template of the packs, in place of the one kept so far."""

    label: str
    name: str
    """The name of its file."""
    content: bytes

    def apply(self, edits: Edits) -> None:
        """Keep it; raises RefusedError for more than MAX_TEMPLATE bytes or none. Who asks has tried it."""
        if not self.content:
            raise RefusedError(f"{self.name} is empty. Choose the council's Word document.")
        check_size(self.name, len(self.content))
        edits.put(
            Attachment(id=_KEY, name=self.name, note="Template of the Word packs", content=self.content)
        )


@dataclass(frozen=True, slots=True)
class RemovePackTemplate:
    """Go back to the program's own template."""

    label: str

    def apply(self, edits: Edits) -> None:
        """Take the template away; nothing where there is none."""
        edits.delete(Attachment, _KEY)


def pack_template(snapshot: Snapshot) -> Attachment | None:
    """Return the template that the file keeps; None where packs are written in the program's own."""
    return snapshot.of(Attachment).get(_KEY)


def check_size(name: str, size: int) -> None:
    """Raise RefusedError where a template is too large to be kept."""
    if size > MAX_TEMPLATE:
        raise RefusedError(
            f"{name} has {size / 1024 / 1024:.1f} MB; a template of 8 MB can be kept. "
            "Make its pictures smaller in Word."
        )
