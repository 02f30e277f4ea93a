"""How a figure can be none, which all that reads figures needs to know."""

from enum import Enum


class State(Enum):
    """Ways of not being a number. None of them is zero."""

    NOT_REPORTED = "not reported"
    SUPPRESSED = "suppressed"
    NOT_APPLICABLE = "not applicable"
    UNDECIDED = "undecided"
