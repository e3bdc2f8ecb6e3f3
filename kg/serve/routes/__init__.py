"""Who answers at which address."""
