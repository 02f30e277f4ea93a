"""Which words begin a block, and where in a text blocks begin."""

import re
from functools import cache

CHANGES = frozenset({"replace", "withdraw"})
"""What begins a change to a block."""

BLOCKS = CHANGES | {
    "scheme",
    "party",
    "figure",
    "figures",
    "value",
    "values",
    "indicator",
    "indicators",
    "scale",
    "scales",
    "target",
    "targets",
    "judgement",
    "saving",
    "payment",
    "exception",
    "guarantee",
    "clause",
    "example",
}
"""What begins a block, or a change to one."""

_HEADING = (
    r"^[ \t]*(?:replace[ \t]+)?"
    rf"(?P<kind_and_name>(?P<kind>{'|'.join(sorted(BLOCKS - {'replace'}))})\b(?:[ \t]+(?!for\b)\w+)?)"
    r'(?:\s*"(?P<title>[^"\n]+))?'
)


@cache
def heading_form() -> re.Pattern[str]:
    """Return what a line is like that begins a block: its kind and name, and its title."""
    return re.compile(_HEADING, re.IGNORECASE | re.MULTILINE)
