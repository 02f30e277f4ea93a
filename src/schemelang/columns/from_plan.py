"""Writes a plan as a text in NumPy: straight on, one line for each step, without a branch or a loop."""

import marshal
from collections.abc import Collection, Iterable, Mapping, Sequence

from schemelang.columns.lanes import Held, Lane, by_ends, lanes
from schemelang.columns.names import names, owners
from schemelang.columns.ops import written
from schemelang.columns.programme import Programme
from schemelang.columns.stages import Pass, Stages, is_gathering, is_scheme, is_whole, ordered, pairs, stages
from schemelang.columns.writing import DTYPES, Writer
from schemelang.graph.graph import RuleId
from schemelang.light import frozen
from schemelang.plan.plan import (
    Asked,
    Number,
    OverMembers,
    Place,
    Plan,
)
from schemelang.plan.pruned import needs as needed_steps

_HEAD = """\
# {number} steps in columns: rows are periods, columns parties. Made from a plan; each line says how its numbers are
# held and the ends that no figures within their own ends can take them beyond.
"""


@frozen
class _Text:
    """What every function of the text is written from."""

    plan: Plan
    stages: Stages
    held: tuple[Held, ...]
    names: Mapping[Place, str]
    owners: Mapping[Place, RuleId]

    def writer(self) -> Writer:
        return Writer(self.plan, self.held, self.names, self.owners)


def programme(
    plan: Plan, wanted: Iterable[Place], *, scenarios: bool = False, again: frozenset[str] = frozenset()
) -> Programme:
    """Write the text that works out some steps; with scenarios, what they change apart from what they do not."""
    asked = tuple(dict.fromkeys(wanted))
    found = stages(plan, asked, again)
    text = _Text(plan, found, lanes(plan), names(plan), owners(plan))
    functions = [_HEAD.format(number=len(plan.steps))]
    given = []
    for number, each in enumerate(found.passes):
        functions += [_scheme(text, number, each.before), *_block(text, number, each, scenarios=scenarios)]
        given.append(_given(text, each))
    functions.append(_scheme(text, len(found.passes), found.after))
    source = "\n\n\n".join(functions)
    return Programme(
        plan=plan,
        wanted=asked,
        passes=found.passes,
        after=found.after,
        given=tuple(given),
        varies=found.varies,
        pairs=pairs(plan, asked),
        rules=text.owners,
        scenarios=scenarios,
        source=source,
        code=marshal.dumps(compile(source, "<columns>", "exec")),
    )


# ---------------------------------------------------------------- what is of the whole scheme


def _scheme(text: _Text, number: int, places: Sequence[Place]) -> str:
    """Write what is of the whole scheme before a pass, from what is known of it by then."""
    writer, plan = text.writer(), text.plan
    own = set(places)
    for place in places:
        for need in needed_steps(plan.steps[place].op):
            if need not in own:
                _known(writer, need)
        _written(writer, place)
    kept = {place: writer.own(place) for place in places if not isinstance(plan.steps[place].op, Number)}
    return _function(writer, f"scheme_{number}(block, given, known, parameters)", kept)


def _known(writer: Writer, place: Place) -> None:
    """Take what is known from before."""
    lane = writer.held[place].lane
    if (place, lane) not in writer.have and writer.number(place) is None:
        writer.owner = writer.owners.get(place)
        kept_whole = lane is not Lane.ONE and (is_whole(writer.plan, place) or is_gathering(writer.plan, place))
        writer.give(place, lane, f"known({place}, {DTYPES[lane]})" if kept_whole else f"known({place})")


def _written(writer: Writer, place: Place) -> None:
    writer.owner = writer.owners.get(place)
    written(writer, place)


# ---------------------------------------------------------------- passes over the blocks


def _block(text: _Text, number: int, each: Pass, *, scenarios: bool) -> list[str]:
    if not scenarios:
        return [_of_block(text, f"block_{number}(block, given, known)", each, ())]
    fixed = _fixed(text, each)
    prepared = _prepared(text, f"prepare_{number}(block, given, known)", fixed)
    return [prepared, _of_block(text, f"block_{number}(block, given, known, state)", each, fixed)]


def _targets(text: _Text, each: Pass) -> list[Place]:
    """Return what a pass works out: what is wanted, what is added up, and what is collected."""
    plan = text.plan
    summed = [need for place in each.gathers for need in needed_steps(plan.steps[place].op)]
    return list(dict.fromkeys([*summed, *each.collects, *each.wanted]))


def _is_known(text: _Text, place: Place) -> bool:
    """Say whether a step is there before a pass begins over a block."""
    return is_scheme(text.plan, place) or is_whole(text.plan, place)


def _fixed(text: _Text, each: Pass) -> tuple[Place, ...]:
    """Return what no scenario changes, and is read by what one does, or wanted."""
    varies, plan, targets = text.stages.varies, text.plan, _targets(text, each)
    places = _ordered(text, targets, ())
    read = [need for place in places if place in varies for need in needed_steps(plan.steps[place].op)]
    fixed = [place for place in [*read, *targets] if place not in varies and not _is_known(text, place)]
    return tuple(dict.fromkeys(fixed))


def _ordered(text: _Text, targets: Iterable[Place], state: Collection[Place]) -> tuple[Place, ...]:
    def is_known(place: Place) -> bool:
        return place in state or _is_known(text, place)

    return ordered(targets, lambda place: needed_steps(text.plan.steps[place].op), is_known)


def _worked_out(text: _Text, targets: Iterable[Place], state: Collection[Place]) -> Writer:
    """Write what is worked out for some steps, from what is known and what is ready."""
    writer = text.writer()
    targets = tuple(targets)
    for place in _ordered(text, targets, state):
        for need in needed_steps(text.plan.steps[place].op):
            _ready(text, writer, need, state)
        _written(writer, place)
    for place in targets:
        _ready(text, writer, place, state)
    return writer


def _ready(text: _Text, writer: Writer, place: Place, state: Collection[Place]) -> None:
    if place in state:
        lane = writer.held[place].lane
        if (place, lane) not in writer.have:
            writer.owner = writer.owners.get(place)
            writer.give(place, lane, f"state[{place}]")
    elif _is_known(text, place):
        _known(writer, place)


def _prepared(text: _Text, name: str, fixed: Sequence[Place]) -> str:
    writer = _worked_out(text, fixed, ())
    return _function(writer, name, {place: writer.own(place) for place in fixed})


def _of_block(text: _Text, name: str, each: Pass, state: Sequence[Place]) -> str:
    writer, plan = _worked_out(text, _targets(text, each), state), text.plan
    kept: dict[Place, str] = {}
    for place in each.gathers:
        writer.owner = writer.owners.get(place)
        kept[place] = _partly(writer, place)
    for place in dict.fromkeys([*each.collects, *each.wanted]):
        writer.owner = writer.owners.get(place)
        kept[place] = writer.table(place, handed_lane(plan, place))
    return _function(writer, name, kept)


def _partly(writer: Writer, place: Place) -> str:
    """Write what the members in this block come to together."""
    op = writer.step(place).op
    assert isinstance(op, OverMembers), "only members are put together"
    lane = writer.held[place].reckoned
    return f"{op.how}_of_columns({writer.table(op.one, lane)})"


def handed_lane(plan: Plan, place: Place) -> Lane:
    """Return how what is wanted is handed over: in int64 if it fits, else in Python's own integers."""
    step = plan.steps[place]
    return Lane.INT if by_ends((step.low, step.high)) <= Lane.INT else Lane.WHOLE


def _function(writer: Writer, name: str, kept: Mapping[Place, str]) -> str:
    lines = writer.text(writer.using | set(kept.values()))
    back = [f"        {place}: {what}," for place, what in kept.items()]
    return "\n".join([f"def {name}:", *lines, "", "    return {", *back, "    }"])


def _given(text: _Text, each: Pass) -> tuple[Place, ...]:
    """Return the steps that a pass, and what is of the scheme before it, ask of what supplies the figures."""
    places = [*each.before, *_ordered(text, _targets(text, each), ())]
    return tuple(place for place in places if isinstance(text.plan.steps[place].op, Asked))
