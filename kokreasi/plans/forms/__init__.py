"""What the secretariat fills in, by the thing it is about."""
