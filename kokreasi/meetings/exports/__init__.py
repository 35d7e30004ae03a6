"""Tables of meetings, out."""
