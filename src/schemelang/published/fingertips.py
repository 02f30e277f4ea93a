"""Fingertips: public health indicators, with rows for England, for networks and for practices in one file."""

from schemelang.published.layout import (
    COUNT,
    NUMBER,
    ORGANISATION,
    WORDS,
    YEAR,
    Column,
    Layout,
)

FINGERTIPS = Layout(
    name="Fingertips",
    what="the data of indicators: a row for each area, sex, age and year",
    publisher="Office for Health Improvement and Disparities",
    columns=(
        Column(name="Indicator ID", holds=COUNT),
        Column(name="Area Code", holds=ORGANISATION),
        Column(name="Area Type", holds=WORDS),
        Column(name="Sex", holds=WORDS),
        Column(name="Age", holds=WORDS),
        Column(name="Category Type", holds=WORDS),
        Column(name="Time period", holds=YEAR),
        Column(name="Value", holds=NUMBER),
        Column(name="Count", holds=NUMBER),
        Column(name="Denominator", holds=NUMBER),
        Column(name="Value note", holds=WORDS),
    ),
    whose="Area Code",
    when="Time period",
    rows=("Indicator ID", "Sex", "Age"),
    kept={"Category Type": ("",)},
    note="Value note",
)

LAYOUTS = (FINGERTIPS,)
