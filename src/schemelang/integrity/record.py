"""What is bound by a document ID: a contract, and what it was written from."""

from datetime import date

from attrs import frozen

from schemelang.document.contract import Contract, Tags


@frozen
class Print:
    """A text that the scheme names, by its path, and the SHA-256 of it."""

    path: str
    sha256: str


@frozen
class Parameter:
    """A value that the scheme lays down: the rule that holds it, and the exact value as a text."""

    rule: str
    value: str


@frozen
class Calendar:
    """The bank holidays from the first day of the term to the end of the year after it, as far as they are known."""

    first: date
    last: date
    days: tuple[date, ...]


@frozen(kw_only=True)
class Agreed:
    """What is agreed by whoever signs, the same for every party: texts, values laid down, term and calendar."""

    scheme: str
    sha256: str
    named: tuple[Print, ...]
    first: date
    last: date
    parameters: tuple[Parameter, ...]
    calendar: Calendar


@frozen(kw_only=True)
class Copy:
    """Which copy a contract is: for which party, empty for everybody, and how it was asked for."""

    party: str
    has_figures: bool
    tags: Tags


@frozen(kw_only=True)
class Record:
    """All that a document ID is made from."""

    agreed: Agreed
    copy: Copy
    contract: Contract


@frozen(kw_only=True)
class VariationRecord(Record):
    """All that the document ID of a variation is made from: its text is the contract, as `agreed` has it now.

    `was` is what was agreed before. `varied` is the document ID of the contract that is varied: of the copy that was
    `signed`, by whom and when, or else of the copy without figures. `consolidated` is that of the contract as varied,
    as the same copy as this.
    """

    was: Agreed
    varied: str
    signed: str
    consolidated: str
