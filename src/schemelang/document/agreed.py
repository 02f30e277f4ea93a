"""What is agreed: the sections of a contract before its schedules, in the order in which they are read."""

from collections.abc import Iterator

from schemelang.document.calendar import payment_calendar
from schemelang.document.changes import changes
from schemelang.document.contract import Section
from schemelang.document.definitions import definitions
from schemelang.document.duties import other_terms, what_must_be_done
from schemelang.document.matter import Matter
from schemelang.document.measures import how_it_is_judged
from schemelang.document.parties import parties_and_term
from schemelang.document.payments import what_is_paid
from schemelang.document.recovery import reconciliation
from schemelang.document.signatures import signatures
from schemelang.model.model import Guarantee, Judgement, Saving


def what_is_agreed(matter: Matter) -> tuple[Section, ...]:
    """Write the sections before the schedules, whose clauses have no numbers yet."""
    return tuple(_sections(matter))


def _sections(matter: Matter) -> Iterator[Section]:
    """Write each section; those that most schemes are without are imported where there is something to say."""
    yield parties_and_term(matter)
    yield definitions(matter)
    yield what_must_be_done(matter)
    yield how_it_is_judged(matter)
    if matter.blocks(Saving):
        from schemelang.document.savings import what_is_saved

        yield what_is_saved(matter)
    yield what_is_paid(matter)
    yield payment_calendar(matter)
    yield reconciliation(matter)
    if matter.blocks(Guarantee):
        from schemelang.document.guarantees import what_is_guaranteed

        yield what_is_guaranteed(matter)
    if matter.examples:
        from schemelang.document.examples import worked_examples

        yield worked_examples(matter)
    yield changes(matter)
    if matter.blocks(Judgement):
        from schemelang.document.judgements import what_is_decided

        yield what_is_decided(matter)
    yield from other_terms(matter)
    if matter.scheme.variations:
        from schemelang.document.varied import what_is_varied

        yield what_is_varied(matter)
    yield signatures(matter)
