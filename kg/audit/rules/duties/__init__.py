"""DU: duties, their stages, and texts that were copied."""
