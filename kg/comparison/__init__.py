"""Lists beside each other: two editions of one list, one power in many cities."""
