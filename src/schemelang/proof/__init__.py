"""What holds of a scheme whatever its figures are: what is proved, what is broken, and what was not looked at.

A rule is read here for the bounds of its value and for the way it goes when a figure goes up, never for one value.
Nothing is called proved that rests on trying, and nothing broken without a practice that shows it.
"""
