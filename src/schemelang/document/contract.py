"""The contract as data: numbered sections of clauses, with paragraphs, lists, tables, pictures and places to sign.

Numbers are words, so that they are still there when a clause is copied into a letter.
An anchor is the name of the block that a clause comes from; all other anchors have a hyphen, as no name has.
"""

from typing import Literal

from schemelang.light import frozen

PROVED = "What is proved of the money"
CLIFFS, CERTIFICATE = "section-cliffs", "section-certificate"
"""The schedules that say what was found out about a scheme. Nothing in them is agreed."""

# ---------------------------------------------------------------- words


@frozen
class Link:
    """Words that lead to another clause of the same contract."""

    text: str
    to: str


@frozen
class Inserted:
    """A value among words: an amount, a number or a day."""

    text: str


@frozen
class Marked:
    """Words that a change takes away, or those that it puts there. What is said around them says which they are."""

    text: str
    kind: Literal["before", "now"]


Piece = str | Link | Inserted | Marked
Text = tuple[Piece, ...]


# ---------------------------------------------------------------- parts


@frozen
class Paragraph:
    """A sentence or more. One that nobody needs to cite has no number."""

    text: Text
    number: str = ""


@frozen
class Bullets:
    """Things said one below the other."""

    items: tuple[Text, ...]


@frozen
class Fact:
    """What is said of a thing in one respect."""

    about: str
    text: Text


@frozen
class Facts:
    """What is said of one thing, respect by respect."""

    facts: tuple[Fact, ...]


@frozen
class Step:
    """One step of a sum, and what it comes to where there are figures."""

    number: str
    text: Text
    amount: str = ""


@frozen
class Steps:
    """The steps of a sum, from top to bottom."""

    steps: tuple[Step, ...]


@frozen
class Column:
    """A column of a table. Numbers are set to the right, so that their places stand below each other.

    What is in an unbroken column is never broken into two lines: a day, a code.
    """

    heading: str
    numeric: bool = False
    unbroken: bool = False


@frozen
class Row:
    """A row of a table: its first cell says what the row is about. A total is a row that adds up others."""

    cells: tuple[Text, ...]
    total: bool = False


@frozen
class Table:
    """A table: its caption, its columns and its rows; so many first columns say what a row is about."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    number: str = ""
    keys: int = 1


@frozen
class Notice:
    """Something that must not be overlooked."""

    kind: Literal["holds", "does not hold", "held"]
    text: Text


Tags = Literal["", "adobe", "docusign"]
"""Whose marks, which a service for electronic signatures turns into fields, stand in the places to sign."""


@frozen
class Signature:
    """A place to sign: for whom, and the lines to fill in, some of them filled in already.

    `party` is the code, or the name in the scheme, of whoever signs here; where that is not known, it is empty.
    """

    who: str
    lines: tuple[tuple[str, str], ...]
    party: str = ""


@frozen
class Signatures:
    """The places to sign."""

    places: tuple[Signature, ...]


# ---------------------------------------------------------------- pictures
# Where something stands in a picture is a whole number, in thousandths of its axis; what it is stands there in words.


@frozen
class Tick:
    """A value on an axis. Where its words would run into those of another, they are one line lower."""

    along: int
    words: str
    lower: bool = False


@frozen
class Axis:
    """What goes along one side of a picture, in lines of words, and so many signs as its longest value has."""

    title: tuple[str, ...]
    ticks: tuple[Tick, ...]
    room: int


@frozen
class Spot:
    """A place on a line. The value counts there if it is `full`, and only up to there if it is `hollow`."""

    across: int
    up: int
    kind: Literal["full", "hollow", "bare"]


@frozen
class Run:
    """A line without a jump, from place to place."""

    spots: tuple[Spot, ...]


@frozen
class Reached:
    """Where somebody stands in a picture, and what that is in words."""

    across: int
    up: int
    words: str


@frozen
class Curve:
    """How one value goes with another. Below a line of bands there is a pattern, another in every second band.

    `floor` is where nothing is on the axis that goes up.
    """

    across: Axis
    up: Axis
    runs: tuple[Run, ...]
    floor: int
    bands: bool
    reached: tuple[Reached, ...] = ()


@frozen
class Slope:
    """One row of several: nothing at `lower`, all at `upper`, and a straight line between; where somebody stands."""

    label: tuple[str, ...]
    lower: int
    upper: int
    nothing: str
    everything: str
    reached: tuple[Reached, ...] = ()


@frozen
class Slopes:
    """Rows of which each is earned in a straight line."""

    slopes: tuple[Slope, ...]


Standing = Literal["reached", "short", "part", "unknown"]
"""Whether somebody's result meets what is asked, or is only a part of that of which it is asked."""
Firmness = Literal["sure", "maybe", "back"]
"""Whether a day of payment is sure, hangs on a condition, or is one on which something may be taken back."""


@frozen
class DayDue:
    """A day of a month on which something falls due."""

    day: str
    kind: Firmness


@frozen
class Month:
    """A month with the days on which something falls due; most have none."""

    name: str
    days: tuple[DayDue, ...]


@frozen
class Key:
    """What one kind of sign in a picture means."""

    kind: Firmness
    words: str


@frozen
class BarKey:
    """What one kind of bar means."""

    kind: Standing
    words: str


@frozen
class Months:
    """Months in a row, from the first in which something falls due to the last, and what their signs mean."""

    months: tuple[Month, ...]
    keys: tuple[Key, ...]


@frozen
class Bar:
    """How far something has come: what it is, its value in words, how far that is along and how far is asked.

    Of what is not known the words say why, and nothing is drawn.
    """

    label: tuple[str, ...]
    words: str
    along: int
    asked: int
    kind: Standing


@frozen
class Bars:
    """Several bars below each other, what the line across them is, and what the sorts of them mean."""

    bars: tuple[Bar, ...]
    asked: str
    keys: tuple[BarKey, ...]


BoxKind = Literal["figure", "laid down", "value", "condition", "payment"]
"""Whether something is reported, laid down, worked out, met or not, or paid."""


@frozen
class Box:
    """Something on which a payment rests, or the payment."""

    label: str
    kind: BoxKind


@frozen
class BoxKey:
    """What one kind of box means."""

    kind: BoxKind
    words: str


@frozen
class Feeds:
    """An arrow from one box to another that reads it, each by its place among the boxes."""

    source: int
    target: int


@frozen
class Flow:
    """What is read for what: boxes, each after those that it reads, arrows, and what the kinds of boxes mean."""

    boxes: tuple[Box, ...]
    feeds: tuple[Feeds, ...]
    keys: tuple[BoxKey, ...]


@frozen
class Stretch:
    """How far an amount goes, from the lowest to the highest, with where its quarters, its middle and it itself are.

    The words say what the lowest and the highest are.
    """

    label: tuple[str, ...]
    words: str
    lowest: int
    quarter: int
    middle: int
    three_quarters: int
    highest: int
    now: int


@frozen
class Stretches:
    """Amounts below each other on one axis."""

    axis: Axis
    stretches: tuple[Stretch, ...]


@frozen
class Spreads:
    """How far amounts go, some on one axis and some on another, and what the signs for them mean."""

    panels: tuple[Stretches, ...]
    line: str
    box: str
    middle: str
    now: str


Drawing = Curve | Slopes | Months | Bars | Flow | Spreads


@frozen(kw_only=True)
class Picture:
    """A picture of what stands in a table beside it, in the column with this heading.

    `table` is the number of that table. Whoever cannot see the picture has the title, the description and the table.
    """

    title: str
    description: str
    column: str
    drawing: Drawing
    number: str = ""
    table: str = ""

    @property
    def leads(self) -> str:
        """The words that lead to the table, before its number."""
        return "The same stands in words in" if isinstance(self.drawing, Flow) else "Its numbers are in"


Part = Paragraph | Bullets | Facts | Steps | Table | Picture | Notice | Signatures


# ---------------------------------------------------------------- wholes


@frozen(kw_only=True)
class Clause:
    """What is said under one heading of a section, at an anchor that stays the same."""

    anchor: str
    heading: str
    parts: tuple[Part, ...]
    number: str = ""


@frozen(kw_only=True)
class Section:
    """A section: what it begins with, and its clauses. A schedule stands behind the signatures and has a letter."""

    anchor: str
    heading: str
    parts: tuple[Part, ...] = ()
    clauses: tuple[Clause, ...] = ()
    number: str = ""
    is_schedule: bool = False


@frozen(kw_only=True)
class Contract:
    """A whole contract. `standing` says what it shows, and `glance` who it is between and for how long.

    `key_facts` are what one looks for first: clauses without numbers, each of which leads to those that have them.

    `banner` says of a contract that is not in force that it is not; it is on the first page and must not be overlooked.
    `warning` says it in a few words on every sheet.
    """

    title: str
    subtitle: str
    standing: str
    glance: Facts
    sections: tuple[Section, ...]
    banner: str = ""
    warning: str = ""
    key_facts: tuple[Clause, ...] = ()


@frozen(kw_only=True)
class Identity:
    """By what a contract is known: its document ID, the data that the ID is made from, and the engine that wrote it.

    A contract does not hold its own identity, since it is what that is made from.
    """

    id: str
    data: str
    engine: str


@frozen(kw_only=True)
class Entry:
    """A contract in a list of contracts: where it is, and what is to be said of it, a cell for each column."""

    href: str
    title: str
    facts: tuple[str, ...] = ()


@frozen(kw_only=True)
class Listing:
    """Contracts of one kind: the columns after the first say what the facts are, and a total what they come to."""

    caption: str
    columns: tuple[Column, ...]
    entries: tuple[Entry, ...]
    total: tuple[str, ...] = ()


@frozen(kw_only=True)
class Index:
    """A page that leads to every contract of a scheme, with what each comes to."""

    title: str
    subtitle: str
    standing: str
    listings: tuple[Listing, ...]
    banner: str = ""
