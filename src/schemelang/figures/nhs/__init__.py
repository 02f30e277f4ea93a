"""Files as the NHS publishes them, turned into tables of the scheme's own shape, each cell with its own place.

A column is believed only if its heading and what stands under it agree.
"""
