"""Values laid down that somebody else published: what each is, and where it comes from."""

from schemelang.document.contract import Column, Link, Row, Section, Table, Text
from schemelang.document.linking import linked
from schemelang.document.matter import Matter, capital
from schemelang.explanation.values import listed
from schemelang.explanation.words import phrase
from schemelang.graph.graph import RuleId
from schemelang.model.model import Value


def reference_values(matter: Matter) -> Section:
    """List the values whose source the scheme names."""
    values = [value for value in matter.blocks(Value) if value.sources]
    table = Table(
        caption="Values that were taken from elsewhere",
        columns=(Column("Value"), Column("What it is"), Column("Where it comes from")),
        rows=tuple(
            Row(((Link(value.title, value.name),), _what(matter, value), (listed(value.sources, "and"),)))
            for value in values
        ),
    )
    return Section(
        anchor="section-reference-values",
        heading="Reference values",
        parts=(table,) if values else (),
        is_schedule=True,
    )


def _what(matter: Matter, value: Value) -> Text:
    return linked(capital(phrase(matter.graph, RuleId(value.name))), matter, but=value.name)
