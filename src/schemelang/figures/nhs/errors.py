"""What can be wrong with a published file, or with what a scheme reads from it, in order of code."""

from schemelang.diagnostic import Diagnostic
from schemelang.light import light


@light
class NobodyListed(Diagnostic):
    """A published list of members in which nobody of the scheme is found."""

    code = "SCH557"
    severity = "warning"
    title = 'Nobody of this scheme is in this file, which is "{file}"'
    note = 'The first code in the column "{column}" is "{first}".'
    why = "So nobody is put into a group by it, and nobody has closed or merged by it."
    help = "It may be the file of another area. Give the one that has them, or the codes of the groups that take part."

    file: str
    column: str
    first: str


@light
class NotAsHeaded(Diagnostic):
    """A column of a published file, or of a list of one's own, that does not hold what its heading promises."""

    code = "SCH590"
    title = 'The column "{heading}" does not hold {words}'
    note = '"{written}" is none of them. Other cells like it: {others:,}.'
    why = "Headings over the wrong columns, or codes and days that Excel has changed, would pay on something else."
    help = """
        This is read as {what}.
        {advice}
        """

    what: str
    heading: str
    words: str
    written: str
    others: int
    advice: str


@light
class NoFileOf(Diagnostic):
    """A figure that is read from a published file which nobody has given."""

    code = "SCH591"
    title = 'No file gives "{figure}", and none is "{file}"'
    note = "{nearest}"
    why = "Every payment that is worked out from it would be held, for everybody."
    help = """
        Give that file as well. It is {what}.
        Or give "{figure}" in a column of a table of your own.
        """

    figure: str
    file: str
    nearest: str
    what: str


@light
class WhoTakesPart(Diagnostic):
    """Published files, and no word about who takes part in the scheme."""

    code = "SCH592"
    title = "Which {parties} take part?"
    note = 'The file "{file}" has {found:,} codes in the column "{column}".'
    why = "A published file is of all England, and each that is taken for one of this scheme would be paid."
    help = 'Give a table of your own with a column "{party}", and in it the codes of those that take part.'

    party: str
    parties: str
    file: str
    found: int
    column: str


@light
class NobodyOfTheScheme(Diagnostic):
    """A published file in which nobody of the scheme is found."""

    code = "SCH593"
    title = 'None of the {parties} of this scheme is in the file "{file}"'
    note = 'The first code in the column "{column}" is "{first}", and the scheme has codes such as "{own}".'
    why = "It may be the file of another area or of another kind of organisation."
    help = "Give the file that has them, or correct their codes in the table that says who takes part."

    parties: str
    file: str
    column: str
    first: str
    own: str


@light
class OthersPassedBy(Diagnostic):
    """Organisations in a published file that are not in the scheme."""

    code = "SCH594"
    severity = "warning"
    title = "Published files have codes that are not of this scheme, and these are passed by"
    note = "{counts}."
    why = "Nothing of theirs changes a payment here."
    help = "If one of them should take part, add it to the table that says who does."

    counts: str


@light
class NotInTheFile(Diagnostic):
    """Parties of the scheme of which a published file says nothing."""

    code = "SCH595"
    severity = "warning"
    title = 'Not in the file "{file}", so that "{figure}" is not reported for them: {codes}'
    why = "They may have closed, merged or begun since, or their codes may be miswritten."
    help = "What is then paid is as the scheme says for a figure that is not reported."

    file: str
    figure: str
    codes: str


@light
class NoSuchRows(Diagnostic):
    """A figure for which a published file has no rows."""

    code = "SCH596"
    title = 'No row of "{file}" gives "{figure}"'
    note = "{because}"
    why = "Every payment that is worked out from it would be held, for everybody."
    help = "Give the file of the right time, or correct the line of the scheme that says where the figure stands."

    file: str
    figure: str
    because: str


@light
class PublishedNotRead(Diagnostic):
    """A published file from which nothing is read."""

    code = "SCH597"
    severity = "warning"
    title = 'Nothing is read from this file, which is "{file}"'
    note = "It is {what}."
    why = "Nothing in it changes a payment."
    help = """
        If a figure stands in it, say so in the block of the figure, such as:
            read from "{file}", the column "{column}"
        """

    file: str
    what: str
    column: str


@light
class ColumnNotThere(Diagnostic):
    """A column that this year's file of a layout does not have."""

    code = "SCH598"
    title = 'The file has no column "{column}"'
    note = 'It is the published file "{file}", and "{figure}" is read from that column.'
    why = "Columns are renamed from one year to the next, and another one may hold something else."
    help = "{advice}"

    file: str
    figure: str
    column: str
    advice: str


@light
class MonthsMissing(Diagnostic):
    """A total over a period of which some months are in no file."""

    code = "SCH599"
    severity = "warning"
    title = '"{figure}" is not reported for {period}, of which months are missing'
    note = "The files have {found} of its {months} months."
    why = "The total of some of its months is less than that of all of them, and would be paid on as if it were whole."
    help = "Give the files of all its months."

    figure: str
    period: str
    found: int
    months: int
