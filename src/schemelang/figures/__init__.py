"""What somebody has supplied: parties, who belongs to which group and when, and a figure in each cell.

Rows and columns of text go in; every figure that comes out has the type its scheme declares,
the cell it was written in and, where the file says so, the published file and row behind it.
A figure that is not reported, suppressed or not applicable is a value of its own, never a zero.
"""

from schemelang.later import later

vars().update(later(__name__, "errors", "damage_errors", "party_errors"))
