"""What can be wrong with the line that says in which published file a figure stands, in order of code."""

from schemelang.diagnostic import Diagnostic
from schemelang.light import light


@light
class UnknownPublishedFile(Diagnostic):
    """A published file that no reader knows."""

    code = "SCH123"
    title = 'No published file is known as "{name}"'
    why = "The figure would be looked for in no file, and nobody would be told."
    help = """
        {advice}
        Any other file is given in a table of your own, with a column for each figure.
        """

    name: str
    advice: str


@light
class UnknownPublishedColumn(Diagnostic):
    """A column that a published file does not have."""

    code = "SCH124"
    title = 'The file "{file}" has no column "{column}"'
    why = "A column under another heading may hold something else, and it would be paid on."
    help = "{advice}"

    file: str
    column: str
    advice: str


@light
class RowsNotPicked(Diagnostic):
    """A file with several rows about everybody, of which it is not said which is meant."""

    code = "SCH125"
    title = 'Which rows of "{file}" are meant?'
    note = "{rows}"
    why = "Each of them gives another number, and another payment."
    help = """
        Say it in this line:
            read from {line}
        """

    file: str
    rows: str
    line: str


@light
class NotToBeReadFrom(Diagnostic):
    """A figure that cannot stand where its line says, by what it is or by when it is given."""

    code = "SCH126"
    title = 'This figure cannot be read from "{file}"'
    note = "{because}"
    why = "What is read has to be what the contract says that it is."
    help = "Read the figure from another column or file, or say what it is in the same way as the file does."

    file: str
    because: str
