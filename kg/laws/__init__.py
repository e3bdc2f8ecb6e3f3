"""The statute library: texts of laws by version and date, and the comparison of a quote with its article."""
