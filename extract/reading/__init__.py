"""From a file to rows: what is printed where, nothing understood yet. The door is ``door.read``."""
