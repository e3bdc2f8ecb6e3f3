"""The command line, the door of everyone who works in a terminal."""
