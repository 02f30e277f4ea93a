"""pyarrow is imported without NumPy only where neither is there yet, and NumPy can be imported afterwards."""

import sys

import pytest

from schemelang.columns import arrow


def test_numpy_is_out_of_sight_only_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    """While pyarrow is imported it finds no NumPy."""
    modules, seen = dict[str, object](), list[object]()
    monkeypatch.setattr(arrow, "import_module", lambda name: seen.append((name, dict(modules))))
    arrow.import_alone(modules)

    assert seen == [("pyarrow.parquet", {"numpy": None})]
    assert not modules


def test_what_is_there_is_left_as_it_is() -> None:
    """Where NumPy has been imported already it stays."""
    modules = {"numpy": sys}
    arrow.import_alone(modules)

    assert modules == {"numpy": sys}
