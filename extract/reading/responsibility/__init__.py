"""The parts of a responsibility list: its flow of lines and tables, what its words mean, contacts, regimes."""
