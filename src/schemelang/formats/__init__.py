"""What `check` has to say, in each of its forms: text for people, data for programs, SARIF, and notes for GitHub.

What a scheme asks for is written here as well, as tables to fill in and as Table Schemas, and what has come in.

A form leaves nothing out that another says of a finding; which place, which words, and what to do are always there.
"""
