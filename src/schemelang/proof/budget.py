"""What a scheme can cost: in all, to one of those who are paid, and what one of them can be asked to pay back.

Each is an end of a linear form of the payments, so that each pool is counted once, and a limit for the year once for
the year. With figures, those that were counted by the first day of the term are as given, and the others are still
free within their bounds; of a few parties it is added up what each can have by its own. What is paid is whole pence,
so that the part of a penny of an end is left out.
"""

from collections.abc import Iterator
from fractions import Fraction

from schemelang.figures.figures import Figures
from schemelang.graph.graph import Apportioned, Joint, OfParty, Over, Pooled, Rule, RuleId
from schemelang.light import evolve
from schemelang.model.model import SCHEME, NamedParty, Payment, Scheme
from schemelang.model.names import with_article
from schemelang.outcome.known import begin
from schemelang.proof.affine import Prover
from schemelang.proof.endless import without_end
from schemelang.proof.forms import Adder, Form, Members, Term, Times, added, form_of
from schemelang.proof.intervals import NOTHING
from schemelang.proof.proof import Budget, Claim, Most, Noted, Unchecked
from schemelang.proof.ranges import Ranges, ranges_of
from schemelang.proof.subject import Subject
from schemelang.quantities import say_money

_ONE = Fraction(1)
_FEW = 60
"""Of so many practices and groups it is looked at what each can have; with more that would take long."""
Payee = tuple[str, str | None]
"""The level of those who are paid, or the name of the party that is."""


def budget_of(subject: Subject) -> Budget | None:
    """Return the ends of what a scheme can cost; nothing where it pays nothing."""
    payments = [block for block in subject.scheme.blocks if isinstance(block, Payment)]
    if not payments:
        return None
    prover = Prover(subject.ranged)
    return Budget(
        total=_in_all(subject, payments, prover),
        one=_to_one(subject, prover),
        back=_asked_back(subject, prover),
        given_figures=subject.figures is not None,
    )


def cost_is_known(subject: Subject, budget: Budget | None) -> Iterator[Claim]:
    """Say what the scheme can cost at most, and what can be asked back, or what of it has no bound."""
    if budget is None:
        yield from (subject.of_all(kind, Noted("Nothing is paid.")) for kind in ("budget", "repay"))
        return
    yield subject.of_all("budget", _fact(budget.total, "It costs at most {}."))
    nothing = "Nobody can be asked to pay anything back."
    back = Noted(nothing) if budget.back.amount == 0 else _fact(budget.back, "Nobody can be asked for more than {}.")
    yield subject.of_all("repay", back)


def _fact(most: Most, words: str) -> Noted | Unchecked:
    return Unchecked(most.why) if most.amount is None else Noted(words.format(say_money(most.amount)))


# ---------------------------------------------------------------- in all


def _in_all(subject: Subject, payments: list[Payment], prover: Prover) -> Most:
    """Return the most that the scheme costs; what somebody who is paid pays on is part of that already."""
    paid = {part.payee for part in subject.graph.due if part.payee is not None} - {subject.scheme.offered_by}
    own = [payment for payment in payments if payment.payer not in paid]
    titles = _titles(subject.scheme)
    passing_on = dict.fromkeys(titles[payment.payer] for payment in payments if payment.payer in paid)
    form = added((_ONE, _of_year(subject, RuleId(payment.name), everybody=True)) for payment in own)
    known = f"what {' and '.join(passing_on)} pays on is part of it" if passing_on else ""
    most, one_by_one = _most(subject, form, prover, known), _one_by_one(subject, own, prover)
    is_less = most.amount is not None and one_by_one is not None and one_by_one < most.amount
    return evolve(most, amount=one_by_one) if is_less else most


def _one_by_one(subject: Subject, payments: list[Payment], prover: Prover) -> Fraction | None:
    """Add up what each party can have at most, by its own figures where they were given; nothing where that is open.

    Of a payment that rests on what others have, the most that all can have is taken.
    """
    if subject.figures is None or len(subject.figures.members) > _FEW:
        return None
    whole = NOTHING
    for payment in payments:
        rule = subject.graph.by_id[RuleId(payment.name)]
        if rule.level != SCHEME and _is_of_oneself(subject, rule):
            highs = [each[rule.id].high for each in _of_each(subject, subject.figures, rule.level)]
            all_of_term = [each * subject.ranged.numbers.of_term(rule.series) for each in highs if each is not None]
            highest = sum(all_of_term, NOTHING) if len(all_of_term) == len(highs) else None
        else:
            highest = prover.highest(_of_year(subject, rule.id, everybody=True))
        if highest is None:
            return None
        whole += highest
    return _whole_pence(max(whole, NOTHING))


def _is_of_oneself(subject: Subject, rule: Rule) -> bool:
    """Say whether a rule rests on what its own party has, and its groups, and never on what others have."""
    kinds = (subject.graph.by_id[each].kind for each in subject.under(rule.id))
    return not any(isinstance(kind, Over | Pooled | Apportioned | OfParty | Joint) for kind in kinds)


def _of_each(subject: Subject, figures: Figures, level: str) -> Iterator[Ranges]:
    """Give the ranges of all rules, for each party of a level with its own figures of that level."""
    levels = {name: figure.level for name, figure in subject.ranged.bounds.figures.items()}
    for party in begin(subject.graph, figures).belonging.parties[level]:
        own = {key: datum for key, datum in figures.data.items() if levels[key[0]] != level or key[1] == party}
        yield ranges_of(subject.scheme, subject.graph, evolve(figures, data=own))


def _of_year(subject: Subject, rule: RuleId, *, everybody: bool) -> Form:
    """Return a rule added up over the periods of the term, for one of its level or for all of them."""
    found, graph = subject.graph.by_id[rule], subject.graph
    members = (Members(found.level, SCHEME),) if everybody and found.level != SCHEME else ()
    times = () if found.series is None else (Times(found.series, (graph.first, graph.last)),)
    return Adder(graph, subject.ranged.numbers).plain(Term(rule, (*members, *times)))


def _most(subject: Subject, form: Form, prover: Prover, known: str = "") -> Most:
    highest = prover.highest(form)
    if highest is not None:
        return Most(amount=_whole_pence(max(highest, NOTHING)), why="; ".join(filter(None, (known, _missing(subject)))))
    rules = [term.rule for term in form if term.rule is not None]
    return Most(amount=None, why=_endless(subject, rules, prover))


def _whole_pence(amount: Fraction) -> Fraction:
    return Fraction(amount * 100 // 1, 100)


def _missing(subject: Subject) -> str:
    """Say what is taken of figures that should have been given by now, and are missing."""
    bounds = subject.ranged.bounds
    known = (name for name in bounds.figures if bounds.known_now(name) is not None)
    missing = [bounds.figures[name].title for name in known if None in bounds.values(name).values()]
    if not missing:
        return ""
    return f'where "{missing[0]}" is missing, it is taken to be no more than the most that was given'


def _endless(subject: Subject, rules: list[RuleId], prover: Prover) -> str:
    """Say what has no end, of several rules."""
    said = (without_end(subject, rule, prover) for rule in rules)
    return next(filter(None, said), "the ends of what the figures can be do not bound it")


def _titles(scheme: Scheme) -> dict[str, str]:
    return {block.name: block.title for block in scheme.blocks if isinstance(block, NamedParty)}


# ---------------------------------------------------------------- one of those who are paid


def _shares(subject: Subject) -> dict[Payee, list[RuleId]]:
    """Return the shares that one payee of each kind has: each of a level, one nominated by each, or a party by name."""
    nominated = {block.name for block in subject.scheme.blocks if isinstance(block, NamedParty) and block.payee_for}
    found: dict[Payee, dict[RuleId, None]] = {}
    for part in subject.graph.due:
        level = part.level if part.payee is None or part.payee in nominated else SCHEME
        found.setdefault((level, part.payee), {})[part.share] = None
    return {payee: list(rules) for payee, rules in found.items()}


def _to_one(subject: Subject, prover: Prover) -> Most:
    """Return the most that one payee is paid, and what one of the other kinds is paid."""
    most: list[tuple[str, Most]] = []
    for (level, name), rules in _shares(subject).items():
        form = added((_ONE, _of_year(subject, rule, everybody=level == SCHEME)) for rule in rules)
        who = with_article(level) if name is None else _titles(subject.scheme)[name]
        most.append((who, _most(subject, form, prover)))
    endless = next((each for _, each in most if each.amount is None), None)
    if endless is not None:
        return endless
    (first, highest), *others = sorted(most, key=lambda each: each[1].amount or NOTHING, reverse=True)
    also = (f"{who} at most {say_money(each.amount or NOTHING)}" for who, each in others)
    return Most(amount=highest.amount, why="; ".join((first, *also)) if others else "")


def _asked_back(subject: Subject, prover: Prover) -> Most:
    """Return the most that one payee can be asked to pay back, of all payments and periods."""
    back: dict[tuple[str, str | None, RuleId], RuleId] = {}
    for part in subject.graph.due:
        if any(done.how == "recovered" for done in part.recoveries):
            back[part.level, part.payee, part.share] = part.share
    whole: dict[tuple[str, str | None], Fraction] = {}
    for level, payee, rule in back:
        lowest = prover.lowest(form_of(rule))
        if lowest is None:
            return Most(amount=None, why=_endless(subject, [rule], prover))
        times = subject.ranged.numbers.of_term(subject.graph.by_id[rule].series)
        whole[level, payee] = whole.get((level, payee), NOTHING) + max(-lowest, NOTHING) * times
    return Most(amount=_whole_pence(max(whole.values(), default=NOTHING)))
