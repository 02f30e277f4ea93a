"""What a contract is written about, and for whom: what it shows, and what it keeps to itself."""

from collections import Counter
from functools import cached_property
from typing import Self, TypeVar, cast

from schemelang.dates import Period
from schemelang.document.company import Company
from schemelang.document.contract import Tags, Text
from schemelang.figures.figures import Member
from schemelang.graph.graph import Given, Role, Rule, RuleGraph, RuleId
from schemelang.light import evolve, field, frozen
from schemelang.model.model import SCHEME, Block, Example, ExceptionBlock, NamedParty, Scheme
from schemelang.model.names import within
from schemelang.outcome.examples import ExampleRun
from schemelang.outcome.outcome import Absent, Lack, Line, Outcome, RuleValue
from schemelang.proof.proof import Certificate
from schemelang.proof.worlds import World

AnyBlockKind = TypeVar("AnyBlockKind", bound=Block)


@frozen(kw_only=True)
class Matter:
    """A scheme with its rules, and what came of them.

    Without an outcome a contract has no figures; without a party it is for everybody.
    What is the same for everybody is kept: `links` in words of the scheme, and its blocks `by_kind`.
    """

    scheme: Scheme
    graph: RuleGraph
    examples: tuple[ExampleRun, ...]
    outcome: Outcome | None
    party: str | None
    tags: Tags = ""
    certificate: Certificate | None = None
    known: Company | None = None
    links: dict[tuple[str, str], Text] = field(factory=dict, eq=False, repr=False)
    by_kind: dict[type[Block], tuple[Block, ...]] = field(factory=dict, eq=False, repr=False)

    # ------------------------------------------------------------ the scheme

    def blocks(self, kind: type[AnyBlockKind]) -> tuple[AnyBlockKind, ...]:
        """Return the blocks of a kind, in the order they are written."""
        if kind not in self.by_kind:
            self.by_kind[kind] = tuple(block for block in self.scheme.blocks if isinstance(block, kind))
        return cast("tuple[AnyBlockKind, ...]", self.by_kind[kind])

    def title(self, name: str) -> str:
        """Return the title of a block."""
        return next(block.title for block in self.scheme.blocks if block.name == name)

    @cached_property
    def titles(self) -> dict[str, str]:
        """The name of each block by its title, also as it stands within a sentence.

        A title that several blocks have says nothing.
        """
        named = [block for block in self.scheme.blocks if not isinstance(block, Example | ExceptionBlock | NamedParty)]
        number = Counter(block.title for block in named)
        titles = {block.title: block.name for block in named if number[block.title] == 1}
        return {within(title): name for title, name in titles.items()} | titles

    # ------------------------------------------------------------ the rules

    def rule(self, owner: str, part: str = "") -> Rule:
        """Return a rule by its block and part."""
        return self.graph.by_id[RuleId(owner, part)]

    def rules(self, owner: str, *roles: Role) -> tuple[Rule, ...]:
        """Return the rules of a block that have one of these roles, in order."""
        return tuple(rule for rule in self.graph.rules if rule.id.owner == owner and rule.role in roles)

    # ------------------------------------------------------------ who is shown

    def for_party(self, code: str | None) -> Self:
        """Return the same for another party; who belongs to whom is not looked up again."""
        return evolve(self, party=code, known=self.company)

    @cached_property
    def company(self) -> Company:
        """Who is there, and who belongs to whom, as far as this outcome knows."""
        known = self.known
        return known if known and known.outcome is self.outcome else Company(self.scheme, self.graph, self.outcome)

    @cached_property
    def own_world(self) -> World:
        """A world in which there is nobody but those whose figures are shown, and the groups to which they belong."""
        seen = [each.code for each in self.seen]
        groups = (group for code in seen for group in self.groups_of(code))
        return self.company.world_of(frozenset((*seen, *groups)))

    @property
    def member(self) -> Member | None:
        """The party that the contract is for."""
        return None if self.party is None else self.member_of(self.party)

    def member_of(self, code: str) -> Member | None:
        """Return who has a code, if it is a party that figures are about."""
        return self.company.by_code.get(code)

    @cached_property
    def members(self) -> tuple[Member, ...]:
        """The parties that are shown, in order of their codes."""
        return tuple(member for member in self.company.members if self.shows(member.code))

    def members_of_kind(self, kind: str) -> tuple[Member, ...]:
        """Return the parties of one kind that are shown."""
        return tuple(member for member in self.members if member.kind == kind)

    def shows(self, code: str | None) -> bool:
        """Say whether the contract shows a party: for one party, itself and its members; else everybody."""
        return self.party is None or code == self.party or code in self.company.below.get(self.party, ())

    def sees(self, code: str | None) -> bool:
        """Say whether the contract shows a party's figures: of whom it shows, and of the companions."""
        return self.shows(code) or code in self.companions

    @cached_property
    def seen(self) -> tuple[Member, ...]:
        """The parties whose figures are shown, in order of their codes."""
        return tuple(member for member in self.company.members if self.sees(member.code))

    @cached_property
    def companions(self) -> frozenset[str]:
        """Where members see the figures of each other, the group of the party, and its other members."""
        if self.member is None or not self.scheme.members_see:
            return frozenset()
        [*groups] = self.groups_of(self.member.code)[:1]
        members = {code for group in groups for code in self.company.below.get(group, ())}
        return frozenset({*groups, *(code for code in members if self._is(code, self.member.kind))})

    def groups_of(self, code: str) -> tuple[str, ...]:
        """Return the groups to which a party belongs, the finest first: its own, and those of its groups."""
        return self.company.groups.get(code, ())

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The dated lines that are shown: one party's own, and those of its members as such."""
        every = () if self.outcome is None else self.outcome.ledger
        if self.party is None:
            return every
        places = set(self.company.lines_about.get(self.party, ()))
        for code in self.company.below.get(self.party, ()):
            places.update(self.company.lines_to.get(code, ()))
        return tuple(every[place] for place in sorted(places))

    def counts(self, code: str | None) -> bool:
        """Say whether a party is a member of its own, and not one with another into which it merged."""
        member = None if code is None else self.member_of(code)
        return member is None or (member.kind, member.code) not in self.company.went_into

    # ------------------------------------------------------------ values

    def value(self, rule: Rule, party: str | None, period: Period | None = None) -> RuleValue:
        """Return what a rule came to for a party, or for its group where the rule is the group's; in a period."""
        assert self.outcome is not None, "there are values only where there are figures"
        when = period if rule.series is not None else None
        return self.outcome.values[rule.id].get((self.at(rule.level, party), when), Absent(Lack.NOBODY, ()))

    def at(self, level: str, party: str | None) -> str | None:
        """Return the party of a level: the party itself, or the group to which it belongs."""
        if level == SCHEME:
            return None
        assert party is not None, "what is worked out for parties is asked for one of them"
        member = self.member_of(party)
        if member is None or member.kind == level:
            return party
        groups = (each for each in self.groups_of(party) if self._is(each, level))
        return next(groups, party)

    def _is(self, code: str, kind: str) -> bool:
        member = self.member_of(code)
        return member is not None and member.kind == kind

    def is_told(self, rule: Rule) -> bool:
        """Say whether a contract may show what a rule came to: one party's shows no group's without companions."""
        member = self.member
        if member is None or any(self._is(code, rule.level) for code in self.companions):
            return True
        return self.graph.levels.index(rule.level) <= self.graph.levels.index(member.kind)


def called(member: Member) -> str:
    """Return a party's name and its code, or the one that it has."""
    return member.code if member.name in ("", member.code) else f"{member.name} ({member.code})"


def capital(words: str) -> str:
    """Return words as they begin a sentence."""
    return words[:1].upper() + words[1:]


def rests_on_figures(graph: RuleGraph, rule: Rule) -> bool:
    """Say whether a rule is worked out from any figure; one that is not is the same for everybody."""
    return any(isinstance(graph.by_id[each].kind, Given) for each in graph.under((rule.id,)))
