"""How much is too much to read."""
def too_much(source): return ()
