"""One module a command; each is registered by one line of ``kg.doors.cli``."""
