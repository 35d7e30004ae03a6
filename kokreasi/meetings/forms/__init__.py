"""Forms about meetings."""
