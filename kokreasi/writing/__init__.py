"""Structure to documents: a pure library that knows no Django."""
