"""Public pages that put several apps together."""
