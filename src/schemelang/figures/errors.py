"""What can be wrong with figures that somebody has supplied, in order of code."""

from typing import ClassVar

from schemelang.diagnostic import Diagnostic
from schemelang.light import light


@light
class FileUnreadable(Diagnostic):
    """A file of figures that cannot be opened."""

    code = "SCH501"
    title = "The file {path} cannot be read"
    why = "A payment is worked out from figures that are there to be read; a missing file is never a file of noughts."
    help = "Check the folder and the name, and close the file in any program that has it open."

    path: str


@light
class NotUtf8(Diagnostic):
    """A byte that is no letter."""

    code = "SCH502"
    title = "The file holds a byte that is no letter"
    note = "The byte {byte} is no letter there. It is byte {number:,} of the file."
    why = "A guess at the letter could change a name or a code, and so change who is paid."
    help = 'In Excel, choose "Save As" and the type "CSV UTF-8 (Comma delimited)".'

    byte: str
    number: int


@light
class NotCommaSeparated(Diagnostic):
    """A file whose cells are separated by something other than commas, semicolons or tabs."""

    code = "SCH503"
    title = "The file is not separated by commas, semicolons or tabs"
    note = "Its headings are separated by {found}."
    why = "Read by its commas, the file would be one wide column."
    help = 'In Excel, choose "Save As" and the type "CSV UTF-8 (Comma delimited)".'

    found: str


@light
class RowOfWrongLength(Diagnostic):
    """A row with more cells than there are headings, or fewer."""

    code = "SCH504"
    title = "The row is not as long as the heading"
    note = "The number of headings is {headings}, and the number of cells in this row is {cells}."
    why = "One cell too many or too few puts every figure after it under another heading."
    help = "Give the row one cell for each heading, with quotation marks around a cell that holds a comma.{another}"

    headings: int
    cells: int
    another: str = ""


@light
class HeadingNotItsOwn(Diagnostic):
    """A heading that is empty, or that stands over two columns."""

    code = "SCH505"
    title = "A column has no heading of its own"
    note = 'Columns headed "{heading}": {columns}.'
    why = "Figures are found by their heading, so it must be there and must name one column."
    help = "Give each column a heading of its own, and delete columns that are not needed."

    heading: str
    columns: str


@light
class NoRows(Diagnostic):
    """A file with no rows under its heading."""

    code = "SCH506"
    title = "The file has no rows of figures"
    why = "An empty file says nothing about anybody; it is never taken as noughts."
    help = "Save the sheet that holds the figures, with the headings above them."


@light
class FileTooLarge(Diagnostic):
    """A file larger than a table of figures has any need to be."""

    code = "SCH507"
    title = "The file is too large to read"
    note = "A file may have at most {most:,} {what}."
    why = "So large a file is a whole national publication or a slip, such as a quotation mark left open."
    help = "Save only the rows and columns that the scheme needs."

    most: int
    what: str


@light
class QuotationMarkAstray(Diagnostic):
    """A quotation mark that opens a cell and does not close it."""

    code = "SCH508"
    title = "A quotation mark opens a cell and does not close it"
    why = "Everything up to the next quotation mark would be read as one cell, and rows would be lost in it."
    help = "Put quotation marks at both ends of the cell, and write a quotation mark within it twice."


# Columns


@light
class ColumnsNotUsed(Diagnostic):
    """Columns that the scheme has no use for, the first of them at the place."""

    code = "SCH510"
    severity = "warning"
    title = "Some columns are not used: {headings}"
    help = "Nothing in them changes a payment. If one is to be paid on, declare a figure of its name."

    headings: str


@light
class ColumnNearFigure(Diagnostic):
    """A column that is not used, and the figure whose name is near."""

    code = "SCH511"
    severity = "warning"
    title = 'The column "{heading}" is not used: did you mean "{figure}"?'
    note = 'A figure of the scheme is called "{figure}".'
    why = "A figure under another heading is not read, and nothing is paid on it."
    help = 'If this is that figure, change the heading to "{figure}".'

    heading: str
    figure: str


@light
class ExampleColumnUnknown(Diagnostic):
    """A heading in an example that stands for nothing."""

    code = "SCH512"
    title = 'The heading "{heading}" is no figure, party or time of this scheme'
    note = "nothing in the scheme has this name"
    why = "An example is worked out from everything that stands in it; a column is never passed over."
    help = 'The nearest name is "{nearest}".'

    heading: str
    nearest: str


@light
class FigureNotGiven(Diagnostic):
    """A figure of the scheme that no table gives."""

    code = "SCH513"
    title = 'No file gives "{figure}"'
    note = "declared here, and no column has this name"
    why = "Every payment that is worked out from it would be held, for everybody."
    help = 'Add a column "{figure}" to a file about {whom}.'

    figure: str
    whom: str


@light
class FigureUnderAnotherHeading(Diagnostic):
    """A figure of the scheme that no table gives, and a column of nearly its name."""

    code = "SCH514"
    title = 'No column is called "{figure}", and this one is called "{heading}"'
    why = "Every payment that is worked out from the figure would be held, for everybody."
    help = 'If it is the same figure, change the heading to "{figure}"; if not, add a column "{figure}".'

    heading: str
    figure: str


@light
class PartyUnsaid(Diagnostic):
    """A column of figures in a table that does not say whose they are."""

    code = "SCH515"
    title = 'Which {party} is "{figure}" of?'
    note = 'It is a figure for each {party}, and the table has no column "{party}".'
    why = "A figure that is nobody's in particular cannot be paid on."
    help = 'Add a column "{party}" with the code of the {party} in each row.'

    figure: str
    party: str


@light
class PeriodUnsaid(Diagnostic):
    """A column of figures in a table that does not say of which period they are."""

    code = "SCH516"
    title = 'Which {period} is "{figure}" of?'
    note = 'It is a figure for each {period}, and the table has no column "{column}" to go by.'
    why = "The figures of one {period} would pay another sum than those of the next."
    help = 'Add a column "{column}", and write "{example}" or another {period} in each row.'

    figure: str
    period: str
    column: str
    example: str


@light
class TimeSaidTwice(Diagnostic):
    """A table with two columns that say when its rows are."""

    code = "SCH517"
    title = "Two columns say when"
    note = 'The table has a column "{first}" and a column "{second}".'
    why = "They could name different times, and each would pay another sum."
    help = "Keep one of them, or put the figures of each into a file of its own."

    first: str
    second: str


# Whom and when a row is about


@light
class RowUnsaid(Diagnostic):
    """A row that leaves open which party or which time it is about."""

    code = "SCH518"
    title = "The row does not say which {what}"
    note = 'The column "{column}" is empty here.'
    why = "A figure without its {what} cannot be paid on."
    help = "Fill it in or, if the row is a total or a remark, delete the row."

    what: str
    column: str


@light
class CodeSpoilt(Diagnostic):
    """A code that a spreadsheet has made into something else."""

    code = "SCH519"
    title = 'A spreadsheet has changed a code into "{written}"'
    note = "{how}"
    why = "A payment to a code that nobody has reaches nobody."
    help = "In the spreadsheet, make the column Text before the codes are typed, and type this one again."

    written: str
    how: str


@light
class CodesAlike(Diagnostic):
    """Two codes that a reader would take for one."""

    code = "SCH520"
    title = 'Are "{written}" and "{other}" the same {party}?'
    note = "They differ only in capitals, blanks or noughts in front."
    why = "Read as two, each would be paid on a part of the figures."
    help = "Write the code in the same way everywhere."
    there: ClassVar[str] = "the other is here"

    written: str
    other: str
    party: str


@light
class CodeOfTwoKinds(Diagnostic):
    """A code that stands for parties of two kinds."""

    code = "SCH521"
    title = 'Is "{written}" a {one} or a {other}?'
    note = "It is a {one} here."
    why = "A payment goes by the code, so a code must be one party's alone."
    help = "Give one of the two another code."
    there: ClassVar[str] = "it is of the other kind here"

    written: str
    one: str
    other: str


@light
class TwoNames(Diagnostic):
    """A party with two names."""

    code = "SCH522"
    severity = "warning"
    title = "{party} has two names"
    note = 'It is "{name}" here.'
    why = "If one of the two rows has somebody else's code, the wrong party is paid."
    help = 'Check the code. If it is right, nothing need be done: "{kept}" is the name that will be shown.'
    there: ClassVar[str] = "it has another name here"

    party: str
    name: str
    kept: str


@light
class PeriodUnknown(Diagnostic):
    """A period that the scheme does not have."""

    code = "SCH523"
    title = '"{written}" is no {period} of this scheme'
    note = "The scheme runs from {first} to {last}."
    why = "A figure from another time would pay a sum that nobody has agreed."
    help = 'Write "{example}" or another {period} of the term.'

    written: str
    period: str
    first: str
    last: str
    example: str


@light
class FigureOfAnotherTime(Diagnostic):
    """A figure in a row of another time than its own."""

    code = "SCH524"
    title = '"{figure}" is no figure of {row}'
    note = "The scheme asks for it {asked}, and the row is of {row}."
    why = "The figure of another time would pay another sum."
    help = "Leave the cell empty, and give the figure in a row of its own time."

    figure: str
    row: str
    asked: str


# Cells


@light
class CellUnreadable(Diagnostic):
    """A cell that is not what its column holds."""

    code = "SCH525"
    title = '"{written}" is not {expected}'
    note = 'The column "{column}" holds {expected}.'
    why = "A guess at a figure would be a guess at a payment."
    help = "Write {example} or, {otherwise}."

    written: str
    column: str
    expected: str
    example: str
    otherwise: str


@light
class CellMiswritten(Diagnostic):
    """A cell that is not what its column holds, and what it may have been meant for."""

    code = "SCH526"
    title = '"{written}" is not {expected}: did you mean {suggestion}?'
    note = 'The column "{column}" holds {expected}.'
    why = "A guess at a figure would be a guess at a payment."
    help = "If that is what is meant, write {suggestion}."

    written: str
    column: str
    expected: str
    suggestion: str


@light
class PercentSignMissing(Diagnostic):
    """A percentage without its sign."""

    code = "SCH527"
    title = 'The percentage "{written}" has no % sign'
    note = "It could stand for {one} or for {other}."
    why = "One is a hundred times the other, so neither is guessed."
    help = "Write {one} if that is what is meant."

    written: str
    one: str
    other: str


@light
class FigureTooLarge(Diagnostic):
    """A figure larger than any that is believed."""

    code = "SCH528"
    title = '"{written}" is too large to be believed'
    note = "The largest figure that is read is {largest}."
    why = "So large a figure is a slip: pence taken for pounds, or two cells run together."
    help = "Hold it against the record it was taken from."

    written: str
    largest: str


@light
class SignOrFigure(Diagnostic):
    """A -97, which some publications write for a figure that is suppressed."""

    code = "SCH529"
    title = 'Is "{written}" a figure, or the sign for one that is suppressed?'
    note = 'The column "{column}" holds {expected}.'
    why = "Some publications write -97 for a figure that they suppress, and it must not be paid on."
    help = "Write -97.00 for the figure, or * if it is suppressed."

    written: str
    column: str
    expected: str


@light
class MoreThanItsWhole(Diagnostic):
    """A figure that is more than the other figure it is a part of."""

    code = "SCH530"
    title = "{figure} is {said} of {most} in {whole}"
    note = "The scheme says that {figure} is never more than {whole}."
    why = "A part that is more than its whole would be paid above 100%."
    help = "Correct whichever of the two is wrong."
    there: ClassVar[str] = "the other figure is here"

    figure: str
    said: str
    most: str
    whole: str


@light
class OutsideItsLimits(Diagnostic):
    """A figure that is more than the most it may be, or less than the least."""

    code = "SCH531"
    title = "{figure} is {said}, and the {end} it may be is {limit}"
    note = "The scheme says so."
    why = "What the scheme can cost was worked out within these limits."
    help = "Correct the figure or, if it is right, the limit in the scheme."
    there: ClassVar[str] = "the limit is here"

    figure: str
    said: str
    end: str
    limit: str


# The same figure more than once


@light
class FigureTwice(Diagnostic):
    """A figure of the same party at the same time, given twice."""

    code = "SCH532"
    title = "{figure} is given twice"
    note = "This is the second time."
    why = "Two that agree today may differ tomorrow, and nobody could say which of them is paid on."
    help = "Keep the one that counts, and delete the other."
    there: ClassVar[str] = "it is given here first"

    figure: str


@light
class FigureDiffers(Diagnostic):
    """One figure that is repeated from row to row, and is not always the same."""

    code = "SCH533"
    title = "{figure} is not the same in every row"
    note = "It is {said} here."
    why = "There is one such figure, so at most one of these can be paid on."
    help = "Write the same figure in each row, or write it once and leave the other cells empty."
    there: ClassVar[str] = "it is another figure here"

    figure: str
    said: str


# Who belongs where, and when


@light
class InTwoGroups(Diagnostic):
    """A party in two groups of a kind at the same time."""

    code = "SCH534"
    title = "{party} is in {first} and in {second} at the same time"
    note = "It is in {second} here."
    why = "Its figures would count, and be paid for, in both."
    help = 'Delete the {group} that is wrong or, if it moved, give the last day in each in a column "to".'
    there: ClassVar[str] = "it is in the other here"

    party: str
    first: str
    second: str
    group: str


@light
class MovesGroup(Diagnostic):
    """A party that moves from one group to another within the term, where groups are in groups themselves."""

    code = "SCH535"
    title = "{party} moves from {first} to {second} during the term"
    note = "It is in {second} here."
    why = """
        Here groups are in groups themselves, and a move in one may be a move in the other as well.
        What such a move does to payments is not worked out yet.
        """
    help = """
        Say in the heading of which day the groups are taken, such as
            {line}
        Or give only the {group} in which it counts for the whole term.
        """

    party: str
    first: str
    second: str
    group: str
    line: str


@light
class DatesDiffer(Diagnostic):
    """A party whose dates are not the same in every row."""

    code = "SCH536"
    title = "{party} takes part on different days in different rows"
    note = "It takes part from {dates} here."
    why = "Part of a year may be paid by days, so the days must be one stretch and the same everywhere."
    help = "Give the same first and last day in each row. Leaving and coming back is not worked out yet."
    there: ClassVar[str] = "other days are here"

    party: str
    dates: str


@light
class DatesBackwards(Diagnostic):
    """A last day before the first."""

    code = "SCH537"
    title = "The last day is before the first"
    note = "The row runs from {first} to {last}."
    why = "Part of a year may be paid by days, and there are no days between these."
    help = "Correct whichever of the two is wrong."

    first: str
    last: str


@light
class NotInTerm(Diagnostic):
    """A party that takes part on no day of the term."""

    code = "SCH538"
    severity = "warning"
    title = "{party} takes part on no day of the term"
    note = "The term is {term}."
    why = "Its figures are left out, and it is paid nothing."
    help = 'If that is wrong, correct the columns "from" and "to".'

    party: str
    term: str


@light
class InNoGroup(Diagnostic):
    """A party that belongs to no group of a kind."""

    code = "SCH539"
    severity = "warning"
    title = "{party} is in no {group}"
    note = "No row with this code names a {group} for a day of the term."
    why = "Its figures count for no {group}, and nothing that a {group} earns reaches it."
    help = 'If it has one, name it in a column "{group}".'

    party: str
    group: str


@light
class TooMany(Diagnostic):
    """More parties of a kind than the scheme says."""

    code = "SCH540"
    title = "There are {found} {parties} here, and {number} in the scheme"
    note = "Here are {codes}."
    why = "What the scheme can cost was worked out for {number}."
    help = "Look for a mistyped code and for rows of another scheme, or change the number in the heading."

    parties: str
    found: int
    number: int
    codes: str


@light
class TooFew(Diagnostic):
    """Fewer parties of a kind than the scheme says."""

    code = "SCH541"
    severity = "warning"
    title = "The files name {found} of {number} {parties}"
    note = "the scheme is for {number}"
    why = "Nothing is worked out for one that is in no file, so nothing is paid to it."
    help = "Add a row for each that is missing. {here}"

    parties: str
    found: int
    number: int
    here: str


# Figures given in a line of an example


@light
class GivenIsNoFigure(Diagnostic):
    """Something given that the scheme works out."""

    code = "SCH542"
    title = '"{name}" cannot be given'
    note = "the scheme works this out itself"
    why = "An example shows what the scheme makes of its figures; a result that is given shows nothing."
    help = "Give the figures that it is worked out from."

    name: str


@light
class GivenForNobody(Diagnostic):
    """A figure of each party, given without saying of which."""

    code = "SCH543"
    title = 'Which {party} is "{figure}" given for?'
    note = "it is a figure for each {party}"
    why = "A figure that is nobody's in particular cannot be paid on."
    help = "Write   {line}   with the {party} in place of {one}."

    figure: str
    party: str
    line: str
    one: str


@light
class GivenForSomebody(Diagnostic):
    """A figure of the whole scheme, given for one party."""

    code = "SCH544"
    title = '"{figure}" is one figure for the whole scheme'
    note = "it is given for {party} here"
    why = "The same figure counts for everybody, so it cannot be one party's own."
    help = "Write   {line}"

    figure: str
    party: str
    line: str


# Cells, once more


@light
class TooManyDigits(Diagnostic):
    """A figure with more digits than any that is read."""

    code = "SCH545"
    title = 'The figure "{written}" has too many digits'
    note = "At most 12 digits are read before the point and 15 after it."
    why = "So many digits are two cells run together, or what a computer leaves over when it divides."
    help = "Take the figure from the record again, or round it as the record does."

    written: str


@light
class NoneOfItsWords(Diagnostic):
    """A cell with a word that its figure cannot be."""

    code = "SCH550"
    title = '"{written}" is none of the words of "{column}"'
    note = "The column holds one of {words}."
    why = "A guess at a word would be a guess at a payment."
    help = "Write one of those or, if there is nothing to report, leave the cell empty."

    written: str
    column: str
    words: str
