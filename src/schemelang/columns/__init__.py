"""Columns: what a plan says, worked out for everybody at once, in tables of whole numbers.

From a plan comes a text in NumPy, one line for each step, which can be printed and read, and is run block by block.
A number is held in the narrowest way that the ends of its step prove exact. float64 is used here, and in no other
room: for whole numbers below 2**53, each of which it holds exactly, and for numbers near by that say where to look.
"""
