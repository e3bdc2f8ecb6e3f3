"""AU: which rank of document may set what the item does."""
