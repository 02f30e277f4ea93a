"""Why each payment is what it is: a tree read off the outcome, down to the cells the figures came from.

Nothing is worked out here. Values are those of the outcome, and words are made from its rules,
so that a reason can never disagree with a payment. `words` is where a rule is put into words,
for the explanation and for the contract alike.
"""
