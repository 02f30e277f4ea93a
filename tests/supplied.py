"""Files of figures from text, and what is read of them, for tests of how figures are read."""

from datetime import date
from textwrap import dedent

from compiled import scheme_of
from schemelang.dates import Period
from schemelang.diagnostic import Diagnostic
from schemelang.figures.csv_text import read_csv
from schemelang.figures.figures import Figures
from schemelang.figures.from_files import read_figures
from schemelang.figures.table import Table
from schemelang.model.model import Scheme
from schemelang.report import as_text

# Schemes

HEADING = """
scheme care "Care"
    offered by        ccg
    offered to        practices
    runs              1 April 2013 to 31 March 2014
    groups            practices into networks
    if not reported,  hold the payment

party ccg "NHS Vale CCG"
    code              08V
"""
NETWORKS = scheme_of(
    HEADING
    + """
figure list_size "Registered patients"
    is a count of patients for each practice on 1 January 2013
figure register "Patients on the register"
    is a count of patients for each practice at the end of each quarter
    never more than   list_size
figure planned "Patients with a plan"
    is a count of patients for each practice at the end of each quarter
    never more than   register
figure reviewed "Patients seen"
    is a count of patients for each practice during each quarter
figure cost "Cost"
    is money for each practice during the year
figure weight "Weighted patients"
    is a number of patients for each practice
figure coverage "Coverage"
    is a percentage for each practice during quarter 4
figure agreed "Agreed"
    is yes or no for each practice during the year
figure opened "Opened"
    is a date for each practice
figure growth "Growth of the network"
    is a percentage for each network during the year
    never more than   50%
    never less than   -50%
figure meetings "Meetings"
    is a count of meetings for each network during each quarter
figure england "Growth of England"
    is a percentage during the year
"""
)
SMALL = scheme_of(
    HEADING.replace("practices into networks", "practices into 2 networks")
    + """
figure list_size "Registered patients"
    is a count of patients for each practice on 1 January 2013
"""
)
WITHOUT_GROUPS = scheme_of(
    HEADING.replace("    groups            practices into networks\n", "").replace(
        "to        practices", "to 2 practices"
    )
    + """
figure list_size "Registered patients"
    is a count of patients for each practice on 1 January 2013
"""
)
TWO_YEARS = scheme_of(
    HEADING.replace("31 March 2014", "31 March 2015")
    + """
figure quarterly "Each quarter"
    is a count of patients for each practice during each quarter
figure monthly "Each month"
    is a count of patients for each practice during each month
figure halves "Each half-year"
    is a count of patients for each practice during each half-year
figure yearly "Each year"
    is a count of patients for each practice during each year
"""
)
QUARTER_4 = Period(date(2014, 1, 1), date(2014, 3, 31), "quarter 4")


# Files


def tables(*files: str) -> tuple[Table, ...]:
    """Read texts as files named a.csv, b.csv and so on."""
    read = [
        read_csv(f"{name}.csv", dedent(text).lstrip("\n").encode()) for name, text in zip("abcd", files, strict=False)
    ]
    assert [found for _, found in read] == [()] * len(files)
    return tuple(table for table, _ in read if table is not None)


def read(*files: str, scheme: Scheme = NETWORKS, partial: bool = True, same_at_every_date: bool = False) -> Figures:
    """Read files in which nothing is wrong."""
    figures, found = read_figures(tables(*files), scheme, partial=partial, same_at_every_date=same_at_every_date)
    assert as_text(found) == ""
    assert figures is not None
    return figures


def findings(*files: str, scheme: Scheme = NETWORKS, partial: bool = True) -> tuple[Diagnostic, ...]:
    """Read files in which something is wrong."""
    figures, found = read_figures(tables(*files), scheme, partial=partial)
    assert found
    assert (figures is None) == any(each.severity == "error" for each in found)
    return found


def finding(*files: str, scheme: Scheme = NETWORKS, partial: bool = True) -> Diagnostic:
    """Read files in which one thing is wrong."""
    [found] = findings(*files, scheme=scheme, partial=partial)
    return found


def advised(*files: str, scheme: Scheme = NETWORKS, partial: bool = True) -> tuple[Figures, Diagnostic]:
    """Read files of which there is one thing to say, though nothing is wrong."""
    figures, (found,) = read_figures(tables(*files), scheme, partial=partial)
    assert figures is not None
    return figures, found


def said(diagnostic: Diagnostic) -> str:
    """Report a diagnostic on one line."""
    return " ".join(as_text([diagnostic]).split())


def value(figures: Figures, figure: str, party: str | None = "Ash", period: Period | None = None) -> object:
    """Look up one value."""
    return figures.data[figure, party, period].value


def cell(figure: str, text: str) -> str:
    """Write a file of one figure of one practice."""
    return f'practice,network,{figure}\nAsh,North,"{text}"\n'
