"""Files that stand at the top of the checkout and travel inside the package when it is installed.

The grammar and the pages about diagnostics are kept where people meet them; a wheel carries copies.
"""

import re
from pathlib import Path

_OURS = re.compile(r'^\[project\]\s+name = "schemelang"$', re.MULTILINE)


def read_travelled(packaged: str, checkout: str) -> str:
    """Read a text by its path in the checkout or, where there is no checkout, by its path in the package.

    In a checkout a packaged copy is never read, because it may be older than the file it was made from.
    """
    root = checkout_root(Path(__file__).parent)
    if root is not None:
        return (root / checkout).read_text(encoding="utf-8")
    return (Path(__file__).parent / packaged).read_text(encoding="utf-8")


def checkout_root(package: Path) -> Path | None:
    """Return the top of the checkout that a package folder stands in, if it does stand in ours."""
    root = package.resolve().parent.parent
    try:
        settings = (root / "pyproject.toml").read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None
    return root if _OURS.search(settings) else None
