"""What can be wrong with blocks, lines and marks, in order of code."""

from schemelang.diagnostic import Diagnostic
from schemelang.light import light

# ---------------------------------------------------------------- blocks and their headings


@light
class MisspeltBlock(Diagnostic):
    """A word at the head of a block that is near to the right one."""

    code = "SCH010"
    title = 'I do not know the block "{word}"'
    note = "no block begins with this word"
    help = 'Did you mean "{suggestion}"?'

    word: str
    suggestion: str


@light
class UnknownBlock(Diagnostic):
    """A word at the head of a block that is like no word that may stand there."""

    code = "SCH011"
    title = 'I do not know the block "{word}"'
    note = "no block begins with this word"
    help = """
        Begin a block with scheme, party, figure, value, indicator, scale, target, judgement, saving,
        payment, exception, guarantee, clause or example, and a note to yourself with #.
        """

    word: str


@light
class BlockWordMissing(Diagnostic):
    """A heading without the word that says what the block is."""

    code = "SCH012"
    title = "A block does not say what it is"
    note = "a word is missing before this"
    help = """
        Begin with scheme, party, figure, value, indicator, scale, target, judgement, saving,
        payment, exception, guarantee, clause or example.
        """


@light
class NameMissing(Diagnostic):
    """A block with a title and no name."""

    code = "SCH013"
    title = "The {kind} has no name"
    note = "a name is missing before this title"
    why = "Other lines can speak of it only by a name."
    help = """
        Write, for example:
            {mended}
        """

    kind: str
    mended: str


@light
class TitleMissing(Diagnostic):
    """An example without a title."""

    code = "SCH014"
    title = "The example has no title"
    note = "a title is missing after this word"
    why = "The contract prints each example under its title."
    help = """
        Write, for example:
            example "Every practice reaches its target"
        """


@light
class ExampleNamed(Diagnostic):
    """An example with a name before its title."""

    code = "SCH015"
    title = "An example has a title and no name"
    note = "leave this out"
    help = """
        Write:
            {mended}
        """

    mended: str


@light
class LineBeforeBlock(Diagnostic):
    """A line that stands before the first block."""

    code = "SCH016"
    title = '"{line}" stands outside any block'
    note = "no block has begun"
    help = "Begin with the block that it belongs in: {others}."

    line: str
    others: str


# ---------------------------------------------------------------- lines


@light
class MisspeltLine(Diagnostic):
    """A word at the beginning of a line that is near to the right one."""

    code = "SCH017"
    title = 'I do not know the line "{word}"'
    note = "no line begins with this word"
    help = 'Did you mean "{suggestion}"?'

    word: str
    suggestion: str


@light
class UnknownLine(Diagnostic):
    """A word at the beginning of a line that is like no word that may stand there."""

    code = "SCH018"
    title = 'I do not know the line "{word}"'
    note = "no line begins with this word"
    help = "In {block}, begin a line with {lines}."

    word: str
    block: str
    lines: str


@light
class MisplacedLine(Diagnostic):
    """A line that belongs in another kind of block."""

    code = "SCH019"
    title = '"{line}" does not belong in {block}'
    note = "this line belongs in {others}"
    help = "Move it to such a block, or delete it."

    line: str
    block: str
    others: str


@light
class EmptyLine(Diagnostic):
    """A line that holds its own word and nothing more."""

    code = "SCH020"
    title = '"{line}" has nothing after it'
    note = "something must follow"
    help = """
        A whole line reads, for example:
            {example}
        """

    line: str
    example: str


@light
class UnfinishedLine(Diagnostic):
    """A line that breaks off."""

    code = "SCH021"
    title = "A line breaks off here"
    note = 'something must follow "{word}"'
    why = "What may follow: {choices}."
    help = """
        A whole line reads, for example:
            {example}
        """

    word: str
    choices: str
    example: str


@light
class IsAndSteps(Diagnostic):
    """A value that has both an `is` line and steps."""

    code = "SCH022"
    title = '"{line}" cannot stand in the same value as "{first}"'
    note = "a second way of saying what the value is"
    why = 'A value is either said outright with "is", or worked out in steps from "start with" down.'
    help = "Keep one of the two, or make two values."

    line: str
    first: str


@light
class AmountWithoutLine(Diagnostic):
    """An amount at the beginning of a line."""

    code = "SCH023"
    title = "A line begins with an amount and not with a word"
    note = "what is to be done with this?"
    help = "In {block}, begin the line with {lines}."

    block: str
    lines: str


@light
class NoteWithoutMark(Diagnostic):
    """A line of plain words where no prose may stand."""

    code = "SCH024"
    title = "A line of plain words stands among the rules"
    note = "no line begins with this word"
    help = """
        If it is a note to yourself, begin it with #:
            # {words}
        """

    words: str


@light
class ProseWithoutMark(Diagnostic):
    """A line of plain words where prose may stand."""

    code = "SCH025"
    title = "A line of prose has no mark before it"
    note = "no line begins with this word"
    help = """
        If it is for the contract, begin it with >:
            > {words}
        """

    words: str


@light
class MisplacedProse(Diagnostic):
    """A line of prose where the contract has no room for one."""

    code = "SCH026"
    title = "Prose cannot stand here"
    note = "this line is in the way of the rules"
    why = "Prose stands at the top of a clause, and directly under the first line of a judgement."
    help = "Move it to a clause, or make it a note to yourself by beginning it with #."


@light
class MisplacedRow(Diagnostic):
    """A row of a table in a block that has none."""

    code = "SCH027"
    title = "There is no table in {block}"
    note = "this is a row of a table"
    why = "Tables stand in figures, values, indicators, scales, targets or an example."
    help = "Move the table to such a block."

    block: str


# ---------------------------------------------------------------- marks


@light
class UnclosedQuotation(Diagnostic):
    """Words that begin with a quotation mark and do not end with one."""

    code = "SCH028"
    title = "The closing quotation mark is missing"
    note = "the words that begin here do not end on this line"
    help = "Put a quotation mark after the last of these words."


@light
class UnopenedQuotation(Diagnostic):
    """Words that end with a quotation mark and do not begin with one."""

    code = "SCH029"
    title = "The opening quotation mark is missing"
    note = "the words begin here"
    help = """
        Put a quotation mark before "{word}":
            {mended}
        """

    word: str
    mended: str


@light
class Unquoted(Diagnostic):
    """Words without quotation marks where words in quotation marks belong."""

    code = "SCH030"
    title = "These words need quotation marks"
    note = "quotation marks are missing"
    help = """
        Put them around the words:
            {mended}
        """

    mended: str


@light
class SingleQuotation(Diagnostic):
    """Words between single quotation marks."""

    code = "SCH031"
    title = "Single quotation marks do not hold words together"
    note = "a double quotation mark belongs here"
    why = "A single mark is also an apostrophe, so it cannot show where words end."
    help = """
        Put double ones around the words:
            {mended}
        """

    mended: str


@light
class QuotationWithin(Diagnostic):
    """Quotation marks within quotation marks."""

    code = "SCH032"
    title = "Double quotation marks cannot stand within double quotation marks"
    note = "the words before this have already ended"
    help = "Keep the outer marks, and make the inner ones single."


@light
class UnclosedRow(Diagnostic):
    """A row of a table without its last bar."""

    code = "SCH033"
    title = "A row of the table has no bar at its end"
    note = "a bar is missing after this"
    help = """
        End the row with a bar:
            {mended}
        """

    mended: str


@light
class UnclosedBracket(Diagnostic):
    """An opening bracket without its closing one."""

    code = "SCH034"
    title = "The closing bracket is missing"
    note = "this bracket is still open where the line ends"
    why = "Where it closes decides what is worked out first, and so what is paid."
    help = "Put the closing bracket after the last word that belongs inside."


@light
class UnopenedBracket(Diagnostic):
    """A closing bracket without its opening one."""

    code = "SCH035"
    title = "This bracket closes nothing"
    note = "no bracket was opened before it"
    why = "Where a bracket opens decides what is worked out first, and so what is paid."
    help = "Put an opening bracket before the first word that belongs inside, or leave this one out."


@light
class SignAtLineEnd(Diagnostic):
    """A full stop, or another sign, where a line is already over."""

    code = "SCH036"
    title = "A line does not end with {sign}"
    note = "leave this out"
    why = "A line ends where the next line's own word begins."

    sign: str


@light
class MeaninglessSign(Diagnostic):
    """A sign that the language does not have."""

    code = "SCH037"
    title = "{sign} means nothing here"
    note = "leave this out, or say it in words"
    why = "Nothing in a scheme is passed over, so a sign without a meaning cannot stay."

    sign: str


@light
class UnopenedRow(Diagnostic):
    """A row of a table without its first bar."""

    code = "SCH061"
    title = "A row of the table has no bar at its beginning"
    note = "a bar is missing before this"
    help = """
        Begin the row with a bar:
            {mended}
        """

    mended: str
