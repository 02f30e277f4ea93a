"""What can be wrong with what is asked on the command line, in order of code."""

from schemelang.diagnostic import Diagnostic
from schemelang.light import light


@light
class NothingToChange(Diagnostic):
    """A name that is no figure of the scheme and no number in it."""

    code = "SCH960"
    title = 'There is no "{name}" that can be changed'
    note = "{problem}"
    why = "A scenario changes a figure, or a number that is laid down in the scheme; all else is worked out from those."
    help = "{remedy}"

    name: str
    problem: str
    remedy: str


@light
class ChangeMisread(Diagnostic):
    """A change that does not fit what is changed."""

    code = "SCH961"
    title = '"{written}" is no change of {what}'
    note = "{problem}"
    help = "Write one of:\n    {remedy}"

    written: str
    what: str
    problem: str
    remedy: str


@light
class RangeEmpty(Diagnostic):
    """A range in which there is no step."""

    code = "SCH962"
    title = 'There is no step in "{written}"'
    note = "{problem}"
    help = "{remedy}"

    written: str
    problem: str
    remedy: str


@light
class TooManySteps(Diagnostic):
    """More scenarios than are worked out in one run."""

    code = "SCH963"
    title = "That would be {number} scenarios, and at most {most} are worked out"
    note = "{problem}"
    help = "{remedy}"

    number: str
    most: str
    problem: str
    remedy: str = "Take larger steps, vary fewer things at once, or draw some at random with   --draw 1000"


@light
class PartyUnknown(Diagnostic):
    """A party that is not among the figures, or is not one that has the figure."""

    code = "SCH964"
    title = 'There is no "{party}" that has {figure}'
    note = "{problem}"
    help = "{remedy}"

    party: str
    figure: str
    problem: str
    remedy: str


@light
class NothingVaries(Diagnostic):
    """A table of scenarios in which nothing changes from one to the next."""

    code = "SCH965"
    title = "No column of {file} says what changes"
    note = "there are only the names of scenarios"
    why = "Each scenario would be the figures as they are."
    help = """Give each thing that changes a column, and head it as behind   --set:
    scenario,goal,jabs
    as offered,80%,
    more is asked,85%,-5%"""

    file: str


@light
class ScenarioNotItsOwn(Diagnostic):
    """A scenario without a name, or with that of another."""

    code = "SCH966"
    title = "This scenario has no name of its own"
    note = "{problem}"
    why = "What came of it could not be told from what came of another."
    help = "{remedy}"

    problem: str
    remedy: str


@light
class ColumnsAtOdds(Diagnostic):
    """Two columns of a table of scenarios that change the same thing."""

    code = "SCH967"
    title = 'The columns "{other}" and "{heading}" change the same thing'
    why = "Which of the two would hold is not said."
    help = "Leave one of them out"

    heading: str
    other: str
