"""What keeps sums from being paid, in order of code."""

from typing import ClassVar

from schemelang.diagnostic import Diagnostic, Severity
from schemelang.light import light


@light
class HeadingUnknown(Diagnostic):
    """A heading of a template under which nobody knows what to write."""

    code: ClassVar[str] = "SCH950"
    title: ClassVar[str] = 'It is not known what is to stand under "{heading}"'
    why: ClassVar[str] = """
        The payment agency reads its file by its headings, so none is left empty and none is guessed at.
        These are known:
            {known}
        """
    help: ClassVar[str] = """
        If every row is to say the same there, say what:
            --fill "{heading}=..."
        Otherwise change the heading to one that is known, or ask the agency whether it can be left out.
        """

    heading: str
    known: str


@light
class TemplateUnusable(Diagnostic):
    """A file that is no row of headings."""

    code: ClassVar[str] = "SCH951"
    title: ClassVar[str] = "{path} cannot be used as a template: {problem}"
    why: ClassVar[str] = "A template is the agency's own row of headings, separated by commas, with nothing under it."
    help: ClassVar[str] = """
        Save the sheet that the agency reads as a CSV file, and keep only its row of headings.
        """

    path: str
    problem: str


@light
class TemplateLacks(Diagnostic):
    """A template that has no place for what nobody could be paid without."""

    code: ClassVar[str] = "SCH952"
    title: ClassVar[str] = "The template {path} has no heading for {what}"
    why: ClassVar[str] = """
        Without it the agency could not tell whom to pay, or how much.
        Headings that are read so:
            {known}
        """
    help: ClassVar[str] = "Take the agency's own template, or add the heading if it goes by another name there."

    path: str
    what: str
    known: str


@light
class PaycodeMissing(Diagnostic):
    """A payment for which the agency's pay code was not given."""

    code: ClassVar[str] = "SCH953"
    title: ClassVar[str] = 'The template asks for a pay code, and none is given for the payment "{payment}"'
    why: ClassVar[str] = """
        The agency books a payment by its pay code.
        A wrong one would pay the right sum under the wrong name, and nobody could tell what it was for.
        """
    help: ClassVar[str] = """
        Give the code that the agency keeps for this payment:
            --paycode {name}=CODE
        """

    payment: str
    name: str


@light
class NomineeUnknown(Diagnostic):
    """Somebody whom each group nominates to be paid for it, where the agency must know who that is."""

    code: ClassVar[str] = "SCH954"
    title: ClassVar[str] = "It is not said who is paid for {group}"
    note: ClassVar[str] = "it is paid to whom the group has nominated"
    why: ClassVar[str] = """
        The agency pays by code, and the scheme does not name who was nominated.
        Money for one group that reaches another's practice is hard to get back.
        """
    help: ClassVar[str] = """
        Give the code of the practice that the group has nominated in writing:
            --nominee {name}=F84733
        """

    group: str
    name: str


@light
class SeveralPayers(Diagnostic):
    """Sums of several payers, of whom each has a file of its own."""

    code: ClassVar[str] = "SCH955"
    title: ClassVar[str] = "Several pay under this scheme: {payers}"
    why: ClassVar[str] = "A file for the payment agency orders one payer's money, and never somebody else's."
    help: ClassVar[str] = """
        Write a file for each:
            {options}
        """

    payers: str
    options: str


@light
class NobodyMayPay(Diagnostic):
    """A file that orders or reports payments, for a scheme that is not in force."""

    code: ClassVar[str] = "SCH956"
    title: ClassVar[str] = "Nothing is paid under this scheme: {standing}"
    note: ClassVar[str] = "it is said here"
    why: ClassVar[str] = "Such a file says that money is to move, or has moved, and whoever reads it acts on that."
    help: ClassVar[str] = """
        Leave out --format, or use --format csv, to see what would be paid.
        Once the scheme is approved, write in place of this line:
            approved by "who approved it" on the day
        """

    standing: str


@light
class OwesMore(Diagnostic):
    """Payees from whom more is taken back by the last day of a file than it pays them."""

    code: ClassVar[str] = "SCH957"
    severity: ClassVar[Severity] = "warning"
    title: ClassVar[str] = "More is taken back than this file pays"
    why: ClassVar[str] = """
        It is still owed after the last payment of the file:
            {owed}
        Nobody can be paid less than nothing, so the agency has to take it off a payment that comes later.
        """
    help: ClassVar[str] = "Ask the agency how it takes up what is left over, before the file goes to it."

    owed: str


@light
class DeadlineUnknown(Diagnostic):
    """A payment date before which working days cannot be counted."""

    code: ClassVar[str] = "SCH958"
    title: ClassVar[str] = "The day by which the file is to be with the agency is not known for payment on {day}"
    why: ClassVar[str] = "It is {number} working days before, and the bank holidays are known up to {horizon} only."
    help: ClassVar[str] = """
        Write the file as at an earlier day with   --as-at
        Or give a newer file of bank holidays with the option  --holidays
        """

    day: str
    number: str
    horizon: str


@light
class NothingDue(Diagnostic):
    """A file of payments without any."""

    code: ClassVar[str] = "SCH959"
    severity: ClassVar[Severity] = "warning"
    title: ClassVar[str] = "There is nothing to pay{when}"
    why: ClassVar[str] = "The file holds its headings and no row."
    help: ClassVar[str] = """
        If that is a surprise, see what is held and what falls due later:
            schemelang evaluate {path} --figures ...
        """

    when: str
    path: str
