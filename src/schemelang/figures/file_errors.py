"""What can be wrong with a file of figures before anything in it is read as a figure, in order of code."""

from schemelang.diagnostic import Diagnostic
from schemelang.light import light


@light
class HolidaysUnreadable(Diagnostic):
    """A file that is given for bank holidays and is none of GOV.UK."""

    code = "SCH554"
    title = "This is not a file of bank holidays as GOV.UK publishes it"
    note = "{problem}"
    why = "One bank holiday more or less moves a day of payment."
    help = "Take the file anew from  https://www.gov.uk/bank-holidays.json  and leave it as it is."

    problem: str


@light
class HolidaysEndEarlier(Diagnostic):
    """A file of bank holidays that is older than the calendar that is carried here."""

    code = "SCH555"
    title = "This file of bank holidays ends on {last}"
    note = "The calendar that is carried here goes to {carried}."
    why = "An older file does not know of bank holidays that were appointed since."
    help = "Leave the file out, or take a newer one from  https://www.gov.uk/bank-holidays.json"

    last: str
    carried: str


@light
class HolidaysDiffer(Diagnostic):
    """A file of bank holidays that has other days than the calendar that is carried here."""

    code = "SCH556"
    severity = "warning"
    title = "This file of bank holidays is not the same as the calendar that is carried here"
    note = "Only in the file: {added}. Only in the calendar carried here: {gone}."
    why = "Days of payment are counted by the file. Others who do not have it come to other days."
    help = "Give the same file wherever this scheme is worked out."

    added: str
    gone: str


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


@light
class SheetsNotRead(Diagnostic):
    """Sheets of a workbook that are not read, beside others that are."""

    code = "SCH573"
    severity = "warning"
    title = "Some sheets of the workbook are not read: {sheets}"
    note = "A sheet is read if it is shown and the scheme knows its headings."
    why = "Nothing in these sheets changes a payment."
    help = "If one of them holds figures, give it the headings of the scheme, and show it if it is hidden."

    sheets: str


@light
class NoSheetFits(Diagnostic):
    """A workbook in which no sheet has headings that the scheme knows."""

    code = "SCH574"
    title = "No sheet of the workbook has the headings of this scheme"
    note = "Sheets with something in them: {sheets}."
    why = "A guess at the sheet would be a guess at every payment."
    help = "Write the headings of the scheme, such as practice, above the figures, within the first 30 rows."

    sheets: str


@light
class WorkbookUnreadable(Diagnostic):
    """A workbook that cannot be opened."""

    code = "SCH575"
    title = "The workbook cannot be opened"
    note = "{problem}"
    why = "A payment is worked out from figures that are there to be read."
    help = 'Open it in Excel, take off its password, and choose "Save As" and the type "Excel Workbook (.xlsx)".'

    problem: str


@light
class CellsWithoutResult(Diagnostic):
    """Cells of a workbook that show a fault, or whose formula was never worked out."""

    code = "SCH576"
    title = "Some cells of the sheet have no result"
    note = "Cells that show a fault such as #N/A, or a formula not yet worked out: {cells}."
    why = "Such a cell is not the same as an empty one, and what it should say is not known."
    help = "Open the workbook in Excel, put right what shows a fault, and save it."

    cells: str
