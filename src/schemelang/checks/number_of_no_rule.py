"""Each number in prose is a rule's, or is marked as words only."""

from collections.abc import Iterator

from schemelang.checks import errors
from schemelang.checks.number_typed_in_prose import number_typed_in_prose
from schemelang.diagnostic import Diagnostic
from schemelang.graph.graph import RuleGraph
from schemelang.model.model import Clause, Scheme
from schemelang.model.typed import typed_places


def number_of_no_rule(scheme: Scheme, graph: RuleGraph) -> Iterator[Diagnostic]:
    """Find the clauses with numbers that are neither a rule's nor marked, and those that mark what is not there.

    A number that a rule has too is remarked on by itself, and has another remedy.
    """
    rules = {each.place for each in number_typed_in_prose(scheme, graph)}
    for clause in (block for block in scheme.blocks if isinstance(block, Clause)):
        typed = list(typed_places(clause))
        if clause.words_only is not None and not typed:
            yield errors.NoNumberToMark(place=clause.words_only)
        own = [place for place in typed if place not in rules]
        if clause.words_only is None and own:
            others = ("", ", and so is another", f", and so are {len(own) - 1} others")[min(len(own), 3) - 1]
            yield errors.NumberOfNoRule(place=own[0], number=own[0].words, others=others)
