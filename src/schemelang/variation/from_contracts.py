"""From two contracts to what the one changes of the other."""

from schemelang.document.from_graph import contract_on
from schemelang.document.matter import Matter
from schemelang.figures.table import Table
from schemelang.light import evolve
from schemelang.variation.clauses import pairs_of, redlined, renumbered
from schemelang.variation.effects import on_examples, on_figures
from schemelang.variation.numbers import changed_numbers
from schemelang.variation.variation import Variation, Varied


def vary(before: Matter, now: Matter, varied: Varied, tables: tuple[Table, ...] = ()) -> Variation:
    """Lay two contracts over each other, and try both on the figures of the one now or, without, on its examples.

    Clauses are those of the copies without figures, which are the same for every party.
    """
    pairs = pairs_of(*(contract_on(evolve(each, outcome=None, party=None, known=None)) for each in (before, now)))
    clauses = redlined(pairs)
    numbers = changed_numbers(clauses)
    blocks = dict.fromkeys(each.anchor for each in numbers)
    trials = on_examples(before, now, blocks) if now.outcome is None else (on_figures(before, now, blocks, tables),)
    return Variation(
        varied=varied,
        now=now,
        is_later=varied.start > before.scheme.first,
        clauses=clauses,
        renumbered=renumbered(pairs),
        numbers=numbers,
        trials=trials,
    )
