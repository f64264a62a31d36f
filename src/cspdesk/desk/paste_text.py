"""Pasted words as our own text: paragraphs, bullets, numbers, bold and links stay, all else goes."""

import re
from collections.abc import Iterator

from cspdesk.desk.paste_html import read_html
from cspdesk.domain.text import clean

MOST_HTML = 2_000_000
"""Characters of HTML beyond which the plain text is taken."""

# Round, square and dashed marks, and those that Word's Symbol and Wingdings fonts leave behind.
_BULLET = re.compile("[ \t\xa0]*(?:[•·‣◦▪▫■□●○⁃∙➢➤✓–—*-]|[\uf000-\uf0ff]|o(?=[ \t\xa0]))[ \t\xa0]+(?=\\S)")
_NUMBER = re.compile("[ \t\xa0]*\\(?([0-9]{1,3})[.)][ \t\xa0]+(?=\\S)")
_SPACES = re.compile("[ \t\xa0]+")
_NOTHING = re.compile("[\xad\u200b\u2060\ufeff]")


def pasted_text(text: str, html: str = "") -> str:
    """Return what was copied as our own text, from the form that keeps more of it.

    Tables become a line for each row with " | " between its cells; a row with a cell of several lines gives
    the lines of one cell after the other. Scripts, styles, pictures and hidden parts are dropped. A text of
    any length comes back whole.
    """
    if html.strip() and len(html) <= MOST_HTML:
        read = read_html(html)
        # A page whose words are all hidden or scripts says nothing; its plain text may.
        if read.strip():
            return "\n".join(_tidied(clean(read).text.split("\n")))
    return "\n".join(_tidied(clean(text).text.split("\n"), keeps_blank=True))


def _tidied(lines: list[str], *, keeps_blank: bool = False) -> Iterator[str]:
    for raw in lines:
        line = _NOTHING.sub("", raw).strip(" \t\xa0")
        if line:
            if bullet := _BULLET.match(line):
                line = f"- {line[bullet.end() :]}"
            elif number := _NUMBER.match(line):
                line = f"{number[1]}. {line[number.end() :]}"
            yield _SPACES.sub(" ", line)
        elif keeps_blank:
            yield ""
