"""What can be wrong with figures because of what a spreadsheet or a hand has done to them, in order of code."""

from typing import ClassVar

from schemelang.diagnostic import Diagnostic
from schemelang.light import light


@light
class FigureSpoilt(Diagnostic):
    """A figure that a spreadsheet has made into something else."""

    code = "SCH577"
    title = 'A spreadsheet has changed a figure into "{written}"'
    note = "{how}"
    why = "A guess at a figure would be a guess at a payment."
    help = "In the spreadsheet, {remedy}, and save it again."

    written: str
    how: str
    remedy: str


@light
class CodeUnlikeOthers(Diagnostic):
    """A code that is a mere number among codes that begin with letters."""

    code = "SCH578"
    title = 'Can "{written}" be the code of one {party}, when the others look like "{example}"?'
    note = "Codes that look like {example}: {alike:,} of {of:,}. This one is a number."
    why = "A spreadsheet takes a code such as 1E05 for a number. A payment to a code that nobody has reaches nobody."
    help = "Take the code from the record again, and make the column Text in the spreadsheet before it is typed."

    written: str
    party: str
    example: str
    alike: int
    of: int


@light
class SameFileTwice(Diagnostic):
    """Two files that are the same, byte for byte."""

    code = "SCH579"
    title = "The file {path} is the same as {other}"
    why = "Everything in it would be given twice. It may be that another file was meant."
    help = "Name it once, or put the file that was meant in its place."

    path: str
    other: str


@light
class RowOfTotals(Diagnostic):
    """A row for all parties together, among the rows of each."""

    code = "SCH580"
    title = 'Does "{written}" name one {party}, or all of them together?'
    note = 'The column "{column}" holds the code of each {party}.'
    why = "A total that is read as one more {party} counts everybody twice."
    help = "Delete the row: totals are worked out from the rows of each."

    written: str
    party: str
    column: str


@light
class FilesDoNotMatch(Diagnostic):
    """Two files that should be about the same parties, and are not."""

    code = "SCH581"
    title = "The {parties} with {one} are not those with {other}"
    note = "{missing:,} of {of:,} with {one} have no row with {other}: {codes}."
    why = "One of the files may be of another year, of another area, or of parties of another kind."
    help = "Take the file from where it came again, and hold the codes in it against each other."
    there: ClassVar[str] = "the others begin here"

    one: str
    other: str
    parties: str
    missing: int
    of: int
    codes: str


@light
class ListSizesDiffer(Diagnostic):
    """Two columns of list sizes that differ for so many that codes must have slipped against their rows."""

    code = "SCH582"
    title = "The list sizes of two files cannot be of the same parties"
    note = "{differing:,} of {both:,} in both differ by more than a fifth. For {party} they are {one} and {other}."
    why = "If a column was sorted or moved by itself, each figure stands beside the code of somebody else."
    help = "Take the file from where it came again, and sort nothing in it but whole rows."
    there: ClassVar[str] = "the other is here"

    both: int
    differing: int
    party: str
    one: str
    other: str
