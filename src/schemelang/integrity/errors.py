"""What can be wrong with a contract that is shown to have been written by us, in order of code."""

from typing import ClassVar

from schemelang.diagnostic import Diagnostic
from schemelang.light import light


@light
class NoContract(Diagnostic):
    """A file that is no contract with its data."""

    code = "SCH910"
    title = "{path} is no contract that can be verified"
    note = "{problem}"
    why = "A contract holds the data that it was laid out from, and its document ID is made from them."
    help = "Use the file as `schemelang render` wrote it, and not a copy that a browser or a mail program has saved."

    path: str
    problem: str


@light
class PageChanged(Diagnostic):
    """A page that is not what its data say. `page` and `data` are what stands there, and what should."""

    code = "SCH911"
    title = "{path} has been changed since it was written"
    why: ClassVar[str] = """
        The page has:   {page}
        It should have: {data}
        What it shows is no longer what its document ID stands for.
        """
    help = "Do not rely on this file. Ask for the one that was signed."

    path: str
    page: str
    data: str


@light
class WordsChanged(Diagnostic):
    """A page of another version of the engine, whose words are not those of its data."""

    code = "SCH912"
    title = "The words of {path} are not those of its data"
    note = "The page was written by schemelang {then}, and this is schemelang {now}."
    why: ClassVar[str] = """
        The page has:   {page}
        It should have: {data}
        Either the page was changed, or the two versions say it in different words.
        """
    help = "Verify it with schemelang {then}, which compares every byte."

    path: str
    then: str
    now: str
    page: str
    data: str


@light
class SchemeSaysOtherwise(Diagnostic):
    """A scheme that no longer says what a contract says. `differences` has a line for each."""

    code = "SCH913"
    title = "The scheme {scheme} is not the one that {path} was written from"
    why: ClassVar[str] = """
        These are not the same:
            {differences}
        Whoever signed the contract has agreed to what it says, and not to this.
        """
    help = "Keep the scheme that was signed. To see what changed:   schemelang diff SIGNED {scheme}"

    path: str
    scheme: str
    differences: str
