"""Kokreasi: an open-government action plan, run in the open."""
