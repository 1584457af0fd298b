"""Who changed what, the way back, the bin, and two people at one form."""
