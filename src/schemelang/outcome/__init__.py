"""What comes of it: every rule's value for every party, and the dated lines in pence.

Evaluating is one loop over rules in order. It knows no word of the NHS, keeps every value,
rounds nowhere but in a round rule, and makes whole pence only where money is cut up.
"""

from schemelang.later import later

vars().update(later(__name__, "errors"))
