"""What rules read out of words: points, numbers, conduct, how words go on."""
