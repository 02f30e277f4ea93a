"""What can be wrong with a file of Parquet before anything in it is read as a figure, in order of code."""

from schemelang.diagnostic import Diagnostic
from schemelang.light import light


@light
class ParquetPackageMissing(Diagnostic):
    """A file of Parquet, where what reads it is not installed."""

    code = "SCH980"
    title = "A file of Parquet cannot be read here: a package is not installed"
    why = "Parquet is read by the package pyarrow, which only those need who have figures of a whole country."
    help = 'Run  pip install "schemelang[national]"  or save the figures as CSV.'


@light
class ParquetUnreadable(Diagnostic):
    """A file of Parquet that is damaged."""

    code = "SCH981"
    title = "The file of Parquet is damaged, or was not written to its end"
    why = "A payment is worked out from figures that are there to be read."
    help = "Write the file again, and copy it whole."


@light
class ColumnNotOfCells(Diagnostic):
    """A column of Parquet that has lists or bytes in its rows."""

    code = "SCH982"
    title = 'The column "{column}" holds something that is no cell of a table'
    note = "In Parquet it is a column of {sort}."
    why = "A cell of figures has one number, word, day or answer in it."
    help = "Leave the column out of the file, or write what it holds as a number, a word, a day, or true and false."

    column: str
    sort: str
