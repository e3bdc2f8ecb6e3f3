"""ID: codes, serials and names."""
