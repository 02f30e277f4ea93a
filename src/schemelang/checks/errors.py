"""What a check can find: SCH4xx."""

from typing import ClassVar

from schemelang.diagnostic import Diagnostic, Severity
from schemelang.light import light


@light
class ExampleDoesNotHold(Diagnostic):
    """An example that comes out otherwise than it says."""

    code: ClassVar[str] = "SCH401"
    title: ClassVar[str] = 'The example "{example}" does not hold'
    note: ClassVar[str] = "by the rules: {value}"
    why: ClassVar[str] = "Either the rules or the example say what is not meant, and both are in the contract."
    help: ClassVar[str] = "Change whichever is wrong; payments are worked out by the rules."

    example: str
    value: str


@light
class ExampleWithoutParty(Diagnostic):
    """An expectation of a party that the example does not have."""

    code: ClassVar[str] = "SCH402"
    title: ClassVar[str] = 'The example "{example}" has no party "{party}"'
    note: ClassVar[str] = "its parties are: {known}"

    example: str
    party: str
    known: str


@light
class ExampleOfNobody(Diagnostic):
    """An expectation that does not say of whom."""

    code: ClassVar[str] = "SCH403"
    title: ClassVar[str] = 'Of whom is "{block}" expected to be this?'
    note: ClassVar[str] = "it has a value for each {level}"
    help: ClassVar[str] = "Write   {block} of {party}"

    block: str
    level: str
    party: str


@light
class RecoveredInTwoWays(Diagnostic):
    """A payment that takes money back in two manners."""

    code: ClassVar[str] = "SCH404"
    title: ClassVar[str] = 'In which manner is "{payment}" taken back?'
    note: ClassVar[str] = "this is one manner, and there is another"
    why: ClassVar[str] = (
        "Where the payment comes to less than nothing, it is one sum, and no part of it has its own manner."
    )
    help: ClassVar[str] = "Let all of it be recovered in the same manner, or pay each saving in a payment of its own."

    payment: str


@light
class NumberTypedInProse(Diagnostic):
    """A number in prose that a rule has too."""

    code: ClassVar[str] = "SCH410"
    severity: ClassVar[Severity] = "warning"
    title: ClassVar[str] = "{number} is typed into the prose, and a rule has it too"
    note: ClassVar[str] = 'also in "{block}"'
    why: ClassVar[str] = "When the rule changes, these words will not."
    help: ClassVar[str] = "Quote the rule: give it a name in a value block and write the name between braces."

    number: str
    block: str


@light
class NumberOfNoRule(Diagnostic):
    """Numbers in the prose of a clause that are no rule's and are not marked as words."""

    code: ClassVar[str] = "SCH494"
    severity: ClassVar[Severity] = "warning"
    title: ClassVar[str] = "Nobody can see whether anything is paid by {number}"
    note: ClassVar[str] = "this is typed into the prose{others}"
    why: ClassVar[str] = "Whoever signs may take it for a rule, and nothing is worked out from it."
    help: ClassVar[str] = """
        If it is a rule, lay it down in a value block and write the name of that between braces.
        If nothing is to be worked out from the numbers of this clause, say so below its prose:
            numbers are words only
        """

    number: str
    others: str


@light
class NoNumberToMark(Diagnostic):
    """A clause whose numbers are said to be words only, and that has none."""

    code: ClassVar[str] = "SCH495"
    severity: ClassVar[Severity] = "warning"
    title: ClassVar[str] = "This clause has no number that is words only"
    note: ClassVar[str] = "there is nothing to say this of"
    why: ClassVar[str] = "What stands between braces is a rule, and stays one."
    help: ClassVar[str] = "Leave this line out."


@light
class FigureNeverRead(Diagnostic):
    """A figure that nothing is worked out from."""

    code: ClassVar[str] = "SCH411"
    severity: ClassVar[Severity] = "warning"
    title: ClassVar[str] = 'Nothing is worked out from "{name}"'
    note: ClassVar[str] = "everybody would have to report it, to no effect"

    name: str


@light
class GuaranteeDoesNotHold(Diagnostic):
    """A guarantee that the rules can break."""

    code: ClassVar[str] = "SCH430"
    title: ClassVar[str] = 'The guarantee "{guarantee}" can be broken'
    note: ClassVar[str] = "this is not always so"
    why: ClassVar[str] = "{story}"
    help: ClassVar[str] = "{remedy}"

    guarantee: str
    story: str
    remedy: str


@light
class RowsOutOfOrder(Diagnostic):
    """A scale of which a row can stand at the place of the next or above it."""

    code: ClassVar[str] = "SCH440"
    severity: ClassVar[Severity] = "warning"
    title: ClassVar[str] = 'The rows of "{scale}" can be out of order'
    note: ClassVar[str] = "of these rows"
    why: ClassVar[str] = """
        {story}
        Then nothing is given by the scale, and what rests on it is held.
        """
    help: ClassVar[str] = "{remedy}"

    scale: str
    story: str
    remedy: str


@light
class RowOfNobody(Diagnostic):
    """A row of a scale that no figures reach."""

    code: ClassVar[str] = "SCH441"
    severity: ClassVar[Severity] = "warning"
    title: ClassVar[str] = 'Nobody can be in this row of "{scale}"'
    note: ClassVar[str] = "no figures come to this"
    why: ClassVar[str] = "{story}"
    help: ClassVar[str] = "Let the row begin where somebody can be, or leave it out and let the rows beside it meet."

    scale: str
    story: str


@light
class AlwaysTheSame(Diagnostic):
    """A condition that always comes out the same."""

    code: ClassVar[str] = "SCH442"
    severity: ClassVar[Severity] = "warning"
    title: ClassVar[str] = 'A condition of "{block}" always comes out the same'
    note: ClassVar[str] = "whatever the figures are"
    why: ClassVar[str] = "{story}"
    help: ClassVar[str] = "Ask for something that some meet and some do not, or leave this out and what rests on it."

    block: str
    story: str


@light
class ExceptionNeverApplies(Diagnostic):
    """An exception that no figures make apply."""

    code: ClassVar[str] = "SCH443"
    severity: ClassVar[Severity] = "warning"
    title: ClassVar[str] = "This exception never applies"
    note: ClassVar[str] = "it is there for nobody"
    why: ClassVar[str] = "{story}"
    help: ClassVar[str] = "Leave it out, or change for whom it is."

    story: str


@light
class RoundedAgain(Diagnostic):
    """A rounding of what has been rounded already."""

    code: ClassVar[str] = "SCH490"
    severity: ClassVar[Severity] = "warning"
    title: ClassVar[str] = "This amount has been rounded already"
    note: ClassVar[str] = "a second rounding"
    why: ClassVar[str] = "{story}"
    help: ClassVar[str] = "Round it once: leave this line out, or the other."

    story: str


@light
class TakenBackTooEarly(Diagnostic):
    """Money that is taken back on a day before the one on which it is known to be too much."""

    code: ClassVar[str] = "SCH451"
    title: ClassVar[str] = '"{payment}" is taken back on {day}, before it falls due'
    note: ClassVar[str] = "this falls due on {due}"
    why: ClassVar[str] = "Only then is it settled what was earned, and whether too much was paid."
    help: ClassVar[str] = "Let the instalments in which it is recovered begin on that day or later."

    payment: str
    day: str
    due: str


@light
class PartyWithoutPart(Diagnostic):
    """A party that does nothing in the scheme."""

    code: ClassVar[str] = "SCH491"
    severity: ClassVar[Severity] = "warning"
    title: ClassVar[str] = '"{name}" has no part in this scheme'
    note: ClassVar[str] = "it offers nothing, pays nothing and is paid nothing"
    why: ClassVar[str] = "The contract does not name it, and nobody signs for it."
    help: ClassVar[str] = "Leave it out, or say in a payment what it pays or is paid."

    name: str


@light
class ReducedAgain(Diagnostic):
    """A percentage that is taken off of what another has left, where nobody has said so."""

    code: ClassVar[str] = "SCH492"
    severity: ClassVar[Severity] = "warning"
    title: ClassVar[str] = "This {percent} is taken off what the line above has left"
    note: ClassVar[str] = "{percent} of what is left"
    why: ClassVar[str] = (
        "With {met}, a {whom} that is due {due} is left with {left}. Added together, they would leave {together}."
    )
    help: ClassVar[str] = """
        Write one line instead, which says which of the two is meant:
            {line}, added together
            {line}, one after another
        """

    percent: str
    whom: str
    met: str
    due: str
    left: str
    together: str
    line: str


@light
class DaysInProse(Diagnostic):
    """As many days in a clause as in a payment, of which one counts working days and the other all days."""

    code: ClassVar[str] = "SCH493"
    severity: ClassVar[Severity] = "warning"
    title: ClassVar[str] = "The prose says {days}, and a payment says {others}"
    note: ClassVar[str] = "these are other days"
    why: ClassVar[str] = "The contract would print both, and they fall on different days. Money is paid by the payment."
    help: ClassVar[str] = "Write {others} here or, if these are meant, {days} in the payment."

    days: str
    others: str
