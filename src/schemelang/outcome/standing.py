"""What a scheme that is not in force is said to be, wherever amounts are worked out from it."""

from collections.abc import Iterator

from schemelang.dates import say_date
from schemelang.diagnostic import Diagnostic
from schemelang.graph.graph import RuleGraph
from schemelang.model.stated import Decision, Standing
from schemelang.outcome import errors


def not_in_force(graph: RuleGraph) -> Iterator[Diagnostic]:
    """Say that amounts are not to be paid, if the scheme they come from is not in force."""
    standing = graph.standing
    if not standing.is_in_force:
        assert standing.span is not None, "what is not in force is said to be so in a line"
        yield errors.NotInForce(place=standing.span, standing=say_standing(standing))


def say_standing(standing: Standing) -> str:
    """Say how far a scheme has come, as the middle of a sentence; nothing if nothing is said of it."""
    match standing.word:
        case "draft":
            return "the scheme is a draft"
        case "consultation":
            until = "" if standing.until is None else f" until {say_date(standing.until)}"
            return f"the scheme is for consultation{until}"
        case "rejected":
            return " and ".join(say_rejection(each, "the scheme") for each in standing.rejected_by)
        case "approved":
            return "the scheme is approved"
        case "":
            return ""


def say_rejection(decision: Decision, what: str) -> str:
    """Say who rejected the scheme, when, and why."""
    because = f", because {decision.reason}" if decision.reason else ""
    return f"{decision.body} rejected {what} on {say_date(decision.day)}{because}"
