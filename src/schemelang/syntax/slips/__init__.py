"""What is wrong where a reading stopped: from a Failure to the diagnostic that names the slip.

A slip is seen in the words around the place, as they are printed; layout is used only to decide where to
look, never what anything means. Each module knows the slips of one sort; `diagnosis` tries them in order.
"""
