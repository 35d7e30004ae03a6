"""Reads across the models of meetings."""
