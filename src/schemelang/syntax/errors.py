"""What keeps a text from being read as a scheme at all, in order of code."""

from schemelang.diagnostic import Diagnostic
from schemelang.light import light


@light
class SchemeNotUtf8(Diagnostic):
    """A byte that is not text in UTF-8."""

    code = "SCH001"
    title = "The scheme is not text in UTF-8"
    note = "The byte {byte} is not text in UTF-8. It is byte {number:,} of the file."
    why = "A guess could turn a pound sign or a dash into another sign, and so change what is paid."
    help = 'In Notepad, choose "Save as" and the encoding "UTF-8".'

    byte: str
    number: int


@light
class SchemeUnreadable(Diagnostic):
    """A scheme that cannot be opened."""

    code = "SCH002"
    title = "The scheme {path} cannot be read"
    help = "Check the folder and the name, and close the file in any program that has it open."

    path: str


@light
class SchemeTooLarge(Diagnostic):
    """A file that is too big to be a scheme."""

    code = "SCH003"
    title = "The file is too large to be a scheme"
    note = "It holds {size:,} bytes. A scheme may hold {most:,}."
    why = "A file of this size is nearly always something else, saved under the name of a scheme."
    help = "Keep the figures in files of their own. A scheme holds only the rules."

    size: int
    most: int


@light
class TooManyWords(Diagnostic):
    """More words and signs than are read."""

    code = "SCH004"
    title = "The scheme has more than {most:,} words and signs"
    note = "nothing from here on is read"
    help = "Move part of it to a second scheme that varies this one."

    most: int


@light
class NestedTooDeep(Diagnostic):
    """Brackets within brackets, or sums within sums, too many deep."""

    code = "SCH005"
    title = "Too many things stand one inside another"
    note = "more than {most} deep"
    why = "A sum so deep cannot be checked by the people who sign the contract."
    help = "Work out an inner part in a value of its own, and use its name here."

    most: int


@light
class TooManyTerms(Diagnostic):
    """A line with more terms than can be followed."""

    code = "SCH006"
    title = "One line has more than {most} terms"
    note = "one more than there may be"
    why = "A sum so long cannot be checked by the people who sign the contract."
    help = "Work out part of it in a value of its own, and use its name here."

    most: int


@light
class UnseenSign(Diagnostic):
    """A sign that takes no room, or that turns the direction of a line."""

    code = "SCH007"
    title = "A sign that cannot be seen stands here"
    note = "{number}, {name}"
    why = "Because of it, the line could look like one rule on the screen and be another."
    help = "Delete the word around it and type it again."

    number: str
    name: str


@light
class ForeignLetter(Diagnostic):
    """A letter in a name that is not one of a to z."""

    code = "SCH008"
    title = 'The letter "{letter}" cannot stand in a name'
    note = "{name}"
    why = "Letters of different alphabets look alike, so two names could look the same and not be the same."
    help = "Type the word again with the letters a to z. Between quotation marks any letter may stand."

    letter: str
    name: str
