"""What happens when a member joins or leaves, and when a figure is missing."""

from collections.abc import Iterator

from schemelang.dates import say_date
from schemelang.document.contract import Clause, Link, Paragraph, Section
from schemelang.document.matter import Matter
from schemelang.graph.graph import Role, Rule, Weight
from schemelang.model.model import SCHEME, Change, Figure, PartYear, Payment
from schemelang.model.names import with_article

_SHARED: dict[PartYear | None, str] = {
    "nothing": "has no share of it",
    "by_days": "has a share of it for the days on which it takes part",
    "in_full": "has the same share of it as if it had taken part throughout",
    "hold": "has a share of it that is still to be agreed. The money of its {group} is held until it is",
    "together": "has no share of it by itself. {one}",
    None: "has a share of it that is not agreed. The money is held until it is",
}
_PAID: dict[PartYear | None, str] = {
    "nothing": "is paid nothing",
    "by_days": "is paid for the days on which it takes part",
    "in_full": "is paid as if it had taken part throughout",
    "hold": "is paid only once it is agreed how much. The money is held until then",
    "together": "is paid nothing by itself. {one}",
    None: "is paid only once it is agreed how much. The money is held until then",
}
_IN_ITS_PERIOD: dict[PartYear | None, tuple[str, str]] = {
    "nothing": ("is paid nothing for", "has no share of"),
    "by_days": ("is paid for its days of", "has a share for its days of"),
    "in_full": ("is paid in full for", "has a full share of"),
}
"""What a member has for the period in which it comes or goes, of a payment for each period: straight, or shared."""
_MOVED: dict[PartYear | None, str] = {
    "nothing": "has no share of the money of either",
    "by_days": "has a share of the money of each for its days there",
    "in_full": "has the same share of the money of each as if it had been there throughout",
    "hold": "has a share of the money of each that is still to be agreed. The money of both is held until it is",
}
"""What a member has of a payment that its groups share, if it moves from one of them to another."""
_ONE = (
    "It and the one that it merges into count as one {member} for the whole term, with their figures added together. "
    "That one is paid for both"
)
_COMES_OR_GOES: dict[Change, str] = {
    "joins": "joins after {first}",
    "leaves": "leaves before {last}",
    "merges": "merges into another before {last}",
    "splits": "splits from another after {first}",
    "closes": "closes before {last}",
    "moves": "moves from one {group} to another",
}
_ALWAYS = ("joins", "leaves")
_NEVER_A_NUMBER = (
    "A figure may be not reported, suppressed because it is small, or not applicable. "
    "None of these three is ever taken for 0, unless this contract says so."
)
_HELD = (
    "Where nothing stands there, what depends on the figure is held. "
    "Held money is neither lost nor paid: it is worked out once the figure is there."
)


def changes(matter: Matter) -> Section:
    """Say what changes for whom when a member comes or goes or a figure does not come."""
    clauses = (*_comings_and_goings(matter), *_missing_figures(matter))
    return Section(anchor="section-changes", heading="Joining, leaving and missing figures", clauses=clauses)


def _comings_and_goings(matter: Matter) -> tuple[Clause, ...]:
    """Say what a member that is there for a part of the term has of each payment."""
    every = (
        paragraph
        for payment in matter.blocks(Payment)
        for rule in matter.rules(payment.name, Role.WEIGHT)
        for paragraph in _part_year(matter, payment, rule)
    )
    paragraphs = tuple(dict.fromkeys(every))
    if not paragraphs:
        return ()
    return (Clause(anchor="joining-and-leaving", heading="Joining and leaving", parts=paragraphs),)


def what_leavers_have(matter: Matter) -> tuple[str, ...]:
    """Say what one has that leaves, in other words only once, without saying of which payment."""
    leaf = matter.scheme.leaf.singular
    every = (
        f"{with_article(rule.level)} that {words}"
        for payment in matter.blocks(Payment)
        for rule in matter.rules(payment.name, Role.WEIGHT)
        if rule.level == leaf
        for change, words in _coming_or_going(matter, payment, rule)
        if change == "leaves"
    )
    return tuple(dict.fromkeys(every))


def _part_year(matter: Matter, payment: Payment, rule: Rule) -> tuple[Paragraph, ...]:
    """Say what a member has that joins late or leaves early, as the payment's rule has it."""
    which, member = Link(payment.title, payment.name), with_article(rule.level)
    return tuple(
        Paragraph((which, f": {member} that {words}.")) for _, words in _coming_or_going(matter, payment, rule)
    )


def _coming_or_going(matter: Matter, payment: Payment, rule: Rule) -> Iterator[tuple[Change, str]]:
    """Say of each way of coming or going what a member has: joins after 1 April and has no share of it."""
    assert isinstance(rule.kind, Weight), "a part of the term is a weight"
    straight = rule.kind.group == SCHEME and not (payment.sharing and rule.level == matter.scheme.leaf.singular)
    days = {"first": say_date(matter.graph.first), "last": say_date(matter.graph.last)}
    group, one = rule.kind.group, _ONE.format(member=rule.level)
    for change, words in _COMES_OR_GOES.items():
        said = rule.kind.says(change)
        if said is not None or change in _ALWAYS:
            has = _MOVED[said] if change == "moves" else _has(payment, change, said, straight=straight)
            yield change, f"{words.format(group=group, **days)} {has.format(group=group, one=one)}"


def _has(payment: Payment, change: Change, done: PartYear | None, *, straight: bool) -> str:
    """Say what a member has that comes or goes; of a payment for each month, in that month and in the others."""
    if payment.each is None or done not in _IN_ITS_PERIOD:
        return (_PAID if straight else _SHARED)[done]
    period = payment.each.replace("_", "-")
    has = _IN_ITS_PERIOD[done][0 if straight else 1]
    if done == "nothing":
        return f"{has} the {period} in which it {change}, or any in which it is not there"
    return f"{has} the {period} in which it {change}. It has nothing for a {period} in which it is not there"


def _missing_figures(matter: Matter) -> tuple[Clause, ...]:
    """Say that what is missing is never a number, and where to look for what is done."""
    if not matter.blocks(Figure):
        return ()
    definition = Link("definition", "section-definitions")
    paragraphs = (
        Paragraph((_NEVER_A_NUMBER,)),
        Paragraph(("What is done about a missing figure stands with its ", definition, f". {_HELD}")),
    )
    return (Clause(anchor="missing-figures", heading="Missing figures", parts=paragraphs),)
