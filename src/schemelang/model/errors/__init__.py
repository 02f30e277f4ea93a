"""What can be wrong with what a scheme means: names and lines (SCH1xx), quantities and choices (SCH2xx)."""
