"""How pyarrow is imported where nothing else of this room is: without NumPy."""

import sys
from collections.abc import MutableMapping
from importlib import import_module
from typing import Any


def import_alone(modules: MutableMapping[str, Any] = sys.modules) -> None:
    """Import pyarrow without NumPy, unless one of the two is there already.

    It does without, but takes NumPy along where it is installed, which takes twice as long as all of pyarrow.
    Only a program that ends soon does this: what pyarrow could do with NumPy it cannot do in it any more.
    """
    if modules.keys() & {"numpy", "pyarrow"}:
        return
    modules["numpy"] = None  # which is how Python marks what cannot be imported
    try:
        import_module("pyarrow.parquet")
    finally:
        del modules["numpy"]
