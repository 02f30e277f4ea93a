"""What can be wrong with what came of it, in order of code."""

from typing import ClassVar

from schemelang.diagnostic import Diagnostic, Severity
from schemelang.light import light


@light
class NotInForce(Diagnostic):
    """Amounts worked out from a scheme that is a draft, out for consultation, or rejected."""

    code: ClassVar[str] = "SCH552"
    severity: ClassVar[Severity] = "warning"
    title: ClassVar[str] = "None of this is to be paid: {standing}"
    note: ClassVar[str] = "it is said here"
    why: ClassVar[str] = "The amounts show what would be paid if the scheme came into force as it stands."
    help: ClassVar[str] = """
        Once it is approved, write in place of this line:
            approved by "who approved it" on the day
        """

    standing: str


@light
class GuaranteeBroken(Diagnostic):
    """A guarantee that does not hold. `values` has a line for each value that it rests on."""

    code: ClassVar[str] = "SCH601"
    title: ClassVar[str] = 'The guarantee "{guarantee}" does not hold'
    note: ClassVar[str] = "with these figures this is not so"
    why: ClassVar[str] = """
        It rests on:
            {values}
        Whoever signed the scheme was promised otherwise.
        """
    help: ClassVar[str] = "Look for a figure that is wrong, or change the steps so that this always holds."

    guarantee: str
    values: str


@light
class GuaranteeNotJudged(Diagnostic):
    """A guarantee that rests on something not known. `lacks` has a line for each cause."""

    code: ClassVar[str] = "SCH602"
    severity: ClassVar[Severity] = "warning"
    title: ClassVar[str] = 'The guarantee "{guarantee}" cannot be judged yet'
    note: ClassVar[str] = "this rests on something that is not known"
    why: ClassVar[str] = """
        Not known:
            {lacks}
        What becomes known later could still break the guarantee.
        """
    help: ClassVar[str] = "Supply what is missing before the last payment is made, and run this again."

    guarantee: str
    lacks: str


@light
class AmountTooLarge(Diagnostic):
    """A payment larger than any that is believed. `amounts` has a line for each payee."""

    code: ClassVar[str] = "SCH603"
    title: ClassVar[str] = '"{payment}" comes to more than {most}'
    note: ClassVar[str] = "after this step"
    why: ClassVar[str] = """
        It comes to:
            {amounts}
        So large an amount is a slip in a figure or in a rate.
        """
    help: ClassVar[str] = (
        "Look for pence given as pounds, a column moved by one, or a rate for each of the wrong thing."
    )

    payment: str
    most: str
    amounts: str


@light
class AmountNegative(Diagnostic):
    """A payment of less than nothing. `amounts` has a line for each payee."""

    code: ClassVar[str] = "SCH604"
    title: ClassVar[str] = '"{payment}" comes to less than nothing'
    note: ClassVar[str] = "after this step"
    why: ClassVar[str] = """
        It comes to:
            {amounts}
        Nobody can be paid less than nothing, and the scheme does not say who pays it back, or when.
        """
    help: ClassVar[str] = """
        If nothing is to be taken back, add this as the step before it is rounded:
            never less than £0
        """

    payment: str
    amounts: str


@light
class ChangeNotSaid(Diagnostic):
    """Members that come or go in a way of which nothing is said. `parties` has a line for each."""

    code: ClassVar[str] = "SCH605"
    severity: ClassVar[Severity] = "warning"
    title: ClassVar[str] = "What is {member} paid that {change} during the term?"
    note: ClassVar[str] = "nothing says, so this is held"
    why: ClassVar[str] = """
        It is so for:
            {parties}
        A whole share, a share for its days and no share differ by as much as the share itself.
        """
    help: ClassVar[str] = """
        Write one of these in the heading, or in a payment for it alone:
            {lines}
        """

    member: str
    change: str
    parties: str
    lines: str


@light
class WhichGroupCounts(Diagnostic):
    """Members that moved, with something that is not the same in their groups. `parties` has a line for each."""

    code: ClassVar[str] = "SCH608"
    severity: ClassVar[Severity] = "warning"
    title: ClassVar[str] = "Which {group} counts for {member} that moved?"
    note: ClassVar[str] = "nothing says, so this is held"
    why: ClassVar[str] = """
        It is so for:
            {parties}
        It is worked out from what its {group} has, and it was in two. A line on moving says only how money is shared.
        """
    help: ClassVar[str] = """
        Pay it to each {group}, with a line that shares it among the members.
        Or write  on {day}  at the end of the line of the heading that makes the groups.
        """

    group: str
    member: str
    parties: str
    day: str


@light
class ExceptionsAtOdds(Diagnostic):
    """Two exceptions to one line that apply to one party. `clashes` has a line for each party."""

    code: ClassVar[str] = "SCH606"
    title: ClassVar[str] = 'Two exceptions to "{block}" apply, and neither wins'
    note: ClassVar[str] = "both would replace this"
    why: ClassVar[str] = """
        They apply to:
            {clashes}
        What rests on this is held until one of them wins.
        """
    help: ClassVar[str] = "Say in one of the two which it wins over, or for whom it is not:  wins over,  where."

    block: str
    clashes: str


@light
class DueBeyondTheCalendar(Diagnostic):
    """A part whose day is counted in working days from what a figure gives, beyond the bank holidays that are known."""

    code: ClassVar[str] = "SCH607"
    title: ClassVar[str] = "A day of payment cannot be worked out"
    note: ClassVar[str] = "bank holidays are known from {first} to {last}"
    why: ClassVar[str] = """
        It is counted in working days from
            {days}
        One bank holiday that is not known would move the day, so the payment is held.
        """
    help: ClassVar[str] = """
        Look whether that date is right. If it is, count in days or weeks instead of working days.
        Or give a newer file of bank holidays with the option  --holidays
        """

    first: str
    last: str
    days: str
