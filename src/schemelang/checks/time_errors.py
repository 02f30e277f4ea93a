"""What a check can find about days: SCH46x."""

from typing import ClassVar

from schemelang.diagnostic import Diagnostic
from schemelang.light import light


@light
class PaidBeforeItsFigures(Diagnostic):
    """A payment that falls due before the figures that it rests on are there."""

    code: ClassVar[str] = "SCH460"
    title: ClassVar[str] = "A payment falls before its figures are there"
    note: ClassVar[str] = "{day} is too early"
    why: ClassVar[str] = "{story}"
    help: ClassVar[str] = 'Write   {fix}   or, if that is meant, say why:   allow early payment because "…"'

    day: str
    story: str
    fix: str


@light
class PublishedBeforeCounted(Diagnostic):
    """A count that is published before the last day that it counts."""

    code: ClassVar[str] = "SCH461"
    title: ClassVar[str] = '"{figure}" is published before it is counted'
    note: ClassVar[str] = "it is counted up to {counted}, and published on {published}"
    why: ClassVar[str] = "What is published on a day cannot count what happens after it."
    help: ClassVar[str] = "Change whichever is wrong."

    figure: str
    counted: str
    published: str
