"""Writes national.scheme from the indicators: `python benchmarks/national/scheme_text.py`.

Nobody types a hundred rows of thresholds that were drawn by chance. What is written is a scheme like any other.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "src"))

from workload import (  # noqa: E402 - the source beside this file
    AVERAGE_LIST,
    CAP_OF_SAVING,
    LEAST_FACTOR,
    LEAST_QUALITY,
    LEAST_SAVING,
    MONTHS,
    MOST_FACTOR,
    MOST_RECOVERED,
    ON_ACCOUNT,
    SHARE_OF_SAVING,
    VALUE_OF_A_POINT,
    Indicator,
    drawn,
)

from schemelang.source import Source  # noqa: E402
from schemelang.syntax.parser import parse  # noqa: E402
from schemelang.syntax.printer import print_file  # noqa: E402

SCHEME = Path(__file__).parent / "national.scheme"


def main() -> None:
    """Write the scheme into its file."""
    SCHEME.write_text(text(), encoding="utf-8", newline="\n")


def text() -> str:
    """Write the whole scheme, as `schemelang format` sets it."""
    indicators = drawn().indicators
    kinds = {kind: [each for each in indicators if each.kind == kind] for kind in ("own", "pooled", "all")}
    by_prevalence = [each for each in indicators if each.by_prevalence]
    parts = (
        HEADING,
        *_figures(indicators),
        *_measured(kinds["own"] + kinds["pooled"]),
        *_targets(kinds["pooled"], kinds["all"]),
        *_points(kinds["own"], kinds["pooled"], kinds["all"]),
        LISTS,
        *_prevalence(by_prevalence),
        *_pay(indicators),
        *_sums(indicators),
        ACHIEVEMENT,
        *_savings(indicators),
    )
    return _set("\n\n".join(parts))


def _set(written: str) -> str:
    """Set a text in the usual layout."""
    tree, found = parse(Source(SCHEME.name, written))
    assert tree is not None, found
    return print_file(tree)


def pounds(pence: int) -> str:
    """Write an amount as the language does."""
    return f"£{pence // 100:,}.{pence % 100:02}"


def share(hundredths: int) -> str:
    """Write hundredths of a percent as a percentage."""
    return f"{hundredths / 100:g}%"


def points(thousandths: int) -> str:
    """Write thousandths of a point as points."""
    return f"{thousandths / 1_000:,.3f}".rstrip("0").rstrip(".")


# ---------------------------------------------------------------- what is laid down, and what is supplied

HEADING = f"""\
# The national workload: each practice of England, forty indicators each month, and what networks save.
# It is made up, and scheme_text.py writes it; README.md says which figures it must give.
scheme national "Local Primary Care Incentive Contract"
    offered by        nhs_england
    offered to        practices
    runs              1 April 2025 to 31 March 2026
    groups            practices into networks
    if not reported,  hold the payment
    if a practice joins,   pay in full
    if a practice leaves,  pay in full

party nhs_england "NHS England"
    code              X24

clause aim "What this is for"
    > Each practice is paid {{point_value}} for each point that it earns in a month, more if its list is long or
    > if more of its patients are on a register than elsewhere, and a part of what its network saves.

value point_value "The value of a point"
    is                {pounds(VALUE_OF_A_POINT)}

figure list_size "Registered patients"
    is a count of patients for each practice on 1 January 2025
    never less than   1,000
    never more than   90,000

figure aspiration "What the practice aspires to earn"
    is money for each practice on 1 April 2025
    never less than   £0
    never more than   £40m

figures "What the practice's patients cost"
    each is money for each practice during each month
    | figure         | title               |
    | service_budget | Budget for services |
    | service_spend  | Spend on services   |
    never less than   £0
    never more than   £40m"""


def _figures(indicators: Sequence[Indicator]) -> Iterator[str]:
    """Ask for the register, the patients due and the patients done of each indicator."""
    registers = [f"| {each.name}_register | {each.title}: register |" for each in indicators if each.by_prevalence]
    due = [f"| {each.name}_due | {each.title}: patients due |" for each in indicators]
    done = [f"| {each.name}_done | {each.title}: patients done | {each.name}_due |" for each in indicators]
    yield _block(
        """figures "Patients on registers"
        each is a count of patients for each practice on 1 April 2025
        | figure | title |""",
        registers,
        "never less than 1 never more than 5,000",
    )
    yield _block(
        """figures "Patients due"
        each is a count of patients for each practice during each month
        | figure | title |""",
        due,
        "never more than 5,000",
    )
    yield _block(
        """figures "Patients done"
        each is a count of patients for each practice during each month
        | figure | title | never more than |""",
        done,
    )


def _measured(indicators: Sequence[Indicator]) -> Iterator[str]:
    """Measure what earns points on a straight line."""
    yield _block(
        """indicators "What is measured" for each practice each month
        | indicator | title | counts | out of |""",
        [f"| {each.name} | {each.title} | {each.name}_done | {each.name}_due |" for each in indicators],
        "if there are no patients, count it as 0%",
    )


def _block(*lines: str | Sequence[str]) -> str:
    return "\n".join(line if isinstance(line, str) else "\n".join(line) for line in lines)


LISTS = f"""\
value england "Patients of England"
    is                total list_size

value list_factor "List-size factor" for each practice
    start with        list_size ÷ {AVERAGE_LIST:,}
    round             to the nearest 4 decimal places, halves up"""


# ---------------------------------------------------------------- points and pounds


def _targets(pooled: Sequence[Indicator], of_all: Sequence[Indicator]) -> Iterator[str]:
    """Say what networks, and each practice in them, must reach."""
    yield _block(
        """targets "Enough in the network together" for each network each month
        | target | title | met when |""",
        [
            f"| {each.name}_together | {each.title}: enough in the network | "
            f"total {each.name}_done is at least {share(each.target)} of total {each.name}_due |"
            for each in pooled
        ],
    )
    yield _block(
        """targets "Enough in a practice" for each practice each month
        | target | title | met when |""",
        [
            f"| {each.name}_reached | {each.title}: enough | "
            f"{each.name}_done is at least {share(each.target)} of {each.name}_due |"
            for each in of_all
        ],
    )
    yield _block(
        """targets "Enough in each practice of the network" for each network each month
        | target | title | met when |""",
        [
            f"| {each.name}_by_all | {each.title}: enough in each practice | every practice meets {each.name}_reached |"
            for each in of_all
        ],
    )


def _points(own: Sequence[Indicator], pooled: Sequence[Indicator], of_all: Sequence[Indicator]) -> Iterator[str]:
    """Give points for a practice's own result, all of them or those of a network that reaches its target."""
    yield _block(
        """scales "Points between the thresholds" for each practice each month
        | scale | title | indicator | lower | upper | points |""",
        [
            f"| {each.name}_line | {each.title}: between the thresholds | {each.name} "
            f"| {share(each.lower)} | {share(each.upper)} | {points(each.points)} |"
            for each in (*own, *pooled)
        ],
        "in between, a straight line",
    )
    yield _block(
        """values "Points for the practice's own result" for each practice each month
        | value | title | start with |""",
        [f"| {each.name}_points | {each.title}: points | {each.name}_line |" for each in own],
        "round to the nearest 3 decimal places, halves up",
    )
    yield _block(
        """values "Points if the network together reaches its target" for each practice each month
        | value | title | start with | nothing unless |""",
        [
            f"| {each.name}_points | {each.title}: points | {each.name}_line | {each.name}_together is met |"
            for each in pooled
        ],
        "round to the nearest 3 decimal places, halves up",
    )
    yield _block(
        """values "Points if each practice reaches its target" for each practice each month
        | value | title | start with | nothing unless |""",
        [
            f"| {each.name}_points | {each.title}: points | {points(each.points)} "
            f"| {each.name}_due is at least 1 and {each.name}_by_all is met |"
            for each in of_all
        ],
    )


def _prevalence(indicators: Sequence[Indicator]) -> Iterator[str]:
    """Hold a practice's share of patients on a register against that of England."""
    yield _block(
        """values "Registers of England"
        | value | title | is |""",
        [
            f"| {each.name}_england | {each.title}: register of England | total {each.name}_register |"
            for each in indicators
        ],
    )
    yield _block(
        """values "Prevalence" for each practice
        | value | title | start with |""",
        [
            f"| {each.name}_factor | {each.title}: prevalence factor "
            f"| {each.name}_register × england ÷ (list_size × {each.name}_england) |"
            for each in indicators
        ],
        "round to the nearest 4 decimal places, halves up",
        f"never less than {LEAST_FACTOR / 10_000:g}",
        f"never more than {MOST_FACTOR / 10_000:g}",
    )


def _pay(indicators: Sequence[Indicator]) -> Iterator[str]:
    """Turn points into pounds."""
    yield """value practice_point "What a point is worth, by the list" for each practice
    is point_value × list_factor"""
    yield _block(
        """values "What a point is worth, by prevalence" for each practice
        | value | title | is |""",
        [
            f"| {each.name}_point | {each.title}: what a point is worth | practice_point × {each.name}_factor |"
            for each in indicators
            if each.by_prevalence
        ],
    )
    worth = {each.name: f"{each.name if each.by_prevalence else 'practice'}_point" for each in indicators}
    yield _block(
        """values "Pay for points" for each practice each month
        | value | title | start with |""",
        [f"| {each.name}_pay | {each.title}: pay | {each.name}_points × {worth[each.name]} |" for each in indicators],
        "round to the nearest penny, halves up",
    )


def _sums(indicators: Sequence[Indicator]) -> Iterator[str]:
    """Add up points and pounds of a month, and points of the year."""
    names = [each.name for each in indicators]
    yield f"""value month_points "Points of the month" for each practice each month
    is {" + ".join(f"{name}_points" for name in names)}"""
    yield f"""value month_pay "Pay of the month" for each practice each month
    is {" + ".join(f"{name}_pay" for name in names)}"""
    yield """value year_points "Points of the year" for each practice
    is total month_points over the year"""


# ---------------------------------------------------------------- payments

ACHIEVEMENT = f"""\
value advance "Advance" for each practice
    start with        {share(ON_ACCOUNT)} of aspiration
    round             to the nearest penny, halves up

value most_recovered "The most that is asked back" for each practice
    start with        {share(MOST_RECOVERED)} of advance
    round             to the nearest penny, halves up

payment achievement "Payment for achievement"
    to each practice
    start with        total month_pay over the year
    pay 100% of advance on account, in 12 equal instalments on the 15th of each month from April 2025,
                      odd pennies in the last
    pay the balance   on 30 June 2026
    if overpaid,      recover it by invoice, up to most_recovered"""


def _savings(indicators: Sequence[Indicator]) -> Iterator[str]:
    """Pay networks a part of what they save, if they earn enough points."""
    most = MONTHS * sum(each.points for each in indicators)
    yield f"""value most_points "The points that a practice can earn in the year"
    is {points(most)}

target quality "Quality" for each network
    met when average year_points is at least {share(LEAST_QUALITY)} of most_points

saving network_saving "Saving on services" for each network
    budget total (total service_budget over the year)
    spend total (total service_spend over the year)
    first call none
    counts from the first pound, once it reaches {share(LEAST_SAVING)} of budget
    if overspent, write it off

payment savings "Payment for savings"
    to each network
    start with {share(SHARE_OF_SAVING)} of network_saving
    never more than {share(CAP_OF_SAVING)} of total (total service_budget over the year)
    nothing unless quality is met
    round to the nearest penny, halves up
    pay 100% on 30 June 2026
    share among its practices by list_size, odd pennies by largest remainder"""


if __name__ == "__main__":
    main()
