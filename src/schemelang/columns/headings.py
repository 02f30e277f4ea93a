"""Which columns the tables of a run have, and what stands in them in words; whoever makes or reads them asks here."""

from schemelang.graph.graph import DuePart, Role, Rule, RuleGraph

_TOLD = (Role.VALUE, Role.INDICATOR, Role.TARGET, Role.PAYMENT, Role.RECEIVED)


def told(graph: RuleGraph, level: str) -> tuple[Rule, ...]:
    """Return the rules of a level that a table has a column for: named blocks with one value."""
    return tuple(
        rule
        for rule in graph.rules
        if rule.level == level and rule.role in _TOLD and rule.series is None and heading_of(rule)
    )


def heading_of(rule: Rule) -> str:
    """Return the heading of a rule: its block, or what is received of it; nothing where it has no column."""
    if rule.role is Role.RECEIVED:
        return f"{rule.id.owner}_received"
    return "" if rule.id.part else rule.id.owner


def title_of(graph: RuleGraph, part: DuePart) -> str:
    """Say what a part is for, as in every file of payments."""
    said = (
        graph.by_id[part.pool].title,
        None if part.period is None else part.period.name,
        part.which_instalment,
        part.paid_by,
    )
    return ", ".join(each for each in said if each)
