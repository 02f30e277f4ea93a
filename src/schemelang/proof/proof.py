"""Claims about a scheme, and how each came out."""

from fractions import Fraction

from schemelang.light import field, frozen
from schemelang.source import Span


@frozen
class Proved:
    """It holds of every figure that there could be."""


@frozen
class Tried:
    """It held at every point that was tried, which is no proof: how many, and why it could not be proved."""

    points: int
    why: str


@frozen
class Broken:
    """It does not hold, and a practice shows it."""

    story: "Story"


@frozen
class Accepted:
    """It does not hold, a practice shows it, and the scheme says why that is meant."""

    story: "Story"
    because: str


@frozen
class Unchecked:
    """It was not looked at, or could not be shown: why."""

    why: str


@frozen
class Noted:
    """A fact of the design, neither good nor bad: what it is, in a sentence."""

    words: str


Verdict = Proved | Tried | Broken | Accepted | Unchecked | Noted


@frozen
class Moved:
    """One thing of a story, before and after: "care plans of Ash", 829, 830. What stays the same has one value."""

    what: str
    before: str
    after: str


@frozen(kw_only=True)
class Story:
    """Somebody to whom it happens: whole patients, pounds and pence, before and after.

    `words` is the story in a sentence or two; `figures` are those it turns on, as anybody could try them.
    `fix` is what could be written instead, if that can be said, and `loss` how much less is paid.
    """

    words: str
    figures: tuple[Moved, ...]
    pay: Moved | None = None
    fix: str = ""
    loss: Fraction | None = None


@frozen(kw_only=True)
class Claim:
    """One thing that matters about the money, of one block or of the whole scheme, and how it came out.

    `kind` is a key of `KINDS`. `about` is the title of the block, or nothing where it is the whole scheme.
    `how` is a sentence about what it rests on, or what is worth knowing beside it.
    """

    kind: str
    about: str
    verdict: Verdict
    how: str = ""
    place: Span = field(eq=False, repr=False)


@frozen(kw_only=True)
class Most:
    """The most, or the least, that something can come to; None where nothing bounds it, and then `why` says what."""

    amount: Fraction | None
    why: str = ""


@frozen(kw_only=True)
class Budget:
    """What a scheme can cost: in all, to one payee, and the most that one payee can be asked to pay back."""

    total: Most
    one: Most
    back: Most
    given_figures: bool


@frozen(kw_only=True)
class Cliff:
    """Where one more changes pay: at which count of a figure, of whom, and pay just before and just after.

    `figure` is its title, `when` the period it is of, if it is given for several, and `unit` what it counts.
    `out_of` is the whole that the count is of, where there is one. `below` is what one more is worth before the count
    is reached, and `beyond` further up; None where there cannot be one less, or one more. What is told is what `paid`
    is paid: the practice itself or, where nothing is paid to it, its group or everybody. `others` is how much more
    all others are paid once the count is reached.
    """

    payment: str
    who: str
    paid: str
    figure: str
    when: str
    unit: str
    count: Fraction
    out_of: Fraction | None
    before: Fraction
    after: Fraction
    below: Fraction | None
    beyond: Fraction | None
    others: Fraction
    what: str
    place: Span = field(eq=False, repr=False)

    @property
    def jump(self) -> Fraction:
        """How much more is paid for the one with which the count is reached."""
        return self.after - self.before


@frozen(kw_only=True)
class Place:
    """What is paid at a count, and whether that jumps with the one with which the count is reached."""

    count: Fraction
    pounds: Fraction
    is_jump: bool


@frozen(kw_only=True)
class Course:
    """What one is paid as a figure goes from its least to its most: a straight line from place to place, or a jump.

    `figure`, `when`, `unit` and `paid` are as in a cliff, and `now` is where `who` stands in the example.
    """

    payment: str
    who: str
    paid: str
    figure: str
    when: str
    unit: str
    places: tuple[Place, ...]
    now: Place


@frozen(kw_only=True)
class Certificate:
    """All that `check` has to say about the money of one scheme."""

    claims: tuple[Claim, ...]
    budget: Budget | None
    cliffs: tuple[Cliff, ...]
    courses: tuple[Course, ...] = ()
    """Of one that is made for a contract."""


ASSUMED = "What is proved holds for all figures reported within their bounds, and for members who take part all term."
"""What every claim is about, unless it says otherwise; it is said once in a certificate."""

KINDS: dict[str, str] = {
    "rows": "Every value has exactly one row",
    "budget": "The scheme costs no more than it says",
    "shares": "What is shared adds up, and no share is below nothing",
    "reaching more": "Reaching more never pays less",
    "others": "Nobody is paid less when others reach more",
    "everybody": "If everybody reaches more, nobody loses",
    "published": "No payment falls before its figures are published",
    "complete": "Every amount has a day, a payer and a payee",
    "nothing to divide by": "Nothing is divided by nothing",
    "missing": "What is missing is never taken for nothing",
    "units": "Units agree",
    "rounding": "Rounding is where the scheme says, and once",
    "words": "Every rule is in words in the contract",
    "reached": "Every row, condition and exception can be reached",
    "cliffs": "Where one patient more changes pay is known",
    "repay": "What can be asked back is known",
    "order": "Order and names never matter",
    "guarantee": "The guarantee holds",
}
"""The claims by their key, in the order of the certificate, each as its reader would say it."""
