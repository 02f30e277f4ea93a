"""What finance needs of an outcome: sums that are due, by day and by month, and the files that they are paid with.

Every output is made from the same sums, and ends or comes with how many they are and what they come to.
"""
