"""One module a rule, or a few rules that share their reading; what is in ``RULES`` of a module here is run."""
