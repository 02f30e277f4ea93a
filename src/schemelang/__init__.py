"""A language and an exact rules engine for local incentive contracts.

The commands are in `schemelang.cli`; the passes, in order, in `schemelang.compile`.
"""
