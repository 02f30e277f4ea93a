"""Plans as SQL, for engines that run where data already lie: DuckDB and Spark.

The same plan makes the same script for each of them, of whole numbers only: `+`, `-`, `*`, whole division,
comparisons, CASE, SUM, MIN, MAX and ROW_NUMBER, and no decimal or floating type anywhere. A column is BIGINT while
what comes of its step lies below 2^63, and HUGEINT below 2^127 where the engine has it. What a script cannot say is
left out of it, step by step, and so is all that rests on it: the reference evaluator works that out.
"""
