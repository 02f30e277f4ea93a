"""How parties came and went, beyond joining and leaving: by merging, by splitting, or for good."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from schemelang.dates import say_date
from schemelang.diagnostic import Diagnostic
from schemelang.figures import party_errors
from schemelang.figures.cells import read_yes_no
from schemelang.figures.figures import Member
from schemelang.figures.membership import Parties, by
from schemelang.figures.rows import code_in
from schemelang.figures.said import Turn
from schemelang.light import evolve, frozen
from schemelang.model.model import Scheme
from schemelang.model.names import with_article

_DAY = timedelta(days=1)
_DATES = {"merged_into": "to", "closed": "to", "split_from": "from"}


def settle_turns(
    turns: Sequence[Turn], parties: Parties, scheme: Scheme
) -> tuple[tuple[Member, ...], tuple[Diagnostic, ...]]:
    """Return the members with what rows say of how they came and went, and what is wrong with it."""
    read = [(turn, read_yes_no(turn.cell, "closed") if turn.what == "closed" else True) for turn in turns]
    said = by((turn for turn, is_so in read if is_so is True), lambda turn: (turn.kind, code_in(turn.party)))
    known = {(member.kind, member.code): member for member in parties.members}
    found = [wrong for _, wrong in read if isinstance(wrong, Diagnostic)]
    for key, theirs in said.items():
        if key in known:
            found += _wrong(_Party(known[key], theirs, known, parties, scheme))
    members = tuple(_turned(member, said.get((member.kind, member.code), ())) for member in parties.members)
    return members, tuple(found)


@frozen
class _Party:
    """A party, and all that rows say of how it came and went."""

    member: Member
    turns: Sequence[Turn]
    known: Mapping[tuple[str, str], Member]
    parties: Parties
    scheme: Scheme

    def groups_of(self, code: str, kind: str) -> tuple[str, ...]:
        """Return the groups of a kind to which a party belongs: one, or of one that moves several."""
        them = (each for each in self.parties.memberships if (each.member, each.kind) == (code, kind))
        return tuple(each.group for each in them)


def _turned(member: Member, turns: Sequence[Turn]) -> Member:
    others = {turn.what: code_in(turn.cell) for turn in turns}
    return evolve(
        member,
        merged_into=others.get("merged_into"),
        split_from=others.get("split_from"),
        closed="closed" in others,
    )


# What is wrong with it


def _wrong(party: _Party) -> Iterator[Diagnostic]:
    """Find what of a party cannot be so: the first such thing."""
    found = (_on_no_day, _said_otherwise, _no_such_other, _across)
    yield from next(filter(None, (tuple(find(party)) for find in found)), ())


def _on_no_day(party: _Party) -> Iterator[Diagnostic]:
    for turn in party.turns:
        column = _DATES[turn.what]
        open_end = date.min if column == "from" else date.max
        end = None if turn.stretch is None else turn.stretch.first if column == "from" else turn.stretch.last
        if end in (None, open_end):
            which = "first" if column == "from" else "last"
            what = _say(turn)
            yield party_errors.TurnOnNoDay(
                place=turn.cell.place, party=party.member.code, what=what, column=column, which=which
            )


def _said_otherwise(party: _Party) -> Iterator[Diagnostic]:
    """Find a party that has gone in two ways, or come in two."""
    for ends in (("merged_into", "closed"), ("split_from",)):
        turns = {_say(turn): turn for turn in party.turns if turn.what in ends}
        for turn, other in zip(list(turns.values())[1:], turns.values(), strict=False):
            yield _cannot(party, turn, f"It is said to have {_say(other)} as well.")


def _no_such_other(party: _Party) -> Iterator[Diagnostic]:
    """Find a party that went into, or came out of, one that was not there at the time."""
    for turn in party.turns:
        if turn.what == "closed":
            continue
        code, member = code_in(turn.cell), party.member
        other = party.known.get((turn.kind, code))
        day = member.last + _DAY if turn.what == "merged_into" else member.first - _DAY
        within = party.scheme.first <= day <= party.scheme.last
        if code == member.code:
            yield _cannot(party, turn, "That is its own code.")
        elif other is None:
            yield _cannot(party, turn, f"No other {turn.kind} here has the code {code}.")
        elif within and not other.first <= day <= other.last:
            which = "the day after" if turn.what == "merged_into" else "the day before"
            yield _cannot(party, turn, f"{code} does not take part on {say_date(day)}, {which}.")


def _across(party: _Party) -> Iterator[Diagnostic]:
    """Find a merger of two in different groups, where their figures are to be added together."""
    member, scheme = party.member, party.scheme
    groups = [each.groups.singular for each in scheme.groupings if each.members.singular == member.kind]
    added = scheme.changes_of(member.kind).merges == "together" and scheme.first <= member.last < scheme.last
    for turn in party.turns:
        for group in groups if added and turn.what == "merged_into" else ():
            own, other = party.groups_of(member.code, group), party.groups_of(code_in(turn.cell), group)
            if own != other or len(own) > 1:
                yield party_errors.MergesAcross(
                    place=turn.cell.place,
                    party=member.code,
                    other=code_in(turn.cell),
                    group=group,
                    member=with_article(member.kind),
                    first=", then ".join(own) or f"no {group}",
                    second=", then ".join(other) or f"no {group}",
                )


def _cannot(party: _Party, turn: Turn, reason: str) -> Diagnostic:
    return party_errors.CannotHaveGone(place=turn.cell.place, party=party.member.code, what=_say(turn), reason=reason)


def _say(turn: Turn) -> str:
    code = code_in(turn.cell)
    return {"merged_into": f"merged into {code}", "split_from": f"split from {code}", "closed": "closed"}[turn.what]
