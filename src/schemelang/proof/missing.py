"""What is missing is never taken for nothing: each figure has something that is done when it is not there.

Read off the graph: a figure as supplied is read by a rule that says what is done in each way of not being there,
or by one that asks whether it is there; and by nothing else. What is held, or left out, is a value of its own to
the evaluator, and no arithmetic of its turns either of them into a number.
"""

from collections.abc import Iterator

from schemelang.graph.graph import (
    AbsentAs,
    AsAt,
    Earlier,
    Given,
    Joint,
    Latest,
    OfParty,
    Rule,
    Settled,
    Supplied,
)
from schemelang.proof.proof import Claim, Noted, Proved, Unchecked
from schemelang.proof.subject import Subject, counted

KIND = "missing"
_WAYS: frozenset[AbsentAs] = frozenset({"not_reported", "suppressed", "not_applicable"})


def missing_is_never_nothing(subject: Subject) -> Iterator[Claim]:
    """Show that each figure says what is done when it is missing, in each way of being so."""
    given = tuple(rule for rule in subject.graph.rules if isinstance(rule.kind, Given))
    bare = tuple(reader for rule in given for reader in subject.readers[rule.id] if not _asks(subject, rule, reader))
    if bare:
        yield subject.of_all(KIND, Unchecked(f"a figure is read {subject.where(bare)} in a way that is not known"))
    elif not given:
        yield subject.of_all(KIND, Noted("It has no figures."))
    else:
        yield subject.of_all(KIND, Proved(), f"{_says(len(given))} what is done if it is missing.")


def _says(number: int) -> str:
    return "Its figure says" if number == 1 else f"Each of {counted(number, 'figure', 'figures')} says"


def _asks(subject: Subject, given: Rule, reader: Rule) -> bool:
    """Say whether a reader of a figure as supplied says what is done if it is not there, or asks whether it is."""
    assert isinstance(given.kind, Given), "only figures are asked about"
    match reader.kind:
        case Settled(need, actions) if need == given.id:
            ways: frozenset[AbsentAs] = frozenset({"undecided"}) if given.kind.decided_by else _WAYS
            return ways <= {way for way, _ in actions}
        case Settled() | Supplied() | Joint():
            return True  # what counts instead is settled by its own reader; the others take no number from it
        case AsAt() | OfParty():
            return all(isinstance(each.kind, Supplied | OfParty) for each in subject.readers[reader.id])
        case Latest() | Earlier():
            return all(isinstance(each.kind, Settled) for each in subject.readers[reader.id])
        case _:
            return False
