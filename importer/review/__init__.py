"""An import that a person looks through before it is saved: read, compared, decided, saved."""
