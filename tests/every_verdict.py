"""A file whose certificate has a claim with every verdict, a budget and cliffs."""

from fractions import Fraction

from schemelang.checks.errors import FigureNeverRead
from schemelang.diagnostic import Label
from schemelang.formats.checked import Checked
from schemelang.proof.proof import (
    Accepted,
    Broken,
    Budget,
    Certificate,
    Claim,
    Cliff,
    Most,
    Moved,
    Noted,
    Proved,
    Story,
    Tried,
    Unchecked,
    Verdict,
)
from schemelang.source import CellPlace, Source, Span

TEXT = 'scheme small "A small scheme"\n\nfigure list "Registered patients"\n    is a count\n'
SOURCE = Source("folder, of/100% a:b.scheme", TEXT)
PLACE = Span(SOURCE, TEXT.index("list"), TEXT.index("list") + 4)
LINES = Span(SOURCE, TEXT.index("figure"), len(TEXT) - 1)

STORY = Story(
    words="Ash goes from £16,610.00 to £15,779.50.",
    figures=(Moved("care plans of Ash", "829", "830"), Moved("register of Ash", "1,037", "1,037")),
    pay=Moved("Care package payment", "£16,610.00", "£15,779.50"),
)
VERDICTS: dict[str, Verdict] = {
    "rows": Proved(),
    "budget": Unchecked("nothing bounds list_size"),
    "reaching more": Broken(STORY),
    "others": Accepted(STORY, "the pool is shared by points"),
    "everybody": Tried(214, "Two shares move against each other"),
    "shares": Noted("Nothing is cut up or shared."),
}


def claim(kind: str, verdict: Verdict) -> Claim:
    """Return a claim about a block."""
    return Claim(kind=kind, about="Care package payment", verdict=verdict, place=PLACE, how="Line by line.")


CLIFF = Cliff(
    payment="Care package payment",
    who="Ash",
    paid="Ash",
    figure="Care plans",
    when="quarter 4",
    unit="patient",
    count=Fraction(830),
    out_of=Fraction(1037),
    before=Fraction(0),
    after=Fraction(2489),
    below=Fraction(0),
    beyond=Fraction(312, 5),
    others=Fraction(-10),
    what="at least 80%, in Network target",
    place=PLACE,
)
CERTIFICATE = Certificate(
    claims=tuple(claim(kind, verdict) for kind, verdict in VERDICTS.items()),
    budget=Budget(
        total=Most(amount=Fraction(675000)),
        one=Most(amount=None, why="nothing bounds list_size"),
        back=Most(amount=Fraction(1, 3), why="if nothing is earned"),
        given_figures=False,
    ),
    cliffs=(CLIFF,),
)
FINDING = FigureNeverRead(
    place=PLACE, name="list", labels=(Label(LINES, "this one, and\nthat"), Label(CellPlace("a.csv", 3, "b"), "here"))
)
OF_LINES = FigureNeverRead(place=LINES, name="50%, or: so")
OF_CELL = FigureNeverRead(place=CellPlace("figures/a.csv", 3, "list"), name="list")
EVERY = Checked(
    file=SOURCE.name,
    found=(FINDING, OF_LINES, OF_CELL),
    title="A small scheme",
    examples=1,
    guarantees=0,
    certificate=CERTIFICATE,
)
