"""How wide words are in Arial, so that columns, labels and rows can be made to fit without a screen."""

# Thousandths of the type size, from the published Helvetica metrics, which Arial shares.
_GROUPS = {
    191: "'",
    222: "ijl",
    260: "|",
    278: " !,./:;I[]\\ft",
    333: "()-`r",
    334: "{}",
    355: '"',
    389: "*",
    469: "^",
    500: "Jckvxyzs",
    556: "#$0123456789?L_abdeghnopqu£–",
    584: "+<=>~−",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1000: "—…",
    1015: "@",
}
_WIDTHS = {character: width for width, characters in _GROUPS.items() for character in characters}
_UNKNOWN = 667
_WIDE = 1100
_BOLD = 1.08


def text_width(text: str, size: float, bold: bool = False) -> float:
    """The width of one line of text, in the unit of `size`; a character not in the table counts as wide."""
    thousandths = sum(_WIDTHS.get(c, _UNKNOWN if ord(c) < 0x1100 else _WIDE) for c in text)
    return thousandths * size / 1000 * (_BOLD if bold else 1)


def wrapped(text: str, width: float, size: float, bold: bool = False) -> list[str]:
    """The lines that the text breaks into at `width`; a word too long for a line is broken."""
    found: list[str] = []
    for paragraph in text.split("\n"):
        line, used = "", 0.0
        space = text_width(" ", size, bold)
        for word in paragraph.split():
            for piece in _pieces(word, width, size, bold):
                length = text_width(piece, size, bold)
                if line and used + space + length > width:
                    found.append(line)
                    line, used = piece, length
                else:
                    line, used = (f"{line} {piece}", used + space + length) if line else (piece, length)
        found.append(line)
    return found


def longest_word(text: str, size: float, bold: bool = False) -> float:
    """The width of the widest word: what a column needs so that no word is broken."""
    return max((text_width(word, size, bold) for word in text.split()), default=0.0)


def shared_out(total: float, weights: list[int], minimums: list[float]) -> list[float]:
    """Share a width among columns by weight, giving each at least its minimum while that is possible."""
    needed = sum(minimums)
    if needed >= total:
        return [total * minimum / needed for minimum in minimums]
    fixed: set[int] = set()
    while True:
        left = total - sum(minimums[i] for i in fixed)
        weight = sum(w for i, w in enumerate(weights) if i not in fixed)
        widths = [minimums[i] if i in fixed else left * w / weight for i, w in enumerate(weights)]
        short = {i for i, width in enumerate(widths) if i not in fixed and width < minimums[i]}
        if not short:
            return widths
        fixed |= short


def _pieces(word: str, width: float, size: float, bold: bool) -> list[str]:
    if text_width(word, size, bold) <= width:
        return [word]
    pieces, start, used = [], 0, 0.0
    for at, character in enumerate(word):
        length = text_width(character, size, bold)
        if at > start and used + length > width:
            pieces.append(word[start:at])
            start, used = at, 0.0
        used += length
    return [*pieces, word[start:]]
