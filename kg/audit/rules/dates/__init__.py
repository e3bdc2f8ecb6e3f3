"""DT: dates and numbers of documents, in the list itself and against the register."""
