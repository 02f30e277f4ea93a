"""What can be wrong with a ledger, and with what is asked of it, in order of code."""

from typing import ClassVar

from schemelang.diagnostic import Diagnostic, Severity
from schemelang.light import light


@light
class NoLedger(Diagnostic):
    """A file that is no ledger, or none that is there."""

    code = "SCH940"
    title = "{path} is no ledger"
    note = "{problem}"
    why = "What was paid stands in the ledger. In a wrong one nothing would seem paid yet, and all would be paid again."
    help = "Give the file in which the earlier runs were recorded. To begin a new one, add   --new-ledger   to evaluate"

    path: str
    problem: str


@light
class LedgerNewer(Diagnostic):
    """A ledger in a form that a later version has written."""

    code = "SCH941"
    title = "The ledger {path} was written by a later version of schemelang"
    note = "It has form {form}, and this version knows form {known}."
    why = "What this version does not know, it might pay twice."
    help = "Use the version that has written it, or a later one."

    path: str
    form: int
    known: int


@light
class LedgerInUse(Diagnostic):
    """A ledger that another command, or another program, keeps to itself."""

    code = "SCH942"
    title = "The ledger {path} is in use"
    note = "Another command or another program keeps it to itself, and has not let go of it while this one waited."
    why = "Two runs that write at once could pay twice, so the second waits for the first."
    help = "Nothing was recorded. Close the other program and run again."

    path: str


@light
class LedgerNotWritten(Diagnostic):
    """A ledger that cannot be written to."""

    code = "SCH943"
    title = "The ledger {path} cannot be written"
    note = "{problem}"
    why = "What is not in the ledger must not be paid, since the next run would pay it again."
    help = "Nothing was recorded, and the ledger is as it was. Put that right and run again."

    path: str
    problem: str


@light
class LedgerBroken(Diagnostic):
    """A ledger that is not what was written. `problem` says from which entry on."""

    code = "SCH944"
    title = "The ledger {path} is not what was written"
    note = "{problem}"
    why = "Each entry is bound to all before it. One that was changed, added or taken away by other means is found."
    help = "Nothing is paid from it. Put back the file from a copy, and find out who has changed it."

    path: str
    problem: str


@light
class LedgerThere(Diagnostic):
    """A ledger that is to be begun where one is already."""

    code = "SCH945"
    title = "{path} is there already"
    why = "A ledger is never written over: what was paid would be forgotten."
    help = "To record in it, leave out   --new-ledger"

    path: str


@light
class SchemeOtherThanRecorded(Diagnostic):
    """A scheme that is not the one of its last recorded run. `since` is the day of that run."""

    code = "SCH946"
    severity: ClassVar[Severity] = "warning"
    title = "The scheme {scheme} is not the one that was last recorded in {path}"
    note = "Run {run}, as at {since}, was made from another text."
    why = "What it pays otherwise than the last one is paid or taken back as an adjustment, for the past as well."
    help = "If nobody has agreed to the change, put back the scheme as it was."

    path: str
    scheme: str
    run: int
    since: str


@light
class RunNotRecorded(Diagnostic):
    """A run that cannot be recorded."""

    code = "SCH947"
    title = "This run of {scheme} cannot be recorded in {path}"
    note = "{problem}"
    why = "{reason}"
    help = "Nothing was recorded. {remedy}"

    path: str
    scheme: str
    problem: str
    reason: str
    remedy: str


@light
class NotToBeAdded(Diagnostic):
    """A closing, a dispute or a decision that does not fit what stands in the ledger."""

    code = "SCH948"
    title = "This cannot be added to {path}"
    note = "{problem}"
    why = "An entry is never changed and never taken away, so one that does not fit is not added."
    help = "{remedy}"

    path: str
    problem: str
    remedy: str


@light
class PaidAndHeld(Diagnostic):
    """Money that was paid and could no longer be worked out, or is written off. `lines` has a line for each."""

    code = "SCH949"
    severity: ClassVar[Severity] = "warning"
    title = "Money stays paid that is not known to be owed: {much}"
    why: ClassVar[str] = """
        These were paid by an earlier run:
            {lines}
        Nothing is taken back on a figure that is missing, or that is disputed, or that the scheme writes off.
        """
    help = "Look at the figures that are missing. Once they are there, the next run puts it right."

    much: str
    lines: str
