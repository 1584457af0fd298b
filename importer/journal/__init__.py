"""What imports and merges write, kept row by row, so that it can be taken back."""
