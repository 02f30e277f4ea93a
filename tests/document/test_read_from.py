"""The contract says in which published file each figure stands."""

from pathlib import Path

from document.written import contract_of, told

CASE = Path(__file__).parents[1] / "cases" / "good" / "read_from" / "from_published_files.scheme"


def test_where_each_figure_is_read() -> None:
    """Column, file and rows are said, and who publishes the file."""
    lines = told(contract_of(CASE.read_text(encoding="utf-8"))).splitlines()
    diabetes, hypertension, cost, points = (
        line.partition("Where it is read: ")[2] for line in lines if "Where it is read: " in line
    )

    prevalence = 'The column "REGISTER" of the published file "QOF prevalence", in the rows where "GROUP_CODE" is'
    framework = "The file is published by NHS England, Quality and Outcomes Framework."
    assert diabetes == f'{prevalence} "DM". {framework}'
    assert hypertension == f'{prevalence} "HYP". {framework}'
    assert cost.startswith('The total of the column "ACTUAL_COST" of the published file "Prescribing", in the rows')
    assert 'where "BNF_CODE" begins with "0106"' in cost
    assert 'where "INDICATOR_CODE" is "DM003" and "MEASURE" is "ACHIEVED_POINTS"' in points
