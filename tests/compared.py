"""Two schemes from text, compared, for tests of what is different between them."""

from compiled import graph_of, scheme_of
from schemelang.comparison.comparison import ClauseChange, Comparison, Side, Trial
from schemelang.comparison.from_schemes import Compared, compare
from schemelang.figures.csv_text import read_csv
from schemelang.figures.table import Table

SMALL = """
scheme small "A small scheme"
    offered by        ccg
    offered to        practices
    runs              1 April 2013 to 31 March 2014
    if not reported,  hold the payment
    if a practice joins,   pay in full
    if a practice leaves,  pay in full

party ccg "NHS Vale CCG"
    code              08V

figure seen "Patients seen"
    is a count of patients for each practice during the year

payment reviews "Reviews"
    to each practice
    start with        £10 × seen
    round             down to the penny
    pay 100%          on 30 June 2014
"""
EXAMPLE = """
example "Ten patients"
    | practice | seen |
    | Ash      | 10   |
    then              reviews of Ash is £100.00
"""


def side(text: str, name: str = "test.scheme") -> Side:
    """Return one of two schemes."""
    return Side(name=name, scheme=scheme_of(text), graph=graph_of(text))


def tables(*files: str) -> tuple[Table, ...]:
    """Read texts as files named a.csv, b.csv and so on."""
    read = [read_csv(f"{name}.csv", text.encode())[0] for name, text in zip("abcd", files, strict=False)]
    return tuple(table for table in read if table is not None)


def compared(before: str, now: str, *files: str) -> Compared:
    """Compare two schemes, on figures if there are any."""
    return compare(side(before, "before.scheme"), side(now, "now.scheme"), tables(*files))


def comparison(before: str, now: str, *files: str) -> Comparison:
    """Compare two schemes, and leave aside what was found on the way."""
    return compared(before, now, *files).comparison


def clause(changes: Comparison, anchor: str) -> ClauseChange:
    """Return what has become of a clause."""
    (found,) = (each for each in changes.clauses if each.anchor == anchor)
    return found


def trial(changes: Comparison, place: int = 0) -> Trial:
    """Return what came of trying both schemes on figures."""
    found = changes.money[place]
    assert isinstance(found, Trial)
    return found
