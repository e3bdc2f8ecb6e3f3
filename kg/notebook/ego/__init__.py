"""A thing and what it is tied to, as a picture for notebooks."""
