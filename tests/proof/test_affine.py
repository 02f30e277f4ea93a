"""What a linear form is never less than is never less in any figures."""

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from any_figures import any_figures
from passes import CONTRACTS, compiled
from schemelang.graph.graph import Role, Rule, RuleGraph
from schemelang.model.model import Quantity, Scheme
from schemelang.outcome.from_graph import evaluate
from schemelang.outcome.outcome import Outcome
from schemelang.proof.affine import Facts, Prover
from schemelang.proof.conditions import always
from schemelang.proof.forms import difference, form_of
from schemelang.proof.ranges import ranged
from test_conformance import SCHEMES

_NUMBERS = {Quantity.MONEY, Quantity.NUMBER, Quantity.COUNT, Quantity.SHARE}


@cache
def in_hand(path: Path) -> tuple[Scheme, RuleGraph]:
    """Return a scheme and its rules."""
    case = compiled(path)
    assert case.scheme is not None
    assert case.graph is not None
    return case.scheme, case.graph


@cache
def comparable(path: Path) -> list[tuple[Rule, Rule]]:
    """Return the pairs of rules of which one can be taken off the other for the same party and period."""
    rules = [rule for rule in in_hand(path)[1].rules if rule.type.quantity in _NUMBERS]
    return [
        (one, other)
        for one in rules
        for other in rules
        if (one.level, one.series) == (other.level, other.series) and one is not other
    ]


@cache
def lowest(path: Path, one: Rule, other: Rule) -> Fraction | None:
    """Return what the difference of two rules is never less than."""
    return Prover(ranged(*in_hand(path))).lowest(difference(form_of(one.id), form_of(other.id)))


def differences(outcome: Outcome, one: Rule, other: Rule) -> Iterator[Fraction]:
    """Give what one rule comes to less another, wherever both have a value."""
    for key, value in outcome.values[one.id].items():
        less = outcome.values[other.id].get(key)
        if isinstance(value, Fraction) and isinstance(less, Fraction):
            yield value - less


@given(st.sampled_from([*CONTRACTS, *SCHEMES]), st.randoms(use_true_random=True))
def test_no_difference_is_less_than_its_least(path: Path, random: Random) -> None:
    """Of two rules chosen by chance, the one is never less than the other by more than was shown."""
    scheme, graph = in_hand(path)
    outcome, _ = evaluate(graph, any_figures(scheme, graph, random))

    for one, other in random.sample(comparable(path), min(5, len(comparable(path)))):
        least = lowest(path, one, other)
        assert least is None or all(found >= least for found in differences(outcome, one, other)), (one.id, other.id)


_WITH_GUARANTEES = [path for path in (*CONTRACTS, *SCHEMES) if "\nguarantee" in path.read_text(encoding="utf-8")]


@cache
def proved(path: Path) -> list[Rule]:
    """Return the guarantees of a scheme that are proved."""
    graph, prover = in_hand(path)[1], Prover(ranged(*in_hand(path)))
    guarantees = [rule for rule in graph.rules if rule.role is Role.GUARANTEE]
    return [rule for rule in guarantees if always(prover, rule.id, Facts())]


@given(st.sampled_from(_WITH_GUARANTEES), st.randoms(use_true_random=True))
def test_no_proved_guarantee_is_ever_broken(path: Path, random: Random) -> None:
    """Whatever is reported within the bounds of a scheme, what is proved holds."""
    scheme, graph = in_hand(path)
    outcome, _ = evaluate(graph, any_figures(scheme, graph, random))

    for rule in proved(path):
        assert False not in outcome.values[rule.id].values()
