"""Rows as they will look, before they are published."""
