"""Schemes as meant: every name refers to one thing, every quantity has a type and a level.

After this pass nothing that moves money was left to a default: roundings, odd pennies, what happens to
a missing figure, how a group is judged are all there, because the scheme says them.
Numbers are exact, days are days, and each expression knows for whom it is worked out.
"""
