"""One room a family of rules, one module a rule or a few that share their reading; what ``RULES`` names is run."""
