"""Files that stand at the top of the checkout and travel inside the package when it is installed.

The grammar and the pages about diagnostics are kept where people meet them; a wheel carries copies.
"""

import os
import re

_OURS = r'(?m)^\[project\]\s+name = "schemelang"$'


def read_travelled(packaged: str, checkout: str) -> str:
    """Read a text by its path in the checkout or, where there is no checkout, by its path in the package.

    In a checkout a packaged copy is never read, because it may be older than the file it was made from.
    """
    package = os.path.dirname(__file__)
    root = checkout_root(package)
    return _read(os.path.join(package, packaged) if root is None else os.path.join(root, checkout))


def checkout_root(package: str | os.PathLike[str]) -> str | None:
    """Return the top of the checkout that a package folder stands in, if it does stand in ours."""
    root = os.path.dirname(os.path.dirname(os.path.realpath(package)))
    try:
        settings = _read(os.path.join(root, "pyproject.toml"))
    except (OSError, ValueError):
        return None
    return root if re.search(_OURS, settings) else None


def _read(path: str) -> str:
    with open(path, encoding="utf-8") as file:
        return file.read()
