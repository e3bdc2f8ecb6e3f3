"""Which rank of document may set what: penalties, permits, measures, as the law stood on a day."""
