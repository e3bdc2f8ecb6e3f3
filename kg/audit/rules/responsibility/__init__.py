"""RG: responsibility lists."""
