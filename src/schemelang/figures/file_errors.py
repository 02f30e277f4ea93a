"""What can be wrong with a file of figures before anything in it is read as a figure, in order of code."""

from schemelang.diagnostic import Diagnostic
from schemelang.light import light


@light
class ReadAsWindows(Diagnostic):
    """A file that is not UTF-8, and was read in the letters of Windows."""

    code = "SCH570"
    severity = "warning"
    title = "The file is not UTF-8, and was read in the letters of Windows"
    note = 'The byte {byte} was read as "{letter}". Others like it: {others:,}.'
    why = "Excel saves so as plain CSV. On another computer the same byte can be another letter of a name."
    help = 'If a name looks wrong, save the file in Excel as "CSV UTF-8 (Comma delimited)".'

    byte: str
    letter: str
    others: int


@light
class PatientLevel(Diagnostic):
    """A file with a column of NHS numbers."""

    code = "SCH571"
    title = "The file holds NHS numbers, and is not read"
    note = "Columns of NHS numbers: {columns}. None of them is shown or kept."
    why = "A payment is worked out from counts. A list of patients has no place in it, nor in an e-mail or a folder."
    help = "Count the patients of each practice, and save the counts only. Delete this file if it need not be here."

    columns: str


@light
class RowsAboveHeadings(Diagnostic):
    """Headings that do not stand in the first row, and what stands above them."""

    code = "SCH572"
    severity = "warning"
    title = "The headings are found in row {row}, and what stands above them is not read"
    note = "Rows with something in them above the headings: {rows}."
    why = "A published table often has its title and its notes above it, and no payment rests on them."
    help = "If a row above holds figures, move it under the headings."

    row: int
    rows: str
