"""The legal basis of a cell: entries, what leads to them, what follows. The door is ``grounds.grounds``."""
