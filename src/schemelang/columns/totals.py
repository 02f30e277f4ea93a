"""What the lines of a run come to, as control: how many there are, and their pence."""

from collections.abc import Mapping

from schemelang.columns.told import Lines
from schemelang.outcome.kinds import Status


def totals_of(lines: Lines) -> Mapping[str, Mapping[str, int]]:
    """Add up the lines of each status that there is: how many, their pence, and the pence at stake."""
    found: dict[str, Mapping[str, int]] = {}
    for number, status in enumerate(Status):
        own = lines.statuses == number
        if own.any():
            found[status.value] = {
                "lines": int(own.sum()),
                "pence": int(lines.pence[own].sum()),
                "at_stake_pence": int(lines.stakes[own].sum()),
            }
    return found
