"""What can be wrong where a scheme varies another or uses the blocks of a file, in order of code."""

from schemelang.diagnostic import Diagnostic
from schemelang.light import light


@light
class NamedFileNotRead(Diagnostic):
    """A file that a scheme names and that is not read."""

    code = "SCH009"
    title = 'The file "{file}" is not read'
    note = "{because}"
    why = "Without it, part of the agreement is not known, and nothing is worked out."
    help = "{remedy}"

    file: str
    because: str
    remedy: str


@light
class StartOutsideTerm(Diagnostic):
    """A variation from a day on which the scheme that is varied does not run, or its own term has begun."""

    code = "SCH133"
    title = "A scheme cannot be varied from {start}"
    note = "{but}"
    why = "A change counts from one day on, and each day has one set of rules."
    help = "{remedy}"

    start: str
    but: str
    remedy: str


@light
class VariesItself(Diagnostic):
    """A scheme that varies itself, by way of others or at once."""

    code = "SCH134"
    title = '"{file}" varies itself'
    note = "this leads back to it"
    why = "One leads to another: {chain}."
    help = "Name the scheme that was agreed first, which varies none of these."

    file: str
    chain: str


@light
class NotShared(Diagnostic):
    """Something in a file for several schemes that belongs to one scheme."""

    code = "SCH135"
    title = "{what} cannot stand in a file that schemes use"
    note = "this belongs to one scheme"
    why = "A file that schemes use holds what they share, and pays nobody by itself."
    help = "{remedy}"

    what: str
    remedy: str


@light
class NothingToChange(Diagnostic):
    """A block to be replaced or withdrawn that the scheme that is varied does not have."""

    code = "SCH136"
    title = "There is no {what} to {change}"
    note = "{found}"
    help = "{remedy}"

    what: str
    change: str
    found: str
    remedy: str


@light
class ChangedTwice(Diagnostic):
    """A block of the scheme that is varied, of which two things are said."""

    code = "SCH137"
    title = '"{name}" is {both}'
    note = "the second of the two"
    why = "Only one of the two could count."
    help = "{remedy}"

    name: str
    both: str
    remedy: str


@light
class NothingVaried(Diagnostic):
    """A change to another scheme, in a scheme that varies none."""

    code = "SCH138"
    title = "This scheme varies no other, so it can {change} nothing"
    note = "there is no scheme to change"
    help = """
        If it varies one, let the heading say which, by the name of its file, and from when:
            {begins}
                varies "last_year.scheme" from {first}
        {otherwise}
        """

    change: str
    begins: str
    first: str
    otherwise: str


@light
class ReadsWithdrawn(Diagnostic):
    """Something that is withdrawn, and is still read."""

    code = "SCH139"
    title = '"{name}" is withdrawn, and is still read here'
    note = "this needs it"
    help = "{remedy}"

    name: str
    remedy: str


@light
class NoSuchClause(Diagnostic):
    """A variation under a clause that the scheme that is varied does not have."""

    code = "SCH199"
    title = 'The scheme that is varied has no clause "{name}"'
    note = "under which it could be varied"
    why = "A contract is varied as it says itself, so whoever signs can look up the clause that is named."
    help = "{remedy}"

    name: str
    remedy: str
