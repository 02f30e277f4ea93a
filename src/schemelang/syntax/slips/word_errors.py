"""What can be wrong with the words of a line, in order of code."""

from schemelang.diagnostic import Diagnostic
from schemelang.light import light

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
        For all of it, for what other lines leave, or for a part, with the percentage that is agreed, write one of:
            pay 100% {rest}
            pay the balance {rest}
            pay 30% {rest}
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
        there being no patients, or fewer than 20; or a practice that joins, leaves, merges, splits, closes or moves.
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
            {actions}
        """

    actions: str


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
