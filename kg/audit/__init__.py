"""The audit of a list: rules by code, and what they find for people to look at."""
