"""Two schemes side by side: which clauses change in words, who gains and who loses, and what is no longer proved.

Clauses are compared as they are read in the contract, each with the one that comes from the same block.
Money is compared on the same figures, worked out by both schemes; nothing is estimated.
"""
