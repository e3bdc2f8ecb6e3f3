"""Workbooks: Excel of 1997, 2003 and today, OpenDocument; each gives the same sheets."""
