"""Why a rule has no value, and what becomes of a payment: the words that all engines share."""

from enum import Enum


class Lack(Enum):
    """Why a rule has no value."""

    NOT_REPORTED = "not reported"
    SUPPRESSED = "suppressed"
    NOT_APPLICABLE = "not applicable"
    UNDECIDED = "undecided"
    EMPTY = "there is nothing to divide by"
    FEW = "there are too few to go by"
    BEYOND = "more is counted than is left"
    LEFT_OUT = "left out"
    NOBODY = "there is nobody to work it out from"
    NO_SUCH_PARTY = "it names a party that is not there"
    NAMESAKES = "it names more than one party"
    NO_ROOT = "it is below nothing, and has no square root"
    NOT_SAID = "the scheme does not say what a part-year member is paid"
    NO_CALENDAR = "the bank holidays of that time are not known"
    NOBODY_MEETS = "nobody meets what is asked of them, so there is nobody to share it among"
    NOT_IN_FORCE = "no value is in force yet"
    CHANGE_HELD = "the scheme holds what is paid to one that comes or goes like this"
    MOVED = "it moved from one group to another, and what it has of them is not the same"
    APART = "those that merged have different figures, which cannot be added together"
    AT_ODDS = "two exceptions apply, and neither wins over the other"
    NEGATIVE = "it is less than nothing, and cannot be shared"
    OUT_OF_ORDER = "the rows of its scale are not in order"
    OFF_THE_SCALE = "its scale does not say what is given there"


class Status(Enum):
    """What becomes of a dated line."""

    PAYABLE = "payable"
    NOT_EARNED = "not earned"
    HELD = "held"
    RECOVERED = "to be recovered"
    WRITTEN_OFF = "written off"
    CARRIED_FORWARD = "carried forward"
