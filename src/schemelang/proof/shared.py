"""What is cut up and shared adds up to the penny, and no part of it is below nothing.

This is a theorem about two kinds of rule, whose code is tested for it: the parts of a `Portion` are whole pence
that make up its whole, and so are those of an `Apportioned` pool among the members of a group. What is read here
off the graph is that each of them is used as the theorem wants: that the parts are all there, are whole shares
that come to one, and that where each part is rounded down somebody has what is left.
The claim is about money that is paid: a pool that cannot be shared, because nobody counts for any of it or because
a figure is missing, is held. A pool below nothing has parts that are none of them above nothing.
"""

from collections.abc import Iterator
from fractions import Fraction

from schemelang.graph.graph import Apportioned, Difference, Over, Portion, Rule, RuleId
from schemelang.proof.proof import Claim, Noted, Proved, Unchecked
from schemelang.proof.subject import Subject, counted

KIND = "shares"


def what_is_shared_adds_up(subject: Subject) -> Iterator[Claim]:
    """Show that all that is cut up or shared adds up."""
    portions = tuple(rule for rule in subject.graph.rules if isinstance(rule.kind, Portion))
    pools = tuple(rule for rule in subject.graph.rules if isinstance(rule.kind, Apportioned))
    odd = (*_parts_missing(portions), *(rule for rule in pools if not _is_all_given(subject, rule)))
    if odd:
        yield subject.of_all(
            KIND, Unchecked(f"what is shared {subject.where(odd)} is not shared in a way that is known")
        )
    elif not pools and all(isinstance(rule.kind, Portion) and len(rule.kind.shares) == 1 for rule in portions):
        yield subject.of_all(KIND, Noted("Nothing is cut up or shared."))
    else:
        yield subject.of_all(KIND, Proved(), _how(portions, pools))


def _how(portions: tuple[Rule, ...], pools: tuple[Rule, ...]) -> str:
    wholes = {(rule.kind.need, rule.kind.shares) for rule in portions if isinstance(rule.kind, Portion)}
    cut = sum(len(shares) > 1 for _, shares in wholes)
    shared = len(pools)
    said = [
        *([f"{counted(cut, 'amount is', 'amounts are')} cut into parts"] if cut else []),
        *([f"{counted(shared, 'pool is', 'pools are')} shared among members"] if shared else []),
    ]
    return f"{' and '.join(said)}, in whole pence that add up."


def _parts_missing(portions: tuple[Rule, ...]) -> Iterator[Rule]:
    """Find the portions whose parts are not all there, or do not come to one whole."""
    parts: dict[tuple[RuleId, tuple[object, ...]], set[int]] = {}
    for rule in portions:
        assert isinstance(rule.kind, Portion), "only portions are asked about"
        parts.setdefault((rule.kind.need, rule.kind.shares), set()).add(rule.kind.index)
    for rule in portions:
        assert isinstance(rule.kind, Portion), "only portions are asked about"
        whole = parts[rule.kind.need, rule.kind.shares]
        if whole != set(range(len(rule.kind.shares))) or not _come_to_one(rule.kind):
            yield rule


def _come_to_one(portion: Portion) -> bool:
    """Say whether the shares are none of them below nothing and come to one, or one part is what is left of it."""
    fixed = [share for share in portion.shares if isinstance(share, Fraction)]
    if any(share < 0 for share in fixed):
        return False
    if len(fixed) == len(portion.shares):
        return sum(fixed) == 1
    return portion.shares.count("rest") == 1 and sum(fixed) <= 1


def _is_all_given(subject: Subject, rule: Rule) -> bool:
    """Say whether a pool is shared out whole, or what rounding down leaves of it is taken by a rule."""
    kind, levels = rule.kind, subject.graph.levels
    assert isinstance(kind, Apportioned), "only pools are asked about"
    if levels.index(subject.graph.by_id[kind.pool].level) <= levels.index(rule.level):
        return False
    return kind.method is not None or any(
        isinstance(left.kind, Difference) and left.kind.need == kind.pool and _adds_up(subject, left.kind.less, rule.id)
        for left in subject.readers[kind.pool]
    )


def _adds_up(subject: Subject, less: RuleId, shares: RuleId) -> bool:
    """Say whether a rule is what all members have of their shares."""
    kind = subject.graph.by_id[less].kind
    return isinstance(kind, Over) and kind.need == shares and kind.how == "total" and kind.day is None
