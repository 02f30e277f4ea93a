"""What comes of a plan: the text, what its functions are, and what each pass reads and hands over."""

import marshal
from collections.abc import Mapping
from types import CodeType

from schemelang.columns.names import needs_of
from schemelang.columns.stages import Pass
from schemelang.graph.graph import RuleId
from schemelang.light import evolve, frozen
from schemelang.plan.plan import InOrder, Number, Parameter, Place, Plan

_DONE = InOrder()
"""In place of what is done by a step that the text works out."""


@frozen(kw_only=True)
class Programme:
    """A plan as a text in NumPy, compiled.

    The text has a function `scheme_K` before each pass for what is of the whole scheme, and `block_K` for the pass
    over the blocks. Where scenarios are asked for, `prepare_K` works out what no scenario changes, and `block_K`
    the rest. `pairs` are levels that are tied by a step. `given` are the steps that each pass asks of what supplies
    the figures, and `rules` for which rule each step stands.
    """

    plan: Plan
    wanted: tuple[Place, ...]
    passes: tuple[Pass, ...]
    after: tuple[Place, ...]
    given: tuple[tuple[Place, ...], ...]
    varies: frozenset[Place]
    pairs: frozenset[tuple[str, str]]
    rules: Mapping[Place, RuleId]
    scenarios: bool
    source: str
    code: bytes

    def needs(self, place: Place) -> tuple[Place, ...]:
        """Return the steps that a step is worked out from."""
        return needs_of(self.plan, place)

    def kept(self) -> "Programme":
        """Return it without what only its making needs: what is done is in the text, and ends are all that is asked."""
        asked = {
            place
            for places in (*self.given, *((*each.gathers, *each.whole) for each in self.passes))
            for place in places
        }
        steps = [
            step if place in asked or isinstance(step.op, Number | Parameter) else evolve(step, op=_DONE)
            for place, step in enumerate(self.plan.steps)
        ]
        rules = {place: rule for place, rule in self.rules.items() if place in asked}
        return evolve(self, plan=evolve(self.plan, steps=tuple(steps)), rules=rules)

    def compiled(self) -> CodeType:
        """Return the text as Python runs it."""
        found = marshal.loads(self.code)  # noqa: S302 - compiled here from our own text
        assert isinstance(found, CodeType), "it is what was compiled"
        return found
