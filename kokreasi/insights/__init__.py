"""Counting, comparing and finding: a pure library that knows no Django."""
