"""What is different between engines: how wide their whole numbers are, and how they divide."""

from typing import Literal

from attrs import frozen

Wide = Literal["BIGINT", "HUGEINT"]
"""The types of whole numbers that columns have."""

_BELOW: dict[Wide, int] = {"BIGINT": 2**63, "HUGEINT": 2**127}


def room(width: Wide) -> int:
    """Return what every number of a type lies below, and its negative above."""
    return _BELOW[width]


@frozen
class Dialect:
    """An engine's way with whole numbers.

    `name` is what sqlglot calls it. `widths` are its types, the narrowest first. `divides` is its sign for whole
    division, and `quotes` what a name stands between. On both engines a quotient is cut off towards nothing, and a
    rest has the sign of what is divided.
    """

    name: str
    widths: tuple[Wide, ...]
    divides: str
    quotes: str

    def quoted(self, name: str) -> str:
        """Write a name, whatever is in it."""
        return self.quotes + name.replace(self.quotes, 2 * self.quotes) + self.quotes

    def width(self, low: int | None, high: int | None) -> Wide | None:
        """Return the narrowest type that holds whatever lies between two ends; None where there is none."""
        if low is None or high is None:
            return None
        return next((width for width in self.widths if -room(width) < low and high < room(width)), None)


DUCKDB = Dialect("duckdb", ("BIGINT", "HUGEINT"), "//", '"')
SPARK = Dialect("spark", ("BIGINT",), "DIV", "`")
