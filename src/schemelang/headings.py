"""Which words begin a block, and where in a text blocks begin."""

import re

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

HEADING = re.compile(
    r"^[ \t]*(?:replace[ \t]+)?"
    rf"(?P<kind_and_name>(?P<kind>{'|'.join(sorted(BLOCKS - {'replace'}))})\b(?:[ \t]+(?!for\b)\w+)?)"
    r'(?:\s*"(?P<title>[^"\n]+))?',
    re.IGNORECASE | re.MULTILINE,
)
"""A line that begins a block: its kind and name, and its title."""
