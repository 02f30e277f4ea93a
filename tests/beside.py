"""Files that a scheme names: those beside a case, and those in the fences of a page that have a name."""

import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from schemelang.cli.reading import load_beside
from schemelang.source import Load, Source, Trouble

_NAMED = re.compile(r"^```scheme (?P<name>\S+)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)


def beside(path: Path) -> Load:
    """Return what loads the files beside a scheme."""
    return partial(load_beside, path)


def in_page(text: str) -> Load:
    """Return what loads the schemes of a page whose fences give them a name."""
    return among({found["name"]: found["text"] for found in _NAMED.finditer(text)})


def among(texts: Mapping[str, str]) -> Load:
    """Return what loads texts by their names."""

    def load(path: str) -> Source | Trouble:
        return Source(path, texts[path]) if path in texts else "missing"

    return load
