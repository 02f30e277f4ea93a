"""What can be wrong with a scheme as rules."""

from typing import ClassVar

from schemelang.diagnostic import Diagnostic
from schemelang.light import light


@light
class NeedsItself(Diagnostic):
    """A block that cannot be worked out before it has been worked out. `chain` has one title a line."""

    code: ClassVar[str] = "SCH301"
    title: ClassVar[str] = '"{block}" needs itself'
    note: ClassVar[str] = "this cannot be known until it is known"
    why: ClassVar[str] = """
        Each of these is worked out from the next, and so the first of them from itself:
            {chain}
        No amount could ever be said.
        """
    help: ClassVar[str] = 'Name what is needed one by one, and leave out what comes from "{block}".'

    block: str
    chain: str
