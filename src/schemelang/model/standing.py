"""How far a scheme has come: draft, consultation, approval or rejection, and who signs it by when."""

from collections.abc import Iterator
from typing import Literal

from schemelang.diagnostic import Label
from schemelang.light import evolve
from schemelang.model import errors
from schemelang.model.desk import Desk, only
from schemelang.model.literals import read_day
from schemelang.model.stated import Decision, Standing
from schemelang.syntax import ast

_Word = Literal["", "draft", "consultation", "approved", "rejected"]


def read_standing(desk: Desk, written: ast.Scheme) -> None:
    """Read how far a scheme has come and how it is signed, and lay it on the desk."""
    draft = only(desk, written.lines, ast.IsADraft, "is a draft")
    asked = only(desk, written.lines, ast.ForConsultation, "is for consultation")
    approved = [line for line in written.lines if isinstance(line, ast.ApprovedBy)]
    rejected = [line for line in written.lines if isinstance(line, ast.RejectedBy)]
    _see_agreement(desk, draft, asked, approved, rejected)
    word, line = _word(draft, asked, approved, rejected)
    standing = Standing(
        word=word,
        until=read_day(desk, asked.until) if asked else None,
        approved_by=tuple(_decisions(desk, approved)),
        rejected_by=tuple(_decisions(desk, rejected)),
        interests=tuple(
            (line.who.text, line.interest.text) for line in written.lines if isinstance(line, ast.InterestOf)
        ),
        span=line.span if line else None,
    )
    desk.heading = evolve(desk.heading, standing=standing)
    _read_signing(desk, written)
    _see_who_sees(desk, written)


def _word(
    draft: ast.IsADraft | None,
    asked: ast.ForConsultation | None,
    approved: list[ast.ApprovedBy],
    rejected: list[ast.RejectedBy],
) -> tuple[_Word, ast.Node | None]:
    """Return how far a scheme has come, and the line that says so: the furthest of what is said."""
    if rejected:
        return "rejected", rejected[0]
    if asked is not None:
        return "consultation", asked
    if draft is not None:
        return "draft", draft
    return ("approved", approved[0]) if approved else ("", None)


def _decisions(desk: Desk, lines: list[ast.ApprovedBy] | list[ast.RejectedBy]) -> Iterator[Decision]:
    for line in lines:
        day = read_day(desk, line.date)
        reason = line.reason if isinstance(line, ast.RejectedBy) else None
        if day is not None:
            yield Decision(body=line.body.text, day=day, reason=reason.text if reason else "")


# ---------------------------------------------------------------- contradictions


def _see_agreement(
    desk: Desk,
    draft: ast.IsADraft | None,
    asked: ast.ForConsultation | None,
    approved: list[ast.ApprovedBy],
    rejected: list[ast.RejectedBy],
) -> None:
    """See that a scheme is not said to be two things that cannot both be so."""
    for line in approved:
        if draft is not None:
            _refuse(desk, draft, line, "A draft is not approved, and an approved scheme is no draft.")
        elif asked is not None:
            _refuse(desk, asked, line, "Nobody is consulted on what is approved already.")
        for other in rejected:
            if other.body.text.casefold() == line.body.text.casefold():
                _refuse(desk, line, other, "Only the last decision of one body stands.")
    if asked is not None and rejected:
        _refuse(desk, asked, rejected[0], "Nobody is consulted on what is rejected.")


def _refuse(desk: Desk, first: ast.Node, second: ast.Node, reason: str) -> None:
    place, label = sorted((first.span, second.span), key=lambda span: -span.start)
    desk.say(
        errors.naming.HeadingContradictsItself(
            place=place, reason=reason, labels=(Label(label, "and this is said too"),)
        )
    )


# ---------------------------------------------------------------- signing


def _see_who_sees(desk: Desk, written: ast.Scheme) -> None:
    """Refuse that members see something of each other where nobody is a member of anything."""
    line = only(desk, written.lines, ast.MembersSee, "members see")
    offered = next((each for each in written.lines if isinstance(each, ast.OfferedTo)), None)
    grouped = any(isinstance(each, ast.Groups) for each in written.lines)
    if line is not None and offered is not None and not grouped:
        _refuse(desk, offered, line, "Nobody is in a group, and so nobody is a member.")


def _read_signing(desk: Desk, written: ast.Scheme) -> None:
    """Read until when it is signed, and what holds for those who do not."""
    line = only(desk, written.lines, ast.SignBy, "sign by")
    otherwise = only(desk, written.lines, ast.Otherwise, "otherwise")
    day = None if line is None else read_day(desk, line.date)
    runs = next((each for each in written.lines if isinstance(each, ast.Runs)), None)
    if (
        line is not None
        and day is not None
        and runs is not None
        and desk.heading.sure_of_term
        and day > desk.heading.last
    ):
        _refuse(desk, runs, line, "After the last day of the term nobody can take part any more.")
    desk.heading = evolve(desk.heading, sign_by=day, otherwise=otherwise.what.text if otherwise else "")
