"""How far the scheme has come: a banner while it is not in force, who decided, and what signing is."""

from collections.abc import Iterator

from schemelang.dates import say_date
from schemelang.document.contract import Fact, Facts, Inserted, Paragraph, Part, Text
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


def warning(matter: Matter) -> str:
    """Say the same in a few words, for every sheet."""
    return "" if matter.scheme.standing.is_in_force else "Not in force: nobody can sign it"


def nothing_to_sign(matter: Matter) -> str:
    """Say why there is nothing to sign."""
    return f"There is nothing to sign: {say_standing(matter.scheme.standing)}."


def response_slip(matter: Matter) -> Iterator[Part]:
    """Give those who are asked a slip to answer on, and say by when; nothing where it has been decided."""
    standing = matter.scheme.standing
    if standing.word not in {"draft", "consultation"}:
        return
    offering = matter.title(matter.scheme.offered_by)
    when = "No day to answer by is set" if standing.until is None else "Please answer by "
    day = () if standing.until is None else (Inserted(say_date(standing.until)),)
    yield Paragraph((f"To answer, send this slip to {offering}. {when}", *day, "."))
    member = matter.member
    yield Facts(
        (
            Fact("Organisation", () if member is None else (member.name or member.code,)),
            Fact("ODS code", () if member is None else (member.code,)),
            Fact("Name and role", ()),
            Fact("We agree: yes, no, or with changes", ()),
            Fact("What should change, and why", ()),
            Fact("Date", ()),
        )
    )


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
