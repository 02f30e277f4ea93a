"""Whether somebody who reaches more is ever paid less, and what the results of others do to anybody's pay.

It is proved by signs (`signs.py`): for each payment, and each figure by which somebody reaches more (`reach.py`), it
is looked at which way the payee's pay goes. Where that is not known it is tried (`tried.py`), and a fall that is
found is confirmed by the reference evaluator before it is told.

A claim is about figures that are reported and within their bounds, about members for the whole term, and about money
that is not held: what is held in one of two cases is neither more nor less. Figures that are missing stay missing.
All else that somebody does not do, sizes above all, stays as it is; each claim names what that is (`fixed.py`).
"""

from collections.abc import Container, Iterator
from typing import Literal, assert_never

from schemelang.graph.graph import Apportioned, Given, Product, Ratio, Role, Rule, WithinYear
from schemelang.light import frozen
from schemelang.model.model import Payment
from schemelang.proof.fixed import Fixed, fixed_of, listed, say_fixed, title
from schemelang.proof.proof import Accepted, Broken, Claim, Noted, Proved, Tried, Unchecked, Verdict
from schemelang.proof.reach import Reach
from schemelang.proof.signs import EITHER, FALLS, PENNIES, turned
from schemelang.proof.subject import Subject
from schemelang.proof.together import resting_on_others

KIND = "reaching more"
OTHERS = "others"
EVERYBODY = "everybody"
_SHOWN = 3
"""How many figures are named one by one."""
_BY_SOLVER = "It was shown by the solver."


@frozen
class _Paid:
    """A payment, with the rule of what each payee has of it."""

    subject: Subject
    payment: Payment
    rule: Rule

    def own(self, reach: Reach) -> int:
        """Return which way pay goes when its payee reaches more."""
        sign = self.subject.signs.own(self.rule, reach.figure)
        return sign if reach.way == 1 else turned(sign)

    def others(self, reach: Reach) -> int:
        """Return which way pay goes when others reach more."""
        sign = self.subject.signs.others(self.rule, reach.figure)
        return sign if reach.way == 1 else turned(sign)

    def fixed(self, reached: list[Reach], *, by_others: bool) -> tuple[Fixed, ...]:
        """Return what a claim takes as fixed: what can lower pay or, if nothing is reached, all on which pay rests."""
        return fixed_of(self.subject, self.rule, by_others=by_others, only_down=bool(reached))

    def claim(self, kind: str, verdict: Verdict, how: str = "") -> Claim:
        """Return a claim about the payment."""
        return Claim(kind=kind, about=self.payment.title, verdict=verdict, how=how, place=self.payment.span)


def payments_of(subject: Subject) -> Iterator[_Paid]:
    """Give each payment, with what each of its payees has of it."""
    for payment in (block for block in subject.scheme.blocks if isinstance(block, Payment)):
        own = {rule.role: rule for rule in subject.graph.rules if rule.id.owner == payment.name}
        yield _Paid(subject, payment, own.get(Role.RECEIVED, own[Role.PAYMENT]))


def which_way_pay_goes(subject: Subject) -> Iterator[Claim]:
    """Show what one's own results, those of others, and those of all together do to what is paid."""
    own = tuple(reaching_more_never_pays_less(subject))
    yield from own
    yield from nobody_is_paid_less_for_others(subject)
    proved = {claim.about for claim in own if isinstance(claim.verdict, Proved)}
    yield from if_everybody_reaches_more_nobody_loses(subject, proved)


# ---------------------------------------------------------------- oneself


def reaching_more_never_pays_less(subject: Subject) -> Iterator[Claim]:
    """Show for each payment that whoever reaches more is paid no less."""
    for paid in payments_of(subject):
        yield _of_oneself(paid)
    torn = [title(subject, name) for name in subject.reaches.in_two_minds]
    if torn:
        more = "more of it is more of the one and, unless the rest follows, less of the other"
        yield subject.of_all(KIND, Noted(f"{listed(torn)}: a part of one thing and the whole of another; {more}."))


def _of_oneself(paid: _Paid) -> Claim:
    known = [each for each in paid.subject.reaches.them if paid.own(each)]
    counted = [each for each in known if not (each.is_plain and paid.own(each) & EITHER == FALLS)]
    against = [each for each in known if each not in counted]
    open_ = [each for each in counted if paid.own(each) & (FALLS | PENNIES)]
    how = _looked_at(paid, counted, against)
    how = f"{how} {say_fixed(paid.fixed(counted, by_others=False))}".strip()
    if not open_:
        return paid.claim(KIND, Proved(), how)
    from schemelang.proof.tried import Fall, tried

    only_pennies = not any(paid.own(each) & FALLS for each in open_)
    found = tried(paid.subject, paid.rule, open_, only_pennies=only_pennies)
    if not isinstance(found, Fall):
        from schemelang.proof.asked import ask_of_oneself

        answer = "unknown" if only_pennies else ask_of_oneself(paid.subject, paid.rule, open_)
        if answer == "never":
            return paid.claim(KIND, Proved(), f"{how} {_BY_SOLVER}")
        if not isinstance(answer, Fall):
            why = _why(paid, open_) + _not_by_solver(answer)
            return paid.claim(KIND, Tried(found, why) if found else Unchecked(why), how)
        found = answer
    allowed = paid.payment.allows("falling pay")
    verdict = Broken(found.story) if allowed is None else Accepted(found.story, allowed.because)
    return Claim(kind=KIND, about=paid.payment.title, verdict=verdict, how=how, place=found.place)


def _not_by_solver(answer: Literal["unknown", "late", "absent"]) -> str:
    """Say why the solver did not settle it, if it was asked and could have."""
    from schemelang.proof.solver import INSTALL

    match answer:
        case "late":
            return "; the solver did not settle it in its time"
        case "absent":
            return f"; the solver, which may settle it, is not installed: {INSTALL}"
        case "unknown":
            return ""
        case _:
            assert_never(answer)


def _looked_at(paid: _Paid, counted: list[Reach], against: list[Reach]) -> str:
    """Say by which figures more is reached, and which count against whoever has more of them."""
    unsure = [each for each in counted if each.is_plain and paid.own(each) & FALLS]
    paid_for = [each for each in counted if each not in unsure]
    said = []
    if paid_for:
        said.append(f"It is paid for {_named(paid, paid_for)}.")
    if unsure:
        said.append(f"It is not known whether more of {_named(paid, unsure)} is paid more or less.")
    if not counted:
        said.append("It rests on nothing that anybody reaches.")
    if against:
        said.append(f"What counts against somebody is {_named(paid, against)}.")
    return " ".join(said)


def _named(paid: _Paid, them: list[Reach]) -> str:
    titles = [_called(paid.subject, each) for each in sorted(them, key=lambda each: each.way != 1)]
    more = len(titles) - _SHOWN
    return listed([*titles[:_SHOWN], f"{more} more"] if more > 1 else titles)


def _called(subject: Subject, reach: Reach) -> str:
    """Name a figure; of several, those of which less is meant come last, so that `less of` is not read of all."""
    called = title(subject, reach.figure)
    return called if reach.way == 1 else f"less of {called}"


# ---------------------------------------------------------------- why it is not known


def _why(paid: _Paid, them: list[Reach]) -> str:
    """Say where it is that pay could go either way."""
    if not any(paid.own(each) & FALLS for each in them):
        return "who gets an odd penny can change"
    graph, signs = paid.subject.graph, paid.subject.signs
    figure = next(each.figure for each in them if paid.own(each) & FALLS)

    def either(rule: Rule) -> bool:
        return signs.own(rule, figure) & EITHER == EITHER

    cone = paid.subject.under(paid.rule.id)
    torn = (rule for rule in graph.rules if rule.id in cone and either(rule))
    first = next(torn, paid.rule)
    for leaf in _open_below(paid.subject, first):
        return f"nothing says that {leaf} is never below nothing"
    return f"{paid.subject.where([first])} it could go either way"


def _open_below(subject: Subject, rule: Rule) -> Iterator[str]:
    """Find the figures that nothing bounds below, where that decides which way a rule goes."""
    if not isinstance(rule.kind, Product | Ratio | WithinYear):
        return
    cone = subject.under(rule.id)
    for each in subject.graph.rules:
        low = subject.ranges[each.id].low
        if each.id in cone and isinstance(each.kind, Given) and (low is None or low < 0):
            yield title(subject, each.kind.figure)


# ---------------------------------------------------------------- others


def nobody_is_paid_less_for_others(subject: Subject) -> Iterator[Claim]:
    """Show for each payment what the results of others do to it."""
    for paid in payments_of(subject):
        rests = [each for each in subject.reaches.them if paid.others(each)]
        down = [each for each in rests if paid.others(each) & FALLS]
        fixed = say_fixed(paid.fixed(rests, by_others=True))
        if not rests:
            yield paid.claim(OTHERS, Proved(), f"It does not rest on what others reach. {fixed}".strip())
        elif not down and any(paid.others(each) & PENNIES for each in rests):
            why = f"who gets an odd penny can change when others reach more: {_named(paid, rests)}"
            yield paid.claim(OTHERS, Unchecked(why), fixed)
        elif not down:
            together = resting_on_others(subject, paid.rule, rests)
            rises = f"It can rise when others reach more: {_named(paid, rests)}."
            yield paid.claim(OTHERS, Proved(), " ".join(each for each in (rises, fixed, together) if each))
        elif any(_is_shared_by(paid, each) for each in down):
            words = f"This is a pool that is shared by what each reaches: the more others have of {_named(paid, down)}"
            yield paid.claim(OTHERS, Noted(f"{words}, the less of it is left for one."))
        else:
            words = f"What others reach can lower it, since one is held against others by {_named(paid, down)}."
            yield paid.claim(OTHERS, Noted(words))


def _is_shared_by(paid: _Paid, reach: Reach) -> bool:
    """Say whether a pool is shared by something that whoever reaches more has more of."""
    graph, signs = paid.subject.graph, paid.subject.signs
    shares = (graph.by_id[each].kind for each in paid.subject.under(paid.rule.id))
    weights = (kind.weight for kind in shares if isinstance(kind, Apportioned))
    return any(signs.own(graph.by_id[weight], reach.figure) for weight in weights)


def if_everybody_reaches_more_nobody_loses(subject: Subject, proved: Container[str] = ()) -> Iterator[Claim]:
    """Show for each payment that nobody is paid less if all do; of those `proved` nobody is for what he does alone."""
    for paid in payments_of(subject):
        them = [each for each in subject.reaches.them if not (each.is_plain and paid.own(each) & EITHER == FALLS)]
        own = [each for each in them if paid.own(each) & FALLS and paid.payment.title not in proved]
        others = [each for each in them if paid.others(each) & FALLS]
        if own:
            why = f"whether one who reaches more is ever paid less by {_named(paid, own)} is not proved"
            yield paid.claim(EVERYBODY, Unchecked(why))
        elif others:
            yield paid.claim(EVERYBODY, _weighed_up(paid, them, others))
        elif any((paid.own(each) | paid.others(each)) & PENNIES for each in them) and paid.payment.title not in proved:
            yield paid.claim(EVERYBODY, Unchecked("who gets an odd penny can change"))
        else:
            fixed = [paid.fixed(them, by_others=each) for each in (False, True)]
            yield paid.claim(EVERYBODY, Proved(), say_fixed(tuple(dict.fromkeys(fixed[0] + fixed[1]))))


def _weighed_up(paid: _Paid, them: list[Reach], others: list[Reach]) -> Verdict:
    """Ask the solver whether what one gains can be less than what the others take."""
    from schemelang.proof.asked import ask_of_everybody
    from schemelang.proof.solver import INSTALL, is_there

    asked = ask_of_everybody(paid.subject, paid.rule, them)
    why = f"what one gains by {_named(paid, others)} another loses"
    if asked is None:
        more = (
            ""
            if is_there() or paid.subject.for_contract
            else f"; with the solver it is weighed up for the practices of an example: {INSTALL}"
        )
        return Unchecked(f"{why}, and the two were not weighed up{more}")
    world, answer = asked
    if answer == "never":
        shown = f"the solver has shown it for {world.origin}, with the sizes there and whatever is reached"
        return Unchecked(f"{shown}, but for odd pennies; of others it was not asked")
    if answer == "unknown":
        return Unchecked(f"{why}, and the solver did not find in its time which is more")
    return Noted(f"If all reach more, one can still be paid less: the solver found how, on {world.origin}.")
