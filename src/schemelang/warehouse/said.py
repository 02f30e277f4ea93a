"""One number in SQL, and the operations on numbers that do not differ from row to row.

What sqlglot builds is put in brackets here wherever one operation stands within another, so that no engine's order of
precedence is relied upon.
"""

from collections.abc import Sequence
from typing import Literal, assert_never

import sqlglot.expressions as sql
from attrs import evolve, frozen

from schemelang.plan.plan import (
    Alike,
    Both,
    Choose,
    Divided,
    Either,
    Greater,
    IsAtMost,
    IsEqual,
    IsLess,
    Lesser,
    Minus,
    Not,
    Plus,
    Rest,
    Times,
)
from schemelang.warehouse.dialect import Wide

Kind = Literal["truth", "loose", "BIGINT", "HUGEINT"]
"""What an expression is: a condition, a small number whose type each engine chooses, or a number of a type."""

_ORDER: tuple[Kind, ...] = ("truth", "loose", "BIGINT", "HUGEINT")
_SMALL = 2**31
_BIG = 2**63


@frozen
class Said:
    """A number in SQL. `layer` is how many selections it stands upon, and `size` how long it is, about."""

    tree: sql.Expr
    kind: Kind
    layer: int = 0
    size: int = 1


def literal(value: int) -> Said:
    """Say a number."""
    kind: Kind = "loose" if -_SMALL < value < _SMALL else "BIGINT" if -_BIG < value < _BIG else "HUGEINT"
    return Said(sql.Literal.number(value), kind)


def column(name: str, table: str | None = None) -> sql.Column:
    """Name a column."""
    return sql.column(sql.to_identifier(name, quoted=True), table=table, copy=False)


def case(branches: Sequence[tuple[sql.Expr, sql.Expr]], default: sql.Expr | None = None) -> sql.Case:
    """Say what is so in which case."""
    return sql.Case(ifs=[sql.If(this=when, true=then) for when, then in branches], default=default)


def as_number(said: Said) -> Said:
    """Say a condition as 1 or 0."""
    if said.kind != "truth":
        return said
    tree = case([(said.tree, sql.Literal.number(1))], sql.Literal.number(0))
    return evolve(said, tree=tree, kind="loose", size=said.size + 1)


def as_truth(said: Said) -> sql.Expr:
    """Say 1 or 0 as a condition."""
    if said.kind == "truth":
        return said.tree
    return sql.EQ(this=bracketed(said.tree), expression=sql.Literal.number(1))


def _within(said: Said) -> sql.Expr:
    return bracketed(as_truth(said))


def cast(said: Said, width: Wide) -> Said:
    """Say a number in a type."""
    said = as_number(said)
    if said.kind == width:
        return said
    return evolve(said, tree=sql.Cast(this=said.tree, to=_type(width)), kind=width)


def _type(width: Wide) -> sql.DataType:
    return sql.DataType(this=sql.DataType.Type.INT128 if width == "HUGEINT" else sql.DataType.Type.BIGINT)


def bracketed(tree: sql.Expr) -> sql.Expr:
    """Put what consists of several parts in brackets."""
    return sql.Paren(this=tree) if isinstance(tree, sql.Binary | sql.Not | sql.Neg) else tree


def reckon(op: Alike, needs: tuple[Said, ...], width: Wide, *, below: bool) -> Said:
    """Say a step that is reckoned alike for each. `below` is whether what is divided may be below nothing."""
    layer, size = max(need.layer for need in needs), 1 + sum(need.size for need in needs)
    match op:
        case Choose():
            found = _chosen(*needs)
        case Not():
            found = Said(sql.Not(this=bracketed(as_truth(needs[0]))), "truth")
        case Both():
            found = Said(sql.And(this=_within(needs[0]), expression=_within(needs[1])), "truth")
        case Either():
            found = Said(sql.Or(this=_within(needs[0]), expression=_within(needs[1])), "truth")
        case IsLess() | IsAtMost() | IsEqual() | Lesser() | Greater():
            found = _held(op, as_number(needs[0]), as_number(needs[1]))
        case Plus() | Minus() | Times() | Divided() | Rest():
            found = _reckoned(op, as_number(needs[0]), as_number(needs[1]), width, below=below)
        case _:
            assert_never(op)
    found = evolve(found, layer=layer, size=size)
    return cast(found, width) if _ORDER.index(found.kind) > _ORDER.index(width) else found


def _chosen(condition: Said, then: Said, otherwise: Said) -> Said:
    if then.kind == otherwise.kind == "truth":
        return Said(case([(as_truth(condition), then.tree)], otherwise.tree), "truth")
    then, otherwise = as_number(then), as_number(otherwise)
    return Said(case([(as_truth(condition), then.tree)], otherwise.tree), widest(then, otherwise))


def widest(*them: Said) -> Kind:
    """Return the widest type that some numbers have."""
    return _ORDER[max(_ORDER.index(as_number(each).kind) for each in them)]


def _held(op: IsLess | IsAtMost | IsEqual | Lesser | Greater, one: Said, other: Said) -> Said:
    """Hold two numbers against each other."""
    match op:
        case IsLess():
            return Said(sql.LT(this=bracketed(one.tree), expression=bracketed(other.tree)), "truth")
        case IsAtMost():
            return Said(sql.LTE(this=bracketed(one.tree), expression=bracketed(other.tree)), "truth")
        case IsEqual():
            return Said(sql.EQ(this=bracketed(one.tree), expression=bracketed(other.tree)), "truth")
        case Lesser():
            return Said(sql.Anonymous(this="LEAST", expressions=[one.tree, other.tree]), widest(one, other))
        case Greater():
            return Said(sql.Anonymous(this="GREATEST", expressions=[one.tree, other.tree]), widest(one, other))


def _reckoned(op: Plus | Minus | Times | Divided | Rest, one: Said, other: Said, width: Wide, *, below: bool) -> Said:
    """Reckon in a type that holds what is put in and what comes of it."""
    kind = _ORDER[max(_ORDER.index(each) for each in (one.kind, other.kind, width))]
    assert kind in {"BIGINT", "HUGEINT"}, "a type is that of a column at least"
    if kind not in {one.kind, other.kind}:
        one = cast(one, kind)
    a, b = bracketed(one.tree), bracketed(other.tree)
    match op:
        case Plus():
            return Said(sql.Add(this=a, expression=b), kind)
        case Minus():
            return Said(sql.Sub(this=a, expression=b), kind)
        case Times():
            return Said(sql.Mul(this=a, expression=b), kind)
        case Divided() if below:
            less = case([(_less_than_nothing(a, b), sql.Literal.number(1))], sql.Literal.number(0))
            return Said(sql.Sub(this=bracketed(sql.IntDiv(this=a, expression=b)), expression=less), kind)
        case Divided():
            return Said(sql.IntDiv(this=a, expression=b), kind)
        case Rest() if below:
            more = case([(_less_than_nothing(a, b), b.copy())], sql.Literal.number(0))
            return Said(sql.Add(this=bracketed(sql.Mod(this=a, expression=b)), expression=more), kind)
        case Rest():
            return Said(sql.Mod(this=a, expression=b), kind)


def _less_than_nothing(a: sql.Expr, b: sql.Expr) -> sql.Expr:
    """Say that something is left beneath nothing, as the engines' rests have the sign of what is divided."""
    return sql.LT(this=bracketed(sql.Mod(this=a.copy(), expression=b.copy())), expression=sql.Literal.number(0))
