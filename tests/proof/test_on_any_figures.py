"""What is read off the rules is so on any figures: shares add up, nothing is divided by nothing, units agree."""

import re
from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import cache
from pathlib import Path
from random import Random

from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from any_figures import any_figures
from beside import beside
from passes import CONTRACTS
from schemelang.checks.in_words import in_words
from schemelang.compile import compile_scheme
from schemelang.document.contract import Contract
from schemelang.document.from_graph import write_contract
from schemelang.figures.figures import Figures, State
from schemelang.graph.graph import (
    Apportioned,
    Constant,
    Difference,
    Given,
    Greatest,
    Least,
    Pooled,
    Portion,
    Product,
    Ratio,
    Root,
    Round,
    Rule,
    RuleGraph,
    RuleId,
    Scaled,
    Settled,
    Total,
    needs,
)
from schemelang.graph.graph import (
    Test as Compared,
)
from schemelang.model.model import Quantity
from schemelang.outcome.case import Case
from schemelang.outcome.from_graph import evaluate
from schemelang.outcome.known import Known, begin
from schemelang.outcome.outcome import Absent, Lack, Outcome, Status
from schemelang.proof.complete import every_amount_is_complete
from schemelang.proof.direction import payments_of
from schemelang.proof.divided import nothing_is_divided_by_nothing
from schemelang.proof.measured import units_agree
from schemelang.proof.missing import missing_is_never_nothing
from schemelang.proof.mutants import mutants_of
from schemelang.proof.proof import Claim, Noted, Proved
from schemelang.proof.shared import what_is_shared_adds_up
from schemelang.proof.subject import Subject
from schemelang.source import Source
from subjects import subject_at
from test_conformance import SCHEMES
from told import paid_in_all

EVERY = [*CONTRACTS, *SCHEMES]
Prover = Callable[[Subject], Iterable[Claim]]


@cache
def is_proved(prover: Prover, path: Path) -> bool:
    """Say whether all that a prover claims of a scheme is proved, or a fact."""
    return all(isinstance(each.verdict, Proved | Noted) for each in prover(subject_at(path)))


def on_any_figures(path: Path, random: Random) -> Outcome:
    """Work out a scheme on figures by chance."""
    subject = subject_at(path)
    return evaluate(subject.graph, any_figures(subject.scheme, subject.graph, random))[0]


def known_of(outcome: Outcome) -> Known:
    """Return what has been worked out, so that a rule can be asked what it reads."""
    return evolve(
        begin(outcome.graph, outcome.figures), values={key: dict(them) for key, them in outcome.values.items()}
    )


def chosen(data: st.DataObject, prover: Prover) -> tuple[Path, Outcome]:
    """Choose a scheme of which something is proved, and figures."""
    path = data.draw(st.sampled_from(EVERY))
    assume(is_proved(prover, path))
    return path, on_any_figures(path, data.draw(st.randoms(use_true_random=True)))


# ---------------------------------------------------------------- what is shared


@given(st.data())
def test_what_is_cut_or_shared_adds_up(data: st.DataObject) -> None:
    """The parts of an amount come to it, to the penny, and none is on the other side of nothing; so do shares."""
    _, outcome = chosen(data, what_is_shared_adds_up)
    wholes: dict[object, list[object]] = {}
    key: object
    known = known_of(outcome)
    for rule in outcome.graph.rules:
        for (party, period), value in outcome.values[rule.id].items():
            case = Case(known, rule, party, period)
            match rule.kind:
                case Portion(need, shares):
                    key = rule.kind.need, shares, party, period
                    wholes.setdefault(key, [case.need(need)]).append(value)
                case Apportioned(pool, method=method) if method is not None:
                    group = known.belonging.owner(rule.level, party, outcome.graph.by_id[pool].level)
                    key = rule.id, group, period
                    wholes.setdefault(key, [case.need(pool)]).append(value)
                case _:
                    pass
    for key, (whole, *parts) in wholes.items():
        numbers = [each for each in parts if isinstance(each, Fraction)]
        if isinstance(whole, Fraction) and len(numbers) == len(parts):
            assert sum(numbers) == whole, key
            assert all((each * 100).denominator == 1 and each * whole >= 0 for each in numbers), key


@given(st.data())
def test_what_falls_due_is_what_is_paid(data: st.DataObject) -> None:
    """All lines of a payment come to it, and each has a payer, a payee and, unless it is held, a day."""
    path, outcome = chosen(data, every_amount_is_complete)
    for line in outcome.ledger:
        assert line.part.payer
        assert line.payee
        assert line.day is not None or line.status is Status.HELD
    advanced = {part.payment for part in outcome.graph.due if part.balance is not None}
    for paid in payments_of(subject_at(path)):
        payment = RuleId(paid.payment.name)
        for party in {party for party, _ in outcome.values[payment]}:
            whole = paid_in_all(outcome, payment, party)
            lines = [line for line in outcome.ledger if line.payment == payment.owner]
            pence = [each.pence for each in lines if party in {None, each.group, each.payee}]
            is_whole = payment.owner not in advanced and _has_everybody(outcome, payment, party)
            if whole is not None and None not in pence and is_whole:
                assert sum(each or 0 for each in pence) == whole * 100, (payment, party)


def _has_everybody(outcome: Outcome, payment: RuleId, party: str | None) -> bool:
    """Say whether a group has members of each kind among whom its money is shared."""
    members, level = known_of(outcome).belonging.members, outcome.graph.by_id[payment].level
    parts = [part for part in outcome.graph.due if part.payment == payment.owner and part.is_shared]
    return all(members.get((level, party, part.level)) for part in parts)


# ---------------------------------------------------------------- divided, and missing


@given(st.data())
def test_no_number_comes_of_a_division_by_nothing(data: st.DataObject) -> None:
    """A ratio out of nothing has no value; and what is held for it stands on a line that is named."""
    path, outcome = chosen(data, nothing_is_divided_by_nothing)
    known = known_of(outcome)
    named = " ".join(claim.how for claim in nothing_is_divided_by_nothing(subject_at(path)))
    for rule in outcome.graph.rules:
        for (party, period), value in outcome.values[rule.id].items():
            if isinstance(rule.kind, Ratio) and Case(known, rule, party, period).need(rule.kind.whole) == 0:
                assert isinstance(value, Absent), rule.id
            if isinstance(value, Absent) and value.lack is Lack.EMPTY and not isinstance(rule.kind, Ratio | Pooled):
                silent = [cause for cause in value.causes if not _says_so(subject_at(path), cause.rule)]
                lines = [str(outcome.graph.by_id[cause.rule].span.line) for cause in silent]
                assert all(line in named.split("at line")[1] for line in lines), (rule.id, named)


def _says_so(subject: Subject, rule: RuleId) -> bool:
    """Say whether the scheme says what is done where a rule has nothing to divide by."""
    if not isinstance(subject.graph.by_id[rule].kind, Ratio | Pooled):
        return True  # a pool for which nobody counts
    readers = (reader.kind for reader in subject.readers[rule])
    return any(isinstance(kind, Settled) and "empty" in dict(kind.actions) for kind in readers)


_ARITHMETIC = (Total, Difference, Product, Ratio, Least, Greatest, Round, Root, Compared, Scaled)
_STATES = (None, State.SUPPRESSED, State.NOT_APPLICABLE)


def some_missing(figures: Figures, random: Random) -> Figures:
    """Leave out some figures, or say that they are suppressed or do not apply."""
    data = dict(figures.data)
    for key in random.sample(sorted(data, key=str), random.randint(0, len(data))):
        state = random.choice(_STATES)
        if state is None:
            del data[key]
        else:
            data[key] = evolve(data[key], value=state)
    return evolve(figures, data=data)


@given(st.data())
def test_no_number_comes_of_what_is_missing(data: st.DataObject) -> None:
    """A figure that is not there is no number, and what is reckoned from something that is not there is not there."""
    path = data.draw(st.sampled_from(EVERY))
    assume(is_proved(missing_is_never_nothing, path))
    random, subject = data.draw(st.randoms(use_true_random=True)), subject_at(path)
    figures = some_missing(any_figures(subject.scheme, subject.graph, random), random)
    outcome, _ = evaluate(subject.graph, figures)
    known = known_of(outcome)
    for rule in outcome.graph.rules:
        for (party, period), value in outcome.values[rule.id].items():
            case = Case(known, rule, party, period)
            match rule.kind:
                case Given(figure):
                    datum = figures.data.get((figure, party, period))
                    assert isinstance(value, Absent) is (datum is None or isinstance(datum.value, State)), rule.id
                case Settled(need, actions) if isinstance(case.need(need), Absent):
                    instead = [case.need(action) for _, action in actions if isinstance(action, RuleId)]
                    assert isinstance(value, Absent) or value in instead, rule.id
                case kind if isinstance(kind, _ARITHMETIC) and any(
                    isinstance(case.need(need), Absent) for need in needs(kind)
                ):
                    assert isinstance(value, Absent), rule.id
                case _:
                    pass


# ---------------------------------------------------------------- units


def in_pence(graph: RuleGraph) -> RuleGraph:
    """Return the same rules, in which all money that is laid down, and all rounding of money, is in pence."""

    def turned(rule: Rule) -> Rule:
        if rule.type.quantity is not Quantity.MONEY:
            return rule
        match rule.kind:
            case Constant(Fraction() as value):
                return evolve(rule, kind=Constant(value * 100))
            case Round(need, unit, way):
                return evolve(rule, kind=Round(need, unit * 100, way))
            case _:
                return rule

    return evolve(graph, rules=tuple(map(turned, graph.rules)))


@given(st.data())
def test_pounds_or_pence_come_to_the_same(data: st.DataObject) -> None:
    """With all money in pence, money is a hundred times as much and all else is what it was: so no units are mixed."""
    path = data.draw(st.sampled_from(EVERY))
    assume(is_proved(units_agree, path))
    subject = subject_at(path)
    figures = any_figures(subject.scheme, subject.graph, data.draw(st.randoms(use_true_random=True)))
    money = {rule.kind.figure for rule in subject.graph.rules if isinstance(rule.kind, Given) and _is_money(rule)}
    pence = {
        key: evolve(datum, value=datum.value * 100) if key[0] in money and isinstance(datum.value, Fraction) else datum
        for key, datum in figures.data.items()
    }
    pounds, _ = evaluate(subject.graph, figures)
    other, _ = evaluate(in_pence(subject.graph), evolve(figures, data=pence))
    cut = {rule.id for rule in subject.graph.rules if isinstance(rule.kind, Portion | Apportioned | Root)}
    for rule in subject.graph.rules:
        if cut.isdisjoint(subject.under(rule.id)):
            times = 100 if _is_money(rule) else 1
            for key, value in pounds.values[rule.id].items():
                found = other.values[rule.id][key]
                if isinstance(value, Fraction) and not isinstance(value, bool):
                    assert found == value * times, rule.id
                elif not isinstance(value, Absent):
                    assert found == value, rule.id


def _is_money(rule: Rule) -> bool:
    return rule.type.quantity is Quantity.MONEY


# ---------------------------------------------------------------- words


_CHANGE = re.compile(r'"?(.+?)"? became "?(.+?)"?$')


@cache
def changes_of(path: Path) -> tuple[str, ...]:
    """Return the text of a scheme with another number or boundary, for each that stands there as it is."""
    found, text = list[str](), path.read_text(encoding="utf-8")
    for mutant in mutants_of(subject_at(path).scheme):
        change, place = _CHANGE.match(mutant.words), mutant.place
        if change and place.source.name.endswith(path.name) and mutant.sort in {"number", "boundary"}:
            words = text[place.start : place.end]
            if words.count(change[1]) == 1:
                found.append(text[: place.start] + words.replace(change[1], change[2]) + text[place.end :])
    return tuple(found)


@given(st.sampled_from(EVERY), st.randoms(use_true_random=True))
def test_what_is_changed_in_a_rule_is_changed_in_the_contract(path: Path, random: Random) -> None:
    """Where every rule is in words, a scheme with another number or boundary has another contract."""
    subject = subject_at(path)
    assume(changes_of(path))
    changed = compile_scheme(Source(path.name, random.choice(changes_of(path))), beside(path))
    assume(changed.scheme is not None and changed.graph is not None)
    assert changed.scheme is not None
    assert changed.graph is not None
    before, is_said = contract_of(path)
    if is_said and kinds(changed.graph) != kinds(subject.graph):
        after = write_contract(changed.scheme, changed.graph, examples=(), outcome=None, party=None)
        assert before.sections != after.sections


@cache
def contract_of(path: Path) -> tuple[Contract, bool]:
    """Return the contract of a scheme, and whether every rule is said to be in words there."""
    subject = subject_at(path)
    contract = write_contract(subject.scheme, subject.graph, examples=(), outcome=None, party=None)
    return contract, in_words(subject, contract.sections).verdict == Proved()


def kinds(graph: RuleGraph) -> list[object]:
    """Return what each rule is, wherever it stands."""
    return [(rule.id, rule.kind) for rule in graph.rules]
