"""The checks: what matters about a scheme that compiles, one file for each thing that is found.

Nothing is read here. Who wants a single check, or the words of a finding, does not read every proof with it.
"""

from schemelang.later import later

vars().update(later(__name__, "errors", "direction_errors", "time_errors"))
