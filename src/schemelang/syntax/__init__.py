"""Schemes as written: text in, a tree of blocks and lines out.

A tree has the shape of the grammar and nothing more: names are text, numbers and dates are the digits
as written, the order of blocks and of lines is kept, and every node knows the words it came from.
Nothing here knows what a name refers to or whether a sum makes sense.
"""
