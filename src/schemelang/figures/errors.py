"""What can be wrong with figures that somebody has supplied, in order of code."""

from attrs import frozen

from schemelang.diagnostic import Diagnostic


@frozen(kw_only=True)
class FileUnreadable(Diagnostic):
    """A file of figures that cannot be opened."""

    code = "SCH501"
    title = "The file {path} cannot be read"
    why = "A payment is worked out from figures that are there to be read; a missing file is never a file of noughts."
    help = "Check the folder and the name, and close the file in any program that has it open."

    path: str


@frozen(kw_only=True)
class NotUtf8(Diagnostic):
    """A byte that is not text in UTF-8."""

    code = "SCH502"
    title = "The file is not text in UTF-8"
    note = "The byte {byte} is not text in UTF-8. It is byte {number:,} of the file."
    why = "A guess at the letter could change a name or a code, and so change who is paid."
    help = 'In Excel, choose "Save As" and the type "CSV UTF-8 (Comma delimited)".'

    byte: str
    number: int


@frozen(kw_only=True)
class NotCommaSeparated(Diagnostic):
    """A file whose cells are separated by something other than commas."""

    code = "SCH503"
    title = "The file is not separated by commas"
    note = "Its headings are separated by {found}."
    why = "Read by its commas, the file would be one wide column."
    help = 'In Excel, choose "Save As" and the type "CSV UTF-8 (Comma delimited)".'

    found: str


@frozen(kw_only=True)
class RowOfWrongLength(Diagnostic):
    """A row with more cells than there are headings, or fewer."""

    code = "SCH504"
    title = "The row is not as long as the heading"
    note = "The number of headings is {headings}, and the number of cells in this row is {cells}."
    why = "One cell too many or too few puts every figure after it under another heading."
    help = "Give the row one cell for each heading, with quotation marks around a cell that holds a comma."

    headings: int
    cells: int


@frozen(kw_only=True)
class HeadingNotItsOwn(Diagnostic):
    """A heading that is empty, or that stands over two columns."""

    code = "SCH505"
    title = "A column has no heading of its own"
    note = 'Columns headed "{heading}": {columns}.'
    why = "Figures are found by their heading, so it must be there and must name one column."
    help = "Give each column a heading of its own, and delete columns that are not needed."

    heading: str
    columns: str


@frozen(kw_only=True)
class NoRows(Diagnostic):
    """A file with no rows under its heading."""

    code = "SCH506"
    title = "The file has no rows of figures"
    why = "An empty file says nothing about anybody; it is never taken as noughts."
    help = "Save the sheet that holds the figures, with the headings above them."


@frozen(kw_only=True)
class FileTooLarge(Diagnostic):
    """A file larger than a table of figures has any need to be."""

    code = "SCH507"
    title = "The file is too large to read"
    note = "A file may have at most {most:,} {what}."
    why = "So large a file is a whole national publication or a slip, such as a quotation mark left open."
    help = "Save only the rows and columns that the scheme needs."

    most: int
    what: str


@frozen(kw_only=True)
class QuotationMarkAstray(Diagnostic):
    """A quotation mark that opens a cell and does not close it."""

    code = "SCH508"
    title = "A quotation mark opens a cell and does not close it"
    why = "Everything up to the next quotation mark would be read as one cell, and rows would be lost in it."
    help = "Put quotation marks at both ends of the cell, and write a quotation mark within it twice."
