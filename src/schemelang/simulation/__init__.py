"""What would be paid if: other figures, or other numbers in the scheme, tried one scenario after the other.

A scenario never changes a scheme or a figure; it is worked out by the evaluator's own functions, beside the figures as
they are. No scenario has a figure that a file with it would be refused for: it is brought within its bounds, and how
many were is said. The same question gives the same scenarios on every machine.
"""
