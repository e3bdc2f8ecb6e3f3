"""The page a build writes: one HTML file that opens without a network."""
