"""What was paid, and why it was: entries that are only ever added, each bound to all before it.

Nothing here opens a file. A run of a scheme becomes the entries that it adds to what stands there already, so that
what is entitled is paid once, and what turns out otherwise is put right by an entry that names what it corrects.
"""
