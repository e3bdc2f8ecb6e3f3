"""One module a command; each is registered by one line of ``kg.cli.main``."""
