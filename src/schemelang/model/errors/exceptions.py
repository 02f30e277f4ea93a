"""What can be wrong with an exception, in order of code."""

from schemelang.diagnostic import Diagnostic
from schemelang.light import light


@light
class NoLineToReplace(Diagnostic):
    """An exception to a line that its block does not have."""

    code = "SCH171"
    title = '"{block}" has no line "{word}"'
    note = "there is nothing here to replace"
    why = "An exception replaces a line, and adds none."
    help = 'Write a line "{word}" in "{block}", with what holds for everybody else, and the exception replaces it.'

    block: str
    word: str


@light
class SeveralLinesToReplace(Diagnostic):
    """An exception to one of several lines that begin alike."""

    code = "SCH172"
    title = '"{block}" has {number} lines "{word}"'
    note = "which of them does this replace?"
    help = "{remedy}"

    block: str
    word: str
    number: str
    remedy: str


@light
class NeverCounts(Diagnostic):
    """An exception from a day after which nothing is counted."""

    code = "SCH173"
    title = "Nothing is counted on this day or later"
    note = "the last of it is counted on {last}"
    why = "The exception would never apply."
    help = "Name an earlier day, or leave the line out if the exception is there from the beginning."

    last: str


@light
class ExceptionsClash(Diagnostic):
    """Two exceptions to one line that apply to the same parties."""

    code = "SCH174"
    title = 'Which wins, "{one}" or "{other}"?'
    note = "{how}"
    why = 'Both replace the line "{word}" of "{block}", for the same parties, and only one can.'
    help = "{remedy}"

    one: str
    other: str
    word: str
    block: str
    how: str
    remedy: str


@light
class WinsOverAnother(Diagnostic):
    """An exception said to win over what does not stand in its way."""

    code = "SCH175"
    title = '"{name}" is no other exception to the line "{word}" of "{block}"'
    note = "there is nothing here to win over"
    help = "Leave this line out, or name an exception that replaces the same line."

    name: str
    word: str
    block: str


@light
class PaysInAnotherWay(Diagnostic):
    """An exception to who pays or is paid, when, or how it is shared: that is another payment."""

    code = "SCH274"
    title = 'No exception replaces a line "{word}"'
    note = "for them, this would be another payment"
    why = "Who pays, who is paid, on which days and how it is shared is the same for everybody who has a payment."
    help = """
        Write a second payment with this line, for those for whom it holds, with a line  nothing unless  for them.
        In "{block}", leave them out by a line  nothing if  so that nobody has both.
        If only the day differs, let it be counted from a value, and make the exception to that.
    """

    word: str
    block: str


@light
class ExceptionToScale(Diagnostic):
    """An exception to a scale, whose rows have no meaning one by one."""

    code = "SCH193"
    title = 'No exception replaces a line of the scale "{name}"'
    note = "this is a scale"
    why = "A row is read together with those beside it, and what the rows add up to."
    help = """
        Let a value read the scale, read the value in its place, and make the exception to the value:
            value {value} for each {level}
                is {name}
            {lines}
        What stands after  instead is  may be a second scale, by its name.
    """

    name: str
    value: str
    level: str
    lines: str
