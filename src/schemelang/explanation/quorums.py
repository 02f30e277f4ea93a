"""How many of several conditions must hold, and the one word that says so where there is one."""

from schemelang.graph.graph import Quorum


def bounds(quorum: Quorum, *, so: bool) -> tuple[int, int]:
    """Return how many conditions must hold, at least and at most, for the whole to be so; or not to be so."""
    count = len(quorum.needs)
    most = count if quorum.most is None else quorum.most
    if so:
        return quorum.least, most
    return (0, quorum.least - 1) if quorum.least else (most + 1, count)


def joined_by(quorum: Quorum, *, so: bool) -> tuple[str, bool] | None:
    """Return the word that joins the conditions, and whether each is said to hold; None if none will do."""
    least, most = bounds(quorum, so=so)
    count = len(quorum.needs)
    if quorum.most and so:
        return None
    if least == count:
        return "and", True
    if (least, most) == (1, count):
        return "or", True
    if most == 0:
        return "and", False
    return ("or", False) if (least, most) == (0, count - 1) else None
