"""The file that the payment agency pays by: a row for each sum, under the agency's own headings."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from attrs import frozen

from schemelang.dates import BeyondCalendar, england_and_wales, financial_year, say_date, working_days_before
from schemelang.diagnostic import Diagnostic
from schemelang.model.model import NamedParty, Scheme
from schemelang.paying.due import Due, Kind
from schemelang.paying.errors import DeadlineUnknown, NomineeUnknown, OwesMore, PaycodeMissing
from schemelang.paying.months import month_of
from schemelang.paying.netting import remittances
from schemelang.paying.payer import refused, several_payers
from schemelang.paying.template import Heading, Template, Under
from schemelang.paying.totals import control, say_control
from schemelang.paying.written import Written
from schemelang.quantities import say_pence
from schemelang.spreadsheet import Pounds, Value, csv_text


@frozen(kw_only=True)
class Agency:
    """What an agency asks for: its template, its pay codes, and how many working days ahead it must have the file.

    `nominees` is the code of whoever is paid for a group, by the code of the group.
    """

    template: Template
    paycodes: Mapping[str, str]
    nominees: Mapping[str, str]
    working_days: int


def agency(scheme: Scheme, dues: Sequence[Due], asked: Agency) -> Written | tuple[Diagnostic, ...]:
    """Write the sums that an agency is to pay, or take off what it pays; or say what keeps them from being paid.

    What is asked for by invoice is no part of the file, and is counted beside it.
    """
    paid = [due for due in dues if due.kind is not Kind.INVOICE]
    deadlines, unknown = _deadlines(scheme, paid, asked.working_days)
    found = (*refused(scheme), *several_payers(scheme, dues), *_without_codes(scheme, paid, asked), *unknown)
    if found:
        return found
    headings = asked.template.headings
    rows = [[_value(heading, scheme, due, asked, deadlines) for heading in headings] for due in paid]
    text = csv_text([[heading.text for heading in headings], *rows])
    return Written(
        ending="agency.csv",
        content=(text if asked.template.marked else text.removeprefix("\ufeff")).encode(),
        control=tuple(_control(dues, paid, deadlines, asked.working_days)),
        found=tuple(_owing(scheme, paid)),
    )


# What the agency must have


def _deadlines(
    scheme: Scheme, dues: Sequence[Due], working_days: int
) -> tuple[Mapping[date, date], tuple[Diagnostic, ...]]:
    """Return the day by which the agency must have the file, for each day of payment, and what is not known."""
    calendar = england_and_wales()
    known: dict[date, date] = {}
    unknown: list[Diagnostic] = []
    for day in sorted({due.day for due in dues}):
        by = working_days_before(day, working_days, calendar)
        if isinstance(by, BeyondCalendar):
            number, horizon = f"{working_days}", say_date(by.horizon)
            unknown.append(DeadlineUnknown(place=scheme.span, day=say_date(day), number=number, horizon=horizon))
        else:
            known[day] = by
    return known, tuple(unknown)


def _without_codes(scheme: Scheme, dues: Sequence[Due], asked: Agency) -> Iterator[Diagnostic]:
    """Find payments without a pay code, and groups of which it is not said who is paid for them."""
    if asked.template.has(Under.PAYCODE):
        for name, title in dict.fromkeys((due.payment, due.title) for due in dues):
            if name not in asked.paycodes:
                yield PaycodeMissing(place=scheme.span, payment=title, name=name)
    named = _named(scheme)
    nominated = {(due.payee, due.group): due.group_name for due in dues if not due.payee_code}
    for (payee, group), name in nominated.items():
        if group not in asked.nominees:
            said = group if name == group else f"{name} ({group})"
            yield NomineeUnknown(place=named[payee].span, group=said, name=group)


def _named(scheme: Scheme) -> dict[str, NamedParty]:
    return {block.name: block for block in scheme.blocks if isinstance(block, NamedParty)}


# Cells


def _value(heading: Heading, scheme: Scheme, due: Due, asked: Agency, deadlines: Mapping[date, date]) -> Value:
    """Return what stands under a heading for one sum."""
    match heading.under:
        case str() as same_in_each:
            return same_in_each
        case Under.PAYCODE:
            return asked.paycodes[due.payment]
        case Under.CODE:
            return due.payee_code or asked.nominees[due.group]
        case Under.AMOUNT:
            return Pounds(due.pence)
        case Under.DATE:
            return due.day
        case Under.DEADLINE:
            return deadlines[due.day]
        case Under.NARRATIVE:
            return f"{scheme.title}: {due.reference}"
        case Under.SCHEME:
            return scheme.title
        case Under.PAYER:
            return _named(scheme)[due.payer].code
        case _:
            return _plain_value(heading.under, due)


def _plain_value(under: Under, due: Due) -> str:
    """Return what a sum itself says."""
    words = {
        Under.NAME: due.supplier,
        Under.GROUP: due.group,
        Under.GROUP_NAME: due.group_name,
        Under.MONTH: month_of(due.day).name,
        Under.YEAR: financial_year(due.day),
        Under.NUMBER: due.number,
        Under.PAYER_NAME: due.payer_name,
        Under.PAYMENT: due.title,
        Under.KIND: due.kind.value,
    }
    return words[under]


# What is said beside it


def _control(
    dues: Sequence[Due], paid: Sequence[Due], deadlines: Mapping[date, date], working_days: int
) -> Iterator[str]:
    """Say by when the file is to be there, and what it comes to, day by day and in all."""
    for day, by in deadlines.items():
        own = control(due for due in paid if due.day == day)
        ahead = f"{working_days} working day{'' if working_days == 1 else 's'} before"
        yield f"For payment on {say_date(day)}: {say_control(own)}. With the agency by {say_date(by)}, {ahead}."
    yield f"In the file: {say_control(control(paid))}."
    invoiced = [due for due in dues if due.kind is Kind.INVOICE]
    if invoiced:
        yield f"Asked for by invoice, and not in the file: {say_control(control(invoiced))}."
        yield f"Together: {say_control(control(dues))}."


def _owing(scheme: Scheme, dues: Sequence[Due]) -> Iterator[Diagnostic]:
    """Find payees who still owe something after the last payment of the file."""
    last = {each.payee: each for each in remittances(dues)}
    owed = [f"{each.payee_name} ({each.payee}): {say_pence(each.owed)}" for each in last.values() if each.owed]
    if owed:
        yield OwesMore(place=scheme.span, owed="\n".join(owed))
