"""Processes that evaluate queries and updates, each killed and replaced when it overruns."""
