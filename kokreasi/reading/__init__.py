"""Documents to structure: a pure library that knows no Django."""
