"""Step 2: what the board saw of a figure that was changed, or first given, after a pack was issued."""

import apsw


def run(connection: apsw.Connection) -> None:
    """Make the table and the index of the column that points at an issue."""
    connection.execute(
        """
    CREATE TABLE "revision" (
        "series" TEXT NOT NULL REFERENCES "series" ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        "period" TEXT NOT NULL,
        "issue" TEXT NOT NULL REFERENCES "pack_issue" ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        "seen" TEXT NOT NULL,
        "reason" TEXT NOT NULL,
        PRIMARY KEY ("series", "period", "issue")
    ) STRICT, WITHOUT ROWID
    """
    )
    connection.execute('CREATE INDEX "revision_issue" ON "revision" ("issue")')
