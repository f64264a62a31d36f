"""Spelling for one window: the dictionary, the partnership's own words, and the names in its plan."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QObject, Signal

from cspdesk.analysis.text_words import Found, is_capitals, words
from cspdesk.commands.own_words import OWN_WORDS, AddOwnWord
from cspdesk.desk.dictionary import Dictionary, load_dictionary, straight
from cspdesk.desk.document import Document
from cspdesk.desk.jobs import Progress, jobs_of
from cspdesk.desk.workspace import Workspace
from cspdesk.domain.catalogue import Row
from cspdesk.domain.changes import ChangeSet
from cspdesk.domain.errors import DeskError
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Abbreviation,
    Action,
    CountywideRow,
    Measure,
    Meeting,
    Partner,
    Partnership,
    PeerValue,
    Plan,
    Priority,
    Project,
    Section,
    Series,
    Setting,
)

_NAMES: tuple[tuple[type[Row], Callable[[Any], tuple[str, ...]]], ...] = (
    (Partnership, lambda row: (row.name, row.county_name)),
    (Plan, lambda row: (row.title, row.priority_word)),
    (Priority, lambda row: (row.title, row.lead)),
    (Measure, lambda row: (row.title, row.owner, row.source)),
    (Series, lambda row: (row.label,)),
    (Project, lambda row: (row.title, row.leads)),
    (Partner, lambda row: (row.name, row.short_name, row.contact_role)),
    (Action, lambda row: (row.owner,)),
    (Meeting, lambda row: (row.title,)),
    (Section, lambda row: (row.title,)),
    (CountywideRow, lambda row: (row.title,)),
    (PeerValue, lambda row: (row.area,)),
    (Abbreviation, lambda row: (row.long,)),
)
"""Names and titles in a file: their words are never marked in its texts."""

_TABLES = frozenset(row_type.TABLE.name for row_type, _ in _NAMES) | {Setting.TABLE.name}
_POSSESSIVE = re.compile("['’]s?$")


class Spelling(QObject):
    """Which words of a text are not in the dictionary; `spelling_of` finds that of a window."""

    changed = Signal()
    """Texts are to be looked through anew: the dictionary is there, or more words or fewer are known."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._dictionary: Dictionary | None = None
        self._has_begun = False
        self._names: frozenset[str] | None = None
        """The file's own words and names without regard to case; None until they are asked for."""
        self._listening_to: Document | None = None
        workspace.document_changed.connect(self._follow)
        self._follow()

    @property
    def is_ready(self) -> bool:
        """Whether the dictionary is there; until then no word counts as wrong."""
        return self._dictionary is not None

    def begin(self) -> None:
        """Load the dictionary, once, away from the window's thread."""
        if not self._has_begun:
            self._has_begun = True
            jobs_of(self._workspace).run("Loading the dictionary", _load, self._take, self._failed)

    def wrong(self, text: str) -> Iterator[Found]:
        """Return the words of a text that are spelled as neither the dictionary nor the file has them."""
        dictionary = self._dictionary
        if dictionary is None:
            return
        names = self._known_names()
        for found in words(text):
            word = found.word
            if len(word) == 1 or dictionary.knows(word) or is_capitals(word):
                continue
            plain = straight(word).casefold()
            if plain not in names and _POSSESSIVE.sub("", plain) not in names:
                yield found

    def suggestions(self, word: str) -> tuple[str, ...]:
        """Return what may have been meant by a word, the likeliest first."""
        dictionary, document = self._dictionary, self._workspace.document
        if dictionary is None or document is None:
            return ()
        return dictionary.suggestions(word, _names_in(document.snapshot))

    def add(self, word: str) -> None:
        """Keep a word with the file, from where it is known; where it is refused the status bar says why."""
        document = self._workspace.document
        if document is None:
            return
        try:
            document.do(AddOwnWord(f"Add '{word}' to own words", word))
        except DeskError as error:
            self._workspace.told.emit(f"'{word}' was not added. {error}")
        else:
            self._workspace.told.emit(f"'{word}' is now among the partnership's own words.")

    def tell(self, sentence: str) -> None:
        """Say one plain sentence in the status bar."""
        self._workspace.told.emit(sentence)

    def _take(self, dictionary: Dictionary) -> None:
        self._dictionary = dictionary
        self.changed.emit()

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, OSError):
            raise error
        why = "the dictionary that comes with CSPdesk is missing. Install CSPdesk again."
        self._workspace.told.emit(f"Spelling is not checked: {why}")

    def _follow(self) -> None:
        document = self._workspace.document
        if document is not self._listening_to:
            self._listening_to = document
            if document is not None:
                document.changed.connect(self._changed)
        self._names = None
        self.changed.emit()

    def _changed(self, change_set: ChangeSet) -> None:
        if _TABLES.isdisjoint(change_set.tables) or self._names is None:
            return
        before, self._names = self._names, None
        if self._known_names() != before:
            self.changed.emit()

    def _known_names(self) -> frozenset[str]:
        if self._names is None:
            document = self._workspace.document
            found = _names_in(document.snapshot) if document is not None else set()
            self._names = frozenset(word.casefold() for word in found)
        return self._names


def spelling_of(workspace: Workspace) -> Spelling:
    """Return the one Spelling of a window's workspace."""
    return workspace.findChild(Spelling) or Spelling(workspace)


def own_words(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the words that were added to a file, in order."""
    kept = snapshot.of(Setting).get(OWN_WORDS)
    return tuple(filter(None, kept.value.split("\n"))) if kept else ()


def _load(_progress: Progress) -> Dictionary:
    return load_dictionary()


def _names_in(snapshot: Snapshot) -> set[str]:
    """The words of a file that are right in it as they are, with straight apostrophes."""
    names = {straight(word) for word in own_words(snapshot)}
    for row_type, texts in _NAMES:
        for row in snapshot.of(row_type):
            names.update(straight(found.word) for text in texts(row) if text for found in words(text))
    return names
