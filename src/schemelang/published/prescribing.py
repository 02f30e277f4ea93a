"""The English Prescribing Dataset: a row for each practice, month and presentation."""

from schemelang.published.layout import (
    COUNT,
    MONEY,
    MONTH,
    NUMBER,
    ORGANISATION,
    WORDS,
    Column,
    Layout,
)

PRESCRIBING = Layout(
    name="Prescribing",
    what="the English Prescribing Dataset (EPD): rows for each practice and month, one or more for each presentation",
    publisher="NHS Business Services Authority",
    columns=(
        Column(name="YEAR_MONTH", holds=MONTH),
        Column(name="PRACTICE_CODE", holds=ORGANISATION),
        Column(name="BNF_CODE", holds=WORDS, also=("bnf_presentation_code",)),
        Column(name="BNF_CHEMICAL_SUBSTANCE", holds=WORDS, also=("bnf_chemical_substance_code",), optional=True),
        Column(name="QUANTITY", holds=NUMBER),
        Column(name="ITEMS", holds=COUNT),
        Column(name="TOTAL_QUANTITY", holds=NUMBER),
        Column(name="ADQUSAGE", holds=NUMBER, also=("adq_usage",)),
        Column(name="NIC", holds=MONEY),
        Column(name="ACTUAL_COST", holds=MONEY),
    ),
    whose="PRACTICE_CODE",
    when="YEAR_MONTH",
    many=True,
    within=(("ITEMS", "TOTAL_QUANTITY"), ("ACTUAL_COST", "NIC")),
)

LAYOUTS = (PRESCRIBING,)
