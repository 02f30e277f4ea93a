"""What can be wrong with how a scheme is written, in order of code."""

from schemelang.diagnostic import Diagnostic
from schemelang.light import light

# ---------------------------------------------------------------- files, and how much is too much


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
    why = "Tables stand in figures, indicators, a scale or an example."
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


# ---------------------------------------------------------------- names


@light
class TwoNames(Diagnostic):
    """Names that stand side by side."""

    code = "SCH038"
    title = "Two names stand side by side"
    note = "a name is one word"
    help = 'Did you mean "{suggestion}"?'

    suggestion: str


@light
class HyphenInName(Diagnostic):
    """A hyphen where a name is laid down."""

    code = "SCH039"
    title = "A name cannot hold a hyphen"
    note = "in a sum this would take one from the other"
    help = 'Join the words with an underscore: "{suggestion}".'

    suggestion: str


@light
class FigureBeginsName(Diagnostic):
    """A name that begins with a figure."""

    code = "SCH040"
    title = "A name begins with a letter"
    note = "this begins with a figure"
    help = 'Write, for example, "{suggestion}".'

    suggestion: str


# ---------------------------------------------------------------- amounts and dates


@light
class PayWithoutAmount(Diagnostic):
    """A tranche that does not say how much is paid."""

    code = "SCH041"
    title = "It is not said how much is paid"
    note = "pay how much?"
    help = """
        Write one of:
            pay 30% {rest}
            pay £500 {rest}
            pay the balance {rest}
        """

    rest: str


@light
class PayBareNumber(Diagnostic):
    """A tranche of a plain number."""

    code = "SCH042"
    title = '"{number}" is neither a percentage nor an amount of money'
    note = "per cent or pounds?"
    help = """
        Write one of:
            pay {number}% {rest}
            pay £{number} {rest}
        """

    number: str
    rest: str


@light
class PoundsInLetters(Diagnostic):
    """Pounds without the pound sign."""

    code = "SCH043"
    title = "Pounds are written with the pound sign"
    note = 'write "{amount}"'
    help = """
        Write:
            {mended}
        """

    amount: str
    mended: str


@light
class RateWithPer(Diagnostic):
    """An amount per patient."""

    code = "SCH044"
    title = 'A rate is written with "for each"'
    note = 'write "for each {unit} in" and the name of what is counted'
    why = "The name says which {unit}s are counted and when, and so how much is paid."
    help = """
        Write, for example:
            {example}
        """

    unit: str
    example: str


@light
class YearMissing(Diagnostic):
    """A day without its year."""

    code = "SCH045"
    title = "This date has no year"
    note = "which year?"
    why = "A scheme that is read years later must still say which day is meant."
    help = 'Write, for example, "{example}".'

    example: str


@light
class DateTurnedAbout(Diagnostic):
    """A date with its parts in another order, or with th after the day."""

    code = "SCH046"
    title = "A date is written as day, month and year"
    note = 'write "{date}"'
    help = """
        Write:
            {mended}
        """

    date: str
    mended: str


# ---------------------------------------------------------------- conditions and situations


@light
class IsMissing(Diagnostic):
    """A comparison without `is`."""

    code = "SCH047"
    title = 'The word "is" is missing from a comparison'
    note = 'write "is {words}"'
    help = """
        Write:
            {mended}
        """

    words: str
    mended: str


@light
class IfWithoutOnly(Diagnostic):
    """`if` for a condition on a payment."""

    code = "SCH048"
    title = 'A condition on a payment begins with "only if"'
    note = 'write "only if"'
    why = 'By itself, "if" begins a line about a situation, such as "if not reported".'
    help = """
        Write:
            {mended}
        """

    mended: str


@light
class UnlessAlone(Diagnostic):
    """`unless` without what is then paid."""

    code = "SCH049"
    title = '"unless" does not say what is paid'
    note = "is money paid or held back when this is so?"
    help = """
        If this must be so before anything is paid, write:
            nothing unless {rest}
        If nothing is paid when this is so, write:
            nothing if {rest}
        """

    rest: str


@light
class UnknownSituation(Diagnostic):
    """An `if` line about something that is no situation."""

    code = "SCH050"
    title = "This is not a situation that the language knows"
    note = 'no line with "if" begins this way'
    why = """
        A line with "if" is about figures that are not reported, suppressed or not applicable;
        a judgement that is undecided; a payment that is overpaid; a budget that is overspent;
        there being no patients, or fewer than 20; or a practice that joins, leaves, merges, splits or closes.
        """
    help = 'For any other condition on a payment, begin the line with "nothing unless" or "nothing if".'


@light
class UnknownAction(Diagnostic):
    """An `if` line that does not say what then happens."""

    code = "SCH051"
    title = "It is not said what then happens"
    note = "no action begins this way"
    help = """
        Write one of:
            hold the payment
            count it as 0
            leave it out
            pay in full
            pay by days
            pay nothing
            recover it from the next payment
            carry it forward
            write it off
            add the figures together
        """


# ---------------------------------------------------------------- wordings


@light
class OtherWording(Diagnostic):
    """An everyday wording for which the language has another."""

    code = "SCH052"
    title = 'The wording here is "{ours}"'
    note = 'write "{ours}"'
    help = """
        Write:
            {mended}
        """

    ours: str
    mended: str


@light
class MisspeltWord(Diagnostic):
    """A word within a line that is near to one that may stand there."""

    code = "SCH053"
    title = '"{word}" cannot stand here'
    note = "no such word may follow"
    help = 'Did you mean "{suggestion}"?'

    word: str
    suggestion: str


@light
class WordMissing(Diagnostic):
    """A word left out where only that word may stand."""

    code = "SCH054"
    title = '"{missing}" is missing here'
    note = 'write "{missing}" before this'
    help = """
        Write:
            {mended}
        """

    missing: str
    mended: str


@light
class OneWordMissing(Diagnostic):
    """A word left out where one of a few may stand."""

    code = "SCH055"
    title = "A word is missing here"
    note = "write {missing} before this"
    why = "Each of them would make the line read, and they do not say the same."

    missing: str


@light
class DoubledWord(Diagnostic):
    """A word that stands twice where it may stand once."""

    code = "SCH056"
    title = '"{word}" stands twice'
    note = "leave this one out"

    word: str


@light
class GapBefore(Diagnostic):
    """A name or an amount left out, so that the next word stands in its place."""

    code = "SCH057"
    title = 'Something is missing before "{word}"'
    note = "before this"
    why = "There may stand {choices}."

    word: str
    choices: str


# ---------------------------------------------------------------- everything else


@light
class Unexpected(Diagnostic):
    """Words that cannot stand where they do."""

    code = "SCH058"
    title = "{words} cannot stand here"
    note = "this does not follow from what stands before"
    why = "Here may stand {choices}."

    words: str
    choices: str


@light
class UnexpectedInLine(Diagnostic):
    """Words that cannot stand where they do, in a line of a known sort."""

    code = "SCH059"
    title = "{words} cannot stand here"
    note = "this does not follow from what stands before"
    why = "Here may stand {choices}."
    help = """
        A whole line reads, for example:
            {example}
        """

    words: str
    choices: str
    example: str


@light
class EndsTooSoon(Diagnostic):
    """A value in a table or in prose, or the heading of a block, that breaks off."""

    code = "SCH060"
    title = "The words break off here"
    note = "something must follow"
    why = "What may follow: {choices}."

    choices: str
