"""How far the scheme has come: a banner while it is not in force, who decided, and what signing is."""

from collections.abc import Iterator

from schemelang.dates import say_date
from schemelang.document.contract import Inserted, Text
from schemelang.document.matter import Matter, called, capital
from schemelang.outcome.standing import say_rejection, say_standing

_COPY = {"draft": "Draft contract", "consultation": "Consultation copy", "rejected": "Rejected contract"}


def subtitle(matter: Matter) -> str:
    """Say what sort of copy it is, and for whom."""
    copy = _COPY.get(matter.scheme.standing.word, "Contract")
    return copy if matter.member is None else f"{copy} for {called(matter.member)}"


def banner(matter: Matter) -> str:
    """Say of a contract that is not in force that it is not; nothing of any other."""
    standing = matter.scheme.standing
    if standing.is_in_force:
        return ""
    so = capital(say_standing(standing)).replace("The scheme is", "This is", 1)
    return f"{so}. It is not in force: nobody can sign it, and nothing is to be paid under it."


def nothing_to_sign(matter: Matter) -> str:
    """Say why there is nothing to sign."""
    return f"There is nothing to sign: {say_standing(matter.scheme.standing)}."


def decisions(matter: Matter) -> Iterator[Text]:
    """Say who approved or rejected it, and with what interests of their own."""
    standing = matter.scheme.standing
    for each in standing.approved_by:
        yield (f"{capital(each.body)} approved it on {say_date(each.day)}.",)
    for each in standing.rejected_by:
        yield (f"{capital(say_rejection(each, 'it'))}.",)
    for who, interest in standing.interests:
        yield (f"Interest declared by {who}: {interest}.",)


def signing(matter: Matter) -> Iterator[Text]:
    """Say by when it is signed, and what holds for those who do not sign."""
    scheme = matter.scheme
    if scheme.sign_by is not None:
        day = Inserted(say_date(scheme.sign_by))
        match scheme.standing.word:
            case "" | "approved":
                yield ("To take part, sign it by ", day, ".")
            case "draft" | "consultation":
                yield ("To take part once it is approved, sign it by ", day, ".")
            case "rejected":
                yield ("It was to be signed by ", day, ".")
    if scheme.otherwise:
        yield (f"Otherwise, {scheme.otherwise}.",)
