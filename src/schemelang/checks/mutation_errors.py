"""What can be found by changing one thing of a scheme: SCH47x."""

from typing import ClassVar

from schemelang.diagnostic import Diagnostic, Severity
from schemelang.light import light


@light
class NotNoticed(Diagnostic):
    """A change that every example comes out the same by."""

    code: ClassVar[str] = "SCH470"
    severity: ClassVar[Severity] = "warning"
    title: ClassVar[str] = "No example would notice if {what}"
    note: ClassVar[str] = "no example turns on this"
    help: ClassVar[str] = "Add an example that shows {show}."

    what: str
    show: str


@light
class NothingToNotice(Diagnostic):
    """A scheme without examples."""

    code: ClassVar[str] = "SCH471"
    severity: ClassVar[Severity] = "warning"
    title: ClassVar[str] = "There is no example that could notice anything"
    note: ClassVar[str] = "{number} changes were tried"
    help: ClassVar[str] = "Add a worked example: figures that are given, and what is paid then."

    number: str
