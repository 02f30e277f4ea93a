"""What published files look like: their headings, and what stands under each.

Nothing here is read, and nothing knows of schemes: a layout is data. A scheme names one of them in the line
`read from`, and `figures/nhs/` reads the files.
"""
