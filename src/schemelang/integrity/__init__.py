"""What shows that a contract is the one that was signed: its data, its document ID, its seal, and who signed it.

Nothing here writes a contract or works anything out. A contract's data are written in one way only, so that the same
contract has the same ID wherever it is written; and what does not read as such data is no contract, whatever it is.
"""
