"""Where a function of the text is written: each step once in each lane in which it is wanted."""

from collections.abc import Collection, Mapping, Sequence

from schemelang.columns.lanes import Held, Lane
from schemelang.graph.graph import RuleId
from schemelang.light import Factory, define, frozen
from schemelang.plan.plan import Number, Place, Plan, Step

_SAID = {
    Lane.ONE: "one",
    Lane.YES: "yes",
    Lane.FLOAT: "float",
    Lane.INT: "int",
    Lane.WIDE: "wide",
    Lane.WHOLE: "whole",
}
DTYPES = {
    Lane.YES: "yes_or_no",
    Lane.FLOAT: "float64",
    Lane.INT: "int64",
    Lane.WIDE: "wide",
    Lane.WHOLE: "objects",
}
"""What the text calls the type of what is held in one array."""


@frozen
class Line:
    """A line: what it says, the name that it gives, the names that it uses, and for which rule it stands."""

    text: str
    gives: str
    uses: frozenset[str]
    owner: RuleId | None
    remark: str = ""


@define(eq=False)
class Writer:
    """A function while it is written."""

    plan: Plan
    held: Sequence[Held]
    names: Mapping[Place, str]
    owners: Mapping[Place, RuleId]
    lines: list[Line] = Factory(list)
    have: dict[tuple[Place, Lane], str] = Factory(dict)
    using: set[str] = Factory(set)
    owner: RuleId | None = None

    def step(self, place: Place) -> Step:
        """Return a step."""
        return self.plan.steps[place]

    def is_one(self, place: Place) -> bool:
        """Say whether a step is one number for the whole scheme."""
        return self.held[place].lane is Lane.ONE

    def number(self, place: Place) -> int | None:
        """Return the number that a step lays down, if it does."""
        op = self.step(place).op
        return op.value if isinstance(op, Number) else None

    def give(self, place: Place, lane: Lane, text: str, remark: str = "") -> str:
        """Write a line that works something out, and return the name it is given."""
        own = self.held[place].lane
        name = self.names[place] if lane is own else f"{self.names[place]}_as_{_SAID[lane]}"
        self.lines.append(Line(f"{name} = {text}", name, frozenset(self.using), self.owner, remark))
        self.using.clear()
        self.have[place, lane] = name
        return name

    def use(self, name: str) -> str:
        """Note that a line uses a name."""
        self.using.add(name)
        return name

    def own(self, place: Place) -> str:
        """Return a step as it is held."""
        return self.take(place, self.held[place].lane)

    def take(self, place: Place, lane: Lane) -> str:
        """Return a step in a lane, turned into it once; one number fits every table as it is."""
        number = self.number(place)
        if number is not None:
            return self._laid_down(number, lane)
        if self.is_one(place):
            name = self.use(self.have[place, Lane.ONE])
            return f"({name} != 0)" if lane is Lane.YES else f"wide_of({name})" if lane is Lane.WIDE else name
        if (place, lane) not in self.have:
            passing, self.using = self.using, set()
            self.give(place, lane, self._turned(place, lane))
            self.using = passing
        return self.use(self.have[place, lane])

    def _laid_down(self, number: int, lane: Lane) -> str:
        if lane is Lane.YES:
            return str(number != 0)
        text = f"{number:_}" if number >= 0 else f"({number:_})"
        return f"wide_of({number:_})" if lane is Lane.WIDE else text

    def table(self, place: Place, lane: Lane) -> str:
        """Return a step as a table, also if it is one number."""
        if self.is_one(place):
            return f"one_cell({self.take(place, Lane.ONE)}, {DTYPES[lane]})"
        return self.take(place, lane)

    def _turned(self, place: Place, lane: Lane) -> str:
        """Write how a table is turned from the lane in which it is held into another."""
        own = self.held[place].lane
        name = self.use(self.have[place, own])
        match own, lane:
            case _, Lane.YES:
                return f"({name} != 0)" if own is not Lane.WIDE else f"wide_is_not({name}, wide_of(0))"
            case Lane.WIDE, Lane.WHOLE:
                return f"whole_of_wide({name})"
            case Lane.WIDE, Lane.INT:
                return f"{name}.low"
            case Lane.WIDE, _:
                return f"{name}.low.astype({DTYPES[lane]})"
            case _, Lane.WIDE:
                return f"wide_of({name})"
            case Lane.FLOAT, Lane.WHOLE:
                return f"{name}.astype(int64).astype(objects)"
            case _:
                return f"{name}.astype({DTYPES[lane]})"

    def text(self, kept: Collection[str]) -> list[str]:
        """Return the lines with what they are about; what is not kept is dropped when its rule is done."""
        last = {name: number for number, line in enumerate(self.lines) for name in (line.gives, *line.uses)}
        found, dropped = list[str](), list[str]()
        for number, line in enumerate(self.lines):
            before = self.lines[number - 1].owner if number else None
            if line.owner != before or number == 0:
                found += _drop(dropped)
                found += ["", *_about(self.plan, line.owner)]
            found.append(f"    {line.text}  # {line.remark}" if line.remark else f"    {line.text}")
            gone = [name for name in sorted({line.gives, *line.uses}) if last[name] == number and name not in kept]
            dropped += gone
        return found


def _drop(names: list[str]) -> list[str]:
    """Write that some names are done with."""
    found = [f"    del {', '.join(names)}"] if names else []
    names.clear()
    return found


def _about(plan: Plan, rule: RuleId | None) -> list[str]:
    if rule is None:
        return ["    # for the lines that fall due"]
    of = plan.graph.by_id[rule]
    clause = f", clause {of.clause}" if of.clause else ""
    return [f"    # {rule}: {' '.join(of.title.split())}, line {of.span.line}{clause}"]
