"""Every code with the class that carries its words, one line a code, in order of code.

Written by hand: a number once given is never given again, and this page is where to see which are taken.
"""

from schemelang.diagnostic import Diagnostic
from schemelang.travel import read_travelled

CATALOGUE: dict[str, type[Diagnostic]] = {}


def page(code: str) -> str | None:
    """Return the page about a code, as Markdown, or nothing when there is no such code."""
    if code not in CATALOGUE:
        return None
    return read_travelled(f"pages/{code}.md", f"docs/diagnostics/{code}.md")
