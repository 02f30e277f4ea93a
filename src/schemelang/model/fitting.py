"""Whether what counts in place of something is of the same kind."""

from schemelang.diagnostic import Label
from schemelang.light import evolve
from schemelang.model import errors, model
from schemelang.model.categories import as_one_of
from schemelang.model.desk import Desk, one_line
from schemelang.model.units import NUMBER, is_number, joined, said
from schemelang.syntax import ast


def fitted(desk: Desk, action: model.Action | None, kind: model.Type, what: ast.Node) -> model.Action | None:
    """Return an action that fits what it is done to: what counts instead is of its kind, or a plain 0."""
    if not isinstance(action, model.CountAs):
        return action
    value = as_one_of(desk, action.value, kind)
    if value is None:
        return None
    if value.type == NUMBER and isinstance(value, model.Constant) and value.value == 0 and is_number(kind):
        return model.CountAs(evolve(value, type=kind))
    if joined(kind, value.type) is not None:
        return model.CountAs(value)
    name, counted = one_line(what), one_line(value)
    label = Label(what.span, f"this is {said(kind)}")
    desk.say(
        errors.choices.CountedAsAnother(
            place=value.span, name=name, counted=counted, other=said(value.type), labels=(label,)
        )
    )
    return None
