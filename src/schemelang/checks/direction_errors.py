"""What a check can find of which way pay goes: SCH420 to SCH429."""

from typing import ClassVar

from schemelang.diagnostic import Diagnostic, Severity
from schemelang.light import light


@light
class FallingPay(Diagnostic):
    """A payment by which somebody who reaches more is paid less."""

    code: ClassVar[str] = "SCH420"
    title: ClassVar[str] = 'Reaching more can pay less in "{payment}"'
    note: ClassVar[str] = "here pay falls"
    why: ClassVar[str] = "{story}"
    help: ClassVar[str] = '{fix}rite in the payment   allow falling pay because "…"   (the contract prints the reason).'

    payment: str
    story: str
    fix: str


@light
class FallingPennies(Diagnostic):
    """A payment by which somebody who reaches more can lose an odd penny."""

    code: ClassVar[str] = "SCH421"
    severity: ClassVar[Severity] = "warning"
    title: ClassVar[str] = 'Reaching more can cost an odd penny in "{payment}"'
    note: ClassVar[str] = "here the penny goes to somebody else"
    why: ClassVar[str] = "{story}"
    help: ClassVar[str] = '{fix}rite in the payment   allow falling pay because "…"   (the contract prints the reason).'

    payment: str
    story: str
    fix: str


@light
class NothingToAllow(Diagnostic):
    """A reason for falling pay in a payment that never falls."""

    code: ClassVar[str] = "SCH422"
    severity: ClassVar[Severity] = "warning"
    title: ClassVar[str] = '"{payment}" never pays less to whoever reaches more'
    note: ClassVar[str] = "so there is nothing to allow"
    why: ClassVar[str] = "The contract prints the reason, and whoever reads it will look for what is not there."
    help: ClassVar[str] = "Leave this line out."

    payment: str
