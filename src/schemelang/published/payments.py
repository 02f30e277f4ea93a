"""NHS Payments to General Practice: what each practice was paid in a year, a column for each payment."""

from schemelang.published.layout import (
    ANY_DAY,
    AVERAGE,
    MONEY,
    NETWORK,
    PRACTICE,
    SIGNS,
    WORDS,
    YEAR,
    Column,
    Layout,
)

PAYMENTS = Layout(
    name="NHS payments",
    what="NHS Payments to General Practice: a row for each practice, and a column for each payment of the year",
    publisher="NHS England",
    columns=(
        Column(name="Practice Code", holds=PRACTICE),
        Column(
            name="Number of Registered Patients",
            holds=AVERAGE,
            also=(r"(average_)?number_of_registered_patients(_last_known_figure)?",),
        ),
        Column(
            name="Number of Weighted Patients",
            holds=AVERAGE,
            also=(r"(average_)?number_of_weighted_patients(_last_known_figure)?",),
        ),
        Column(name="Global Sum", holds=MONEY),
        Column(name="Total NHS Payments to General Practice", holds=MONEY),
        # The network's columns of 2022-23 are headed "Code" and "CCG NAME".
        Column(name="PCN Code", holds=NETWORK, also=("code",), optional=True),
        Column(name="PCN Name", holds=WORDS, optional=True),
        Column(name="Practice Name", holds=WORDS, optional=True),
        Column(name="Practice Postcode", holds=WORDS, optional=True),
        Column(name="Practice Open Date", holds=ANY_DAY, optional=True),
        Column(name="Practice Close Date", holds=ANY_DAY, optional=True),
        Column(name="Contract Type", holds=WORDS, optional=True),
        Column(name="Dispensing Practice", holds=WORDS, optional=True),
        Column(name="Practice type", holds=WORDS, optional=True),
        Column(name="Practice Rurality", holds=WORDS, optional=True),
        Column(name="Atypical characteristics", holds=WORDS, optional=True),
        Column(name="Year", holds=YEAR, optional=True),
    ),
    whose="Practice Code",
    signs={**SIGNS, "-": "not reported"},
    others=MONEY,
    within=(("Global Sum", "Total NHS Payments to General Practice"),),
    practice_name="Practice Name",
    group="PCN Code",
    group_name="PCN Name",
)

LAYOUTS = (PAYMENTS,)
