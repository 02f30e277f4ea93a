"""No count is published before it is counted."""

from collections.abc import Iterator
from datetime import date

from schemelang.checks import time_errors
from schemelang.dates import Period, say_date
from schemelang.diagnostic import Diagnostic
from schemelang.graph.graph import RuleGraph
from schemelang.model.model import Each, Figure, Quantity, Scheme
from schemelang.model.promised import Moment, promised


def published_before_counted(scheme: Scheme, _graph: RuleGraph) -> Iterator[Diagnostic]:
    """Find the counts whose day of publication is before the last day that they count."""
    for figure in (block for block in scheme.blocks if isinstance(block, Figure)):
        if figure.known_by is None or figure.type.quantity is not Quantity.COUNT:
            continue
        moment = _last(figure, scheme)
        day = promised(figure.known_by, moment, (scheme.first, scheme.last))
        counted = moment.last if isinstance(moment, Period) else moment
        if isinstance(day, date) and counted is not None and day < counted:
            yield time_errors.PublishedBeforeCounted(
                place=figure.span, figure=figure.name, counted=say_date(counted), published=say_date(day)
            )


def _last(figure: Figure, scheme: Scheme) -> Moment:
    """Return the time of a figure, the last of them if there are several."""
    return scheme.last if isinstance(figure.time, Each) else figure.time.moment
