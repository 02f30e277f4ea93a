"""What the figures show: each party's results, beside those of the other members of its group."""

from schemelang.document.contract import Column, Row, Table
from schemelang.document.holdings import Holding
from schemelang.document.matter import Matter, called, capital
from schemelang.explanation.words import say_value
from schemelang.graph.graph import Given, Role, Rule, RuleGraph, needs
from schemelang.model.model import SCHEME, Quantity
from schemelang.model.names import plural
from schemelang.outcome.outcome import RuleValue

_RESULTS = {Role.INDICATOR, Role.SCALE, Role.TARGET, Role.VALUE, Role.LEFT_OVER}
_IN_WORDS = {Quantity.YES_NO, Quantity.DATE, Quantity.CATEGORY}


def results(matter: Matter, holding: Holding) -> tuple[Table, ...]:
    """Give the results of the members of a group, and those of the group itself."""
    levels = [level for level in matter.graph.levels if any(_is_of(matter, code, level) for code in holding.codes)]
    return tuple(table for level in levels for table in _of_level(matter, holding, level))


def _is_of(matter: Matter, code: str | None, level: str) -> bool:
    member = None if code is None else matter.member_of(code)
    return level == (SCHEME if member is None else member.kind)


def _of_level(matter: Matter, holding: Holding, level: str) -> tuple[Table, ...]:
    """Give a row for each party of a level and a column for each result that rests on figures."""
    results = [rule for rule in matter.graph.rules if rule.role in _RESULTS and rule.level == level]
    rules = [rule for rule in results if rests_on_figures(matter.graph, rule)]
    codes = [code for code in holding.codes if _is_of(matter, code, level) and matter.counts(code)]
    if not rules:
        return ()
    columns = (Column(capital(level)), *(_column(rule) for rule in rules))
    whose = holding.name if len(codes) == 1 else f"the {plural(level)} of {holding.name}"
    return (Table(f"Results of {whose}", columns, tuple(_row(matter, rules, code) for code in codes)),)


def _column(rule: Rule) -> Column:
    return Column(rule.title, numeric=rule.type.quantity not in _IN_WORDS)


def _row(matter: Matter, rules: list[Rule], code: str | None) -> Row:
    member = None if code is None else matter.member_of(code)
    values = ((_result(matter.value(rule, code), rule),) for rule in rules)
    return Row(((called(member) if member else "the whole scheme",), *values))


def _result(value: RuleValue, rule: Rule) -> str:
    """Say a result; of a target, whether it is met."""
    if rule.role is Role.TARGET and isinstance(value, bool):
        return "met" if value else "not met"
    return say_value(value, rule.type)


def rests_on_figures(graph: RuleGraph, rule: Rule) -> bool:
    """Say whether a rule is worked out from any figure; one that is not is the same for everybody."""
    if isinstance(rule.kind, Given):
        return True
    return any(rests_on_figures(graph, graph.by_id[need]) for need in needs(rule.kind))
