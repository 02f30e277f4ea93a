"""What came of checking one file."""

from schemelang.diagnostic import Diagnostic
from schemelang.light import frozen
from schemelang.proof.proof import Certificate


@frozen(kw_only=True)
class Checked:
    """What was found in a file and, unless it has errors, what is proved of it.

    `title` is the scheme's own; `payments`, `examples` and `guarantees` are how many it has.
    """

    file: str
    found: tuple[Diagnostic, ...]
    title: str = ""
    payments: int = 0
    examples: int = 0
    guarantees: int = 0
    certificate: Certificate | None = None
