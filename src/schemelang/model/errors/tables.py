"""What can be wrong with a table that declares many things at once, in order of code."""

from schemelang.diagnostic import Diagnostic
from schemelang.light import light

# ---------------------------------------------------------------- the heading of a table


@light
class UnknownHeading(Diagnostic):
    """A column whose heading says nothing about what the table declares."""

    code = "SCH145"
    title = "{heading} is not a heading of this table"
    note = "I do not know what this column says"
    why = "Nothing that is written in a scheme is passed over."
    help = "The headings that a table of {block} may have are {known}."

    heading: str
    block: str
    known: str


@light
class FirstHeadingMissing(Diagnostic):
    """A table whose first row is not its headings, or whose first column does not hold the names."""

    code = "SCH146"
    title = "The first column of this table has to hold the names"
    note = 'the heading "{first}" belongs here'
    help = """
        {begin}
            {rows}
        """

    first: str
    begin: str
    rows: str


@light
class HeadingMissing(Diagnostic):
    """A table that lacks a column which its block cannot do without."""

    code = "SCH147"
    title = "This table does not say what each {one} is"
    note = 'the heading "{heading}" is missing'
    help = "{advice}"

    one: str
    heading: str
    advice: str


@light
class SaidInTwoWays(Diagnostic):
    """A table with a column or a line for all of what each is, and another for a part of it."""

    code = "SCH148"
    title = 'This table has both "{one}" and "{other}"'
    note = "this says again what each of them is"
    why = "Only one of the two could count."
    help = "{advice}"

    one: str
    other: str
    advice: str


# ---------------------------------------------------------------- the rows of a table


@light
class TableWithoutRows(Diagnostic):
    """A block of many that has no table, or a table that has only its headings."""

    code = "SCH149"
    title = "This block declares no {block}"
    note = "it has no row with a name"
    help = """
        Give each of them a row under the headings, such as:
            {headings}
            {row}
        """

    block: str
    headings: str
    row: str


@light
class RowOfAnotherLength(Diagnostic):
    """A row that has more or fewer cells than the heading."""

    code = "SCH150"
    title = "This row has {cells} and the heading has {headings}"
    note = "{wrong}"
    why = "With a cell missing or one too many, the others stand under headings that are not theirs."
    help = "Put each cell under its heading; a cell may be left empty between its bars where there is nothing to say."

    cells: str
    headings: str
    wrong: str


@light
class EmptyCell(Diagnostic):
    """An empty cell in a column that may not be left empty."""

    code = "SCH151"
    title = '{whose} has nothing under "{heading}"'
    note = "this cell is empty"
    help = "{advice}"

    whose: str
    heading: str
    advice: str


@light
class CellIsNoName(Diagnostic):
    """A cell of the first column that cannot be a name."""

    code = "SCH152"
    title = '"{written}" cannot be a name'
    note = "a name is one word: letters, figures and underscores, a letter first"
    help = 'Write, for example, "{suggestion}". How it is printed is said under "title".'

    written: str
    suggestion: str


@light
class InOnePartOnly(Diagnostic):
    """A name that stands in one part of a table that is cut in two, and not in the other."""

    code = "SCH153"
    title = '"{name}" is not in every part of this table'
    note = 'no row of this name has a cell under "{heading}"'
    why = "A wide table may be cut in two; then each part has a row for each of the names."
    help = 'Add a row for "{name}" to the other part, or correct its name.'

    name: str
    heading: str
