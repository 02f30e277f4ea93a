"""What is agreed: the sections of a contract before its schedules, in the order in which they are read."""

from schemelang.document.calendar import payment_calendar
from schemelang.document.changes import changes
from schemelang.document.contract import Section
from schemelang.document.definitions import definitions
from schemelang.document.duties import other_terms, what_must_be_done
from schemelang.document.examples import worked_examples
from schemelang.document.guarantees import what_is_guaranteed
from schemelang.document.judgements import what_is_decided
from schemelang.document.matter import Matter
from schemelang.document.measures import how_it_is_judged
from schemelang.document.parties import parties_and_term
from schemelang.document.payments import what_is_paid
from schemelang.document.recovery import reconciliation
from schemelang.document.savings import what_is_saved
from schemelang.document.signatures import signatures
from schemelang.document.varied import what_is_varied


def what_is_agreed(matter: Matter) -> tuple[Section, ...]:
    """Write the sections before the schedules, whose clauses have no numbers yet."""
    return (
        parties_and_term(matter),
        definitions(matter),
        what_must_be_done(matter),
        how_it_is_judged(matter),
        what_is_saved(matter),
        what_is_paid(matter),
        payment_calendar(matter),
        reconciliation(matter),
        what_is_guaranteed(matter),
        worked_examples(matter),
        changes(matter),
        what_is_decided(matter),
        *other_terms(matter),
        what_is_varied(matter),
        signatures(matter),
    )
