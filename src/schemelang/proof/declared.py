"""The bounds that a scheme declares of a figure, as linear forms of other figures."""

from collections.abc import Iterator
from fractions import Fraction

from schemelang.graph.graph import RuleId
from schemelang.model.model import (
    Constant,
    Each,
    Expression,
    Figure,
    GreatestOf,
    LeastOf,
    PartOf,
    RateOf,
    ReadFigure,
    SumOf,
)
from schemelang.proof.forms import Form, added, form_of
from schemelang.proof.ranges import Ranged


def declared_forms(ranged: Ranged, rule: RuleId, sign: int) -> Iterator[Form]:
    """Give what the scheme declares that a figure is never more than, or never less than."""
    figure = None if rule.part else ranged.bounds.figures.get(rule.owner)
    bound = None if figure is None else figure.most if sign > 0 else figure.least
    if figure is None or bound is None or ranged.instead(rule):
        return
    for form in forms_of_bound(bound, figure, sign):
        read = [term.rule for term in form if term.rule is not None]
        if not any(ranged.instead(each) for each in read):
            yield form


def forms_of_bound(bound: Expression, figure: Figure, sign: int) -> Iterator[Form]:
    """Give the forms that a bound of a figure comes to, where they are of figures read at the figure's own time."""
    match bound:
        case LeastOf(values=values) if sign > 0:
            for value in values:
                yield from forms_of_bound(value, figure, sign)
        case GreatestOf(values=values) if sign < 0:
            for value in values:
                yield from forms_of_bound(value, figure, sign)
        case _:
            form = _form_of_bound(bound, figure)
            yield from [] if form is None else [form]


def _form_of_bound(bound: Expression, figure: Figure) -> Form | None:
    match bound:
        case Constant(value=Fraction() as value):
            return form_of(value)
        case ReadFigure(figure=name, period=None, series=series):
            own = figure.time.kind if isinstance(figure.time, Each) else None
            return form_of(RuleId(name)) if series in {None, own} else None
        case SumOf(terms=terms):
            parts = [(Fraction(sign), _form_of_bound(part, figure)) for sign, part in terms]
            known = [(sign, form) for sign, form in parts if form is not None]
            return added(known) if len(known) == len(parts) else None
        case PartOf(share=Constant(value=Fraction() as much), whole=whole):
            form = _form_of_bound(whole, figure)
            return None if form is None else added([(much, form)])
        case RateOf(amount=Constant(value=Fraction() as much), base=base):
            form = _form_of_bound(base, figure)
            return None if form is None else added([(much, form)])
        case _:
            return None
