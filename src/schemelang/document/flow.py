"""What each payment rests on: which figure or result is read by which, as a table and as pictures."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from graphlib import TopologicalSorter

from schemelang.document.contract import (
    Box,
    BoxKey,
    BoxKind,
    Column,
    Feeds,
    Flow,
    Link,
    Paragraph,
    Part,
    Picture,
    Piece,
    Row,
    Section,
    Table,
)
from schemelang.document.layers import columns_of
from schemelang.document.matter import Matter, rests_on_figures
from schemelang.explanation.values import listed
from schemelang.graph.graph import Chosen, Pooled, RuleGraph, RuleId, needs
from schemelang.light import frozen
from schemelang.model.model import Figure, Payment, Quantity

_FEW = 14
"""Up to so many blocks are in one picture, whatever payments there are."""
_LEAST, _MOST, _DEEPEST = 3, 45, 6
"""A picture of fewer blocks shows nothing; of more, or of more steps from left to right, it cannot be read."""
_COLUMN = "Is worked out from"
_INTRO = (
    "This shows what is read for each payment, from what is reported or laid down to what is paid. "
    "It leaves out how: that stands in the clauses."
)
_KEYS = (
    BoxKey("figure", "reported"),
    BoxKey("laid down", "laid down"),
    BoxKey("value", "worked out"),
    BoxKey("condition", "met or not"),
    BoxKey("payment", "paid"),
)


@frozen
class _Map:
    """The blocks on which something rests, each after those that it reads, and what each of them reads."""

    order: tuple[str, ...]
    reads: Mapping[str, tuple[str, ...]]


def what_it_rests_on(matter: Matter) -> Section:
    """Give a table of what each block reads on which a payment rests, and pictures of the same."""
    payments = matter.blocks(Payment)
    whole = _map_of(matter.graph, [payment.name for payment in payments])
    rows = tuple(_row(matter, name, whole.reads[name]) for name in whole.order if whole.reads[name])
    parts: tuple[Part, ...] = ()
    if rows:
        table = Table("What is read for what", (Column("What"), Column(_COLUMN)), rows)
        parts = (Paragraph((_INTRO,)), table, *_pictures(matter, payments, whole))
    return Section(anchor="section-rests", heading="What each payment rests on", parts=parts, is_schedule=True)


def _row(matter: Matter, name: str, reads: Iterable[str]) -> Row:
    pieces: list[Piece] = []
    for each in reads:
        pieces += [", " if pieces else "", Link(matter.title(each), each)]
    return Row(((Link(matter.title(name), name),), tuple(piece for piece in pieces if piece)))


# ---------------------------------------------------------------- which block reads which


def _map_of(graph: RuleGraph, payments: Sequence[str]) -> _Map:
    """Find what some payments rest on. An exception is a part of the block for which it is made.

    A result of all members together reads what one member's result reads, which need not be told again.
    """
    part_of = {
        case.exception: rule.id.owner
        for rule in graph.rules
        if isinstance(rule.kind, Chosen)
        for case in rule.kind.cases
    }
    reads: dict[str, dict[str, None]] = {name: {} for name in payments}
    waiting = [rule.id for rule in graph.rules if rule.id.owner in reads]
    seen = set[RuleId](waiting)
    while waiting:
        rule = waiting.pop()
        kind = graph.by_id[rule].kind
        owner = part_of.get(rule.owner, rule.owner)
        for need in needs(kind):
            source = part_of.get(need.owner, need.owner)
            is_told = not isinstance(kind, Pooled) or need == kind.indicator
            if is_told and source != owner and not _is_read_by(reads, owner, source):
                reads.setdefault(owner, {})[source] = None
            if need not in seen:
                seen.add(need)
                waiting.append(need)
    for each in [source for sources in reads.values() for source in sources]:
        reads.setdefault(each, {})
    written = {rule.id.owner: place for place, rule in enumerate(graph.rules)}
    sorted_ = {name: sorted(reads[name], key=written.__getitem__) for name in sorted(reads, key=written.__getitem__)}
    return _Map(tuple(TopologicalSorter(sorted_).static_order()), {name: tuple(them) for name, them in sorted_.items()})


def _is_read_by(reads: Mapping[str, Iterable[str]], one: str, other: str) -> bool:
    """Say whether a block is read by another already, however far off: then that is not read by it in turn."""
    waiting, seen = [other], {other}
    while waiting:
        for each in reads.get(waiting.pop(), ()):
            if each not in seen:
                seen.add(each)
                waiting.append(each)
    return one in seen


def _under(whole: _Map, payment: str) -> _Map:
    """Return the part of it on which one payment rests."""
    found, waiting = {payment}, [payment]
    while waiting:
        for each in whole.reads[waiting.pop()]:
            if each not in found:
                found.add(each)
                waiting.append(each)
    return _Map(tuple(name for name in whole.order if name in found), whole.reads)


# ---------------------------------------------------------------- pictures


def _pictures(matter: Matter, payments: Sequence[Payment], whole: _Map) -> Iterator[Picture]:
    """Draw one picture of everything if it is small, else one of each payment that has anything to show."""
    together = len(whole.order) <= _FEW or len(payments) == 1
    drawn = [("", whole)] if together else [(payment.title, _under(whole, payment.name)) for payment in payments]
    for title, part in drawn:
        links = [(part.order.index(read), place) for place, name in enumerate(part.order) for read in part.reads[name]]
        steps = max(columns_of(len(part.order), links)) + 1
        if _LEAST <= len(part.order) <= _MOST and steps <= _DEEPEST:
            boxes = tuple(Box(matter.title(name), _kind(matter, name)) for name in part.order)
            kinds = {box.kind for box in boxes}
            keys = tuple(key for key in _KEYS if key.kind in kinds)
            feeds = tuple(Feeds(source, target) for source, target in links)
            paid = title or listed([payment.title for payment in payments], "and")
            yield Picture(
                title=f"{paid}: what it rests on" if title or len(payments) == 1 else "What each payment rests on",
                description=_described(matter, part, paid),
                column=_COLUMN,
                drawing=Flow(boxes, feeds, keys),
            )


def _kind(matter: Matter, name: str) -> BoxKind:
    rule = matter.rule(name)
    match _block(matter, name):
        case Figure():
            return "figure"
        case Payment():
            return "payment"
        case _ if not rests_on_figures(matter.graph, rule):
            return "laid down"
        case _:
            return "condition" if rule.type.quantity is Quantity.YES_NO else "value"


def _described(matter: Matter, part: _Map, paid: str) -> str:
    """Say with what it begins, through how much it goes, and where it ends."""
    first = sum(not part.reads[name] for name in part.order)
    between = sum(bool(part.reads[name]) and not isinstance(_block(matter, name), Payment) for name in part.order)
    begins = f"On the left, {first} {'stands' if first == 1 else 'stand'} for what is reported or laid down."
    through = f" Between, {between} {'stands' if between == 1 else 'stand'} for what is worked out." if between else ""
    return f"Boxes with arrows from left to right. {begins}{through} On the right is what is paid: {paid}."


def _block(matter: Matter, name: str) -> object:
    return next(each for each in matter.scheme.blocks if each.name == name)
