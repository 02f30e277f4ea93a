"""Modules that are imported when something of them is first asked for."""

import subprocess
import sys

import pytest

from schemelang.later import Later, later
from schemelang.model import errors
from schemelang.model.errors.naming import UnknownName

SAYS_WHAT_IS_THERE = """
import sys
from schemelang import checks, figures, outcome
from schemelang.figures import errors
from schemelang.model import errors as of_the_model

name = "schemelang.model.errors.naming"
print(name in sys.modules, of_the_model.naming.UnknownName.code, name in sys.modules)
name = "schemelang.figures.errors"
print(name in sys.modules, errors.FigureNotGiven.__name__, name in sys.modules)
"""


def test_a_module_is_imported_when_it_is_asked_for() -> None:
    """Messages are not there before one of them is said."""
    done = subprocess.run([sys.executable, "-c", SAYS_WHAT_IS_THERE], check=True, capture_output=True, text=True)

    assert done.stdout.splitlines() == ["False SCH102 True", "False FigureNotGiven True"]


def test_what_stands_for_a_module_gives_what_the_module_has() -> None:
    """It gives the very same things; and what a module has not, it does not give."""
    stands = later("schemelang.model.errors", "naming")["naming"]

    assert isinstance(stands, Later)
    assert stands.UnknownName is UnknownName is errors.naming.UnknownName
    with pytest.raises(AttributeError, match="no attribute 'Unheard'"):
        _ = stands.Unheard
