"""What a scheme asks for, as the Table Schemas of Frictionless Data: one for each table, in one data package.

The form says how a table should be, which is stricter than what is read: 1,234 and £1,234.50 are read too.
Its pages are at https://specs.frictionlessdata.io/table-schema/
"""

import re
from fractions import Fraction
from typing import Any

from schemelang.dates import Period
from schemelang.figures.asked import AskedColumn, AskedTable, asked
from schemelang.formats.figure_words import about_column, about_table
from schemelang.model.model import Constant, Expression, Figure, Judgement, Quantity, Scheme
from schemelang.quantities import exact

Data = dict[str, Any]

_MISSING = ["", "NA", ":", "not reported", "*", "suppressed", "z", "not applicable"]
_UNDECIDED = ["", "undecided"]
_NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")
_TYPES: dict[Quantity, Data] = {
    Quantity.MONEY: {"type": "number"},
    Quantity.SHARE: {"type": "number", "bareNumber": False},
    Quantity.NUMBER: {"type": "number"},
    Quantity.COUNT: {"type": "integer"},
    Quantity.YES_NO: {"type": "boolean", "trueValues": ["yes", "y", "true"], "falseValues": ["no", "n", "false"]},
    Quantity.DATE: {"type": "date", "format": "%Y-%m-%d"},
    Quantity.CATEGORY: {"type": "string"},
}


def as_package(scheme: Scheme) -> Data:
    """Return a data package with a resource for each table that a scheme asks for, and the schema of each."""
    return {
        "profile": "tabular-data-package",
        "name": file_name(scheme.name).removesuffix(".csv"),
        "title": scheme.title,
        "resources": [_resource(table, scheme) for table in asked(scheme)],
    }


def file_name(table: str) -> str:
    """Return the name of the file that a table of this name is in."""
    return f"{_NOT_IN_A_NAME.sub('-', table.casefold()).strip('-')}.csv"


def _resource(table: AskedTable, scheme: Scheme) -> Data:
    path = file_name(table.name)
    return {
        "profile": "tabular-data-resource",
        "name": path.removesuffix(".csv"),
        "path": path,
        "title": table.name,
        "description": about_table(table, scheme),
        "schema": as_table_schema(table, scheme),
    }


def as_table_schema(table: AskedTable, scheme: Scheme) -> Data:
    """Return the schema of one table: its fields, what stands for a figure that is not there, and what is one row."""
    judged = table.figures and all(isinstance(figure, Judgement) for figure in table.figures)
    schema: Data = {
        "fields": [_field(column, table, scheme) for column in table.columns],
        "missingValues": _UNDECIDED if judged else _MISSING,
    }
    together = [column.heading for column in table.columns if not column.optional]
    if table.figures and together:  # who moves from group to group has a row for each
        schema["primaryKey"] = together
    return schema


def _field(column: AskedColumn, table: AskedTable, scheme: Scheme) -> Data:
    first, *others = about_column(column, table, scheme)
    field: Data = {"name": column.heading, "title": first.removesuffix("."), **_type(column)}
    if others:
        field["description"] = " ".join(others)
    constraints = _constraints(column, table.periods)
    return {**field, "constraints": constraints} if constraints else field


def _type(column: AskedColumn) -> Data:
    if column.figure is not None:
        return dict(_TYPES[column.figure.type.quantity])
    if column.what in ("first day", "last day"):
        return dict(_TYPES[Quantity.DATE])
    return dict(_TYPES[Quantity.YES_NO] if column.what == "closed" else _TYPES[Quantity.CATEGORY])


def _constraints(column: AskedColumn, periods: tuple[Period, ...]) -> Data:
    """Say within which limits a cell must be, as far as one cell can be looked at by itself."""
    if column.figure is not None:
        return _limits(column.figure)
    constraints: Data = {} if column.optional else {"required": True}
    return constraints | ({"enum": [period.name for period in periods]} if column.what == "period" else {})


def _limits(figure: Figure) -> Data:
    quantity = figure.type.quantity
    if quantity is Quantity.CATEGORY:
        return {"enum": list(figure.type.words)}
    least = {"minimum": "0"} if quantity is Quantity.COUNT else {}
    said = {"minimum": _limit(figure.least, quantity), "maximum": _limit(figure.most, quantity)}
    return least | {name: limit for name, limit in said.items() if limit is not None}


def _limit(limit: Expression | None, quantity: Quantity) -> str | None:
    """Write a limit that is a plain number as a cell would hold it; one that hangs on another figure is in words."""
    if not isinstance(limit, Constant) or not isinstance(limit.value, Fraction):
        return None
    return f"{exact(limit.value * 100)}%" if quantity is Quantity.SHARE else exact(limit.value)
