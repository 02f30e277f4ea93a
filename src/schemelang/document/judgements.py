"""What a person decides: by whom, on what evidence, by when, and what counts until then."""

from schemelang.document.contract import Clause, Fact, Facts, Paragraph, Section, Text
from schemelang.document.definitions import say_level, say_type, settled_as
from schemelang.document.duties import prose
from schemelang.document.matter import Matter, capital
from schemelang.graph.graph import Settled
from schemelang.model.model import Each, Judgement

_ONLY_THESE = (
    "No figure answers the questions of this section: a person decides each of them, on the evidence that is named. "
    "What is decided is written down with the figures, and everything else in this contract is worked out."
)


def what_is_decided(matter: Matter) -> Section:
    """List every judgement; the payments that rest on one name it and who decides it."""
    clauses = tuple(_judgement(matter, judgement) for judgement in matter.blocks(Judgement))
    return Section(
        anchor="section-judgements",
        heading="What a person decides",
        parts=(Paragraph((_ONLY_THESE,)),) if clauses else (),
        clauses=clauses,
    )


def _judgement(matter: Matter, judgement: Judgement) -> Clause:
    facts = (
        Fact("What is decided", (f"{capital(say_type(judgement.type))}, for {_for_whom(judgement)}",)),
        Fact("Who decides", (capital(judgement.decided_by),)),
        *((Fact("By when", (capital(judgement.decided_when),)),) if judgement.decided_when else ()),
        *(Fact("On what evidence", (evidence,)) for evidence in judgement.evidence),
        Fact("Until it is decided", _undecided(matter, judgement)),
    )
    words = prose(matter, judgement.name, judgement.paragraphs)
    return Clause(anchor=judgement.name, heading=judgement.title, parts=(*words, Facts(facts)))


def _for_whom(judgement: Judgement) -> str:
    """Say for whom something is decided, and how often."""
    level = say_level(judgement.level)
    if not isinstance(judgement.time, Each):
        return level
    period = judgement.time.kind.replace("_", "-")
    return f"{level}, {period} by {period}"


def _undecided(matter: Matter, judgement: Judgement) -> Text:
    """Say what is done while nothing is decided, as the rule does it."""
    settled = matter.rule(judgement.name).kind
    assert isinstance(settled, Settled), "a judgement is settled while it is undecided"
    action = dict(settled.actions)["undecided"]
    return settled_as(matter, action, judgement.level)
