"""What is signed: the contract as data, written from the scheme and its rules, and laid out as one page.

The words of every sum come from the rule that works it out, so that text and money cannot part.
After `write_contract` everything that will be printed is there in order: numbers, anchors, words and amounts.
Laying out adds nothing to them and leaves nothing out.
"""
