"""What an import leaves to a person: each kind counted, each a list with the field to fill in."""
