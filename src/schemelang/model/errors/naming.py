"""What can be wrong with names, kinds of party, blocks and lines: SCH1xx, in order of code."""

from schemelang.diagnostic import Diagnostic
from schemelang.light import light

# ---------------------------------------------------------------- names


@light
class MisspeltName(Diagnostic):
    """A name that nothing has, and one that it is near to."""

    code = "SCH101"
    title = 'I do not know "{name}"'
    note = "nothing in this scheme has this name"
    help = 'Did you mean "{suggestion}"?'

    name: str
    suggestion: str


@light
class UnknownName(Diagnostic):
    """A name that nothing has, nor anything like it."""

    code = "SCH102"
    title = 'I do not know "{name}"'
    note = "nothing in this scheme has this name"
    help = "Say what it is in a block of its own: a figure, a value, an indicator or a target."

    name: str


@light
class NameIsLineWord(Diagnostic):
    """A name that is a word of the language."""

    code = "SCH103"
    title = '"{name}" cannot be a name'
    note = "choose another name"
    why = "It is a word of the language, and a message about it could be read in two ways."
    help = "Two words joined by an underscore are always free, such as  my_{name}."

    name: str


@light
class DeclaredTwice(Diagnostic):
    """Two blocks of one name."""

    code = "SCH104"
    title = '"{name}" is declared twice'
    note = "the same name again"
    why = "Exactly one block may decide each thing."
    help = "Give one of the two another name, or leave one out."

    name: str


@light
class NoHeading(Diagnostic):
    """A file without a scheme heading."""

    code = "SCH105"
    title = "There is no scheme heading"
    note = "a scheme begins with its heading"
    why = "The heading says who offers what to whom, and when.{unless}"
    help = """
        Begin with these lines, with a name, a title and dates of your own:
            scheme my_scheme "My scheme"
                offered by {party}
                offered to practices
                runs 1 April 2026 to 31 March 2027
            {and_party}
        """

    party: str
    and_party: str
    unless: str = ""


@light
class TwoHeadings(Diagnostic):
    """A file with two scheme headings."""

    code = "SCH106"
    title = "There are two scheme headings"
    note = "a second scheme begins here"
    why = "One file holds one scheme, or a payment could belong to either."
    help = "Keep the second scheme in a file of its own."


@light
class UnknownKind(Diagnostic):
    """A kind of party that the heading does not name."""

    code = "SCH107"
    title = 'The heading names no "{kind}"'
    note = "this scheme has {known}"
    help = """
        Write one of those:
            {words}
        If {members} are grouped, say it in the heading:
            groups {members} into {groups}
        """

    kind: str
    known: str
    words: str
    members: str
    groups: str


@light
class WrongKindOfBlock(Diagnostic):
    """A name that stands for something that cannot be used here."""

    code = "SCH108"
    title = '"{name}" is {found}, and {wanted} is needed here'
    note = "this is {found}"

    name: str
    found: str
    wanted: str


@light
class UnknownParty(Diagnostic):
    """A name where a party is needed, that nothing has."""

    code = "SCH109"
    title = 'There is no party "{name}"'
    note = "nothing in this scheme has this name"
    why = "Money moves only between parties that the contract names."
    help = """
        Add a block such as:
            party {name} "Its full name"
                code 08V
        """

    name: str


# ---------------------------------------------------------------- lines


@light
class LineTwice(Diagnostic):
    """A line that may stand once, said twice."""

    code = "SCH110"
    title = '"{line}" is said twice'
    note = "said again here"
    why = "Only one of the two could count."
    help = "Keep one of them."

    line: str


@light
class LineMissing(Diagnostic):
    """A block without a line that it must have."""

    code = "SCH111"
    title = 'This {block} has no line "{line}"'
    note = "it belongs in the lines below this"
    help = """
        Add a line such as:
            {example}
        """

    block: str
    line: str
    example: str


@light
class KindTwice(Diagnostic):
    """A kind of group with the name of a kind that there is already."""

    code = "SCH112"
    title = 'Both members and groups are called "{kind}"'
    note = "another word is needed for the groups"
    why = "A line about each {kind} could be about either."

    kind: str


@light
class GroupsOfStrangers(Diagnostic):
    """Groups of a kind of party to which the scheme is not offered."""

    code = "SCH113"
    title = "The scheme is offered to {known}, and cannot group {kind}"
    note = "{known} are grouped"

    known: str
    kind: str


@light
class GroupedTwice(Diagnostic):
    """Members that are grouped in two ways side by side."""

    code = "SCH140"
    title = "Two lines group the {members}: into {first} and into {second}"
    note = "{members} are in {first} already"
    why = "Groups form one chain, so that it is always plain through which group a figure counts and money goes."
    help = """
        If each of the {top} is in one of the {second}, write:
            groups {top} into {second}
        If not, keep one of the two lines.
        """

    members: str
    first: str
    second: str
    top: str


@light
class GroupedTooEarly(Diagnostic):
    """Groups that are grouped above the line that makes them."""

    code = "SCH142"
    title = "Nothing is grouped into {members} yet"
    note = "{members} come about in a line below this"
    why = "The lines are read from top to bottom, from the smallest to the largest."
    help = "Move this line below the one that ends in: into {members}"

    members: str


# ---------------------------------------------------------------- everything else


@light
class NeedsItself(Diagnostic):
    """A block that is worked out from itself."""

    code = "SCH120"
    title = '"{name}" is worked out from itself'
    note = "this leads back to it"
    why = "One leads to another: {chain}."
    help = "Leave one of them out of what another is worked out from."

    name: str
    chain: str


@light
class UnreadableExpectation(Diagnostic):
    """A line of an example that does not say what must come of what."""

    code = "SCH131"
    title = "This line of the example cannot be checked"
    note = "neither a name nor a plain result"
    help = "{remedy}"

    remedy: str


@light
class LoneBrace(Diagnostic):
    """A brace in prose without its partner."""

    code = "SCH132"
    title = "A brace stands alone"
    note = "braces come in pairs"
    why = "What stands between two braces is worked out and printed; a lone one would be printed as it is."
    help = "Put the other brace in the same line, or leave this one out."


@light
class HeadingContradictsItself(Diagnostic):
    """Two lines of a heading that cannot both be so."""

    code = "SCH154"
    title = "Two lines of the heading contradict each other"
    note = "this cannot be so as well"
    why = "{reason}"
    help = "Keep the line that holds now, and take out the other."

    reason: str
