"""No number ever comes of dividing by nothing.

A division out of nothing has no value. Where the scheme says what is done then, that counts; where it says nothing,
whatever rests on it is held, which is said in the contract. So is a rate of a group whose members have nothing
between them, and an average of nobody. Which divisions are held is read off the graph, and said with the lines.
"""

from collections.abc import Iterator
from fractions import Fraction

from schemelang.graph.graph import Constant, Pooled, Product, Ratio, Rule, RuleId, Settled
from schemelang.proof.proof import Claim, Noted, Proved
from schemelang.proof.subject import Subject, counted

KIND = "nothing to divide by"


def nothing_is_divided_by_nothing(subject: Subject) -> Iterator[Claim]:
    """Say of each division what happens where there is nothing to divide by."""
    divided = tuple(rule for rule in subject.graph.rules if isinstance(rule.kind, Ratio | Pooled))
    held = tuple(rule for rule in divided if _is_held(subject, rule))
    if not divided:
        yield subject.of_all(KIND, Noted("Nothing is divided."))
        return
    how = f"{counted(len(divided), 'division was', 'divisions were')} looked at."
    if held:
        how += f" Where there is nothing to divide by {subject.where(held)}, what rests on it is held."
    yield subject.of_all(KIND, Proved(), how)


def _is_held(subject: Subject, rule: Rule) -> bool:
    """Say whether a division can be out of nothing, and nobody says what is done then."""
    if isinstance(rule.kind, Ratio) and _is_something(subject, rule.kind.whole):
        return False
    return not any(
        isinstance(reader.kind, Settled) and "empty" in dict(reader.kind.actions) for reader in subject.readers[rule.id]
    )


def _is_something(subject: Subject, rule: RuleId) -> bool:
    """Say whether a rule is a number that is laid down and is not nothing."""
    match subject.graph.by_id[rule].kind:
        case Constant(Fraction() as value):
            return value != 0
        case Settled(need, ()):
            return _is_something(subject, need)
        case Product(them):
            return all(_is_something(subject, each) for each in them)
        case _:
            return False
