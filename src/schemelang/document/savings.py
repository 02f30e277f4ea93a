"""A saving in the contract: its budget and its spend, what counts step by step, and what an overspend does."""

from schemelang.document.contract import Clause, Paragraph, Section, Step, Steps
from schemelang.document.definitions import say_level
from schemelang.document.linking import linked
from schemelang.document.matter import Matter
from schemelang.explanation.words import steps_in_words
from schemelang.graph.from_balance import say_recovery
from schemelang.model.model import SCHEME, Recovered, Saving


def what_is_saved(matter: Matter) -> Section:
    """Say of each saving how much of it counts."""
    clauses = tuple(_saving(matter, saving) for saving in matter.blocks(Saving))
    return Section(anchor="section-savings", heading="What counts as saved", clauses=clauses)


def _saving(matter: Matter, saving: Saving) -> Clause:
    """Say what a saving is, and how much of it counts."""
    sentences = steps_in_words(matter.graph, saving.name)
    steps = (
        Step(f"Step {place}", (*linked(words, matter, but=saving.name), "."))
        for place, words in enumerate(sentences, 1)
    )
    nobody = () if saving.first_call is not None else ("Nobody else has a first call on what is saved.",)
    said = tuple(Paragraph((sentence,)) for sentence in (*nobody, *_overspend(saving)))
    intro = Paragraph((f"What counts{_for_whom(saving)} is worked out in these steps, from top to bottom.",))
    return Clause(anchor=saving.name, heading=saving.title, parts=(intro, Steps(tuple(steps)), *said))


def _for_whom(saving: Saving) -> str:
    """Say for whom a saving is, and for each of which periods, unless there is one for the whole scheme."""
    whose = "" if saving.level == SCHEME else f" for {say_level(saving.level)}"
    return whose if saving.each is None else f"{whose} in each {saving.each.replace('_', '-')}"


# ---------------------------------------------------------------- what an overspend does


def _overspend(saving: Saving) -> tuple[str, ...]:
    """Say what an overspend does: always, and beyond an amount where that differs."""
    if saving.overspent == "carry_forward":
        return (_carried(saving),)
    by = None if saving.overspent_by is None else saving.overspent_by[1]
    if saving.overspent == "write_off" and by is None:
        return ("An overspend is written off: nothing is taken back, and nothing is carried forward.",)
    manners = {_manner(done) for done in (saving.overspent, by) if isinstance(done, Recovered)}
    otherwise = (
        ("Any other overspend is written off.",) if saving.overspent == "write_off" and by != "write_off" else ()
    )
    return (*otherwise, *sorted(manners))


def _carried(saving: Saving) -> str:
    """Say when an overspend is made good, and what becomes of the rest."""
    if saving.each is None:
        return (
            "An overspend is carried forward beyond this contract: nothing is taken back under it, "
            "and what is overspent is stated with the results."
        )
    period = saving.each.replace("_", "-")
    return (
        f"An overspend is carried forward. Until it is made good, it is taken off what is left of the budget of each "
        f"{period} that follows, before anything counts. What is left of it after the last {period} is stated "
        "with the results, and is not taken back under this contract."
    )


def _manner(done: Recovered) -> str:
    """Say how what is taken back is recovered."""
    return f"What is taken back {say_recovery(done.manner).removeprefix('it ')}."
