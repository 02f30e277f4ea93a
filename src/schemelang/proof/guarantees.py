"""The guarantees of a scheme: proved, broken by a practice that shows it, or not shown, and why not.

A guarantee is proved by working its comparison back to the figures; half a penny counts. Where that does not show
it, figures of recognisable practices are pushed to the ends of what they can be and worked out by the reference
evaluator. If that breaks it, they are the story. If not, the figures for want of whose bounds it is not shown are
named, with the line that would do.
"""

from collections.abc import Iterator, Sequence

from schemelang.explanation.values import say_rounding
from schemelang.graph.graph import Role, Round, Rule, RuleGraph, Settled, Test
from schemelang.light import evolve
from schemelang.model.model import Figure, Quantity
from schemelang.proof.affine import Facts, Prover
from schemelang.proof.breaking import cone_of, figures_of, story_of
from schemelang.proof.conditions import always
from schemelang.proof.endless import without_end
from schemelang.proof.forms import form_of
from schemelang.proof.proof import Broken, Claim, Proved, Unchecked
from schemelang.proof.ranges import ranged
from schemelang.proof.subject import Subject

KIND = "guarantee"
_BELOW_NOTHING = {Quantity.MONEY, Quantity.NUMBER, Quantity.SHARE}


def guarantees_hold(subject: Subject) -> Iterator[Claim]:
    """Prove each guarantee, or show who breaks it."""
    for rule in subject.graph.rules:
        if rule.role is Role.GUARANTEE:
            yield _claim(subject, rule)


def _claim(subject: Subject, rule: Rule) -> Claim:
    about = next(block.title for block in subject.scheme.blocks if block.name == rule.id.owner)
    if _is_proved(subject, rule, subject.graph):
        how = "With the figures that were given." if subject.figures is not None else ""
        return Claim(kind=KIND, about=about, verdict=Proved(), how=how, place=rule.span)
    endless = _endless(subject, rule)
    story = story_of(subject, rule, is_to_move=endless is None)
    if story is not None:
        return Claim(kind=KIND, about=about, verdict=Broken(story), how=_remedy(subject, rule), place=rule.span)
    return Claim(kind=KIND, about=about, verdict=Unchecked(endless or _why(subject, rule)), place=rule.span)


def _is_proved(subject: Subject, rule: Rule, graph: RuleGraph, figures: Sequence[Figure] = ()) -> bool:
    """Say whether a guarantee is proved of some rules, if some figures were never less than nothing."""
    names = frozenset(figure.name for figure in figures)
    same = not names and graph is subject.graph
    what = subject.ranged if same else ranged(subject.scheme, graph, subject.figures, names)
    return always(Prover(what), rule.id, Facts())


# ---------------------------------------------------------------- what would mend it


def _remedy(subject: Subject, rule: Rule) -> str:
    """Say which line would let a broken guarantee hold, if it is only rounding that breaks it."""
    cone = set(cone_of(subject, rule.id))
    rounding = [each for each in subject.graph.rules if each.id in cone and _rounds_up(each)]
    names = {each.id for each in rounding}
    rules = tuple(_down(each) if each.id in names else each for each in subject.graph.rules)
    figures = _unsigned(subject, rule)
    if not rounding or not _is_proved(subject, rule, evolve(subject.graph, rules=rules), figures):
        return ""
    owners = " and ".join(dict.fromkeys(each.id.owner for each in rounding))
    return f"It is rounding that breaks it. Write   round {_say_down(rounding[0])}   in {owners}."


def _rounds_up(rule: Rule) -> bool:
    """Say whether a rule is a line of the scheme that rounds, and may make an amount more."""
    return isinstance(rule.kind, Round) and rule.kind.way != "down" and rule.role in {Role.STEP, Role.AMOUNT}


def _down(rule: Rule) -> Rule:
    assert isinstance(rule.kind, Round), "only a rounding is turned down"
    return evolve(rule, kind=evolve(rule.kind, way="down"))


def _say_down(rule: Rule) -> str:
    assert isinstance(rule.kind, Round), "only a rounding is said"
    return say_rounding(rule.kind.unit, "down", rule.type)


# ---------------------------------------------------------------- why it is not shown


def _endless(subject: Subject, rule: Rule) -> str | None:
    """Say what has no end, where a laid-down amount is guaranteed never to be passed by what has none."""
    graph, kind = subject.graph, rule.kind
    while isinstance(kind, Settled):
        kind = graph.by_id[kind.need].kind
    if not isinstance(kind, Test) or not subject.ranged.ranges[kind.right].is_point:
        return None
    prover = Prover(subject.ranged)
    end = prover.highest if kind.comparator in {"at_most", "less_than"} else prover.lowest
    return without_end(subject, rule.id, prover) if end(form_of(kind.left)) is None else None


def _why(subject: Subject, rule: Rule) -> str:
    """Say for want of which bounds a guarantee is not shown."""
    wanted = _wanted(subject, rule, _unsigned(subject, rule))
    if wanted:
        return f"nothing says that {_each(wanted)} never less than nothing. {_lines(wanted)}"
    return "the ends of what the figures can be do not show it; evaluate tests it on the figures"


def _unsigned(subject: Subject, rule: Rule) -> list[Figure]:
    """Return the figures that a rule rests on that nothing says are never less than nothing."""
    return [
        figure
        for figure in figures_of(subject, rule.id)
        if figure.type.quantity in _BELOW_NOTHING and subject.ranged.bounds.of_figure(figure.name).low is None
    ]


def _wanted(subject: Subject, rule: Rule, figures: list[Figure]) -> list[Figure]:
    """Return those figures which, if they were never less than nothing, would let the guarantee be proved."""
    if not figures or not _is_proved(subject, rule, subject.graph, figures):
        return []
    wanted = list(figures)
    for figure in figures:
        others = [other for other in wanted if other is not figure]
        if _is_proved(subject, rule, subject.graph, others):
            wanted = others
    return wanted


def _each(figures: list[Figure]) -> str:
    *before, last = [f'"{figure.title}"' for figure in figures]
    names = f"{', '.join(before)} and {last}" if before else last
    return f"{names} {'are' if before else 'is'}"


def _lines(figures: list[Figure]) -> str:
    return "Write " + ", and ".join(f"  never less than   {_nothing(figure)}   in {figure.name}" for figure in figures)


def _nothing(figure: Figure) -> str:
    """Write nothing as a figure of its type is written."""
    match figure.type.quantity:
        case Quantity.MONEY:
            return "£0"
        case Quantity.SHARE:
            return "0%"
        case _:
            return "0"
