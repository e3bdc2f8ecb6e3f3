"""From the bytes of a file to blocks: one module a format; what a block means is asked later."""
