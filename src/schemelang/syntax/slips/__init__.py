"""What is wrong where a reading stopped: from a Failure to the diagnostic that names the slip.

A slip is seen in the words around the place, as they are printed; layout is used only to decide where to
look, never what anything means. Each module knows the slips of one sort; `diagnosis` tries them in order.
What is said about blocks, lines and marks is in `line_errors`, and about the words of a line in `word_errors`.
"""

from schemelang.later import later

vars().update(later(__name__, "line_errors"))
