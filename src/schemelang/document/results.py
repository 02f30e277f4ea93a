"""What the figures show: each party's results, beside those of the other members of its group."""

from collections.abc import Iterator, Sequence

from schemelang.dates import Period, periods
from schemelang.document.contract import Column, Row, Table, Text
from schemelang.document.holdings import Holding
from schemelang.document.matter import Matter, called, capital, rests_on_figures
from schemelang.explanation.words import say_value
from schemelang.graph.graph import Role, Rule
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
    once = [rule for rule in rules if rule.series is None]
    kinds = dict.fromkeys(rule.series for rule in rules if rule.series is not None)
    several = (_of_periods(matter, holding, codes, [rule for rule in rules if rule.series == kind]) for kind in kinds)
    return (*((_of_all_time(matter, holding, codes, once),) if once else ()), *several)


def _of_all_time(matter: Matter, holding: Holding, codes: Sequence[str | None], rules: Sequence[Rule]) -> Table:
    """Give a row for each party."""
    columns = (Column(capital(rules[0].level)), *(_column(rule) for rule in rules))
    rows = tuple(Row((_called(matter, code), *_results(matter, rules, code, None))) for code in codes)
    return Table(f"Results of {_whose(holding, codes, rules[0].level)}", columns, rows)


def _of_periods(matter: Matter, holding: Holding, codes: Sequence[str | None], rules: Sequence[Rule]) -> Table:
    """Give a row for each party in each period."""
    kind = rules[0].series
    assert kind is not None, "asked only of what has a value in each period"
    heading = kind.replace("_", "-")
    columns = (Column(capital(rules[0].level)), Column(capital(heading)), *(_column(rule) for rule in rules))
    rows = tuple(
        Row((_called(matter, code), (capital(period.name),), *_results(matter, rules, code, period)))
        for code in codes
        for period in periods(kind, matter.scheme.first, matter.scheme.last)
    )
    return Table(f"Results of {_whose(holding, codes, rules[0].level)}, each {heading}", columns, rows, keys=2)


def _whose(holding: Holding, codes: Sequence[str | None], level: str) -> str:
    """Say whose results these are: one party's, those of the members of a group, or those of no group."""
    everybody = f"the {plural(level)}"
    return holding.name if len(codes) == 1 or holding.name == everybody else f"{everybody} of {holding.name}"


def _called(matter: Matter, code: str | None) -> Text:
    member = None if code is None else matter.member_of(code)
    return (called(member) if member else "the whole scheme",)


def _results(matter: Matter, rules: Sequence[Rule], code: str | None, period: Period | None) -> Iterator[Text]:
    return ((_result(matter.value(rule, code, period), rule),) for rule in rules)


def _column(rule: Rule) -> Column:
    return Column(rule.title, numeric=rule.type.quantity not in _IN_WORDS)


def _result(value: RuleValue, rule: Rule) -> str:
    """Say a result; of a target, whether it is met."""
    if rule.role is Role.TARGET and isinstance(value, bool):
        return "met" if value else "not met"
    return say_value(value, rule.type)
