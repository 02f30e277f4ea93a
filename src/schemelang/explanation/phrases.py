"""A rule as a phrase: a value is a noun, a condition is a clause that is so or is not so."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import assert_never

from schemelang.dates import Period, say_date, say_ordinal
from schemelang.explanation.quorums import bounds, joined_by
from schemelang.explanation.values import (
    listed,
    opposite,
    possessive,
    say_bound,
    say_comparator,
    say_constant,
    say_counted,
    say_earlier,
    say_method,
    say_rounding,
)
from schemelang.graph.graph import (
    Apportioned,
    AsAt,
    Carried,
    Chosen,
    Constant,
    Cut,
    Dated,
    DayAfter,
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
    Role,
    Root,
    Round,
    Rule,
    RuleGraph,
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
    needs,
)
from schemelang.light import evolve
from schemelang.model.model import SCHEME, Comparator, Quantity, State
from schemelang.model.names import within
from schemelang.quantities import say_number, say_percent

BLOCKS = frozenset(
    {Role.GIVEN, Role.FIGURE, Role.VALUE, Role.INDICATOR, Role.SCALE, Role.TARGET, Role.PAYMENT, Role.GUARANTEE}
)
NAMED = BLOCKS | {Role.LINE, Role.LEFT_OVER}
STEPS = frozenset({Role.STEP, Role.AMOUNT})
CUT_UP = frozenset(
    {
        Role.EARNED,
        Role.OFFERED,
        Role.TRANCHE,
        Role.ASKED,
        Role.POOL,
        Role.BALANCE,
        Role.SETTLED,
        Role.STAKE,
        Role.SHARE,
        Role.INSTALMENT,
        Role.PAYER,
        Role.RECEIVED,
    }
)
_PAIR = 2
_STATES: dict[State, tuple[str, str]] = {
    "not_reported": ("reported", "not reported"),
    "suppressed": ("not suppressed", "suppressed"),
    "not_applicable": ("applicable", "not applicable"),
    "undecided": ("decided", "undecided"),
}
"""What is said of a figure that is not, or is, in one of the ways of not being a number."""


def phrase(graph: RuleGraph, rule_id: RuleId, *, top: bool = True) -> str:
    """Put a rule into words: at the top how it is worked out, further down only its title if it has one.

    There is no full stop, and every number that the rule rests on is in it or has a title.
    """
    rule = graph.by_id[rule_id]
    if rule.type.quantity is Quantity.YES_NO and not (top and isinstance(rule.kind, Constant | Given)):
        return _clause(graph, rule, top=top)
    return _noun(graph, rule) if top else _named(graph, rule)


def _named(graph: RuleGraph, rule: Rule) -> str:
    """Call a value by its title if it has one; where it is a number laid down, with the number."""
    if rule.role in STEPS:
        return "the amount so far"
    if rule.role is Role.REDUCTION and not isinstance(rule.kind, Constant):
        return _clause(graph, graph.by_id[rule.kind.condition]) if isinstance(rule.kind, When) else within(rule.title)
    if rule.role is Role.VALUE and isinstance(rule.kind, Constant):
        return f"{within(rule.title)} ({say_constant(rule.kind.value, rule.type)})"
    if by := decided_by(graph, rule):
        return f"{within(rule.title)} (decided by {by})"
    return within(rule.title) if rule.role in NAMED | CUT_UP else _noun(graph, rule)


def decided_by(graph: RuleGraph, rule: Rule) -> str:
    """Return who decides a figure that is a judgement; nothing of any other rule."""
    while isinstance(rule.kind, Settled | AsAt) and rule.kind.need.owner == rule.id.owner:
        rule = graph.by_id[rule.kind.need]
    return rule.kind.decided_by if isinstance(rule.kind, Given) else ""


# ---------------------------------------------------------------- values


def _noun(graph: RuleGraph, rule: Rule) -> str:
    """Say how a value is worked out. What is yes or no is a clause, and does not come here."""
    kind = rule.kind
    if isinstance(kind, Read):
        return _taken(graph, rule, kind)
    if isinstance(kind, Reckoned):
        return _worked_out(graph, rule, kind)
    return _put_together(graph, rule, kind)


def _taken(graph: RuleGraph, rule: Rule, kind: Read) -> str:
    match kind:
        case AsAt(need, period) if need.owner != rule.id.owner:
            return f"{within(graph.by_id[need].title)} during {period.name}"
        case Given() | AsAt() | Supplied():
            return within(rule.title)
        case OfParty(need, party):
            return f"{possessive(party)} {phrase(graph, need, top=False)}"
        case Constant(value):
            return say_constant(value, rule.type)
        case Joint():
            return within(rule.title)
        case Settled(need):
            return within(rule.title) if rule.role is Role.FIGURE else _part_of(graph, rule, need)
        case OverTime(need, how, stretch):
            long = f"the {rule.series}".replace("_", "-") if stretch is None else stretch.name
            return f"the {how} of {_operand(graph, need)} over {long}"
        case Latest(need):
            return f"the latest {_operand(graph, need)}"
        case Earlier(need, months):
            return f"{_operand(graph, need)} {say_earlier(months)}"
        case Carried():
            return "what earlier periods overspent and later ones have not made good"
        case Dated(versions):
            return _versions(graph, versions)
        case _:
            assert_never(kind)


def _worked_out(graph: RuleGraph, rule: Rule, kind: Reckoned) -> str:
    match kind:
        case Test() | Quorum():
            return rule.title
        case Total(terms):
            return " plus ".join(_term(graph, term, last=term == terms[-1]) for term in terms)
        case Difference(need, less):
            return f"{_term(graph, need, last=False)} less {_term(graph, less, last=True)}"
        case Product(factors):
            return _product(graph, factors)
        case Ratio(part, whole):
            return f"{_ratio(graph, rule, graph.by_id[part], graph.by_id[whole])}{_leaving_out(graph, kind)}"
        case Least(several):
            return f"the smaller of {_them(graph, several)}"
        case Chosen(otherwise=otherwise):
            return _part_of(graph, rule, otherwise)
        case WithinYear(need, limit):
            return f"{_operand(graph, need)}, within {phrase(graph, limit, top=False)} in the year"
        case Greatest(several):
            return f"the greater of {_them(graph, several)}"
        case When():
            return _choice(graph, kind)
        case Scaled(need):
            return f"what its table gives for {phrase(graph, need, top=False)}"
        case Round(need, unit, way):
            return f"{_operand(graph, need)}, rounded {say_rounding(unit, way, rule.type)}"
        case Root(need, unit, way):
            return f"the square root of {_operand(graph, need)}, rounded {say_rounding(unit, way, rule.type)}"
        case _:
            assert_never(kind)


def _put_together(graph: RuleGraph, rule: Rule, kind: Shared) -> str:
    match kind:
        case Over():
            return _over(graph, rule, kind)
        case Pooled():
            return _pooled(graph, rule, kind)
        case Weight(basis, group):
            nothing_else = rule.title if group == SCHEME else "equal parts"
            return nothing_else if basis is None else phrase(graph, basis, top=False)
        case Apportioned():
            return _share(graph, rule, kind)
        case Portion(need, shares, index):
            return f"{_which_part(graph, rule, shares, index)} of {_whole(graph, need)}"
        case _:
            assert_never(kind)


def _versions(graph: RuleGraph, versions: Sequence[tuple[date | None, RuleId]]) -> str:
    """Say what holds from each date on."""
    words = [
        phrase(graph, version, top=False) + (" at first" if start is None else f" from {say_date(start)}")
        for start, version in versions
    ]
    return listed(words, "and")


def _part_of(graph: RuleGraph, rule: Rule, need: RuleId) -> str:
    """Say what a rule reads: a part of its own block in full, another block by its title."""
    return phrase(graph, need, top=need.owner == rule.id.owner)


def _term(graph: RuleGraph, need: RuleId, *, last: bool) -> str:
    """Put one of several terms into words; a last one that is a product cannot run on into another."""
    plain = last and isinstance(graph.by_id[need].kind, Product)
    return phrase(graph, need, top=False) if plain else _operand(graph, need)


def _operand(graph: RuleGraph, need: RuleId) -> str:
    """Put what stands beside others into words, in brackets where it would run together with them."""
    words = phrase(graph, need, top=False)
    rule = graph.by_id[need]
    loose = isinstance(rule.kind, Total | Difference | Product) and len(needs(rule.kind)) > 1
    return f"({words})" if loose and rule.role is Role.PART else words


def _them(graph: RuleGraph, several: Sequence[RuleId]) -> str:
    return listed([phrase(graph, each, top=False) for each in several], "and")


def _product(graph: RuleGraph, factors: Sequence[RuleId]) -> str:
    """Say £35 for each patient in …, 50% of …, or one thing times another."""
    first, last = graph.by_id[factors[0]], graph.by_id[factors[-1]]
    words = [_operand(graph, factor) for factor in factors]
    if len(factors) == _PAIR and isinstance(first.kind, Constant) and first.role is Role.PART:
        if first.type.quantity is Quantity.SHARE:
            return " of ".join(words)
        if first.type.quantity is Quantity.MONEY and last.type.unit:
            return f" for each {last.type.unit} in ".join(words)
    return " times ".join(words)


def _ratio(graph: RuleGraph, rule: Rule, part: Rule, whole: Rule) -> str:
    """Say a part out of a whole, with their day once where it is the same."""
    assert isinstance(rule.kind, Ratio), "asked only of a part and a whole"
    if rule.kind.floor is not None:
        whole = graph.by_id[in_all(graph, rule.kind)]
    if rule.kind.per != 1:
        return f"{_operand(graph, part.id)} per {say_number(Fraction(rule.kind.per))} of {_operand(graph, whole.id)}"
    if rule.type.quantity is not Quantity.SHARE or part.type.quantity is Quantity.SHARE:
        return f"{_operand(graph, part.id)} divided by {_operand(graph, whole.id)}"
    if isinstance(part.kind, AsAt) and isinstance(whole.kind, AsAt) and part.moment == whole.moment:
        figures = (graph.by_id[each].title for each in (part.kind.need, whole.kind.need))
        return f"{' out of '.join(figures)}, {_moment(part)}"
    return f"{_operand(graph, part.id)} out of {_operand(graph, whole.id)}"


def in_all(graph: RuleGraph, ratio: Ratio | Pooled) -> RuleId:
    """Return the rule of a whole before anything is left out of it."""
    return _cut_down(graph, ratio)[0]


def _cut_down(graph: RuleGraph, ratio: Ratio | Pooled) -> tuple[RuleId, RuleId]:
    """Return the whole of which something is left out, and what is left out."""
    left = graph.by_id[ratio.whole].kind
    assert isinstance(left, Difference), "what is left is a whole less what is left out"
    return left.need, left.less


def _leaving_out(graph: RuleGraph, ratio: Ratio) -> str:
    """Say what is left out of a whole, and how much of it at most."""
    if ratio.floor is None:
        return ""
    _, less = _cut_down(graph, ratio)
    rule = graph.by_id[less]
    if rule.id.owner == graph.by_id[ratio.whole].id.owner and isinstance(rule.kind, Least):
        what, most = (phrase(graph, each, top=False) for each in rule.kind.needs)
        return f", leaving out {what}, up to {most}"
    return f", leaving out {_operand(graph, less)}"


def _moment(rule: Rule) -> str:
    """Say when a figure with several periods is read: on 31 March 2014, or during quarter 4."""
    match rule.moment:
        case Period(name=name):
            return f"during {name}"
        case None:
            return ""
        case day:
            return f"on {say_date(day)}"


def _choice(graph: RuleGraph, when: When) -> str:
    then, otherwise = (_or_nothing(graph, need) for need in (when.then, when.otherwise))
    return f"{then} if {phrase(graph, when.condition, top=False)}, or else {otherwise}"


def _or_nothing(graph: RuleGraph, need: RuleId) -> str:
    return "nothing" if graph.by_id[need].kind == Constant(Fraction(0)) else phrase(graph, need, top=False)


def _over(graph: RuleGraph, rule: Rule, over: Over) -> str:
    """Say what is put together from the members of a group."""
    if over.how == "number":
        return f"the number of {over.members.plural} that {_has(graph, over.need, many=True)}"
    words = _operand(graph, over.need)
    if over.how == "total":
        return words if _is_total_over_time(graph.by_id[over.need]) else f"the total of {words}"
    whose = "all" if rule.level == SCHEME else "its"
    of = f"of {whose} {possessive(over.members.plural)} {words}"
    if over.percent is not None:
        at_or_below = f"the lowest value that at least {over.percent}% of them are at or below"
        return f"the {say_ordinal(over.percent)} percentile {of} ({at_or_below})"
    even = " (of an even number, half way between the middle two)" if over.how == "median" else ""
    return f"the {over.how} {of}{even}"


def _is_total_over_time(rule: Rule) -> bool:
    """Whether a value is said as the total of something over a time, so that the total of all is no other words."""
    return isinstance(rule.kind, OverTime) and rule.kind.how == "total" and rule.role is Role.PART


def _pooled(graph: RuleGraph, rule: Rule, pooled: Pooled) -> str:
    indicator = phrase(graph, pooled.indicator, top=False)
    if rule.level == SCHEME:
        return f"the result for {indicator} of all {pooled.members.plural} counted as one"
    return f"the result for {indicator} of all {possessive(f'the {rule.level}')} {pooled.members.plural} counted as one"


def _which_part(graph: RuleGraph, rule: Rule, shares: Sequence[Cut], index: int) -> str:
    """Say 30%, £500, or which of several equal instalments."""
    if rule.role is Role.INSTALMENT:
        return f"part {index + 1} of {len(shares)} equal parts"
    return say_cut(graph, shares[index])


def say_cut(graph: RuleGraph, share: Cut) -> str:
    """Say which part is cut off a whole: 30%, £500, what is left."""
    match share:
        case Fraction():
            return say_percent(share)
        case RuleId():
            return phrase(graph, share, top=False)
        case _:
            return "what is left"


def _whole(graph: RuleGraph, need: RuleId) -> str:
    """Say what is cut into shares."""
    return "the whole amount" if graph.by_id[need].role in STEPS else phrase(graph, need, top=False)


def say_due(graph: RuleGraph, day: date | DayAfter) -> str:
    """Say when something is due, with the words before a day: on 30 June 2014, or within 8 weeks after another."""
    if not isinstance(day, DayAfter):
        return f"on {say_date(day)}"
    after = within(phrase(graph, day.after, top=False))
    earliest = f", but not before {say_date(day.not_before)}" if day.not_before else ""
    or_next = ", or the next working day" if day.or_next else ""
    return f"within {day.said} after {after}{earliest}{or_next}"


def _share(graph: RuleGraph, rule: Rule, share: Apportioned) -> str:
    weight = graph.by_id[share.weight].kind
    assert isinstance(weight, Weight), "money is shared by a weight"
    how = "equally" if weight.basis is None else f"by {phrase(graph, weight.basis, top=False)}"
    pool = phrase(graph, share.pool, top=False)
    return f"the {rule.level}'s part of {pool}, shared {how}, {_odd(share)}"


def _odd(share: Apportioned) -> str:
    return f"odd pennies by {say_method(share.method)}" if share.method else "each part rounded down"


# ---------------------------------------------------------------- conditions


def _clause(graph: RuleGraph, rule: Rule, *, top: bool = False, so: bool = True) -> str:
    """Say that a condition holds or, unless `so`, that it does not."""
    if not top and rule.role in NAMED:
        return _answered(graph, rule, so=so)
    match rule.kind:
        case Constant(value):
            return "always" if value is so else "never"
        case Chosen(otherwise=otherwise):
            return _clause(graph, graph.by_id[otherwise], so=so)
        case Settled(need):
            return _clause(graph, graph.by_id[need], so=so)
        case OfParty(need, party):
            return f"{_clause(graph, graph.by_id[need], so=so)} for {party}"
        case AsAt(need, period) if need.owner != rule.id.owner:
            read = graph.by_id[need]
            return _answered(graph, evolve(read, title=f"{read.title} during {period.name}"), so=so)
        case Supplied():
            return _supplied(graph, rule.kind, so=so)
        case Test():
            return _compared(graph, rule.kind, so=so)
        case Quorum():
            return _joined(graph, rule.kind, so=so)
        case Over(how="every") if so and _is_answer(graph, rule.kind.need):
            return f"{_clause(graph, graph.by_id[rule.kind.need])} for every {rule.kind.members.singular}"
        case Over(how="every"):
            members = f"{'every' if so else 'not every'} {rule.kind.members.singular}"
            return f"{members} {_has(graph, rule.kind.need, many=False)}"
        case _:
            return _answered(graph, rule, so=so)


def _answered(graph: RuleGraph, rule: Rule, *, so: bool) -> str:
    """Say that a target is met or a question is answered yes, by its title."""
    if is_target(graph, rule):
        return f"{within(rule.title)} is {'met' if so else 'not met'}"
    if rule.role is Role.LINE:
        return f"{within(rule.title)} is {'overspent' if so else 'not overspent'}"
    if rule.role is Role.GUARANTEE:
        return f"“{rule.title}” {'holds' if so else 'does not hold'}"
    if by := decided_by(graph, rule):
        return f"{by} decides {'yes' if so else 'no'} on “{rule.title}”"
    return f"the answer to “{rule.title}” is {'yes' if so else 'no'}"


def is_target(graph: RuleGraph, rule: Rule) -> bool:
    """Say whether a rule is a target, or a target at one of its periods."""
    return rule.role is Role.TARGET or (isinstance(rule.kind, AsAt) and is_target(graph, graph.by_id[rule.kind.need]))


def _supplied(graph: RuleGraph, supplied: Supplied, *, so: bool) -> str:
    """Say in which way a figure was supplied: is reported, is not suppressed."""
    rule = graph.by_id[supplied.need]
    whose = f" of {rule.kind.party}" if isinstance(rule.kind, OfParty) else ""
    title = graph.by_id[rule.kind.need].title if isinstance(rule.kind, OfParty) else rule.title
    word = _STATES[supplied.state][so is supplied.so]
    what = "judgement" if supplied.state == "undecided" else "figure"
    return f"the {what} “{title}”{whose} is {word}"


def _compared(graph: RuleGraph, test: Test, *, so: bool) -> str:
    """Say that one value is at least another; of what is yes or no, that it is so."""
    comparator = test.comparator if so else opposite(test.comparator)
    left, right = graph.by_id[test.left], graph.by_id[test.right]
    match right.kind:
        case Constant(bool() as wanted) if right.role is Role.PART:
            return _clause(graph, left, so=wanted is (comparator == "equal"))
        case Constant(Fraction() as number) if right.role is Role.PART and _is_number(left):
            return _so_many(graph, left, comparator, number)
        case _ if left.type.quantity is Quantity.YES_NO:
            return f"{_clause(graph, left)} just when {_clause(graph, right, so=comparator == 'equal')}"
        case _:
            words = phrase(graph, right.id, top=False)
            return f"{phrase(graph, left.id, top=False)} {say_comparator(comparator, right.type)} {words}"


def _is_number(rule: Rule) -> bool:
    """Say whether a value is how many members meet a condition."""
    return isinstance(rule.kind, Over) and rule.kind.how == "number"


def _so_many(graph: RuleGraph, left: Rule, comparator: Comparator, number: Fraction) -> str:
    """Say that at least 4 practices have what is asked."""
    over = left.kind
    assert isinstance(over, Over), "members are counted over a group"
    members = over.members.singular if number == 1 else over.members.plural
    many = f"{say_bound(comparator)} {say_counted(number, '')} {members}"
    return f"{many} {_has(graph, over.need, many=number != 1)}"


def _has(graph: RuleGraph, need: RuleId, *, many: bool) -> str:
    """Say what is asked of each member: has … of at least 60%, meets …."""
    rule = graph.by_id[need]
    if rule.role is Role.TARGET:
        return f"{'meet' if many else 'meets'} {within(rule.title)}"
    if isinstance(rule.kind, Test) and rule.role is Role.PART and not _is_of_days(graph, rule.kind):
        return f"{'have' if many else 'has'} {measure(graph, rule.kind)}"
    return f"{'have' if many else 'has'} this: {_clause(graph, rule)}"


def _is_answer(graph: RuleGraph, need: RuleId) -> bool:
    """Say whether what is asked of each member is the answer to a question."""
    rule = graph.by_id[need]
    asked = graph.by_id[rule.kind.left] if isinstance(rule.kind, Test) and rule.role is Role.PART else rule
    return asked.role in {Role.GIVEN, Role.FIGURE} and asked.type.quantity is Quantity.YES_NO


def _is_of_days(graph: RuleGraph, test: Test) -> bool:
    """Say whether a test holds one day against another, which nobody has an amount of."""
    return graph.by_id[test.left].type.quantity is Quantity.DATE


def say_which(graph: RuleGraph, need: RuleId) -> str:
    """Say which members are meant: that meet a target, for which an answer is yes, that have so much of something."""
    rule = graph.by_id[need]
    while isinstance(rule.kind, Settled) and rule.role is Role.PART:
        rule = graph.by_id[rule.kind.need]
    if rule.role in NAMED and rule.role is not Role.TARGET:
        return f"for which {_answered(graph, rule, so=True)}"
    return f"that {_has(graph, rule.id, many=True)}"


def measure(graph: RuleGraph, test: Test) -> str:
    """Say what a member must have: Agreed care plans of at least 60%; of a day, when it must be."""
    if _is_of_days(graph, test):
        return _compared(graph, test, so=True)
    left, right = (phrase(graph, need, top=False) for need in (test.left, test.right))
    return f"{left} of {say_bound(test.comparator)} {right}"


def _joined(graph: RuleGraph, quorum: Quorum, *, so: bool) -> str:
    """Join conditions by and, by or, or by how many must hold."""
    row = joined_by(quorum, so=so)
    if row is None:
        return _some(graph, quorum, so=so)
    word, each_so = row
    if len(quorum.needs) == 1:
        return _clause(graph, graph.by_id[quorum.needs[0]], so=each_so)
    them = [_element(graph, need, word, so=each_so) for need in quorum.needs]
    simple = len(them) <= _PAIR and not any(" and " in each or " or " in each for each in them)
    return f"{'' if simple else ','} {word} ".join(them)


def _element(graph: RuleGraph, need: RuleId, word: str, *, so: bool) -> str:
    """Say one of several conditions; one that is itself several is marked, unless the same word joins it."""
    rule = graph.by_id[need]
    words = _clause(graph, rule, so=so)
    if rule.role in BLOCKS or not isinstance(rule.kind, Quorum):
        return words
    if len(rule.kind.needs) == 1:
        return _element(graph, rule.kind.needs[0], word, so=so is (rule.kind.least == 1))
    match joined_by(rule.kind, so=so):
        case (same, _) if same == word:
            return words
        case ("or", _):
            return f"either {words}"
        case ("and", _) if len(rule.kind.needs) == _PAIR:
            return f"both {words}"
        case _:
            return f"({words})"


def _some(graph: RuleGraph, quorum: Quorum, *, so: bool) -> str:
    """Say that at least 2 of these 3 hold."""
    least, most = bounds(quorum, so=so)
    count = len(quorum.needs)
    many = f"at least {least}" if most == count else f"at most {most}"
    rules = [graph.by_id[need] for need in quorum.needs]
    if all(is_target(graph, rule) for rule in rules):
        return f"{many} of these {count} are met: {listed([within(rule.title) for rule in rules], 'and')}"
    return f"{many} of these {count} are so: {'; '.join(_clause(graph, rule) for rule in rules)}"
