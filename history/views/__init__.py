"""The pages of the history in the admin."""
