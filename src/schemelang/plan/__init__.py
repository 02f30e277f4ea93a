"""Plans: rule graphs in whole numbers, for engines that work a rule out for everybody at once.

A plan says what the graph says, with nothing but whole numbers: a value is a numerator over a denominator, and a
number that says why there is none. Each step of it has ends that no result can lie beyond, whatever the figures
within their own ends are; an engine chooses by them how it holds a number, and may rely on it.
What a plan cannot say of a rule it leaves to the reference evaluator, and says so.
"""
