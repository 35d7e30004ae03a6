"""Tables of meetings, in."""
