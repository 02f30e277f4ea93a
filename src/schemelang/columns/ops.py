"""How each kind of step is written, for a table or for one number."""

from typing import assert_never

from schemelang.columns.lanes import Lane, by_ends
from schemelang.columns.writing import DTYPES, Writer
from schemelang.plan.plan import (
    AtPeriods,
    Belongs,
    Beside,
    Both,
    ByReference,
    Choose,
    Divided,
    Either,
    Greater,
    InOrder,
    IsAtMost,
    IsEqual,
    IsLess,
    Lesser,
    Merging,
    Minus,
    NearestShares,
    Not,
    Number,
    OfGroup,
    OverMembers,
    OverPeriods,
    Parameter,
    PartOfTerm,
    Place,
    PlaceInGroup,
    Plus,
    Rest,
    Supplied,
    Times,
    WasThere,
)

_SIGNS = {Plus: "+", Minus: "-", Times: "*", IsLess: "<", IsAtMost: "<=", IsEqual: "==", Both: "&", Either: "|"}
_NAMES = {
    Plus: "plus",
    Minus: "minus",
    Times: "times",
    IsLess: "is_less",
    IsAtMost: "is_at_most",
    IsEqual: "is_equal",
    Lesser: "lesser",
    Greater: "greater",
    Divided: "divided",
    Rest: "rest",
}

_Signed = Plus | Minus | Times | IsLess | IsAtMost | IsEqual


def written(writer: Writer, place: Place) -> None:
    """Write the line of a step, after those of what it needs."""
    step, held = writer.step(place), writer.held[place]
    if isinstance(step.op, Number):
        return
    text = _one(writer, place) if held.lane is Lane.ONE else _table(writer, place)
    writer.give(place, held.lane, text, _remark(writer, place))


def _remark(writer: Writer, place: Place) -> str:
    step, held = writer.step(place), writer.held[place]
    said = {Lane.ONE: "one number", Lane.YES: "yes or no", Lane.WIDE: "two limbs", Lane.WHOLE: "Python integers"}
    lane = said.get(held.lane, f"{held.lane.name.lower()}64")
    low, high = ("any" if end is None else f"{end:_}" for end in (step.low, step.high))
    return lane if held.lane is Lane.YES else f"{lane}, {low} to {high}"


# ---------------------------------------------------------------- one number


def _one(writer: Writer, place: Place) -> str:
    """Write a step of the whole scheme that has one row."""
    op = writer.step(place).op
    match op:
        case Plus(one, other) | Minus(one, other) | Times(one, other) | Both(one, other) | Either(one, other):
            return f"{writer.take(one, Lane.ONE)} {_SIGNS[type(op)]} {writer.take(other, Lane.ONE)}"
        case Divided(one, by) | Rest(one, by):
            sign = "//" if isinstance(op, Divided) else "%"
            return f"{writer.take(one, Lane.ONE)} {sign} {writer.take(by, Lane.ONE)}"
        case Lesser(one, other) | Greater(one, other):
            name = "min" if isinstance(op, Lesser) else "max"
            return f"{name}({writer.take(one, Lane.ONE)}, {writer.take(other, Lane.ONE)})"
        case IsLess(one, other) | IsAtMost(one, other) | IsEqual(one, other):
            return f"int({writer.take(one, Lane.ONE)} {_SIGNS[type(op)]} {writer.take(other, Lane.ONE)})"
        case Not(one):
            return f"1 - {writer.take(one, Lane.ONE)}"
        case Choose(condition, then, otherwise):
            chosen, instead = writer.take(then, Lane.ONE), writer.take(otherwise, Lane.ONE)
            return f"{chosen} if {writer.take(condition, Lane.ONE)} else {instead}"
        case Parameter():
            return f"parameters({place})"
        case Supplied():
            return f"one_of(given({place}, objects))"
        case _:
            assert isinstance(op, AtPeriods | OverPeriods | Beside), "all else is laid down, known, or of a finer level"
            return f"one_of({_over_rows(writer, place, writer.held[place].reckoned)})"


# ---------------------------------------------------------------- tables


def _table(writer: Writer, place: Place) -> str:
    op, lane = writer.step(place).op, writer.held[place].reckoned
    match op:
        case Supplied() | Belongs() | InOrder() | PartOfTerm() | Merging() | WasThere():
            return _given(place, lane)
        case Choose():
            return _choice(writer, op, lane)
        case Both(one, other) | Either(one, other):
            return f"{writer.take(one, Lane.YES)} {_SIGNS[type(op)]} {writer.take(other, Lane.YES)}"
        case Not(one):
            return f"~{writer.take(one, Lane.YES)}"
        case OfGroup() | OverMembers() | PlaceInGroup() | NearestShares():
            return _gathered(writer, place, lane)
        case AtPeriods() | Beside() | OverPeriods():
            return _over_rows(writer, place, lane)
        case _:
            assert not isinstance(op, Number | Parameter | ByReference), "these are laid down, or known"
            return _wide(writer, place, op) if lane is Lane.WIDE else _alike(writer, op, lane)


def _given(place: Place, lane: Lane) -> str:
    return f"given({place}, {DTYPES[lane]})"


_Alike = Plus | Minus | Times | Divided | Rest | Lesser | Greater | IsLess | IsAtMost | IsEqual


def _alike(writer: Writer, op: _Alike, lane: Lane) -> str:
    """Write what is reckoned alike for each, in float64, int64 or Python's own integers."""
    match op:
        case Plus() | Minus() | Times() | IsLess() | IsAtMost() | IsEqual():
            one, other = (op.one, op.less) if isinstance(op, Minus) else (op.one, op.other)
            return f"{writer.take(one, lane)} {_SIGNS[type(op)]} {writer.take(other, lane)}"
        case Lesser(one, other) | Greater(one, other):
            if lane is Lane.YES:
                return f"{writer.take(one, lane)} {'&' if isinstance(op, Lesser) else '|'} {writer.take(other, lane)}"
            name = "np.minimum" if isinstance(op, Lesser) else "np.maximum"
            return f"{name}({writer.take(one, lane)}, {writer.take(other, lane)})"
        case Divided(one, by) | Rest(one, by):
            above, below = writer.take(one, lane), writer.take(by, lane)
            if lane is Lane.FLOAT:
                often = f"np.floor({above} / {below})"
                return often if isinstance(op, Divided) else f"{above} - {often} * {below}"
            return f"{above} {'//' if isinstance(op, Divided) else '%'} {below}"
        case _:
            assert_never(op)


def _wide(writer: Writer, place: Place, op: _Alike) -> str:
    """Write what is reckoned in two limbs; what comes of it may fit into one."""
    match op:
        case Minus(one, other) | Divided(one, other) | Rest(one, other):
            pass
        case _:
            one, other = op.one, op.other
    wide = f"wide_{_NAMES[type(op)]}({writer.take(one, Lane.WIDE)}, {writer.take(other, Lane.WIDE)})"
    gives_two = isinstance(op, Plus | Minus | Times | Lesser | Greater)
    return f"{wide}.low" if gives_two and writer.held[place].lane is Lane.INT else wide


# ---------------------------------------------------------------- choosing


def _choice(writer: Writer, op: Choose, lane: Lane) -> str:
    """Write a choice without a branch: what is added where something is so."""
    if lane is Lane.YES:
        then, other = writer.take(op.then, lane), writer.take(op.otherwise, lane)
        return f"{other} ^ (({then} ^ {other}) & {writer.take(op.condition, lane)})"
    if lane is Lane.WIDE:
        then, other = writer.take(op.then, lane), writer.take(op.otherwise, lane)
        return f"wide_choose({_so(writer, op)}, {then}, {other})"
    apart = _apart(writer, op)
    if apart is None or by_ends((-apart, apart)) > lane or lane is Lane.WHOLE:
        then, other = writer.take(op.then, lane), writer.take(op.otherwise, lane)
        return f"chosen({_so(writer, op)}, {then}, {other}, {DTYPES[lane]})"
    if writer.number(op.otherwise) == 0:
        return f"{writer.take(op.then, lane)} * {_times(writer, op, lane)}"
    if writer.number(op.then) == 0 and not writer.is_one(op.condition):
        return f"{writer.take(op.otherwise, lane)} * ~{writer.take(op.condition, Lane.YES)}"
    return f"{writer.take(op.otherwise, lane)} + {_more(writer, op, lane)} * {_times(writer, op, lane)}"


def _so(writer: Writer, op: Choose) -> str:
    """Write a condition as a table of yes or no."""
    return writer.table(op.condition, Lane.YES)


def _times(writer: Writer, op: Choose, lane: Lane) -> str:
    """Write a condition as 1 or 0."""
    return writer.take(op.condition, Lane.ONE if writer.is_one(op.condition) else lane)


def _apart(writer: Writer, op: Choose) -> int | None:
    """Return how far apart the two can be."""
    then, other = writer.step(op.then), writer.step(op.otherwise)
    if then.low is None or then.high is None or other.low is None or other.high is None:
        return None
    return max(then.high - other.low, other.high - then.low, then.high, -then.low)


def _more(writer: Writer, op: Choose, lane: Lane) -> str:
    """Write how much more one is than the other: one number where it is chosen for what equals one."""
    condition, then = writer.step(op.condition).op, writer.number(op.then)
    if then is not None and isinstance(condition, IsEqual):
        numbers = {condition.one: writer.number(condition.other), condition.other: writer.number(condition.one)}
        equal = numbers.get(op.otherwise)
        if equal is not None:
            return f"({then - equal})" if then < equal else str(then - equal)
    return f"({writer.take(op.then, lane)} - {writer.take(op.otherwise, lane)})"


# ---------------------------------------------------------------- rows and members


def _over_rows(writer: Writer, place: Place, lane: Lane) -> str:
    """Write what is taken from other rows, or put together from them."""
    op = writer.step(place).op
    match op:
        case AtPeriods(one, rows):
            return f"rows_of({writer.table(one, lane)}, {_rows(rows)})"
        case Beside(parts):
            taken = ", ".join(writer.take(part, lane) for part in parts)
            columns = f"block.columns({writer.step(place).shape.level!r})"
            return f"beside(({taken},), {columns}, {DTYPES[lane]})"
        case _:
            assert isinstance(op, OverPeriods), "this puts rows together"
            table = writer.table(op.one, lane)
            if op.rows == (tuple(range(len(writer.step(op.one).shape.axis))),) and lane is not Lane.WIDE:
                name = {"sum": "sum", "least": "min", "greatest": "max"}[op.how]
                return f"{table}.{name}(axis=0, keepdims=True)"
            return f"{op.how}_of_rows({table}, {op.rows!r})"


def _rows(rows: tuple[int, ...]) -> str:
    """Write some rows as a slice, where they follow each other."""
    first, last = rows[0], rows[-1]
    return f"slice({first}, {last + 1})" if rows == tuple(range(first, last + 1)) else repr(list(rows))


def _gathered(writer: Writer, place: Place, lane: Lane) -> str:
    step = writer.step(place)
    match step.op:
        case OfGroup(one):
            scheme = writer.plan.graph.levels[-1]
            level, group = step.shape.level, writer.step(one).shape.level
            if group == scheme:
                return f"for_each({writer.table(one, lane)}, block.columns({level!r}))"
            return f"block.tie({level!r}, {group!r}).spread({writer.take(one, lane)})"
        case OverMembers(one, how):
            level, group = writer.step(one).shape.level, step.shape.level
            return f"block.tie({level!r}, {group!r}).{how}({writer.take(one, lane)})"
        case PlaceInGroup(one, group):
            number = writer.own(one)
            return f"block.tie({step.shape.level!r}, {group!r}).places({number}).astype({DTYPES[lane]})"
        case _:
            assert isinstance(step.op, NearestShares), "this is gathered"
            pool, weight = step.op.pool, step.op.weight
            level, group = step.shape.level, writer.step(pool).shape.level
            tie = f"block.tie({level!r}, {group!r})"
            return f"{tie}.nearest_shares({_shared(writer, pool)}, {_shared(writer, weight)}).astype({DTYPES[lane]})"


def _shared(writer: Writer, place: Place) -> str:
    """Write what is shared, or by what, in int64 or Python's own integers."""
    step = writer.step(place)
    lane = Lane.INT if by_ends((step.low, step.high)) <= Lane.INT else Lane.WHOLE
    return writer.table(place, lane)
