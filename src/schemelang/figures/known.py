"""Headings in the form in which they are compared, and those that a scheme knows."""

from functools import lru_cache

from schemelang.light import frozen


@frozen
class Known:
    """The headings that a scheme knows: names of its parties and figures, and other words, such as those for a time."""

    names: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()


def normal(text: str) -> str:
    """Put a heading into the form in which headings are compared: small letters, one underscore for any blanks."""
    return "_".join(text.casefold().split())


@lru_cache(maxsize=2**12)  # the scheme's own words are asked for with every table
def key(heading: str) -> str:
    """Put a heading into the form in which it is compared with the scheme's own words."""
    return normal(heading).replace("-", "_")
