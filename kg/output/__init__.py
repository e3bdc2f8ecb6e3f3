"""The graph in files of other tools: every value sanitised once, one writer a form."""
