"""Tables about proposals."""
