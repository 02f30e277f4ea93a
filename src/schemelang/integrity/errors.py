"""What can be wrong with a contract that is shown to have been written by us, in order of code."""

from typing import ClassVar

from schemelang.diagnostic import Diagnostic, Severity
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


@light
class NothingToSign(Diagnostic):
    """A signature of a contract in which nobody who is known can sign."""

    code = "SCH914"
    title = "{path} has no place to sign for anybody who is known"
    why = "A contract that is not in force cannot be signed, and a blank place does not say who signs there."
    help = "Write the contract with its figures, once the scheme is in force:   schemelang render FILE --figures PATH"

    path: str


@light
class UnknownSigner(Diagnostic):
    """A signature of somebody whom the contract does not bind."""

    code = "SCH915"
    title = "{party} has no place to sign in {path}"
    note = "Those who have one: {known}."
    why = "Whoever signs a contract that does not name them is bound to nothing."
    help = "Give one of these, or the contract that was written for {party}."

    path: str
    party: str
    known: str


@light
class SignedAlready(Diagnostic):
    """A second signature of one contract for one party."""

    code = "SCH916"
    title = "{party} has signed this contract already"
    note = "{by} signed it on {on}."
    why = "A signature that is in the register stays as it is; another does not take its place."

    path: str
    party: str
    by: str
    on: str


@light
class SignedAnother(Diagnostic):
    """A scheme that is not the one that was signed. `signatures` has a line for each party."""

    code = "SCH917"
    title = "The scheme {path} is not the one that was signed"
    why: ClassVar[str] = """
        Signed was something else by:
            {signatures}
        Whoever signed has agreed to be paid by what was signed, and not by this.
        """
    help: ClassVar[str] = """
        Work out the payments from the scheme that was signed, or let the new one be signed.
        To see what this one would pay, add   --draft
        """

    path: str
    signatures: str


@light
class RegisterUnreadable(Diagnostic):
    """A register of signatures that is not as it was written."""

    code = "SCH918"
    title = "The register of signatures {path} cannot be read"
    note = "{problem}"
    why = "Without it nobody can say what was signed."
    help = "Put back the file as it was, from a copy. Add to it with   schemelang signatures add"

    path: str
    problem: str


@light
class NotSigned(Diagnostic):
    """A contract that somebody has not signed who has a place in it. `parties` names them."""

    code = "SCH919"
    title = "{path} is not signed by everybody who has a place in it"
    note = "Not yet signed by: {parties}."
    why = "A contract binds those who have signed it."

    path: str
    parties: str


@light
class SealBroken(Diagnostic):
    """A page that is not the one that was sealed."""

    code = "SCH920"
    title = "{path} is not the contract that was sealed"
    why = "The seal was made with this key, of another page. The contract, or its seal, has been changed since."
    help = "Do not rely on this file. Ask the commissioner for the contract that was sealed."

    path: str


@light
class SealUnreadable(Diagnostic):
    """A seal that cannot be held against a key."""

    code = "SCH921"
    title = "The seal on {path} cannot be checked"
    note = "{problem}"
    why = "A seal says who made it only to whoever has the public key that belongs to it."
    help = "Use the file that ends in .sig as it was sent, and the public key that the commissioner has published."

    path: str
    problem: str


@light
class PaidUnsigned(Diagnostic):
    """Money that is worked out for somebody who has not signed. `parties` names them."""

    code = "SCH922"
    severity: ClassVar[Severity] = "warning"
    title = "The scheme {path} is not signed by everybody who has a place to sign"
    note = "Not yet signed by: {parties}."
    why = "Whoever has not signed is not bound, and may have no claim to what is worked out for them."
    help = "Let them sign, and add it to the register:   schemelang signatures add"

    path: str
    parties: str


@light
class SignedLate(Diagnostic):
    """A signature of a day after the last on which it could be given. `otherwise` is what the scheme says then."""

    code = "SCH923"
    severity: ClassVar[Severity] = "warning"
    title = "{party} signed on {on}, after the last day to sign"
    note = "The scheme says: sign by {until}. {otherwise}"
    why = "Whether it still takes part is for whoever offers the scheme to say. The signature stands in the register."

    path: str
    party: str
    on: str
    until: str
    otherwise: str


@light
class SignedEarly(Diagnostic):
    """A signature of a day before the contract was approved."""

    code = "SCH924"
    severity: ClassVar[Severity] = "warning"
    title = "{party} signed on {on}, before the contract was approved"
    note = "The contract says: {approval}."
    why = "What says when it was approved cannot have been signed before that day."
    help = (
        "Look at the day on the signed page. If it is another one, put back the register from a copy and add it anew."
    )

    path: str
    party: str
    on: str
    approval: str
