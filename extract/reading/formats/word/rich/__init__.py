"""Documents in the Rich Text Format (RTF 1.9.1), which programs often name .doc."""
