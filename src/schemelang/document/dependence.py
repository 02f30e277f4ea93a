"""On whom a payment depends: on the others of a group, on what is shared with them, and on whoever decides."""

from collections.abc import Iterator, Sequence

from schemelang.document.bases import under
from schemelang.document.contract import Link, Piece, Text
from schemelang.document.gates import gates
from schemelang.document.linking import linked
from schemelang.document.matter import Matter
from schemelang.document.worth import payments_that_concern
from schemelang.explanation.phrases import phrase
from schemelang.explanation.values import listed
from schemelang.explanation.words import steps_of
from schemelang.graph.graph import Apportioned, Over, Pooled, Role, RuleId, Weight
from schemelang.model.model import SCHEME, Judgement, Payment


def on_whom(matter: Matter) -> Iterator[Text]:
    """Say of each payment on whose figures it rests beside one's own, and who decides a part of it."""
    alone = True
    for payment in payments_that_concern(matter):
        for way in (*_shared(matter, payment), *_hangs(matter, payment)):
            alone = False
            yield (Link(payment.title, payment.name), *way)
    for judgement in matter.blocks(Judgement):
        alone = False
        yield (Link(judgement.title, judgement.name), f": {judgement.decided_by} decides.")
    if alone and matter.blocks(Payment):
        yield (f"On no other {matter.scheme.leaf.singular}: each is paid by its own figures.",)


def _shared(matter: Matter, payment: Payment) -> Iterator[Text]:
    """Say for whom there is one sum, whose figures go into it, and how it is shared, as far as that is so."""
    gathered = _gathered(matter, payment)
    figures = f" worked out from the figures of all {listed(gathered, 'and')}" if gathered else ""
    shares = tuple(dict.fromkeys(_shares(matter, payment)))
    if not shares:
        if gathered:
            yield (f": it is{figures}.",)
        return
    whole = "scheme" if payment.level == SCHEME else payment.level
    yield (f": one sum for the whole {whole},{figures}{',' * bool(figures)} shared ", *_joined(shares), ".")


def _joined(shares: Sequence[tuple[str, Text]]) -> Iterator[Piece]:
    """List ways of sharing one after the other; those among the same members name them once."""
    before = ""
    for among, by in shares:
        also = " and for another part " if before else ""
        yield also if among == before else f"{also}among {among} "
        yield from by
        before = among


def _shares(matter: Matter, payment: Payment) -> Iterator[tuple[str, Text]]:
    """Return among whom each line of sharing deals out its money, and by what."""
    for rule in matter.rules(payment.name, Role.WEIGHT):
        if isinstance(rule.kind, Weight) and _is_shared(matter, rule.id):
            kind = next((each for each in matter.scheme.groupings if each.members.singular == rule.level), None)
            members = matter.scheme.leaf.plural if kind is None else kind.members.plural
            by = f"in proportion to {phrase(matter.graph, rule.id)}" if rule.kind.basis else "equally"
            yield members, linked(by, matter)


def _is_shared(matter: Matter, weight: RuleId) -> bool:
    return any(isinstance(rule.kind, Apportioned) and rule.kind.weight == weight for rule in matter.graph.rules)


def _hangs(matter: Matter, payment: Payment) -> Iterator[Text]:
    """Name the conditions that a whole group meets, or does not."""
    leaf = matter.scheme.leaf.singular
    for condition, hangs in dict.fromkeys(_conditions(matter, payment)):
        level = matter.graph.by_id[condition].level
        if level != leaf and _gathers(matter, condition):
            whole = "scheme" if level == SCHEME else level
            words = linked(phrase(matter.graph, condition, top=False), matter)
            yield (f": the results of the whole {whole} count, for {hangs} if ", *words, ".")


def _conditions(matter: Matter, payment: Payment) -> Iterator[tuple[RuleId, str]]:
    """Return the conditions of all of a payment and of its parts, each with what hangs on it."""
    for gate in gates(matter.graph, payment.name):
        yield gate.condition, "it is paid only" if gate.is_asked_for else "nothing is paid"
    for part in matter.graph.due:
        if part.payment == payment.name and part.condition is not None:
            yield part.condition, "a part is paid only"


def _gathered(matter: Matter, payment: Payment) -> list[str]:
    """Return those from whose figures the amount itself is worked out, its conditions aside."""
    aside = frozenset[RuleId]().union(*(under(matter, each) for each, _ in _conditions(matter, payment)))
    amount = frozenset[RuleId]().union(*(under(matter, rule.id) for rule in steps_of(matter.graph, payment.name)))
    return sorted({plural for rule in amount - aside if (plural := _members(matter, rule))})


def _gathers(matter: Matter, rule: RuleId) -> bool:
    """Say whether a rule is worked out from what several members have."""
    return any(_members(matter, each) for each in under(matter, rule))


def _members(matter: Matter, rule: RuleId) -> str:
    match matter.graph.by_id[rule].kind:
        case Over(members=members) | Pooled(members=members):
            return members.plural
        case _:
            return ""
