"""What can be wrong with how parties came and went, and with the groups that a row names, in order of code."""

from schemelang.diagnostic import Diagnostic
from schemelang.light import light


@light
class SkipsAGroup(Diagnostic):
    """A row that names a group of groups, and not the group between."""

    code = "SCH546"
    title = "{party} is in {group}, but through which {between}?"
    note = "No {between} is named in this row."
    why = "Groups form one chain: the {member} belongs to its {kind} through its {between}."
    help = 'Name the {between} in a column "{between}", or leave the column "{kind}" out of this table.'

    party: str
    group: str
    between: str
    member: str
    kind: str


@light
class TurnOnNoDay(Diagnostic):
    """A party that merged, split or closed, without a word on when."""

    code = "SCH547"
    title = "On which day did this happen: {party} has {what}?"
    note = 'The column "{column}" of this row is empty, or not there.'
    why = "What is paid depends on whether it was within the term, and on how many days are left."
    help = 'Write the {which} day of {party} in the column "{column}".'

    party: str
    what: str
    column: str
    which: str


@light
class CannotHaveGone(Diagnostic):
    """A party that is said to have gone into, or come out of, one that was not there; or in two ways."""

    code = "SCH548"
    title = "{party} cannot have {what}"
    note = "{reason}"
    why = "What it is paid, and where its figures go, depends on how it came or went."
    help = "Correct the code, or the days on which each of the two takes part."

    party: str
    what: str
    reason: str


@light
class MergesAcross(Diagnostic):
    """A merger of two parties in different groups, whose figures are to be added together."""

    code = "SCH549"
    title = "{party} merged into {other}, which is in another {group}"
    note = "{party} is in {first}, and {other} is in {second}."
    why = "Their figures are added together for the whole term, so they would move from one {group} to the other."
    help = """
        Agree in which {group} both count, and give only that one.
        Or hold what is paid, by this line of the heading:
            if {member} merges, hold the payment
        """

    party: str
    other: str
    group: str
    member: str
    first: str
    second: str


@light
class InNoGroupOn(Diagnostic):
    """A party that belongs to no group of a kind on the day of which the scheme takes them."""

    code = "SCH553"
    severity = "warning"
    title = "{party} is in no {group} on {day}"
    note = "It is in {where}."
    why = "On that day it is asked who is in which {group}, so its figures count for none, and none shares with it."
    help = "If it was in one on that day, put the dates right. If it is to count all the same, agree another day."

    party: str
    group: str
    day: str
    where: str
