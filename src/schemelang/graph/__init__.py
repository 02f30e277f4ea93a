"""The scheme as rules: a small closed set of kinds, each worked out from rules that come before it.

Constructs are gone; what is left is figures given, arithmetic, tests, groups and pence.
Every rule has a structured id, a role, a level, a time, a type and the clause it came from.
The rules are in order, needs first, and no rule needs itself. Every reading starts here:
money, reasons, words and pictures.
"""
