"""A file of sums that is ready to be written, with what it is checked by."""

from attrs import frozen

from schemelang.diagnostic import Diagnostic


@frozen(kw_only=True)
class Written:
    """What stands in a file, and what is said beside it: its control totals, and whatever somebody should know.

    `ending` is what the file's name ends in.
    """

    ending: str
    content: bytes
    control: tuple[str, ...]
    found: tuple[Diagnostic, ...] = ()
