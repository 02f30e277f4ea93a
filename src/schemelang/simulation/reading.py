"""What holds for a change wherever it is written: how it is read for what it changes, and how many there may be."""

from schemelang.simulation.moves import Read, Unread, read_move
from schemelang.simulation.simulation import Becomes, OfFigure, Target

MOST = 10_000
"""So many scenarios are worked out in one run at most."""


def read_change(text: str, target: Target) -> Read | Unread:
    """Read what something becomes, or by how much it moves."""
    supplied = isinstance(target, OfFigure)
    read = read_move(text, target.type, supplied=supplied)
    negative = isinstance(read, Read) and isinstance(read.move, Becomes) and text.startswith("-")
    return Unread("") if negative else read
