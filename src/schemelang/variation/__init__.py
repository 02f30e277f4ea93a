"""The document that varies a contract: each clause as it was and as it is, changed numbers, what they do in pounds.

Clauses are laid over each other as parts of two contracts, and never as pages. Whoever leaves out what is marked as
added reads the contract as it was, and whoever leaves out what is marked as removed reads it as it is.
"""
