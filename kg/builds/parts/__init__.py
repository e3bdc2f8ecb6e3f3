"""What a build makes of each list, by one process or several, kept so that it need not be made again."""
