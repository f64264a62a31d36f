"""Every part that a layout can name, and how it is made."""

from cspdesk.domain.errors import InputError
from cspdesk.domain.sections import BUILT_IN
from cspdesk.pack import (
    part_actions,
    part_appendix,
    part_board,
    part_front,
    part_highlight,
    part_measure_pages,
    part_measures,
    part_plan,
    part_words,
)
from cspdesk.pack.layouts import Part
from cspdesk.pack.making import Maker, Making

MAKERS: dict[str, Maker] = {
    **part_front.PARTS,
    **part_board.PARTS,
    **part_actions.PARTS,
    **part_plan.PARTS,
    **part_appendix.PARTS,
    **part_words.PARTS,
    **part_measures.PARTS,
    **part_measure_pages.PARTS,
    **part_highlight.PARTS,
    **{kind.key: part_words.section(kind.key) for kind in BUILT_IN},
}
"""Makers by the name that a layout gives; a section of the partnership's own is named by its key."""


def maker_of(making: Making, part: Part) -> Maker:
    """Return what makes a part; raises InputError naming the parts there are."""
    if part.show in MAKERS:
        return MAKERS[part.show]
    if part.show in making.sections:
        return part_words.section(part.show)
    raise InputError(
        f"The layout '{making.arrangement.name}' asks for a part '{part.show}'. "
        f"Choose one of: {', '.join((*MAKERS, *making.sections))}."
    )
