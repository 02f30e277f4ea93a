"""How members came and went within the term, and whether those that merged were there when a figure was counted."""

from datetime import date

from schemelang.dates import Period
from schemelang.figures.figures import Member
from schemelang.graph.graph import RuleGraph
from schemelang.model.model import Change
from schemelang.outcome.belonging import Belonging, Stay
from schemelang.outcome.over_time import within_term


def changes(term: Period, belongs: Belonging, level: str, party: str, stay: Stay) -> list[tuple[Change, int]]:
    """Return how a party came and went in a stretch of time, each with the days of it that it is away for it."""
    member, found = belongs.who[level, party], list[tuple[Change, int]]()
    moved = belongs.moved.get((level, party), ())
    before, after = ((), ()) if stay not in moved else (moved[: moved.index(stay)], moved[moved.index(stay) + 1 :])
    if stay.first > term.first:
        split = member.split_from is not None and stay.first == member.first
        came: Change = "moves" if before else "splits" if split else "joins"
        found.append((came, (stay.first - term.first).days))
    if stay.last < term.last and after:
        found.append(("moves", (term.last - stay.last).days))
    elif stay.last < term.last:
        itself = stay.last == member.last
        merges, closes = itself and member.merged_into is not None, itself and member.closed
        went: Change = "merges" if merges else "closes" if closes else "leaves"
        found.append((went, (term.last - stay.last).days))
    return found


def was_there(graph: RuleGraph, member: Member, moment: date | Period | None, *, at_end: bool) -> bool:
    """Say whether a member was there on some day on which a figure was counted; outside the term, its nearest end.

    Of one that merged before the term, the day itself counts; and where no day is said, it was not there.
    """
    gone_before = member.last < graph.first
    if moment is None:
        return not gone_before
    last = moment.last if isinstance(moment, Period) else moment
    first = moment.first if isinstance(moment, Period) and not at_end else last
    if gone_before:
        return member.first <= last and first <= member.last
    return member.first <= within_term(graph, last) and within_term(graph, first) <= member.last
