"""What can be wrong with numbers, dates and times as written, in order of code."""

from schemelang.diagnostic import Diagnostic
from schemelang.light import light

# ---------------------------------------------------------------- numbers and dates


@light
class NotANumber(Diagnostic):
    """A number that cannot be read, and what was probably meant."""

    code = "SCH201"
    title = "{written} is not how a number is written here"
    note = "thousands go in threes, and pence after a full stop"
    help = "Did you mean {suggestion}?"

    written: str
    suggestion: str


@light
class NumberTooLong(Diagnostic):
    """A number that is larger, or has more digits, than any in a scheme."""

    code = "SCH202"
    title = "This number is too large or too long"
    note = "at most 12 digits before the point and 6 after it"
    why = "An amount above £10,000,000,000 is taken for a slip."


@light
class NoSuchDay(Diagnostic):
    """A day that its month does not have."""

    code = "SCH203"
    title = "There is no {written}"
    note = "{detail}"
    help = "Did you mean {suggestion}?"

    written: str
    detail: str
    suggestion: str


@light
class MonthMisspelt(Diagnostic):
    """A month that is nearly a month."""

    code = "SCH204"
    title = "{written} names no month"
    note = "months are written in full"
    help = "Did you mean {suggestion}?"

    written: str
    suggestion: str


@light
class DateWrittenOtherwise(Diagnostic):
    """A date in figures only."""

    code = "SCH205"
    title = "{written} is not how a date is written here"
    note = "write the month as a word, and the year in full"
    why = "In figures, 5/4 is 5 April to one reader and 4 May to another."
    help = "Did you mean {suggestion}?"

    written: str
    suggestion: str


@light
class NotADate(Diagnostic):
    """A date that cannot be read."""

    code = "SCH206"
    title = '"{written}" is not a date'
    note = "write a day as 1 April 2013, and a month as April 2013"

    written: str


@light
class TermUpsideDown(Diagnostic):
    """A term that ends before it begins."""

    code = "SCH207"
    title = "The scheme ends before it begins"
    note = "{last} comes before {first}"

    first: str
    last: str


# ---------------------------------------------------------------- periods and times


@light
class PeriodOutsideTerm(Diagnostic):
    """A quarter or month that the term does not have."""

    code = "SCH208"
    title = "The term of this scheme has no {written}"
    note = "the scheme runs {term}"

    written: str
    term: str


@light
class NotOneOfItsTimes(Diagnostic):
    """A time at which a figure is not given."""

    code = "SCH209"
    title = '"{name}" is not given {written}'
    note = '"{name}" is given {times}'
    help = """
        Write, for example:
            {example}
        """

    name: str
    written: str
    times: str
    example: str


@light
class NotAPeriodKind(Diagnostic):
    """A kind of period that there is not."""

    code = "SCH211"
    title = 'Time is not divided into "{written}"'
    note = "write month, quarter, half-year or year"

    written: str


# ---------------------------------------------------------------- numbers again


@light
class NumberUnclear(Diagnostic):
    """A number that may be one of two, and nothing says which."""

    code = "SCH223"
    title = "{written} can be read in two ways"
    note = "a comma parts thousands, a full stop parts decimals"
    why = "One reader sees thousands and another a decimal, and the two are far apart."
    help = "Write it with a full stop if it is a decimal, and otherwise with its commas in threes."

    written: str


@light
class NotWhole(Diagnostic):
    """A number of things that is not whole."""

    code = "SCH224"
    title = "A whole number is needed here"
    note = "{written} is not whole"

    written: str


@light
class YearOutOfRange(Diagnostic):
    """A year in which no scheme can be."""

    code = "SCH225"
    title = "The year of {written} cannot be right"
    note = "years run from {years}"

    written: str
    years: str


@light
class NumberOutOfRange(Diagnostic):
    """A number of things that cannot be."""

    code = "SCH247"
    title = "{written} cannot be right here"
    note = "write a number from {least} to {most}"

    written: str
    least: str
    most: str
