"""What can be wrong with a scale: the shape of its table, what is left unsaid, and rows that do not fit."""

from schemelang.diagnostic import Diagnostic
from schemelang.light import light

# ---------------------------------------------------------------- the table


@light
class NoSuchShape(Diagnostic):
    """A table whose headings are none of those that a scale knows."""

    code = "SCH280"
    title = "What does this table do?"
    note = "a scale with these headings is not known"
    why = "The headings say how a table is read."
    help = "{shapes}"

    shapes: str


@light
class RowsMissing(Diagnostic):
    """A scale with too few rows to say anything."""

    code = "SCH281"
    title = 'The scale "{name}" needs {rows}'
    note = "there are not enough"
    help = """
        Write, for example:
            {example}
        """

    name: str
    rows: str
    example: str


@light
class RowIncomplete(Diagnostic):
    """A row with too many cells or too few, or with an empty one."""

    code = "SCH282"
    title = "This row does not fill its {columns} columns"
    note = "{found}"
    help = "Write one cell for each of  {headings}"

    columns: int
    found: str
    headings: str


@light
class LineOfAnotherShape(Diagnostic):
    """A line that has no meaning for a table of this shape."""

    code = "SCH283"
    title = 'The line "{line}" has no use here'
    note = "{reason}"
    help = "Leave the line out, or change the headings of the table."

    line: str
    reason: str


# ---------------------------------------------------------------- what is left unsaid


@light
class AppliesUnsaid(Diagnostic):
    """Bands without a word on what they apply to."""

    code = "SCH284"
    title = "Does a band apply to the whole, or to the slice within it?"
    note = "not said"
    why = "A rate on the whole and the same rate on one slice are two different sums."
    help = """
        Write one of these:
            applies to the whole
            applies to each slice
        """


@light
class BetweenUnsaid(Diagnostic):
    """Rows without a word on what is given between them."""

    code = "SCH285"
    title = "What is given between {one} and {other}?"
    note = "not said"
    help = """
        Write:
            in between, a straight line
        {steps}
        """

    one: str
    other: str
    steps: str


@light
class BeyondUnsaid(Diagnostic):
    """A scale that ends, and a value that can go on."""

    code = "SCH286"
    title = "What does the scale give {where}?"
    note = "{reason}"
    help = """
        Write, for example:
            {example}
        """

    where: str
    reason: str
    example: str


@light
class AddsUpUnsaid(Diagnostic):
    """Rows that are added up, without a word on what they come to."""

    code = "SCH287"
    title = "What do the rows of this scale add up to?"
    note = "they come to {total}"
    why = "The sum that is meant shows when a row is missing, or mistyped."
    help = """
        If that is right, write:
            adds up to {total}
        """

    total: str


@light
class DoesNotAddUp(Diagnostic):
    """Rows that come to another sum than the one that is said."""

    code = "SCH288"
    title = "The rows add up to {total}, and not to {wanted}"
    note = "this is what was meant"
    help = "Change a row, or this line."

    total: str
    wanted: str


@light
class NotLaidDown(Diagnostic):
    """Points or worths that are not known before the figures are."""

    code = "SCH289"
    title = "What a row is worth must be laid down"
    note = "this is worked out, and so the rows cannot be added up"
    help = "Write a number, or the name of a value that is one."


# ---------------------------------------------------------------- rows that do not fit each other


@light
class RowsLeaveGap(Diagnostic):
    """Two bands with something between them of which nothing is said."""

    code = "SCH176"
    title = "Two rows leave a gap"
    note = "{gap}"
    why = "{story}"
    help = """
        Begin a row exactly where the one before it ends, for example:
            {one}
            {mended}
        """

    gap: str
    story: str
    one: str
    mended: str


@light
class RowsOverlap(Diagnostic):
    """Two bands that both claim the same values."""

    code = "SCH177"
    title = "Two rows overlap"
    note = "{overlap}"
    why = "A value in both would be paid two ways."
    help = """
        Begin a row exactly where the one before it ends, for example:
            {one}
            {mended}
        """

    overlap: str
    one: str
    mended: str


@light
class RowNeverReached(Diagnostic):
    """A row that no value can reach."""

    code = "SCH178"
    title = "This row is never reached"
    note = "{reason}"
    help = "Leave the row out, or put the rows in order: from low to high, and anything else last."

    reason: str


@light
class ThresholdsTheWrongWay(Diagnostic):
    """Thresholds that do not go the way in which the indicator is better."""

    code = "SCH179"
    title = "These thresholds go the wrong way"
    note = "nothing is earned at {lower}, and all points at {upper}"
    why = "{name} is better when it is {better}, so more would be paid for a worse result."
    help = "Exchange the two thresholds, or say of the indicator  better when {other}"

    name: str
    lower: str
    upper: str
    better: str
    other: str


@light
class ThresholdsAlike(Diagnostic):
    """A threshold at which nothing is earned, and everything."""

    code = "SCH180"
    title = "Both thresholds are {threshold}"
    note = "nothing is earned here, and everything"
    help = "{remedy}"

    threshold: str
    remedy: str


@light
class SliceOfWhat(Diagnostic):
    """Slices whose rate cannot be applied to the value."""

    code = "SCH181"
    title = "{gives} cannot be applied to a slice of {value}"
    note = "for each slice of {value}"
    help = """
        To each slice of money or of a number applies a percentage, such as 50%.
        To each slice of a number applies an amount for each one too, such as £2.
        What is given for the value as it stands applies to the whole.
        """

    gives: str
    value: str


@light
class NotPoints(Diagnostic):
    """Something other than a number in a column of points."""

    code = "SCH182"
    title = "Points are a number, and this is {found}"
    note = "this is {found}"
    help = """
        {points}
        Where "{name}" is read, say what a point is worth:   {rate}
        """

    found: str
    name: str
    points: str
    rate: str


@light
class RowTwice(Diagnostic):
    """Two rows of a scale for one value."""

    code = "SCH194"
    title = "Two rows are for the same value"
    note = "this is the second"
    why = "Whoever has that value would be paid two ways."
    help = "Leave one of them out."


@light
class AnythingElseUnsaid(Diagnostic):
    """A scale of exact values, and a value that no row names."""

    code = "SCH195"
    title = "What does the scale give for {unnamed}?"
    note = "no row is for it"
    help = """
        Write a row for it or, as the last row, for example:
            {example}
        """

    unnamed: str
    example: str


@light
class RowForWorkedOut(Diagnostic):
    """A row for a value that is not known before the figures are."""

    code = "SCH196"
    title = "The value that a row is for must be laid down"
    note = "this is worked out, and could be the value of another row as well"
    help = """
        Write a number, a day or a word, or the name of a value that is one.
        Where it is asked whether two figures are the same, make that a target, and go by the target.
        """
