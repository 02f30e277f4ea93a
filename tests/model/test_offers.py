"""What messages offer to write fits the scheme at hand: its names, its days, and what it says already."""

import pytest

from schemelang.compile import compile_scheme
from schemelang.report import as_json
from schemelang.source import Source

SCHEME = """
scheme reviews_scheme "Reviews"
    offered by        icb
    offered to        practices
    runs              1 April 2024 to 31 March 2025
    groups            practices into networks
    if not reported,  hold the payment
    if a practice joins,   pay in full
    if a practice leaves,  pay in full

party icb "NHS Example Integrated Care Board"
    code              QXX
party office "The network office"
    code              NO1

figure list_size "Registered patients"
    is a count of patients for each practice on 1 April 2024
figure last_year "What was paid for last year"
    is money for each practice on 1 April 2024
figure reviewed "Patients reviewed"
    is a count of patients for each practice on 1 April 2024
    never more than   list_size
"""
PAID = 'payment grant "Grant"\n    to each practice\n    round to the nearest penny, halves up\n'

FIXES = [
    pytest.param(
        PAID + "    start with £500\n    less 2%\n    pay 100% on 30 June 2025\n",
        ["2% of the amount so far", "2% of last_year"],
        id="a percentage of what is known",
    ),
    pytest.param(
        PAID + "    start with list_size\n    pay 100% on 30 June 2025\n",
        ["£1 for each patient in list_size"],
        id="so much for each of what is counted",
    ),
    pytest.param(
        PAID + "    start with list_size + reviewed\n    pay 100% on 30 June 2025\n",
        ["Write an amount of money, or how much is paid for each of what this counts."],
        id="money of nothing by itself",
    ),
    pytest.param(
        PAID + "    start with last_year\n    pay 100% in advance, on 1 April 2024\n",
        ["pay 100% of last_year on account, on 1 April 2024", "pay the balance on 30 June 2025"],
        id="an advance of what is known",
    ),
    pytest.param(
        PAID
        + "    start with last_year\n    pay £300 in advance, on 1 April 2024\n"
        + "    pay the balance on 30 June 2025\n",
        ["pay £300 on account, on 1 April 2024", "if overpaid, write it off"],
        id="an advance in pounds",
    ),
    pytest.param(
        PAID
        + "    start with last_year\n    pay £300 on account, on 1 April 2024\n"
        + "    pay the balance on account, on 30 June 2025 only if list_size is more than 5\n",
        ["pay the balance, on 30 June 2025 only if list_size is more than 5"],
        id="the balance on account",
    ),
    pytest.param(
        'value rate "Rate" for each practice\n    start with list_size + reviewed\n    add 3\n    times £2\n',
        ["Start with the money, and multiply it by the number."],
        id="steps that are no product",
    ),
    pytest.param(
        'value rate "Rate"\n    is £3 × (£1 + £2)\n',
        ["Multiply by a number or by a percentage."],
        id="money times a sum of money",
    ),
    pytest.param(
        PAID
        + "    start with £500\n    times 50%\n    times 40%\n    pay 100% on 30 June 2025\n"
        + 'exception small "Small"\n    to grant\n    where list_size is less than 2,000\n    instead times 60%\n'
        + '    because "it is agreed"\n',
        ["value factor_of_grant for each practice", "    is 40%", "times factor_of_grant", "instead is 60%"],
        id="one of several factors",
    ),
    pytest.param(
        PAID
        + "    start with £500\n    nothing unless list_size is more than 5\n"
        + "    nothing unless reviewed is more than 5\n"
        + "    pay 100% on 30 June 2025\n"
        + 'exception small "Small"\n    to grant\n    instead nothing unless reviewed is more than 1\n'
        + '    because "it is agreed"\n',
        ["Name the part that differs as a value, let the line read the value, and make the exception to that."],
        id="one of several gates",
    ),
    pytest.param(
        'figure seen "Seen"\n    is a count of patients for each practice on 1 April 2024\n'
        "    if undecided, count it as 0\n",
        ["What a person decides is a judgement: yes or no, a number or a percentage."],
        id="a count is no judgement",
    ),
    pytest.param(
        'indicator share "Share" for each practice\n    is reviewed\n    leaving out last_year\n'
        "    if there are no patients, leave it out\n",
        ["is reviewed out of list_size"],
        id="a part whose empty whole is spoken of",
    ),
    pytest.param(
        'target good "Good" for each network\n    met when share\n'
        'indicator share "Share" for each practice\n    is reviewed out of list_size\n'
        "    if there are no patients, leave it out\n",
        ["pooled share", "average share", "lowest share"],
        id="an indicator that is held against nothing",
    ),
    pytest.param(
        'figures "Seen"\n    each is a count of patients for each practice on 1 April 2024\n'
        "    | name | title |\n    | seen | Seen |\n",
        ["Begin the row of headings with it:", "| figure | title |"],
        id="another word for the names",
    ),
    pytest.param(
        'figures "Seen"\n    each is a count of patients for each practice on 1 April 2024\n'
        "    | seen | Patients seen |\n    | missed | Patients missed |\n",
        ["Begin the table with a row of headings, such as:", "| figure | title |"],
        id="no row of headings",
    ),
    pytest.param(
        'example "Seen"\n    then not grant is met\n',
        ["Write one name and, after it, one result: an amount, a percentage, a number, a day, a word, or met."],
        id="a line of no result",
    ),
    pytest.param(
        'payment grant "Grant"\n    to each network\n    start with £500\n    pay 100% on 30 June 2025\n'
        "    share among its practices equally, odd pennies by Sainte-Laguë\n    share the rest with office\n",
        ['Say how much after "share": a percentage of the payment, or a sum in pounds.'],
        id="a portion beside the rest",
    ),
    pytest.param(
        'scale worth "Worth" for each practice\n    | indicator | lower | upper | points |\n'
        "    | list_size | 40 | 40 | 5 |\n    | reviewed | 40 | 60 | 5 |\n    in between, a straight line\n"
        "    adds up to 10\n",
        ["For all or nothing, make this row a target, in a scale with the headings  target  and  worth."],
        id="one row of several with one threshold",
    ),
    pytest.param(
        'scale worth "Worth" for each practice\n    | indicator | lower | upper | points |\n'
        "    | list_size | 40 | 80 | 5% |\n    in between, a straight line\n    adds up to 5\n",
        ["Write points here."],
        id="points in per cent",
    ),
    pytest.param(
        'scale worth "Worth" for each practice\n    goes by list_size\n    | at | gives |\n    | 0 | £3 |\n'
        "    | 50 | £18 |\n",
        ["| 0 | 50 | £3 |", "| 50 | and above | £18 |"],
        id="steps up to the end",
    ),
    pytest.param(
        'payment grant "Grant"\n    to each practice\n    start with £500\n    pay 100% on the 5th of the month\n',
        ["on 30 June 2025"],
        id="a day of a month in what is paid once",
    ),
    pytest.param(
        'figure seen "Seen"\n    is a count of patients for each practice on 1 April 2024\n'
        "    if a practice leaves, ignore it\n",
        ["pay by days", "pay in full", "pay nothing", "hold the payment"],
        id="what may be done when one leaves",
    ),
]


@pytest.mark.parametrize(("text", "lines"), FIXES)
def test_what_is_offered_fits_the_scheme(text: str, lines: list[str]) -> None:
    """A message offers lines of the scheme's own names and days, each in a line of its own."""
    found = compile_scheme(Source("a.scheme", SCHEME + text), lambda _: "missing").diagnostics
    offered = [line for each in as_json(found) for line in str(each["fix"]).replace("\n    ", "\n").splitlines()]

    assert [line for line in lines if line.strip() not in [each.strip() for each in offered]] == [], offered
