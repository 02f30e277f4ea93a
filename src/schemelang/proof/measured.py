"""Units agree: pounds meet pounds, percentages percentages, and what counts patients counts them still.

Reading a scheme refuses what does not agree; here each rule is held against those it needs, so that nothing
between the two has mixed anything up.
"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import reduce
from typing import assert_never

from schemelang.graph.graph import (
    Apportioned,
    AsAt,
    Carried,
    Chosen,
    Constant,
    Dated,
    Difference,
    Earlier,
    Given,
    Greatest,
    Joint,
    Latest,
    Least,
    OfParty,
    Over,
    OverTime,
    Pooled,
    Portion,
    Product,
    Quorum,
    Ratio,
    Read,
    Reckoned,
    Root,
    Round,
    Rule,
    RuleId,
    Scaled,
    Settled,
    Shared,
    Supplied,
    Test,
    Total,
    Weight,
    When,
    WithinYear,
)
from schemelang.model.model import Quantity, Type
from schemelang.model.units import MONEY, NUMBER, SHARE, YES_NO, divided, is_number, joined, multiplied
from schemelang.proof.proof import Claim, Proved, Unchecked
from schemelang.proof.subject import Subject, counted

KIND = "units"


def units_agree(subject: Subject) -> Iterator[Claim]:
    """Show that each rule has the unit that those it needs come to."""
    odd = tuple(rule for rule in subject.graph.rules if not _agrees(subject, rule))
    if odd:
        yield subject.of_all(KIND, Unchecked(f"the units {subject.where(odd)} do not meet in a way that is known"))
    else:
        yield subject.of_all(
            KIND, Proved(), f"{counted(len(subject.graph.rules), 'rule was', 'rules were')} looked at, one by one."
        )


def _agrees(subject: Subject, rule: Rule) -> bool:
    kind = rule.kind
    if isinstance(kind, Read):
        return _is_taken(subject, rule, kind)
    if isinstance(kind, Reckoned):
        return _is_reckoned(subject, rule, kind)
    return _is_shared(subject, rule, kind)


def _alike(subject: Subject, of: Type, them: tuple[RuleId, ...]) -> bool:
    """Say whether each of some rules can stand for the other type, and it for them."""
    return all(joined(of, subject.graph.by_id[each].type) is not None for each in them)


def _is_taken(subject: Subject, rule: Rule, kind: Read) -> bool:
    match kind:
        case Given():
            return True
        case Constant(value):
            return _holds(rule.type, value)
        case Supplied():
            return rule.type == YES_NO
        case Settled() | Joint() | AsAt() | OfParty() | OverTime() | Latest() | Earlier() | Dated() | Carried():
            return _alike(subject, rule.type, subject.graph.needs[rule.id])
        case _:
            assert_never(kind)


def _holds(kind: Type, value: object) -> bool:
    """Say whether a value is of a type."""
    match kind.quantity:
        case Quantity.YES_NO:
            return isinstance(value, bool)
        case Quantity.DATE:
            return isinstance(value, date)
        case Quantity.CATEGORY:
            return isinstance(value, str)
        case _:
            return isinstance(value, Fraction)


def _is_reckoned(subject: Subject, rule: Rule, kind: Reckoned) -> bool:
    of, own = subject.graph.by_id, rule.type
    match kind:
        case Total() | Difference() | Least() | Greatest() | WithinYear() | Round():
            return is_number(own) and _alike(subject, own, subject.graph.needs[rule.id])
        case Product(them):
            return joined(own, _product([of[each].type for each in them])) is not None
        case Ratio(part, whole):
            return _is_out_of(own, of[part].type, of[whole].type)
        case Test(left, _, right):
            return own == YES_NO and joined(of[left].type, of[right].type) is not None
        case Quorum(them):
            return own == YES_NO and all(of[each].type == YES_NO for each in them)
        case When(condition, then, otherwise):
            return of[condition].type == YES_NO and _alike(subject, own, (then, otherwise))
        case Chosen(cases, otherwise):
            conditions = (case.condition for case in cases if case.condition is not None)
            yes_no = all(of[each].type == YES_NO for each in conditions)
            return yes_no and _alike(subject, own, (*(case.then for case in cases), otherwise))
        case Scaled():
            return _is_on_scale(subject, own, kind)
        case Root(need):
            return is_number(own) and is_number(of[need].type)
        case _:
            assert_never(kind)


def _product(types: list[Type]) -> Type:
    """Return the type of a product; of money times money there is none, and so it is a yes or no that nothing is."""
    return reduce(lambda one, other: multiplied(one, other) or YES_NO, types)


def _is_out_of(own: Type, part: Type, whole: Type) -> bool:
    """Say whether a type is that of a part out of a whole, or of one thing divided by another."""
    if own == SHARE and joined(part, whole) is not None:
        return True
    quotient = divided(part, whole)
    return quotient is not None and joined(own, quotient) is not None


def _is_on_scale(subject: Subject, own: Type, scaled: Scaled) -> bool:
    of = subject.graph.by_id
    by = of[scaled.need].type
    gives = [of[each].type for _, each in scaled.rows]
    gives += [of[each].type for each in (scaled.below, scaled.above) if each is not None]
    found = [multiplied(each, by) or YES_NO for each in gives] if scaled.how == "slice" else gives
    at_marks = _alike(subject, by, tuple(at for at, _ in scaled.rows))
    return at_marks and all(joined(own, each) is not None for each in found)


def _is_shared(subject: Subject, rule: Rule, kind: Shared) -> bool:
    of, own = subject.graph.by_id, rule.type
    match kind:
        case Over(need, "number"):
            return of[need].type == YES_NO and is_number(own)
        case Over(need, "every"):
            return own == of[need].type == YES_NO
        case Over(need):
            return is_number(own) and _alike(subject, own, (need,))
        case Pooled(part, whole):
            return _is_out_of(own, of[part].type, of[whole].type)
        case Weight(basis, meets=meets):
            weighs = NUMBER if basis is None else of[basis].type
            return joined(own, weighs) is not None and (meets is None or of[meets].type == YES_NO)
        case Apportioned(pool, weight):
            return own == of[pool].type == MONEY and is_number(of[weight].type)
        case Portion():
            return own == MONEY and _alike(subject, own, subject.graph.needs[rule.id])
        case _:
            assert_never(kind)
