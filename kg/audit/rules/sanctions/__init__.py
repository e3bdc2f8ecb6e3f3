"""SN: sanctions and the ranges of fines."""
