"""From text to facts: plain functions on ``str``. The door is ``cell.understand``."""
