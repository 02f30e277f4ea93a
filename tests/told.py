"""What a claim about pay says, held against figures: whose figure one is, what is paid, and whether a story is so."""

from fractions import Fraction

from schemelang.graph.graph import Rule, RuleId
from schemelang.model.model import Quantity
from schemelang.outcome.from_graph import evaluate
from schemelang.outcome.outcome import Outcome
from schemelang.proof.direction import payments_of
from schemelang.proof.proof import Claim, Story
from schemelang.proof.subject import Subject
from schemelang.proof.worlds import Figure, World, Worth
from schemelang.quantities import say_money


def is_so(subject: Subject, claim: Claim, story: Story) -> bool:
    """Say whether a practice of a world that a story names is paid what it says, before and after."""
    (paid,) = (each for each in payments_of(subject) if each.payment.title == claim.about)
    worlds = (world for world in subject.worlds() if f"Tried on {world.origin}" in story.words)
    return any(_is_so_in(world, story, paid.rule) for world in worlds)


def _is_so_in(world: World, story: Story, rule: Rule) -> bool:
    keys = {_called(world, key): key for key in world.figures.data}
    if story.pay is None or any(moved.what not in keys for moved in story.figures):
        return False
    before, after = (
        evaluate(
            world.graph,
            world.with_({keys[what]: _worth(world, keys[what], said) for what, said in said_of}).figures,
        )[0]
        for said_of in (
            [(moved.what, moved.before) for moved in story.figures],
            [(moved.what, moved.after) for moved in story.figures],
        )
    )
    told = {(story.pay.before, story.pay.after)}
    return any(
        {(_said(before, rule.id, party), _said(after, rule.id, party))} == told for party in world.parties[rule.level]
    )


def _called(world: World, key: Figure) -> str:
    name, party, period = key
    figure = world.plan.figures[name]
    of = "" if party is None else f" of {world.name(figure.level, party)}"
    return f"{figure.title}{of}{'' if period is None else f' in {period.name}'}"


def _worth(world: World, key: Figure, said: str) -> Worth:
    if world.plan.figures[key[0]].type.quantity is Quantity.YES_NO:
        return said == "yes"
    number = Fraction(said.strip("£%").replace(",", "").replace("£", ""))
    return number / 100 if said.endswith("%") else number


def paid_in_all(outcome: Outcome, rule: RuleId, party: str | None) -> Fraction | None:
    """Return what somebody has of a payment in all periods; None where some of it is held."""
    values = [value for (who, _), value in outcome.values[rule].items() if who == party]
    numbers = [value for value in values if isinstance(value, Fraction)]
    return sum(numbers, Fraction(0)) if len(numbers) == len(values) else None


def _said(outcome: Outcome, rule: RuleId, party: str | None) -> str | None:
    paid = paid_in_all(outcome, rule, party)
    return None if paid is None else say_money(paid)


def is_own(world: World, key: Figure, level: str, who: str | None) -> bool:
    """Say whether a figure is that of a payee, of its group or of one of its members."""
    levels, owner = world.graph.levels, world.known.belonging.owner
    theirs = world.plan.figures[key[0]].level
    if levels.index(theirs) <= levels.index(level):
        return owner(theirs, key[1], level) == who
    return owner(level, who, theirs) == key[1]
